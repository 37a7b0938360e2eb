"""Which figures readers call forecasts, targets or plans: by their qualifier, else by `states.csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.decide.figures.figure_ahead import FACT, FORECAST, PLAN
from tests.gold.learn.told_acts import Row
from tests.gold.score import FOLDER

AHEAD = {"forecast": FORECAST, "target": PLAN, "planned": PLAN, "plan": PLAN, "forecast/target": FORECAST}
OPEN = "open"
STATES_TOLD = frozenset((FORECAST, PLAN, OPEN))
STATES = FOLDER / "states.csv"


def state_of(row: Row, figure: Row) -> str | None:
    """Return what an annotated figure of an article is, fact, forecast or plan; None where readers do not say."""
    if not _is_told(figure):
        return None
    qualifier = figure["qualifier"]
    told = _read_states().get(_place_of(row, figure)) if "round" in row else None
    return AHEAD.get(qualifier, FACT) if told is None else None if told == OPEN else told


def refuse_lost_states(rows: Iterable[Row]) -> None:
    """Raise ValueError, which names them, where lines of `states.csv` meet no figure of all articles, or tell no state.

    Such a line would teach nothing, and nobody would know: of an article that was read anew, or mistyped.
    """
    figures = {_place_of(row, one) for row in rows if "round" in row for one in row["figures"] if _is_told(one)}
    lost = [
        f"{article} at {start}: {state}"
        for (article, start), state in _read_states().items()
        if (article, start) not in figures or state not in STATES_TOLD
    ]
    if lost:
        raise ValueError(f"{len(lost)} lines of {STATES.name} meet no figure, or tell no state: {'; '.join(lost)}")


def _is_told(figure: Row) -> bool:
    return "qualifier" in figure and "qualifier" not in figure.get("open", ())


def _place_of(row: Row, figure: Row) -> tuple[str, int]:
    return row["id"], figure["start"]


@cache
def _read_states() -> dict[tuple[str, int], str]:
    lines = csv.DictReader(rule_lines(STATES.read_text(encoding="utf-8")))
    return {(line["article"], int(line["start"])): line["state"] for line in lines}
