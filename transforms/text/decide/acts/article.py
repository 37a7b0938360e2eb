"""An article as acts are read from it: what was found in it, and which sides its sentences told of so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.features import TWO, Absent, Standing
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.find.sides import PERSON, Side
from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    FocusDyad,
    PersonSpan,
    SentenceDyad,
    SentenceSpan,
)

RECENT = 1  # sentences back from which a side may be meant without being named
MOST_NAMED = 2  # sides of the article that may be meant anywhere in it
MOST_PAIRS = 2  # pairs of an article that a sentence may mean without naming a side
MEANS_TWO = re.compile(rf"\b(?:{'|'.join(sorted(TWO))})\b", re.IGNORECASE)
TOGETHER = frozenset(("CONSULT", "AGREE", "COOPERATE"))
TWO_BACK = 4  # sentences back in which "the two" were named
PEOPLE = frozenset((PERSON, "leader"))  # kinds of sides that "he" may stand for
# Who "the two" are that were named just before: the two navy chiefs, both sides; not the two leaders of a party.
THE_TWO = re.compile(
    r"\b(?:(?:the|these|those) two|both)(?: (?:foreign|defen[cs]e|prime|trade|finance|interior|naval|navy|army|military"
    r"|air|neighbouring|neighboring|rival|top|senior|sister|friendly|brotherly))* (?:countries|sides|nations|states|"
    r"neighbou?rs|leaders|presidents|premiers|ministers|kings|chiefs|commanders|envoys|ambassadors|diplomats|officials|"
    r"governments|capitals|men|delegations|armies|navies|militaries|forces|parties|companies|allies|rivals|powers)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
# Behind a country, who holds its office: Iran's foreign minister, the Iranian president.
OFFICE = re.compile(
    r"(?:['’]s)?(?: (?:foreign|defen[cs]e|prime|trade|finance|interior|deputy|vice|new|first|top)){0,3} (?:president|"
    r"minister|premier|chancellor|king|queen|prince|emir|envoy|ambassador|secretary|commander|chief|leader|spokesman)\b"
)
HE_BACK = 2  # sentences back in which "he" was named
# What opens a sentence and stands for whom the one before began with: It accused …, The ministry recalled …
_BODY = "(?:army|embassy|government|ministry|parliament)"
IT = re.compile(rf"(?:It|The {_BODY})\b(?! of\b)")
_BEFORE_SUBJECT = re.compile(rf"\s*(?:an?|the)?\s*(?:{_BODY} of(?: the)?\s*)?", re.IGNORECASE)
_JOINS = re.compile(r"['’]?s?\s*(?:,|,? and|&|/)\s*(?:the )?", re.IGNORECASE)  # between two that are both the subject
NEVER = 9  # sentences back, and rank, of what was not there
# Probability from which an act is told: of a pair that a whole article is about, of another, and of any in what feeds
# tell, which is too short to say whom it is about. By cross-validation 56 of 128 acts of the article's pair told
# between 0.3 and 0.42 are some, of others 11 of 70.
LEAST, LEAST_OF_OTHERS, LEAST_OF_BRIEF = 0.3, 0.42, 0.33
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

    def __init__(self, article: ActInput, sides: Mapping[int, list[Side]]) -> None:
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
        self._two: tuple[int, tuple[str, str] | None, bool] = (-NEVER, None, False)  # did they do it together?
        self._person: tuple[int, str] = (-NEVER, "")
        self._subject: tuple[int, str] = (-NEVER, "")

    def leave(
        self, place: SentenceSpan, text: str, sides: Sequence[Side], he: str, acts: Iterable[ActSpan] = ()
    ) -> None:
        """Take note of the sides of a sentence, of what it tells of them, and of the side of whom it calls "he"."""
        number = place.number
        self._subject = (number, he if IT.match(text) else _subject_of(sides, text, place.start))
        codes = dict.fromkeys([side.code for side in sides])
        self._last.update(dict.fromkeys(codes, number))
        people = {side.code for side in sides if side.kind in PEOPLE or OFFICE.match(text, side.end - place.start)}
        if people or (he and not IT.match(text)) or number == TITLE:
            self._person = (number, he or (people.pop() if len(people) == 1 else ""))
        if number != TITLE and acts:
            self._note_two(number, acts)

    def _note_two(self, number: int, acts: Iterable[ActSpan]) -> None:
        """Take note of the two whose acts a sentence tells, and keep those who did something together before others."""
        together = {_in_order(act.actor, act.recipient) for act in acts if act.mutual or act.code in TOGETHER}
        pairs = together or {_in_order(act.actor, act.recipient) for act in acts}
        kept = self._two[2] and number - self._two[0] <= TWO_BACK
        if len(pairs) == 1 and (together or not kept):
            self._two = (number, next(iter(pairs)), bool(together))

    def two(self, number: int, text: str) -> tuple[str, str] | None:
        """Return who "the two countries" of a sentence are: the sides that one just before it names without others."""
        return self._two[1] if number - self._two[0] <= TWO_BACK and THE_TWO.search(text) else None

    def he(self, number: int, text: str) -> str:
        """Return the side that "he", or the "it" that opens a sentence, stands for; empty where that is not plain."""
        if IT.match(text):
            return self._subject[1] if number - self._subject[0] <= RECENT else ""
        return self._person[1] if number - self._person[0] <= HE_BACK and HE.search(text) else ""

    def most_related(self) -> tuple[str, str] | None:
        """Return the pair that the article relates most."""
        most = next(iter(self._ranks), None)
        return (most[0], most[1]) if most else None

    def may_mean(self, number: int, codes: Iterable[str], text: str) -> bool:
        """Tell whether a sentence that names one side, or none, may mean another one by its words or by the article."""
        if number == TITLE:
            return False
        meant = self.meant(number) if codes else ()
        if any(self.may_act(one, other) for one in codes for other in meant if other != one):
            return True
        lower = text.lower()
        return any(word in lower for word in TWO) and bool(MEANS_TWO.search(text))

    def may_act(self, one: str, other: str) -> bool:
        """Tell whether a sentence of the article relates two; of blocs the article tells nothing beforehand."""
        focus = self._focus.get((min(one, other), max(one, other)))
        return focus is None or focus.relational_sentences > 0

    def meant(self, number: int) -> list[str]:
        """Return the sides that a sentence may mean without naming them."""
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
        focus = self._focus.get(_in_order(one, other))
        return LEAST if focus and focus.salience >= ABOUT else LEAST_OF_OTHERS

    def _rule(self, number: int, pair: tuple[str, str], one: str) -> str:
        dyad = self._rules.get((number, pair))
        if not dyad:
            return "none"
        if not dyad.directed:
            return "related" if dyad.relational else "named"
        return "forward" if dyad.directed[0] == one else "back"


def _subject_of(sides: Sequence[Side], text: str, start: int) -> str:
    """Return the only country or bloc that a sentence begins with; empty where it begins with others, or a person."""
    first = sides[0] if sides else None
    if first is None or first.kind in PEOPLE or not _BEFORE_SUBJECT.fullmatch(text, 0, first.start - start):
        return ""
    behind = text[first.end - start : sides[1].start - start] if len(sides) > 1 else ""
    return "" if _JOINS.fullmatch(behind) else first.code


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
