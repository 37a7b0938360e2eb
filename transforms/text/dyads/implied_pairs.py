"""Find pairs that a sentence refers to without naming them: "the two countries agreed"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Passage

_BOTH = re.compile(r"\b(?:to|with|by|of|on|for|from) both(?=[,.])")  # "sells arms to both."
_KEPT = 64  # pairs in focus at most: an article has a handful, and noise must not make the search long
_LEADS = 2.0  # weight that puts a pair in focus
_OPEN = 0.5  # weight of a sentence that names a pair and leaves open whether it relates it; one that does weighs 1
_FIRST = 2.0  # factor of title and first sentence, which say what the article is about
_NEAR = 2  # sentences back within which a pair counts as just spoken of


@cache
def compile_phrases(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Compile the phrases into one matcher; with it, the strength of each."""
    rows = lexicon["implied_pairs"]
    matcher = AhoCorasick([row["phrase"] for row in rows], matchkind=MatchKind.LeftmostLongest)
    return matcher, tuple(row["strength"] for row in rows)


@cache
def _shared_names(lexicon: Lexicon) -> frozenset[str]:
    """Return the names, in small letters, of two states at once: koreas, inter-korean."""
    return frozenset(row["phrase"].split(" ")[-1] for row in lexicon["implied_pairs"] if "-" in row["strength"])


def may_name_both(passage: Passage, lexicon: Lexicon) -> bool:
    """Tell whether a text may speak of a pair while it names neither of the two: "both Koreas"."""
    return any(name in passage.lower for name in _shared_names(lexicon))


def find_implying(passage: Passage, lexicon: Lexicon) -> dict[int, str]:
    """Return the numbers of the sentences of a text that speak of a pair, and the strength of the first such phrase.

    Of a phrase that means two countries in any article the strength is their codes: KOR-PRK.
    """
    matcher, strengths = compile_phrases(lexicon)
    lowered = passage.lower
    found: dict[int, str] = {}
    for phrase, start, end in matcher.find_matches_as_indexes(lowered):
        if lowered[start - 1 : start].isalnum() or lowered[end : end + 1].isalnum() or lowered.startswith(" of ", end):
            continue
        sentence = passage.sentence_at(start, end)
        if sentence:
            found.setdefault(sentence.number, strengths[phrase])
    for both in _BOTH.finditer(lowered) if "both" in lowered else ():
        sentence = passage.sentence_at(both.start())
        if sentence:
            found.setdefault(sentence.number, "sides")
    return found


class Focus:
    """The pairs that an article speaks of, and where: what "the two countries" are, what an open sentence is about."""

    def __init__(self) -> None:
        self._weight: dict[Dyad, float] = {}
        self._where: dict[Dyad, list[int]] = {}
        self._said: dict[int, list[Dyad]] = {}

    def __bool__(self) -> bool:
        return bool(self._weight)

    def add(self, number: int, related: Iterable[Dyad], left_open: Iterable[Dyad]) -> None:
        """Take note of the pairs of the next sentence; beyond _KEPT, of no new ones."""
        factor = _FIRST if number <= 0 else 1.0
        for dyad, weight in (*((dyad, factor) for dyad in related), *((dyad, factor * _OPEN) for dyad in left_open)):
            if dyad in self._weight or len(self._weight) < _KEPT:
                self._weight[dyad] = self._weight.get(dyad, 0.0) + weight
                self._where.setdefault(dyad, []).append(number)
                if weight > _OPEN * factor:
                    self._said.setdefault(number, []).append(dyad)

    def leads(self, dyad: Dyad) -> bool:
        """Tell whether the article is enough about a pair to read an open sentence as about it, too."""
        return self._weight.get(dyad, 0.0) >= _LEADS

    def resolve(self, number: int, present: frozenset[str], strength: str, subject: str | None) -> list[Dyad]:
        """Return the pairs meant at a sentence with these countries in it; none where no pair is in focus.

        Third countries that speak to both sides make a pair with each; so does the subject, whatever the phrase.
        """
        main = self._main(number, bool(present))
        if strength != "weak" and present and main and self.leads(main) and present.isdisjoint(main):
            third = [Dyad.of(iso3, side) for iso3 in present for side in main]
            of_strong = [main, *third] if subject in present else []
            return {"between": [main, *third], "sides": third}.get(strength, of_strong)
        if len(present) == 2:
            return [Dyad(*sorted(present))]
        return [main] if main and len(present) < 2 and strength != "weak" else []

    def _main(self, number: int, names_another: bool) -> Dyad | None:
        """Return the pair that the sentence before relates, if it relates just one; else the heaviest so far."""
        last = self._said.get(number - 1, [])
        if len(last) == 1 and not names_another:
            return last[0]
        before = [dyad for dyad, where in self._where.items() if where[0] < number]
        return max(before, key=lambda dyad: (self._weight[dyad] + self._is_near(dyad, number), dyad), default=None)

    def _is_near(self, dyad: Dyad, number: int) -> bool:
        where = self._where[dyad]
        before = bisect_left(where, number)
        return before > 0 and number - where[before - 1] <= _NEAR
