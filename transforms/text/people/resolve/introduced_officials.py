"""Turn introductions into officials: leaders of the lexicon or new ones; people without a public office are none."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.people.find.introductions import COUNTERPART, Introduction
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.lexicon.leaders import Leader
from dyadwire.transforms.text.people.lexicon.names import surnames_of
from dyadwire.transforms.text.people.resolve.officials import (
    KnownLeaders,
    Mentions,
    Official,
    PeopleArticle,
    official_of,
)

_ACTING = frozenset({"state", "shared", "figure"})  # of titles whose holder acts for the country beside them
# With a capital, and nothing else's, these are a state's.
_HEADS = frozenset({"president", "vice president", "premier", "chancellor"})
_MINISTER = "minister"
_LEADER = "leader"
_VAGUE = frozenset({"head", _LEADER, "official"})  # tell less than the office that somebody is known to hold
_SECRETARY = "secretary-general"  # parties have them, too, where no body of states is named
_BODY = re.compile(
    r"\b(?:U\.?N|NATO|ASEAN|OPEC|OAS|OIC|OECD|ECOWAS|Nations|League|Commonwealth|Organi[sz]ation|Union)\b"
)
_BESIDES = frozenset({"judge"})
_OF_STATES = frozenset({"attorney general", "speaker"})  # every American state has them, too


def introduce(
    mentions: Mentions, known: KnownLeaders, number: int, found: Introduction, article: PeopleArticle
) -> None:
    """Register the official whom an introduction names in full: a leader of the lexicon, or a new one."""
    passage = article.passages[number]
    name = passage.folded[found.start : found.end]
    key = known.overlapping(number, found.start, found.end)
    leader = known.leaders[key] if key else _in_full(name, found, article)
    goes_on = key is not None and key[2] < found.end  # the name in the text, behind the leader's
    if leader and _is_leader(leader, found, article.day, goes_on=goes_on):
        official = mentions.officials.get(leader.full_name) or official_of(leader, article.day)
        mentions.bind(leader.full_name, official)
        entitle(official, found, article.day)
        if key is None:
            mentions.spans[number, found.start, found.end] = official
        return
    if key:
        del known.leaders[key]
    introduced = _introduced(mentions, passage, found, article)
    if introduced:
        mentions.bind(name, introduced)
        mentions.spans[number, found.start, found.end] = introduced


def _is_leader(leader: Leader, found: Introduction, day: date | None, *, goes_on: bool) -> bool:
    """Tell whether an introduction is of a leader who bears the name: by their country, or by their office."""
    if leader.office_at(day) == found.role:
        return True
    namesake = goes_on and is_lower(found)  # District commissioner Peter Mutharika Phiri is no president
    return not namesake and found.iso3 in (None, leader.iso3)


def _introduced(
    mentions: Mentions, passage: FoldedPassage, found: Introduction, article: PeopleArticle
) -> Official | None:
    """Return the official of an introduction, made anew where it says more; None where the office is no public one."""
    name = passage.folded[found.start : found.end]
    known = mentions.officials.get(name)
    if known and not _says_more(found, known):
        return known
    mentions.officials.pop(name, None)
    return make_official(passage, found, article) or known


def is_lower(found: Introduction) -> bool:
    """Tell whether no minister holds an office besides: a judge's, or one below the state, as a police chief's."""
    return found.standing == "local" or found.role in _BESIDES


def _in_full(name: str, found: Introduction, article: PeopleArticle) -> Leader | None:
    """Return the leader whose name an article gives in more words than the lexicon: Javier Gerardo Milei."""
    first, *more, last = name.split(" ")
    fitting = [
        one
        for one in article.gazetteer.by_surname.get(last, ())
        if more
        and one.names[0].startswith(f"{first} ")
        and found.iso3 in (None, one.iso3)
        and one.office_at(article.day) == found.role
    ]
    return fitting[0] if len(fitting) == 1 else None


def _says_more(found: Introduction, official: Official) -> bool:
    """Tell whether a second office tells the country or makes the official act: "U.S. General X Y, head of Command"."""
    acts = not official.acting and found.standing in _ACTING
    return found.iso3 is not None and (official.iso3 is None or (acts and official.iso3 == found.iso3))


def entitle(official: Official, found: Introduction, day: date | None) -> None:
    """Give an official the office that the article calls them by, the first time that it does."""
    if not official.introduced:
        official.introduced = True
        if found.role != COUNTERPART:
            official.called = _office_known(official, found, day) or found.called
            official.role = found.role
        # Without a date only the title tells whether the office of the lexicon is meant.
        acting = found.standing in _ACTING or (official.acting and day is not None)
        of_world = found.standing == "world" and found.iso3 is None
        official.of_body = official.of_body or (of_world and not found.former and not acting)
        official.acting = acting and official.iso3 is not None and not found.former


def _office_known(official: Official, found: Introduction, day: date | None) -> str | None:
    """Return the office that the lexicon knows of somebody whom the article calls a leader or the like at the time."""
    in_office = day is not None and official.role is not None and not official.role.startswith("former ")
    # "Tory leader" says of what beside it.
    vague = found.role in _VAGUE and (found.role != _LEADER or found.governs)
    plain = found.role == _MINISTER and (official.role or "").endswith(_MINISTER)  # "ministers X and Y"
    return official.role if in_office and (vague or plain) else None


def make_official(passage: FoldedPassage, found: Introduction, article: PeopleArticle) -> Official | None:
    """Return an introduced person as an official; None where the office is not a public one."""
    if not _is_public(passage, found, article):
        return None
    name = passage.folded[found.start : found.end]
    iso3 = _country(passage, found, article)
    acting = iso3 is not None and found.standing in _ACTING and not (found.former or found.private)
    if iso3 and acting:
        article.evidence.fill(found.role, iso3, name)
    return Official(
        passage.text[found.start : found.end],
        name.split(" ")[0],
        surnames_of(name, iso3, article.lexicon),
        found.gender,
        found.role,
        iso3,
        acting,
        introduced=True,
        of_body=_is_of_body(found, article),
        called=found.called,
    )


def _is_of_body(found: Introduction, article: PeopleArticle) -> bool:
    """Tell whether an office is an international body's: not that of the secretary general of a party."""
    if found.standing != "world" or found.role != _SECRETARY:
        return found.standing == "world"
    return not (found.private or found.owned) and any(_BODY.search(passage.folded) for passage in article.passages)


def _country(passage: FoldedPassage, found: Introduction, article: PeopleArticle) -> str | None:
    """Return the country that an office acts for; None below the state and above it."""
    if found.local or found.standing in ("world", "local"):
        return None
    if found.iso3 or found.standing == "politics":
        return found.iso3
    return article.evidence.governing(passage, found)


def _is_public(passage: FoldedPassage, found: Introduction, article: PeopleArticle) -> bool:
    if found.standing == "figure" or (found.standing == "politics" and not found.capital):
        return found.governs and not found.private
    if found.standing != "shared":
        return True
    if found.private or found.owned:
        return False
    if found.governs or (found.capital and found.role in _HEADS):
        return True
    if found.capital and found.role in _OF_STATES and not article.evidence.is_american():
        return True
    speaks = found.role == "spokesperson"  # "spokesman X Y said", of the organ that the sentence before told of
    return (found.set_off or found.pronoun or speaks) and article.evidence.backed(passage, found)
