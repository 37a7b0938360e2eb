"""Gather everybody whom an article names in full or by office and surname, from lexicon and introductions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.people.find.anaphora import find_named_later
from dyadwire.transforms.text.people.find.introductions import COUNTERPART, Introduction, find_introductions
from dyadwire.transforms.text.people.find.register import word_before
from dyadwire.transforms.text.people.find.titles import TitleHit, find_titles, title_words
from dyadwire.transforms.text.people.lexicon.leaders import Leader
from dyadwire.transforms.text.people.lexicon.names import (
    common_names,
    family_names,
    given_names,
    honorifics,
    names_more,
)
from dyadwire.transforms.text.people.resolve.introduced_officials import entitle, introduce, is_lower, make_official
from dyadwire.transforms.text.people.resolve.officials import (
    KnownLeaders,
    Mentions,
    Official,
    PeopleArticle,
    official_of,
)

_HIS = re.compile(
    r"\b(?:[Hh]is|[Hh]er) (?:deputy|aide|predecessor|successor|chief of staff|spokes(?:man|woman|person)),? $"
)
_SURNAME = re.compile(r" ([A-Z][a-z]{2,})\b")
_HIS_OFFICE = re.compile(r"\b(?:[Hh]is|[Hh]er) (?:[A-Za-z-]+ ){1,5}$")  # "his chief of General Staff X Y"
_HIS_REACH = 30  # characters of the longest of those phrases
_LAWMAKER = "lawmaker"  # which a deputy without an owner is
_DEPUTY = re.compile(r"\b[Dd]eputy,? \Z")
_Found = tuple[int, Introduction]


def gather_officials(article: PeopleArticle) -> Mentions:
    """Find everybody whom the article names in full, or by an office and a surname."""
    mentions = Mentions()
    known = KnownLeaders(_known_names(article))
    full, single = _introductions(article)
    for number, found in full:
        if found.iso3:
            introduce(mentions, known, number, found, article)
    _bring_known(mentions, known, article)
    article.evidence.place(
        (article.passages[number].is_title, start, official.iso3)
        for (number, start, _), official in mentions.spans.items()
        if official.iso3
    )
    # Offices without a country, and surnames, wait until all that is certain is known.
    for number, found in full:
        if not found.iso3:
            introduce(mentions, known, number, _of_owner(number, found, mentions, article), article)
    _bring_known(mentions, known, article)
    for number, found in single:
        _resolve_single(mentions, known, number, _of_owner(number, found, mentions, article), article)
    return mentions


def _introductions(article: PeopleArticle) -> tuple[list[_Found], list[_Found]]:
    """Return the introductions of an article with their passage's number: of names in full, and of surnames."""
    found: list[_Found] = []
    for number, passage in enumerate(article.passages):
        nameless: list[TitleHit] = []
        titles = list(find_titles(passage, article.lexicon))
        titled = list(find_introductions(passage, titles, article.lexicon, nameless))
        article.evidence.mention(
            (not passage.is_title, hit.start, hit.title.role, hit.iso3) for hit in nameless if hit.iso3
        )
        later = find_named_later(passage, titles, titled, article.lexicon)
        found += [(number, introduction) for introduction in (*titled, *later)]
    is_full = [" " in article.passages[number].folded[one.start : one.end] for number, one in found]
    full = [one for one, whole in zip(found, is_full, strict=True) if whole]
    return full, [one for one, whole in zip(found, is_full, strict=True) if not whole]


def _of_owner(number: int, found: Introduction, mentions: Mentions, article: PeopleArticle) -> Introduction:
    """Give "Lavrov's deputy" and "his deputy, X Y" the country of the leader whose deputy it is."""
    if found.iso3:
        return found
    owner = next((one for one in mentions.named(found.owner) if one.acting), None) if found.owner else None
    owner = owner or _in_office(found.owner, article) or _leader_meant(number, found, mentions, article)
    if owner is None:
        return found
    if found.role == _LAWMAKER and _DEPUTY.search(
        article.passages[number].folded, max(0, found.start - _HIS_REACH), found.start
    ):
        under = f"deputy {owner.role}" if (owner.role or "").endswith("minister") else "deputy"
        found = found._replace(role=under, called=under)
    return found._replace(iso3=owner.iso3, standing="state", governs=True, owned=False)


def _leader_meant(number: int, found: Introduction, mentions: Mentions, article: PeopleArticle) -> Official | None:
    """Return the acting leader named last before "his deputy, X Y", in this sentence or the two before."""
    passage = article.passages[number]
    office = found.pronoun and found.standing == "state" and found.role != COUNTERPART
    his = _HIS_OFFICE if office else _HIS
    if not his.search(passage.folded, max(0, found.start - _HIS_REACH), found.start):
        return None
    floor = passage.sentence_before(max(0, passage.sentence_before(found.start).start)).start
    own = passage.sentence_at(found.start).start if office else found.start
    near = [
        (start, official)
        for (at, start, _), official in mentions.spans.items()
        if at == number and floor <= start < found.start and (official.acting or (official.iso3 and start >= own))
    ]
    alone = ((start, passage.folded[start:end]) for start, end, full, _ in article.hits[number] if not full)
    named = ((start, _in_office(surname, article)) for start, surname in alone if floor <= start < found.start)
    near += [(start, leader) for start, leader in named if leader]
    return max(near, key=lambda one: one[0])[1] if near else None


