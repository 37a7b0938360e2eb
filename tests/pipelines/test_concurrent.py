"""A few seconds of what `python -m tests.pipelines.concurrent` does for a minute."""

from collections import Counter
from pathlib import Path

import pytest

from tests.pipelines.concurrent import run, unexplained

pytestmark = pytest.mark.slow


def test_every_answer_is_one_that_a_committed_state_explains(tmp_path: Path) -> None:
    noted = run(tmp_path / "lake", seconds=6, readers=3)
    kinds = Counter(kind for _, kind, _ in noted)
    assert kinds["state"] > 1
    assert kinds["answer"] > 1
    assert unexplained(noted) == []


def test_an_answer_that_no_state_gave_is_told() -> None:
    state, half = (1, 1, 1, 1, 1), (1, 2, 1, 1, 1)
    noted = [("write", "state", state), ("read-anew", "answer", state), ("read-anew", "answer", half)]
    assert unexplained(noted) == [("read-anew", "answer", half)]
