"""Which figures readers call forecasts, targets or plans: by their qualifier, else by `states.csv`."""

from __future__ import annotations

import csv
from functools import cache

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.decide.figures.figure_ahead import FACT, FORECAST, PLAN
from tests.gold.learn.told_acts import Row
from tests.gold.score import FOLDER

AHEAD = {"forecast": FORECAST, "target": PLAN, "planned": PLAN, "plan": PLAN, "forecast/target": FORECAST}
OPEN = "open"
STATES = FOLDER / "states.csv"


def state_of(row: Row, figure: Row) -> str | None:
    """Return what an annotated figure of an article is, fact, forecast or plan; None where readers do not say."""
    if "qualifier" in figure.get("open", ()) or "qualifier" not in figure:
        return None
    qualifier = figure["qualifier"]
    told = _read_states().get((row["id"], figure["start"])) if "round" in row else None
    return AHEAD.get(qualifier, FACT) if told is None else None if told == OPEN else told


@cache
def _read_states() -> dict[tuple[str, int], str]:
    lines = csv.DictReader(rule_lines(STATES.read_text(encoding="utf-8")))
    return {(line["article"], int(line["start"])): line["state"] for line in lines}
