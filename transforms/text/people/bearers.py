"""Who is in an article: lexicon and introductions brought together, one bearer per person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.people.introductions import Introduction, find_introductions
from transforms.text.people.leaders import Gazetteer, Leader, gazetteer_of
from transforms.text.people.names import surnames_of
from transforms.text.people.passages import Passage

# A country counts as the one that an article is about from this share of its country spans on.
_MAJORITY = 0.5
_ACTING = frozenset({"state", "shared"})


@dataclass
class Bearer:
    """One person of an article. `acting` where they act for the country `iso3` at the time."""

    full_name: str
    given: str
    surnames: tuple[str, ...]
    gender: str
    role: str | None
    iso3: str | None
    acting: bool
    public: bool = True
    introduced: bool = False


@dataclass
class Mentions:
    """Bearers of an article, and the spans found so far: (passage number, start, end) → bearer."""

    bearers: dict[str, Bearer] = field(default_factory=dict)
    spans: dict[tuple[int, int, int], Bearer] = field(default_factory=dict)

    by_surname: dict[str, list[Bearer]] = field(default_factory=dict)

    def bind(self, name: str, bearer: Bearer) -> None:
        """Bring a bearer in under a full name, once."""
        if name not in self.bearers:
            self.bearers[name] = bearer
            for surname in bearer.surnames:
                self.by_surname.setdefault(surname, []).append(bearer)

    def named(self, surname: str) -> list[Bearer]:
        """Return the bearers of a surname, in the order that the article brought them."""
        return self.by_surname.get(surname, [])


def gather_bearers(passages: tuple[Passage, ...], lexicon: Lexicon, published_date: date | None) -> Mentions:
    """Find everybody whom the article names in full, or by an office and a surname."""
    gazetteer = gazetteer_of(lexicon)
    mentions = Mentions()
    countries = Counter(span.iso3 for passage in passages for span in passage.countries)
    known = _known_names(passages, gazetteer, countries, published_date)
    single: list[tuple[int, Introduction]] = []
    for number, passage in enumerate(passages):
        for found in find_introductions(passage, lexicon):
            name = passage.folded[found.start : found.end]
            if " " not in name:
                single.append((number, found))
                continue
            _introduce(mentions, known, number, passage, found, countries, lexicon, published_date)
    for (number, start, end), leader in known.items():
        bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, published_date)
        mentions.bind(leader.full_name, bearer)
        mentions.spans[number, start, end] = bearer
    for number, found in single:
        _resolve_single(mentions, gazetteer, number, passages[number], found, countries, lexicon, published_date)
    return mentions


def _known_names(
    passages: tuple[Passage, ...], gazetteer: Gazetteer, countries: Counter[str], day: date | None
) -> dict[tuple[int, int, int], Leader]:
    """Find full names of the lexicon: of those in office, or whose country the article names."""
    known = {}
    for number, passage in enumerate(passages):
        for start, end, full, leaders in gazetteer.find(passage.folded):
            fitting = [one for one in leaders if one.office_at(day) or one.iso3 is None or one.iso3 in countries]
            if full and fitting:
                known[number, start, end] = max(
                    fitting, key=lambda one: (countries[one.iso3 or ""], bool(one.office_at(day)))
                )
    return known


def bearer_of(leader: Leader, day: date | None) -> Bearer:
    """Make a bearer of a leader of the lexicon: acting while in office, a former one outside."""
    office = leader.office_at(day)
    role = office or f"former {leader.terms[-1].office}"
    given = leader.names[0].split(" ")[0]
    acting = office is not None and leader.iso3 is not None
    return Bearer(leader.full_name, given, leader.surnames, leader.gender, role, leader.iso3, acting)


def _introduce(
    mentions: Mentions,
    known: dict[tuple[int, int, int], Leader],
    number: int,
    passage: Passage,
    found: Introduction,
    countries: Counter[str],
    lexicon: Lexicon,
    day: date | None,
) -> None:
    """Bind a full name to its office: to the leader whom the lexicon knows by it, or to a new bearer."""
    key = next((key for key in known if key[0] == number and key[1] < found.end and found.start < key[2]), None)
    leader = known[key] if key else None
    if leader and found.iso3 in (None, leader.iso3):
        bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, day)
        mentions.bind(leader.full_name, bearer)
        if not bearer.introduced:
            bearer.role, bearer.introduced = found.role, True
            bearer.acting = (
                leader.iso3 is not None and not found.former and (bearer.acting or found.standing in _ACTING)
            )
        return
    if key:
        del known[key]
    name = passage.folded[found.start : found.end]
    learned = mentions.bearers.get(name) or _learn(passage, found, countries, lexicon)
    if learned:
        mentions.bind(name, learned)
        mentions.spans[number, found.start, found.end] = learned


def _learn(passage: Passage, found: Introduction, countries: Counter[str], lexicon: Lexicon) -> Bearer | None:
    """Make a bearer of an introduction; None where the office is not a public one."""
    if not _is_public(found):
        return None
    iso3 = None if found.standing == "world" else found.iso3 or _governing(passage, found, countries)
    name = passage.folded[found.start : found.end]
    acting = iso3 is not None and found.standing in _ACTING and not (found.former or found.private or found.local)
    return Bearer(
        passage.text[found.start : found.end],
        name.split(" ")[0],
        surnames_of(name, iso3, lexicon),
        found.gender,
        found.role,
        iso3,
        acting,
        introduced=True,
    )


def _is_public(found: Introduction) -> bool:
    if found.standing == "shared":
        return (found.governs and not found.private) or (
            found.capital and not found.owned and found.role in ("president", "vice president", "premier", "chancellor")
        )
    return found.standing != "figure" or found.governs


def _governing(passage: Passage, found: Introduction, countries: Counter[str]) -> str | None:
    """Return the country that a title without one is of: that of the article, or the last one named before."""
    if countries:
        (top, count), *_ = countries.most_common(1)
        if count >= _MAJORITY * countries.total():
            return top
    sentence = passage.sentence_at(found.start)
    span = passage.last_country(found.start)
    return span.iso3 if span and span.start >= sentence.start else None


def _resolve_single(
    mentions: Mentions,
    gazetteer: Gazetteer,
    number: int,
    passage: Passage,
    found: Introduction,
    countries: Counter[str],
    lexicon: Lexicon,
    day: date | None,
) -> None:
    """Find whom a title and a surname mean: a bearer of the article, a leader of the time, or somebody new."""
    name = passage.folded[found.start : found.end]
    bearer = next(_fitting(mentions.named(name), found), None)
    if bearer is None:
        leader = _leader_named(gazetteer.by_surname.get(name, ()), found, countries, day)
        if leader:
            bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, day)
            bearer.role, bearer.introduced = found.role, True
            bearer.acting = leader.iso3 is not None and not found.former
            mentions.bind(leader.full_name, bearer)
        elif found.iso3 and found.standing == "state" and (bearer := _learn(passage, found, countries, lexicon)):
            mentions.bind(name, bearer)
    if bearer:
        mentions.spans[number, found.start, found.end] = bearer


def _fitting(bearers: Iterable[Bearer], found: Introduction) -> Iterator[Bearer]:
    for bearer in bearers:
        if found.iso3 in (None, bearer.iso3) and not _clash(found.gender, bearer.gender):
            yield bearer


def _clash(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _leader_named(
    leaders: tuple[Leader, ...], found: Introduction, countries: Counter[str], day: date | None
) -> Leader | None:
    """Choose among leaders of a surname: the office must fit the day, the country the words, or else the article."""

    def score(leader: Leader) -> tuple[bool, bool, int]:
        held = found.role.removeprefix("former ") in {term.office for term in leader.terms}
        return held, leader.office_at(day) is not None, countries[leader.iso3 or ""]

    fitting = [
        one
        for one in leaders
        if (found.iso3 == one.iso3 if found.iso3 else score(one)[0] or score(one)[2])
        and (found.former or one.office_at(day))
        and not _clash(found.gender, one.gender)
    ]
    return max(fitting, key=score, default=None)
