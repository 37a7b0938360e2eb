"""How often Python looks for garbage that refers to itself."""

from __future__ import annotations

import atexit
import gc

# Python's own is 700. Rules are some two million objects that stay: to look through them ever again while they are
# read takes as long as reading them. 10,000 need no more memory than 700 do; more than that gains nothing.
NEW_OBJECTS = 10_000


def look_seldom() -> None:
    """Let this process look once in so many new objects, and not at its end: for whole processes of ours alone.

    At the end it would look at all rules several times, for a second, before all of them go anyway.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)
