"""How often Python's garbage collector runs."""

from __future__ import annotations

import atexit
import gc

# Objects made between two runs of the collector; Python's own default is 700. The rules are some two million objects
# that live as long as the process: to go through them every 700 objects while they load takes as long as loading them.
# 10,000 need no more memory than 700 do, and more than 10,000 gain nothing.
NEW_OBJECTS = 10_000


def collect_rarely() -> None:
    """Let the collector run once in 10,000 new objects, and not at exit. Only for processes that are wholly ours.

    At exit it would go through all rules several times, which takes a second, before they are freed anyway.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)
