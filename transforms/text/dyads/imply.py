"""Pairs that a sentence means without naming them: "the two countries agreed"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.dyad import Dyad
from transforms.lexicon import Lexicon
from transforms.text.findings import SentenceDyad, SentenceSpan

_KEPT = 64  # pairs in focus at most: an article has a handful, and noise must not make the search long
_NEAR = 3  # sentences back: further away "the two countries" is the article's main pair


@cache
def compile_phrases(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[bool, ...]]:
    """Compile the phrases into one matcher; with it, which of them are strong."""
    rows = lexicon["implied_pairs"]
    matcher = AhoCorasick([row["phrase"] for row in rows], matchkind=MatchKind.LeftmostLongest)
    return matcher, tuple(row["strength"] == "strong" for row in rows)


def find_implying(text: str, sentences: tuple[SentenceSpan, ...], lexicon: Lexicon) -> dict[int, bool]:
    """Return the numbers of the sentences of a text that speak of a pair, and whether strongly."""
    matcher, strong = compile_phrases(lexicon)
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter such as İ grows: then offsets would not fit
        return {}
    starts = [sentence.start for sentence in sentences]
    found: dict[int, bool] = {}
    for phrase, start, end in matcher.find_matches_as_indexes(lowered):
        if lowered[start - 1 : start].isalnum() or lowered[end : end + 1].isalnum():
            continue
        place = bisect_right(starts, start) - 1
        if place >= 0 and end <= sentences[place].end:
            number = sentences[place].number
            found[number] = found.get(number, False) or strong[phrase]
    return found


class Focus:
    """The pairs that the sentences so far relate: which one "the two countries" are."""

    def __init__(self) -> None:
        self._count: Counter[Dyad] = Counter()
        self._last: dict[Dyad, int] = {}

    def add(self, pairs: list[SentenceDyad]) -> None:
        """Take note of the pairs of the next sentence; of pairs beyond _KEPT the one longest unseen is forgotten."""
        for pair in pairs:
            if pair.relational:
                self._count[pair.dyad] += 1
                self._last.pop(pair.dyad, None)
                self._last[pair.dyad] = pair.sentence
                if len(self._last) > _KEPT:
                    del self._last[next(iter(self._last))]

    def resolve(self, number: int, present: frozenset[str]) -> Dyad | None:
        """Return the pair in focus at a sentence, with the countries present in it; None where there is none."""
        fitting = [dyad for dyad in self._last if present.issubset(dyad)]
        near = [dyad for dyad in fitting if number - self._last[dyad] <= _NEAR]
        if near:
            return max(near, key=lambda dyad: (self._last[dyad], self._count[dyad], dyad))
        return max(fitting, key=lambda dyad: (self._count[dyad], dyad), default=None)
