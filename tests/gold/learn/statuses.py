"""Whether acts of the real articles are done, planned or denied, as readers say, and how well that is told."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.decide.acts.words import DENIED, DONE, PLANNED
from tests.gold.learn.told_acts import ACTS

STATUSES = ACTS / "status.csv"
OPEN = "open"
TOLD_AS = frozenset((DONE, PLANNED, DENIED, OPEN))
Place = tuple[str, int, str, str]  # an article, where a sentence begins (TITLE: its title), and two sides in order


@cache
def read_statuses() -> dict[Place, str]:
    """Return the status of acts: done, planned, denied, or open, where there is none or readers differ."""
    lines = csv.DictReader(rule_lines(STATUSES.read_text(encoding="utf-8")))
    found = {
        (line["article"], int(line["start"]), *in_order(line["actor"], line["recipient"])): line["status"]
        for line in lines
    }
    if not TOLD_AS.issuperset(found.values()):
        raise ValueError(
            f"{STATUSES.name}: only {sorted(TOLD_AS)} are told, not {sorted(set(found.values()) - TOLD_AS)}"
        )
    return found


def score_status(predictions: Mapping[str, str], articles: Iterable[str]) -> str:
    """Return recall and precision, in percent, of the planned and the denied among acts that readers looked at."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        acts = json.loads(predictions[article])["events"]
        found = {(article, act["start"], *in_order(act["actor"], act["recipient"])): act["when"] for act in acts}
        counts.update((told, found[place]) for place, told in read_statuses().items() if place in found)
    return "; ".join(_told(counts, status) for status in (PLANNED, DENIED))


def _told(counts: Counter[tuple[str, str]], status: str) -> str:
    right = counts[status, status]
    wanted = sum(many for (gold, _), many in counts.items() if gold == status)
    given = sum(many for (gold, found), many in counts.items() if found == status and gold != OPEN)
    recall, precision = 100 * right / max(1, wanted), 100 * right / max(1, given)
    return f"{status}: recall {recall:.1f} of {wanted} precision {precision:.1f} of {given}"


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two sides in the order of their codes."""
    return (one, other) if one < other else (other, one)
