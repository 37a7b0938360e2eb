"""What tests of every folder share."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines.runs import dyadwire


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """Let nothing wait until its bytes are on a disk: no test cuts the power, and without that all is read as written.

    It was a third of the time in which a lake is made. Which syncs are asked for, and when, `test_durable` sees.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heeded() -> None:
    """Heed SIGINT, as a shell in a script ignores it for what it starts in the background: tests send it, and wait."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Make the lake of the bundled sample as a newcomer does, for tests that only ask it; what was told."""
    lake = tmp_path_factory.mktemp("sample") / "demo"
    return lake, dyadwire("demo", "--lake", lake)
