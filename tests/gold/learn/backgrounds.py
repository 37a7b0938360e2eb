"""Which acts of the real articles had been over for more than a month, as readers say, and how well that is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from dyadwire.transforms.text.decide.acts.act_background import TOLD
from dyadwire.transforms.text.decide.model import Model
from tests.gold.learn.real import fold_of
from tests.gold.learn.told_acts import ACTS, OPEN, Place, Row, in_order, read_labels
from tests.gold.logit import Example

BACKGROUNDS = ACTS / "background.csv"
NAME, BACKGROUND = "act_background", "background"
TOLD_AS = frozenset(("news", BACKGROUND, "since", OPEN))
# Modern articles have no date: outlets in forty countries were read in 2022, most in its summer; the BBC in 2004-5.
ASSUMED = {"bbc": "2005-01-15"}
USUAL = "2022-07-15"


@cache
def read_backgrounds() -> dict[Place, str]:
    """Return what acts are: news, background, since (longer ago and going on), or open."""
    return read_labels(BACKGROUNDS, "told", TOLD_AS)


def is_background(row: Row, place: tuple[int, int, str, str]) -> bool | None:
    """Tell whether an act was over for more than a month; None where nobody looked, or one cannot tell."""
    told = read_backgrounds().get((row["id"], place[1], *in_order(*place[2:])), OPEN)
    return None if told == OPEN else told == BACKGROUND


def dated(rows: Iterable[Row]) -> list[Row]:
    """Return real articles with the day from which their times are reckoned."""
    return [row | {"published_date": _day_of(row)} for row in rows]


def _day_of(row: Row) -> str:
    if row.get("date"):
        return datetime.strptime(row["date"].strip().title(), "%d-%b-%Y").date().isoformat()
    return ASSUMED.get(row["round"], USUAL)


def score_background(examples: Sequence[Example], models: Sequence[Model], articles: set[str]) -> str:
    """Return recall and precision, in percent, of the background among the acts of some articles.

    `models` are by fold, each learned from the articles of all others.
    """
    right = given = wanted = 0
    for one in examples:
        if one.article in articles:
            features = [feature for group in one.candidates[0] for feature in group.features]
            told, is_so = models[fold_of(one.article)].probability(0, features) >= TOLD, one.right == 0
            right, given, wanted = right + (told and is_so), given + told, wanted + is_so
    recall, precision = 100 * right / max(1, wanted), 100 * right / max(1, given)
    return f"background: recall {recall:.1f} of {wanted} precision {precision:.1f} of {given}"
