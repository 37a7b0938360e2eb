"""Phrases of time, found and dated whatever the figures."""
