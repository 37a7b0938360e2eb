"""What processes that are wholly ours settle for their whole life: how often garbage is collected, and how they end."""

from __future__ import annotations

import atexit
import gc
import sys
import time

# Objects made between two runs of the collector; Python's own default is 700. The rules are some two million objects
# that live as long as the process: to go through them every 700 objects while they load takes as long as loading them.
# 10,000 need no more memory than 700 do, and more than 10,000 gain nothing.
NEW_OBJECTS = 10_000
_PAUSE = 0.02  # seconds that threads of Arrow are given at the end


def collect_rarely() -> None:
    """Let the collector run once in 10,000 new objects, and not at exit. Only for processes that are wholly ours.

    At exit it would go through all rules several times, which takes a second, before they are freed anyway.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)


def let_threads_finish() -> None:
    """Wait for a moment at the end of this process, if it has used Arrow. Only for processes that are wholly ours.

    A thread of Arrow's pool may still be dropping a file or a buffer of Python's when all is done. Before Python 3.14,
    one that needs Python for that while it ends is ended by it, at which C++ aborts the process: exit code 134, after
    the last line. Of 139 processes that ended right after such reading 23 did, of 112 with this pause none.
    """
    atexit.register(_pause)  # what is registered first is done last


def _pause() -> None:
    if "pyarrow" in sys.modules:
        time.sleep(_PAUSE)
