"""The words that tell what a figure is of: found in a sentence, and in a phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Row
from dyadwire.transforms.text.figures.tokens import split_form

Hints = tuple[tuple[str, float], ...]  # topics, each with how surely it is told
REMEMBERED = 1 << 12  # phrases: measures and units recur
COUNTED = frozenset(("count", "percent"))
# The only kinds of figures that have these topics.
KINDS = {
    "casualties": COUNTED,
    "distance": frozenset(("quantity", "percent", "count", "duration")),
    "population": COUNTED,
    "troops": COUNTED,
    "votes": COUNTED,
}
LEAST = 0.5  # weight that a topic must exceed
LEAST_OF_TIME = 2.0  # the same for a duration, as most have no topic


def best_topic(weights: Mapping[str, float], kind: str) -> str | None:
    """Return the topic that weighs most of those that a figure of a kind can have; None where none weighs enough."""
    best, most = None, LEAST_OF_TIME if kind == "duration" else LEAST
    for topic, weight in weights.items():
        if weight > most and (topic not in KINDS or kind in KINDS[topic]):
            best, most = topic, weight
    return best


class TopicCue(NamedTuple):
    """A word or phrase that tells topics: token positions, `last` excluded, and what it hints at."""

    first: int
    last: int
    hints: Hints


class TopicWords:
    """The forms of the lexicon by their first two tokens, the longest first."""

    def __init__(self, rows: Iterable[Row]) -> None:
        """Index rows of form, topic and strength; a form may stand in several."""
        found: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
        for row in rows:
            found[split_form(row["form"])].append((row["topic"], float(row["strength"])))
        self.starts = frozenset([parts[0] for parts in found])
        self._forms: dict[tuple[str, ...], list[tuple[tuple[str, ...], Hints]]] = {}
        for parts in sorted(found, key=len, reverse=True):
            self._forms.setdefault(parts[:2], []).append((parts, tuple(found[parts])))

    def find(self, lower: Sequence[str]) -> list[TopicCue]:
        """Find the forms in words of lower case, the longest at each place; none overlap."""
        found: list[TopicCue] = []
        free, forms, starts = 0, self._forms, self.starts
        for at in [at for at, word in enumerate(lower) if word in starts]:
            if at < free:
                continue
            two = tuple(lower[at : at + 2])
            for parts, hints in (*forms.get(two, ()), *forms.get(two[:1], ())):
                last = at + len(parts)
                if tuple(lower[at:last]) == parts:
                    found.append(TopicCue(at, last, hints))
                    free = last
                    break
        return found


@lru_cache(REMEMBERED)
def hints_of(phrase: str, words: TopicWords) -> Hints:
    """Return what the words of a phrase hint at, that of the surest for each topic."""
    found: dict[str, float] = {}
    for cue in words.find(split_form(phrase.lower())):
        for topic, strength in cue.hints:
            found[topic] = max(strength, found.get(topic, 0))
    return tuple(found.items())
