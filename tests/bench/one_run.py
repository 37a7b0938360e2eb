"""Run files into a lake as `dyadwire run` does and print what that took, as JSON: for benches that start it.

python -m tests.bench.one_run LAKE WORKERS FILE…
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from tests.bench.subject import Answer, peak, spent, timed


def main(lake: str, workers: str, *files: str) -> None:
    """Print seconds of processors, the clock and settling, articles kept, and peak memory before settling and ever."""
    began = time.monotonic()
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # as the command does, before pyarrow is imported
    from dyadwire.pipelines.process import collect_rarely
    from dyadwire.pipelines.run import launch
    from dyadwire.pipelines.run.options import CoverageOptions
    from dyadwire.pipelines.run.passes import run_quietly

    collect_rarely()  # as the command does, too
    answer: Answer = {}
    settle: Callable[[str], Any] = launch.settle

    def settled(lake: str) -> Any:
        answer["peak before settling"] = peak()
        with timed(answer, "settling"):
            return settle(lake)

    with patch.object(launch, "settle", settled):
        books = run_quietly(CoverageOptions(inputs=files, lake=lake, workers=int(workers)))
    took = {"kept": books.kept, "processors": spent(), "clock": time.monotonic() - began, "peak": peak()}
    print(json.dumps(answer | took))


if __name__ == "__main__":
    main(*sys.argv[1:])
