"""Whether acts of the real articles are done, planned or denied, as readers say, and how well that is told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from dyadwire.transforms.text.decide.acts.words import DENIED, DONE, PLANNED
from tests.gold.learn.told_acts import ACTS, OPEN, Place, in_order, read_labels

STATUSES = ACTS / "status.csv"
TOLD_AS = frozenset((DONE, PLANNED, DENIED, OPEN))


@cache
def read_statuses() -> dict[Place, str]:
    """Return the status of acts: done, planned, denied, or open, where there is none or readers differ."""
    return read_labels(STATUSES, "status", TOLD_AS)


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
