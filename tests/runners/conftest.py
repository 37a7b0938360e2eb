"""What the runners share: one input with what it must leave, and one Flink cluster."""

from pathlib import Path
from typing import NamedTuple

import pytest

from infra.flink.cluster import FlinkCluster
from tests.runners.parity import IN_PROCESS, run_graph, write_mixed


class Expected(NamedTuple):
    inputs: tuple[Path, ...]
    lake: Path


@pytest.fixture(scope="module")  # what one file has killed must not lame the next
def cluster(tmp_path_factory):
    with FlinkCluster(tmp_path_factory.mktemp("flink"), task_managers=2) as running:
        yield running


@pytest.fixture(scope="session")
def expected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("expected")
    inputs = write_mixed(folder / "in", 400)
    return Expected(inputs, run_graph(inputs, folder / "lake", IN_PROCESS))
