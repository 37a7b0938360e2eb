"""How often Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc

# Python's own is 700. Rules are some two million objects that stay: to look through them ever again while they are
# read takes as long as reading them. 10,000 need no more memory than 700 do; more than that gains nothing.
NEW_OBJECTS = 10_000


def look_seldom() -> None:
    """Let this process look once in so many new objects: for whole processes of ours, never for who imports us."""
    gc.set_threshold(NEW_OBJECTS)
