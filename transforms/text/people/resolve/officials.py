"""The officials of an article: people with a public office, their countries, and where each is named."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.introductions import COUNTERPART
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.lexicon.leaders import Leader, LeaderGazetteer, LexiconHit, gazetteer_of
from dyadwire.transforms.text.people.resolve.evidence import PersonEvidence

_NAMESAKES = 20  # of one surname in one article; more are noise, which must not take long


@dataclass
class Official:
    """A person with a public office, by the article or the lexicon; `acting` where they act for `iso3` at the time."""

    full_name: str
    given: str
    surnames: tuple[str, ...]
    gender: str
    role: str | None
    iso3: str | None
    acting: bool
    introduced: bool = False
    called: str | None = None  # the office as the article calls it, where it does
    of_body: bool = False  # of an international body, which is no country's

    @property
    def told(self) -> str | None:
        """The office that readers are shown; a counterpart whose office nobody tells has none."""
        told = self.called or self.role
        return None if told and told.removeprefix("former ") == COUNTERPART else told


@dataclass
class Mentions:
    """Officials of an article, and the spans found so far: (passage number, start, end) → official."""

    officials: dict[str, Official] = field(default_factory=dict)
    spans: dict[tuple[int, int, int], Official] = field(default_factory=dict)
    by_surname: dict[str, list[Official]] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)  # surnames, in small letters, behind a lower office

    def bind(self, name: str, official: Official) -> None:
        """Register an official under a full name, once."""
        if name not in self.officials:
            self.officials[name] = official
            for surname in official.surnames:
                namesakes = self.by_surname.setdefault(surname, [])
                if len(namesakes) < _NAMESAKES:
                    namesakes.append(official)

    def named(self, surname: str) -> list[Official]:
        """Return the officials with a surname, in the order in which they were registered."""
        return self.by_surname.get(surname, [])


class PeopleArticle(NamedTuple):
    """What all steps of one article share."""

    passages: tuple[FoldedPassage, ...]
    lexicon: Lexicon
    gazetteer: LeaderGazetteer
    evidence: PersonEvidence
    day: date | None
    hits: tuple[tuple[LexiconHit, ...], ...]  # names of the lexicon in each passage


def open_article(
    passages: tuple[FoldedPassage, ...], lexicon: Lexicon, published_date: date | None, outlet: str | None = None
) -> PeopleArticle:
    """Gather what all steps share."""
    gazetteer = gazetteer_of(lexicon)
    hits = tuple(tuple(gazetteer.find(passage.folded)) for passage in passages)
    return PeopleArticle(passages, lexicon, gazetteer, PersonEvidence(passages, lexicon, outlet), published_date, hits)


class KnownLeaders:
    """Leaders of the lexicon whom the passages name in full; spans never overlap, and namesakes are dropped."""

    def __init__(self, found: dict[tuple[int, int, int], Leader]) -> None:
        self.leaders = found
        self._keys = sorted(found)

    def overlapping(self, number: int, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the key of the name that shares a character with a span of a passage."""
        index = bisect_left(self._keys, (number, end)) - 1
        key = self._keys[index] if index >= 0 else None
        return key if key and key[0] == number and key[2] > start and key in self.leaders else None


def official_of(leader: Leader, day: date | None) -> Official:
    """Return a leader of the lexicon as an official: acting while in office, a former one at other times."""
    office = leader.office_at(day)
    if day and day < leader.terms[0].since:  # a senator who will be a minister
        given = leader.names[0].split(" ")[0]
        return Official(leader.full_name, given, leader.surnames, leader.gender, None, None, acting=False)
    role = office or f"former {leader.terms[-1].office}"
    given = leader.names[0].split(" ")[0]
    acting = office is not None and leader.iso3 is not None
    return Official(
        leader.full_name, given, leader.surnames, leader.gender, role, leader.iso3, acting, of_body=leader.iso3 is None
    )
