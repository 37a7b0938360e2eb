"""The states of figures that the project read itself: every line of `states.csv` must teach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gold.learn import states
from tests.gold.learn.states import refuse_lost_states, state_of

_FIGURE = {"start": 7, "qualifier": "at least"}
_ROW = {"id": "a", "round": "dense", "figures": [_FIGURE]}


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "states.csv"
    monkeypatch.setattr(states, "STATES", path)
    states._read_states.cache_clear()
    yield path
    states._read_states.cache_clear()


def test_a_line_that_meets_its_figure_is_no_error(lines: Path) -> None:
    lines.write_text("article,start,state\na,7,plan\n", encoding="utf-8")
    refuse_lost_states([_ROW])
    assert state_of(_ROW, _FIGURE) == "plan"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("a,8,plan", _ROW),  # no figure there
        ("b,7,plan", _ROW),  # no such article
        ("a,7,planed", _ROW),  # no state
        ("a,7,plan", {**_ROW, "figures": [{**_FIGURE, "open": ["qualifier"]}]}),  # readers leave it open
    ],
)
def test_a_line_that_would_teach_nothing_is_refused(lines: Path, line: str, row: states.Row) -> None:
    lines.write_text(f"article,start,state\n{line}\n", encoding="utf-8")
    article, start, state = line.split(",")
    with pytest.raises(ValueError, match=rf"^1 lines of states.csv meet no figure.*: {article} at {start}: {state}$"):
        refuse_lost_states([row])
