"""Who is in an article: lexicon and introductions brought together, one bearer per person."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from transforms.lexicon import Lexicon
from transforms.text.people.evidence import Evidence
from transforms.text.people.introductions import Introduction, find_introductions
from transforms.text.people.leaders import Gazetteer, Leader, LexiconHit, gazetteer_of
from transforms.text.people.names import names_more, surnames_of
from transforms.text.people.passages import Passage
from transforms.text.people.titles import title_words

_ACTING = frozenset({"state", "shared", "figure"})  # of titles that make their bearer act for a country beside them
# With a capital, and nothing else's, these are a state's.
_HEADS = frozenset({"president", "vice president", "premier", "chancellor"})
_NAMESAKES = 20  # of one surname in one article; more are noise, which must not take long
_COUNTERPART = "counterpart"


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
                namesakes = self.by_surname.setdefault(surname, [])
                if len(namesakes) < _NAMESAKES:
                    namesakes.append(bearer)

    def named(self, surname: str) -> list[Bearer]:
        """Return the bearers of a surname, in the order that the article brought them."""
        return self.by_surname.get(surname, [])


class Article(NamedTuple):
    """What all steps of one article share."""

    passages: tuple[Passage, ...]
    lexicon: Lexicon
    gazetteer: Gazetteer
    evidence: Evidence
    day: date | None
    hits: tuple[tuple[LexiconHit, ...], ...]  # names of the lexicon in each passage


def open_article(passages: tuple[Passage, ...], lexicon: Lexicon, published_date: date | None) -> Article:
    """Gather what all steps share."""
    gazetteer = gazetteer_of(lexicon)
    hits = tuple(tuple(gazetteer.find(passage.folded)) for passage in passages)
    return Article(passages, lexicon, gazetteer, Evidence(passages, lexicon), published_date, hits)


_Found = tuple[int, Introduction]


class _Known:
    """Full names of the lexicon in the passages; they never overlap. Those of a namesake are dropped."""

    def __init__(self, found: dict[tuple[int, int, int], Leader]) -> None:
        self.leaders = found
        self._keys = sorted(found)

    def overlapping(self, number: int, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the key of the name that shares a character with a span of a passage."""
        index = bisect_left(self._keys, (number, end)) - 1
        key = self._keys[index] if index >= 0 else None
        return key if key and key[0] == number and key[2] > start and key in self.leaders else None


def gather_bearers(article: Article) -> Mentions:
    """Find everybody whom the article names in full, or by an office and a surname."""
    mentions = Mentions()
    known = _Known(_known_names(article))
    full, single = _introductions(article)
    for number, found in full:
        if found.iso3:
            _introduce(mentions, known, number, found, article)
    _bring_known(mentions, known, article)
    article.evidence.place(
        (article.passages[number].is_title, start, bearer.iso3)
        for (number, start, _), bearer in mentions.spans.items()
        if bearer.iso3
    )
    # Offices without a country, and surnames, wait until all that is certain is known.
    for number, found in full:
        if not found.iso3:
            _introduce(mentions, known, number, _of_owner(found, mentions), article)
    _bring_known(mentions, known, article)
    for number, found in single:
        _resolve_single(mentions, known, number, _of_owner(found, mentions), article)
    return mentions


def _introductions(article: Article) -> tuple[list[_Found], list[_Found]]:
    """Return the introductions of an article with their passage's number: of names in full, and of surnames."""
    found = [
        (number, introduction)
        for number, passage in enumerate(article.passages)
        for introduction in find_introductions(passage, article.lexicon)
    ]
    is_full = [" " in article.passages[number].folded[one.start : one.end] for number, one in found]
    full = [one for one, whole in zip(found, is_full, strict=True) if whole]
    return full, [one for one, whole in zip(found, is_full, strict=True) if not whole]


def _of_owner(found: Introduction, mentions: Mentions) -> Introduction:
    """Give "Lavrov's deputy" the country of the leader whose deputy it is."""
    owner = next((one for one in mentions.named(found.owner) if one.acting), None) if found.owner else None
    if owner is None or found.iso3:
        return found
    return found._replace(iso3=owner.iso3, standing="state", governs=True, owned=False)


def _known_names(article: Article) -> dict[tuple[int, int, int], Leader]:
    """Find full names of the lexicon: of those in office, or whose country the article names."""
    known = {}
    counts, day = article.evidence.counts, article.day
    for number, passage in enumerate(article.passages):
        for start, end, full, leaders in article.hits[number]:
            fitting = [one for one in leaders if one.office_at(day) or one.iso3 is None or one.iso3 in counts]
            if full and fitting and not names_more(passage.folded, end, article.lexicon):
                first, space, _ = passage.folded[start:end].partition(" ")
                if space and first.lower() in title_words(article.lexicon):  # "King Charles": the name alone
                    start += len(first) + 1
                known[number, start, end] = max(
                    fitting, key=lambda one: (bool(day and one.office_at(day)), counts[one.iso3 or ""])
                )
    return known


def _bring_known(mentions: Mentions, known: _Known, article: Article) -> None:
    for (number, start, end), leader in known.leaders.items():
        bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, article.day)
        mentions.bind(leader.full_name, bearer)
        mentions.spans[number, start, end] = bearer
        if bearer.role and bearer.iso3:
            article.evidence.fill(bearer.role, bearer.iso3, leader.names[0])


