"""Errors that a user can mend."""

from __future__ import annotations


class DyadwireError(Exception):
    """Something that the user can mend: told in one line, with exit code 2 and no traceback."""
