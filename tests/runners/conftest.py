"""One input, run in this process: what every other runner must leave as well."""

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.runners.parity import IN_PROCESS, run_graph, write_mixed


class Expected(NamedTuple):
    inputs: tuple[Path, ...]
    lake: Path


@pytest.fixture(scope="session")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("expected")
    inputs = write_mixed(folder / "in", 400)
    return Expected(inputs, run_graph(inputs, folder / "lake", IN_PROCESS))