def bearer_of(leader: Leader, day: date | None) -> Bearer:
    """Make a bearer of a leader of the lexicon: acting while in office, a former one outside."""
    office = leader.office_at(day)
    role = office or f"former {leader.terms[-1].office}"
    given = leader.names[0].split(" ")[0]
    acting = office is not None and leader.iso3 is not None
    return Bearer(leader.full_name, given, leader.surnames, leader.gender, role, leader.iso3, acting)


def _introduce(mentions: Mentions, known: _Known, number: int, found: Introduction, article: Article) -> None:
    """Bind a full name to its office: to the leader whom the lexicon knows by it, or to a new bearer."""
    key = known.overlapping(number, found.start, found.end)
    leader = known.leaders[key] if key else None
    if leader and found.iso3 in (None, leader.iso3):
        bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, article.day)
        mentions.bind(leader.full_name, bearer)
        _entitle(bearer, found, article.day)
        return
    if key:
        del known.leaders[key]
    passage = article.passages[number]
    name = passage.folded[found.start : found.end]
    learned = mentions.bearers.get(name) or _learn(passage, found, article)
    if learned:
        mentions.bind(name, learned)
        mentions.spans[number, found.start, found.end] = learned


def _entitle(bearer: Bearer, found: Introduction, day: date | None) -> None:
    """Give a bearer the office that the article calls them by, the first time that it does."""
    if not bearer.introduced:
        bearer.introduced = True
        bearer.role = bearer.role if found.role == _COUNTERPART else found.role
        # Without a date only the title tells whether the office of the lexicon is meant.
        acting = found.standing in _ACTING or (bearer.acting and day is not None)
        bearer.acting = acting and bearer.iso3 is not None and not found.former


def _learn(passage: Passage, found: Introduction, article: Article) -> Bearer | None:
    """Make a bearer of an introduction; None where the office is not a public one."""
    if not _is_public(passage, found, article):
        return None
    name = passage.folded[found.start : found.end]
    iso3 = _country(passage, found, article)
    acting = iso3 is not None and found.standing in _ACTING and not (found.former or found.private)
    if iso3 and acting:
        article.evidence.fill(found.role, iso3, name)
    return Bearer(
        passage.text[found.start : found.end],
        name.split(" ")[0],
        surnames_of(name, iso3, article.lexicon),
        found.gender,
        found.role,
        iso3,
        acting,
        introduced=True,
    )


def _country(passage: Passage, found: Introduction, article: Article) -> str | None:
    """Return the country that an office acts for; None below the state and above it."""
    if found.local or found.standing in ("world", "local"):
        return None
    if found.iso3 or found.standing == "politics":
        return found.iso3
    return article.evidence.governing(passage, found)


def _is_public(passage: Passage, found: Introduction, article: Article) -> bool:
    if found.standing == "figure" or (found.standing == "politics" and not found.capital):
        return found.governs and not found.private
    if found.standing != "shared":
        return True
    if found.private or found.owned:
        return False
    if found.governs or (found.capital and found.role in _HEADS):
        return True
    return (found.set_off or found.pronoun) and article.evidence.backed(passage, found)


def _resolve_single(mentions: Mentions, known: _Known, number: int, found: Introduction, article: Article) -> None:
    """Find whom a title and a surname mean: a bearer of the article, a leader of the time, or somebody new."""
    key = known.overlapping(number, found.start, found.end)
    if key:  # a first name that looks like an honorific: General, or Gen Nakatani
        _entitle(mentions.spans[key], found, article.day)
        return
    passage = article.passages[number]
    name = passage.folded[found.start : found.end]
    bearer = next(_fitting(mentions.named(name), found), None)
    if bearer is None:
        leader = _leader_named(article.gazetteer.by_surname.get(name, ()), found, article)
        if leader:
            bearer = mentions.bearers.get(leader.full_name) or bearer_of(leader, article.day)
            _entitle(bearer, found, article.day)
            mentions.bind(leader.full_name, bearer)
        elif found.iso3 and found.standing == "state" and (bearer := _learn(passage, found, article)):
            mentions.bind(name, bearer)
    if bearer:
        mentions.spans[number, found.start, found.end] = bearer


def _fitting(bearers: list[Bearer], found: Introduction) -> Iterator[Bearer]:
    for bearer in bearers:
        if found.iso3 in (None, bearer.iso3) and not _clash(found.gender, bearer.gender):
            yield bearer


def _clash(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _leader_named(leaders: tuple[Leader, ...], found: Introduction, article: Article) -> Leader | None:
    """Choose among leaders of a surname: the office must fit the day, the country the words, or else the article."""
    counts, day = article.evidence.counts, article.day

    def score(leader: Leader) -> tuple[bool, bool, int]:
        held = found.role.removeprefix("former ") in {term.office for term in leader.terms}
        return held, leader.office_at(day) is not None, counts[leader.iso3 or ""]

    fitting = [
        one
        for one in leaders
        if (found.iso3 == one.iso3 if found.iso3 else score(one)[0] or score(one)[2])
        and (found.former or one.office_at(day))
        and not _clash(found.gender, one.gender)
    ]
    return max(fitting, key=score, default=None)