def _in_office(surname: str, article: PeopleArticle) -> Official | None:
    """Return the one leader in office whose surname suffices: Putin."""
    leaders = article.gazetteer.by_surname.get(surname, ())
    acting = [one for one in leaders if one.alone and one.iso3 and one.office_at(article.day)]
    common = surname in common_names(article.lexicon) and acting and acting[0].iso3 not in article.evidence.counts
    return official_of(acting[0], article.day) if len(acting) == 1 and not common else None


def _known_names(article: PeopleArticle) -> dict[tuple[int, int, int], Leader]:
    """Find full names of the lexicon: of those in office, or whose country the article names."""
    known = {}
    counts, day = article.evidence.counts, article.day
    abroad = set(counts) != {"USA"}  # news of the world, in which a leader's name is a leader
    for number, passage in enumerate(article.passages):
        for start, end, full, leaders in article.hits[number]:
            plain = not abroad and _is_plain(passage.folded[start:end], article)
            fitting = [
                one
                for one in leaders
                if one.iso3 is None or one.iso3 in counts or (one.office_at(day) and (one.alone or not plain))
            ]
            if full and fitting and not _is_inside_name(passage.folded, start, end, article.lexicon):
                first, space, _ = passage.folded[start:end].partition(" ")
                if space and first.lower() in title_words(article.lexicon):  # "King Charles": the name alone
                    start += len(first) + 1
                known[number, start, end] = max(
                    fitting, key=lambda one: (bool(day and one.office_at(day)), counts[one.iso3 or ""])
                )
    return known


def _is_inside_name(folded: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a leader's name is a part of another: Queen Elizabeth Hospital, the player Jose Guillermo Ortiz."""
    before = word_before(folded, start)
    given = folded.endswith(" ", 0, start) and before in given_names(lexicon) and before not in plain_words(lexicon)
    entitled = before in honorifics(lexicon) or before.lower() in title_words(lexicon)
    return (given and not entitled) or _goes_on(folded, start, end, lexicon) or names_more(folded, end, lexicon)


def _goes_on(folded: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a surname follows a leader's name that is only given ones: Juan Carlos (Castrillon)."""
    given, following = given_names(lexicon), _SURNAME.match(folded, end)
    known = following is not None and (
        following[1] in family_names(lexicon) or following[1] not in plain_words(lexicon)
    )
    return known and all(word in given for word in folded[start:end].split(" "))


def _is_plain(name: str, article: PeopleArticle) -> bool:
    """Tell whether a name is one that many people bear: Mark Brown; not Volodymyr Zelensky."""
    common = common_names(article.lexicon)
    return all(word in common for word in name.split(" "))


def _bring_known(mentions: Mentions, known: KnownLeaders, article: PeopleArticle) -> None:
    for (number, start, end), leader in known.leaders.items():
        official = mentions.officials.get(leader.full_name) or official_of(leader, article.day)
        mentions.bind(leader.full_name, official)
        mentions.spans[number, start, end] = official
        if official.role and official.iso3:
            article.evidence.fill(official.role, official.iso3, leader.names[0])


def _resolve_single(
    mentions: Mentions, known: KnownLeaders, number: int, found: Introduction, article: PeopleArticle
) -> None:
    """Find whom a title and a surname mean: an official of the article, a leader of the time, or somebody new."""
    key = known.overlapping(number, found.start, found.end)
    if key:  # a first name that looks like an honorific: General, or Gen Nakatani
        entitle(mentions.spans[key], found, article.day)
        return
    passage = article.passages[number]
    name = passage.folded[found.start : found.end]
    official = next(_fitting(mentions.named(name), found), None)
    if official is None:
        leader = _leader_named(article.gazetteer.by_surname.get(name, ()), found, article)
        if leader:
            official = mentions.officials.get(leader.full_name) or official_of(leader, article.day)
            entitle(official, found, article.day)
            mentions.bind(leader.full_name, official)
        elif is_lower(found):
            mentions.strangers.add(name.lower())
        elif found.iso3 and found.standing == "state" and (official := make_official(passage, found, article)):
            mentions.bind(name, official)
    if official:
        mentions.spans[number, found.start, found.end] = official


def _fitting(officials: list[Official], found: Introduction) -> Iterator[Official]:
    for official in officials:
        if found.iso3 in (None, official.iso3) and not _clash(found.gender, official.gender):
            yield official


def _clash(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _leader_named(leaders: tuple[Leader, ...], found: Introduction, article: PeopleArticle) -> Leader | None:
    """Choose among leaders of a surname: the office must fit the day, the country the words, or else the article."""
    counts, day = article.evidence.counts, article.day

    def score(leader: Leader) -> tuple[bool, bool, int]:
        held = found.role.removeprefix("former ") in {term.office for term in leader.terms}
        return held, leader.office_at(day) is not None, counts[leader.iso3 or ""]

    likely = [
        one
        for one in leaders
        if found.iso3 in (None, one.iso3)
        and (score(one)[0] or (not is_lower(found) and (found.iso3 or score(one)[2])))
        and not _clash(found.gender, one.gender)
    ]
    fitting = [one for one in likely if found.former or one.office_at(day)]
    # Old news that came without its date: nobody calls a former president "President Biden".
    return max(fitting or [one for one in likely if score(one)[0]], key=score, default=None)
