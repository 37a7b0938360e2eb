"""An article as acts are read from it: what was found in it, and which sides its sentences told of so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deeds.spoken_of import Done
from dyadwire.transforms.text.decide.acts.deeds.table import words_of_answers
from dyadwire.transforms.text.decide.acts.features import TWO, Absent, Standing
from dyadwire.transforms.text.decide.acts.meant import NEVER, RECENT, Meant, in_order
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.find.regions import meant_by_words
from dyadwire.transforms.text.find.sides import Side
from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    FocusDyad,
    PersonSpan,
    SentenceDyad,
    SentenceSpan,
)

MOST_NAMED = 2  # sides of the article that may be meant anywhere in it
MOST_PAIRS = 2  # pairs of an article that a sentence may mean without naming a side
MEANS_TWO = re.compile(rf"\b(?:{'|'.join(sorted(TWO))})\b", re.IGNORECASE)
# Probability from which an act is told: of a pair that a whole article is about, of another, and of any in what feeds
# tell, which is too short to say whom it is about. By cross-validation 56 of 128 acts of the article's pair told
# between 0.3 and 0.42 are some, of others 11 of 70.
LEAST, LEAST_OF_OTHERS, LEAST_OF_BRIEF = 0.3, 0.42, 0.33
MOST_TOLD = 16  # acts that are remembered, of which somebody may speak by what they were: the raid
ANSWERED = 2  # sentences back in which stands what somebody answers
ABOUT = 0.5  # salience from which an article is about a pair; from 0.38 to 0.6 the scores are the same


class ActInput(NamedTuple):
    """An article as acts are read from it: what was found in it so far."""

    document: Document
    countries: tuple[CountrySpan, ...]
    blocs: tuple[CountrySpan, ...]
    people: tuple[PersonSpan, ...]
    dyads: tuple[SentenceDyad, ...]
    focus: tuple[FocusDyad, ...]
    firms: tuple[Firm, ...]


class SidesSoFar:
    """What an article has told up to a sentence: which sides, how long ago, and how the pairs stand."""

    def __init__(self, article: ActInput, sides: Mapping[int, list[Side]], lexicon: Lexicon) -> None:
        counts: dict[str, int] = {}
        for side in (side for here in sides.values() for side in here if side.kind != "city"):
            counts[side.code] = counts.get(side.code, 0) + 1
        ranked = sorted(counts, key=lambda code: (-counts[code], code))
        self._rank = {code: at for at, code in enumerate(ranked)}
        self._named = ranked[:MOST_NAMED]
        self._focus = {tuple(pair.dyad): pair for pair in article.focus}
        most = sorted(article.focus, key=lambda pair: (-pair.relational_sentences, -pair.sentences, pair.dyad))
        self._ranks = {tuple(pair.dyad): at for at, pair in enumerate(most)}
        self._rules = {(dyad.sentence, tuple(dyad.dyad)): dyad for dyad in article.dyads}
        self._brief = article.document.is_brief
        self._last: dict[str, int] = {}
        self._meant, self._answers = Meant(meant_by_words(lexicon)), words_of_answers(lexicon)
        self._told: tuple[int, tuple[Done, ...]] = (-NEVER, ())
        self._earlier: tuple[Done, ...] = ()

    def with_meant(self, sides: list[Side], place: SentenceSpan, text: str) -> list[Side]:
        """Return the sides of a sentence with those that its pronouns stand for, which count as named by it."""
        return self._meant.add_to(sides, place, text)

    def leave(self, place: SentenceSpan, text: str, sides: Sequence[Side], acts: Iterable[ActSpan] = ()) -> None:
        """Take note of the sides of a sentence, and of what it tells of them."""
        self._last.update(dict.fromkeys([side.code for side in sides], place.number))
        if told := tuple(Done(one.actor, one.recipient, one.mutual, one.code) for one in acts):
            earlier = (*self._earlier, *(one._replace(is_near=False) for one in self._told[1]))
            self._told, self._earlier = (place.number, told), earlier[-MOST_TOLD:]
        self._meant.leave(place, text, sides, acts)

    def told_before(self, number: int, text: str) -> tuple[Done, ...]:
        """Return what was told just before a sentence that has a word by which somebody answers it."""
        if number - self._told[0] > ANSWERED or self._answers.isdisjoint(text.lower().split()):
            return ()
        return (*self._earlier, *self._told[1])

    def may_mean(self, number: int, codes: Iterable[str], text: str) -> bool:
        """Tell whether a sentence that names one side, or none, may mean another one by its words or by the article."""
        if number == TITLE:
            return False
        meant = self.meant(number) if codes else ()
        if any(self.may_act(one, other) for one in codes for other in meant if other != one):
            return True
        if codes and self.told_before(number, text):
            return True  # it may answer what that tells
        lower = text.lower()
        return any(word in lower for word in TWO) and bool(MEANS_TWO.search(text))

    def may_act(self, one: str, other: str) -> bool:
        """Tell whether a sentence of the article relates two; of blocs the article tells nothing beforehand."""
        focus = self._focus.get((min(one, other), max(one, other)))
        return focus is None or focus.relational_sentences > 0

    def meant(self, number: int) -> list[str]:
        """Return the sides that a sentence may mean without naming them; none where it tells of "the two countries"."""
        if len(self._meant.here) > 1:
            return []
        recent = [code for code, last in self._last.items() if number - last <= RECENT]
        return list(dict.fromkeys((*recent, *self._named)))

    def pairs(self, codes: list[str]) -> list[tuple[str, str]]:
        """Return the pairs of some sides that the article relates most."""
        known = [pair for pair in combinations(sorted(codes), 2) if pair in self._ranks]
        return sorted(known, key=self._ranks.__getitem__)[:MOST_PAIRS]

    def absent(self, number: int, code: str) -> Absent:
        """Return where a side was before a sentence."""
        return Absent(number - self._last[code] if code in self._last else NEVER, self._rank.get(code, NEVER))

    def standing(self, number: int, one: str, other: str) -> Standing:
        """Return how two sides stand; the first of them comes first in the sentence."""
        pair = (min(one, other), max(one, other))
        before = self._rule(number - 1, pair, one) if number > 0 else "none"
        before = "related" if before in ("forward", "back") else before
        return Standing(self._rule(number, pair, one), before, self._focus.get(pair), self._ranks.get(pair, NEVER))

    def least(self, one: str, other: str) -> float:
        """Return the probability from which an act of two is told: lower where the article is about them."""
        if self._brief:
            return LEAST_OF_BRIEF
        focus = self._focus.get(in_order(one, other))
        return LEAST if focus and focus.salience >= ABOUT else LEAST_OF_OTHERS

    def _rule(self, number: int, pair: tuple[str, str], one: str) -> str:
        dyad = self._rules.get((number, pair))
        if not dyad:
            return "none"
        if not dyad.directed:
            return "related" if dyad.relational else "named"
        return "forward" if dyad.directed[0] == one else "back"
