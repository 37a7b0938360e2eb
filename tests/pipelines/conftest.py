"""Lakes of a few batches: run once a session, copied for each test that changes its own."""

import shutil
from functools import cache

import pytest

from tests.pipelines.committed import run_batch_of
from tests.pipelines.lakes import small_lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """The small lake, for files that only ask it; those that have a lake of their own call that so."""
    return small_lake(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def _batches_run(tmp_path_factory):
    @cache
    def run(*batches):
        folder = tmp_path_factory.mktemp("batches")
        for numbers in batches:
            run_batch_of(folder / "lake", numbers)
        return folder

    return run


@pytest.fixture
def lake_of(_batches_run, tmp_path):
    """Return a function: numbers of the articles of each batch → a lake of them, its inputs beside it."""

    def copy(*batches):
        return shutil.copytree(_batches_run(*batches), tmp_path, dirs_exist_ok=True) / "lake"

    return copy
