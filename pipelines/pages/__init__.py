"""Answers as pages that work offline: what fills them, and their templates, styles and scripts.

What Jinja fills in is escaped, and nothing is loaded from elsewhere.
"""
