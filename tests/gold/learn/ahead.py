"""Score what is yet to be, which the scorer of real articles lacks: what readers call forecast, target or planned."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping

from dyadwire.schemas.states import EXPECTED
from dyadwire.transforms.text.decide.figures.figure_ahead import FACT
from tests.gold.learn.real import Row, read_articles
from tests.gold.learn.states import state_of

ALIKE = 1e-4  # values that differ by no more of themselves are one


def score_ahead(predictions: Mapping[str, str], *rounds: str) -> str:
    """Return recall and precision, in percent, of figures that are ahead; forecast and plan are not told apart."""
    counts = Counter(
        (state_of(row, figure) != FACT, found["state"] == EXPECTED)
        for row in read_articles(rounds)
        for figure, found in _matched(row, json.loads(predictions[row["id"]])["figures"])
    )
    right = counts[True, True]
    wanted, given = right + counts[True, False], right + counts[False, True]
    return f"ahead: recall {_percent(right, wanted)} precision {_percent(right, given)}"


def _percent(right: int, of: int) -> str:
    return f"{100 * right / of:.1f} ({right}/{of})" if of else "-"


def _matched(row: Row, found: list[Row]) -> list[tuple[Row, Row]]:
    """Pair the figures of the text whose state readers tell with what is found in their place."""
    judged = [one for one in row["figures"] if not one.get("in_title") and state_of(row, one)]
    pairs = ((one, next((other for other in found if _is_same(one, other)), None)) for one in judged)
    return [(one, other) for one, other in pairs if other is not None and not one.get("optional")]


def _is_same(gold: Row, found: Row) -> bool:
    here = found["start"] < gold["end"] and gold["start"] < found["end"] and found["value"] is not None
    return here and math.isclose(abs(gold["value"]), abs(float(found["value"])), rel_tol=ALIKE)
