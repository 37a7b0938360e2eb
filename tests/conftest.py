"""What tests of every folder share."""

import fcntl
import logging
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import pytest
from hypothesis import settings

from dyadwire.pipelines.ask import duckdb_settings
from dyadwire.pipelines.logs import LOGGER
from dyadwire.pipelines.process import collect_rarely
from dyadwire.pipelines.scratch import temporary_files_to_the_end
from tests.pipelines.kept_open import kept_open
from tests.pipelines.runs import dyadwire

__all__ = ["kept_open"]


def pytest_configure() -> None:
    """Look for garbage as seldom as the command does: that was a tenth of the time of tests that read the rules.

    What tests, and all that they start and kill, leave of temporary files lies in one folder, which goes at the end.
    Generated examples may take as long as they need: the machine may be busy.
    """
    collect_rarely()
    settings.register_profile("busy", deadline=None)  # by default an example that takes 0.2 s fails
    settings.load_profile("busy")
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())  # what pytest keeps to be looked at
    temporary_files_to_the_end()
    os.environ["TMPDIR"] = tempfile.gettempdir()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of slow tests, so that no process of several waits at the end for a long one of another."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Take back where a command writes the project's lines: a later test would find them, or a closed stream."""
    logger = logging.getLogger(LOGGER)
    handlers, level, propagate = logger.handlers, logger.level, logger.propagate
    yield
    logger.handlers, logger.propagate = handlers, propagate
    logger.setLevel(level)


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """Let nothing wait until its bytes are on a disk: no test cuts the power, and without that all is read as written.

    It was a third of the time in which a lake is made. Which syncs are asked for, and when, `test_durable` sees.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda _descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_thread_asks_a_lake() -> Iterator[None]:
    """Let DuckDB ask the small lakes of tests in one thread: to hand them to several costs a seventh of a question.

    The commands that tests start as processes ask in as many as there are cores.
    """
    settings_of = duckdb_settings.settings_of
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(duckdb_settings, "settings_of", lambda *given: settings_of(*given) | {"threads": 1})
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heeded() -> None:
    """Heed SIGINT, as a shell in a script ignores it for what it starts in the background: tests send it, and wait."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _beam_reads_a_method_once() -> Iterator[None]:
    """Let Beam look up the parameters of a method, and the states of a class, once a session: it does for each step.

    It was a quarter of the time of a run of a few articles. Tests that make no pipeline do not import Beam for that.
    """
    core = sys.modules.get("apache_beam.transforms.core")
    if core is None:
        yield
        return
    userstate = sys.modules["apache_beam.transforms.userstate"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(core, "get_function_args_defaults", _looked_up_once(core.get_function_args_defaults))
        specs = _of_a_class_once(userstate.get_dofn_specs, core.CallableWrapperDoFn)
        patched.setattr(userstate, "get_dofn_specs", specs)
        yield


def _looked_up_once(look: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[FunctionType, Any] = {}

    def look_once(method: Callable[..., Any]) -> tuple[list[str], list[Any]]:
        if not isinstance(method, MethodType):
            return look(method)
        if method.__func__ not in known:
            known[method.__func__] = look(method)
        names, defaults = known[method.__func__]
        return [*names], [*defaults]

    return look_once


def _of_a_class_once(look: Callable[..., Any], wrapper: type) -> Callable[..., Any]:
    """Return a `look` that looks at each class once, but at every `wrapper`: it is of as many kinds as functions."""
    known: dict[type, Any] = {}

    def look_once(step: Any) -> tuple[set[Any], set[Any]]:
        if type(step) is wrapper:
            return look(step)
        if type(step) not in known:
            known[type(step)] = look(step)
        states, timers = known[type(step)]
        return {*states}, {*timers}

    return look_once


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Make the lake of the bundled sample as a newcomer does, for tests that only ask it; what was told.

    It takes ten seconds: whichever process of a session comes first makes it for all.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "sample"
    folder.mkdir(exist_ok=True)
    lake, told = folder / "demo", folder / "told"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_bytes(pickle.dumps(dyadwire("demo", "--lake", lake)))
    return lake, pickle.loads(told.read_bytes())
