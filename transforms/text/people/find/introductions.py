"""Find titles beside names, by which an article gives a person an office and a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.complements import read_of
from dyadwire.transforms.text.people.find.names_beside import WINDOW, name_at, name_before, name_set_off, name_until
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.titles import TitleHit
from dyadwire.transforms.text.people.lexicon.names import words_of
from dyadwire.transforms.text.people.lexicon.offices import may_hold

_ELECT = re.compile(r"-(?:elect|designate)\b")
COUNTERPART = "counterpart"
_RANKS = frozenset({"general", "officer"})  # "commander of the army General X Y"
_ASPIRING = frozenset({"candidate", "nominee"})
# What sets a name off: "the ambassador, X Y, said".
_SET_OFF = re.compile(r", | (?:—|-|--) ")
_OWNS = "'s "  # a title's own adjectives belong to it; "the president's letter to Prime Minister X Y" owns nobody
_AND_NAME = re.compile(r"(?:, and|,| and| &) (?=[A-Z])")
_LETTERS = re.compile(r" \([A-Z][A-Za-z&.-]{1,9}\)(?= )")  # "Chief Election Commissioner (CEC) X Y"


_ORGAN = re.compile(r"(?:[A-Za-z]+ ){0,3}(?:[Mm]inistry|[Aa]rmy|[Nn]avy|[Aa]rmed [Ff]orces|[Cc]oast [Gg]uard)\b")


class Introduction(NamedTuple):
    """One name with its office: offsets of the name in the passage, and the country where the words give it."""

    start: int
    end: int
    role: str
    called: str  # the office as the article calls it
    standing: str
    gender: str
    iso3: str | None
    former: bool = False
    governs: bool = False
    private: bool = False
    local: bool = False
    owned: bool = False
    pronoun: bool = False
    capital: bool = False  # the title is written with a capital, as only an office or a proper name is
    set_off: bool = False  # the name stands between commas
    owner: str = ""  # surname of the one whose deputy or spokesman it is


def find_introductions(
    passage: FoldedPassage, titles: list[TitleHit], lexicon: Lexicon, nameless: list[TitleHit]
) -> Iterator[Introduction]:
    """Yield every name that a title introduces, in the order of the titles; then those of "X Y, who heads …".

    Titles of one office of a known country beside which no name stands are added to `nameless`.
    """
    chain = owner = last = None
    for alone, following in zip_longest(titles, titles[1:]):
        hit = _owned(alone, owner) if owner else alone
        chain = _join(chain, hit) if chain else hit
        gap = passage.folded[hit.end : following.start] if following else ""
        owner = None
        if _chained(gap):
            continue
        chain = _as_counterpart(passage, chain, last, lexicon)
        found = _introduce(passage, chain, following, lexicon)
        if found:
            yield found
            yield from _sharers(passage, chain, found, lexicon)
            last = last if chain.title.role == COUNTERPART else chain
        elif chain.iso3 and not chain.title.text.endswith("s"):
            nameless.append(chain)
        owner = chain if gap == _OWNS else None
        chain = None
    yield from _heads(passage, lexicon)


def _as_counterpart(passage: FoldedPassage, hit: TitleHit, last: TitleHit | None, lexicon: Lexicon) -> TitleHit:
    """Call a minister's counterpart one: by the last office with a name in the sentence; "their" may be anybody's."""
    if hit.title.role != COUNTERPART or last is None or passage.folded.endswith("their ", 0, hit.start):
        return hit
    near = passage.sentence_at(last.start) == passage.sentence_at(hit.start)
    if not near or last.title.standing != "state" or not may_hold(last.title.role, hit.iso3, lexicon):
        return hit
    return hit._replace(title=hit.title._replace(called=last.title.called))


def _chained(gap: str) -> bool:
    return gap in (" and ", " & ", "/", " ", "-", ", ")


def _owned(hit: TitleHit, owner: TitleHit) -> TitleHit:
    """Read "the Ukrainian president's chief of staff" as one phrase: the second title, of the country of the first."""
    return hit._replace(start=owner.start, iso3=hit.iso3 or owner.iso3, governs=hit.governs or owner.governs)


def _join(chain: TitleHit, hit: TitleHit) -> TitleHit:
    """Read "vice chancellor and economy minister" as one office, of the first title and its country."""
    deputy = chain.title.standing == "politics" and hit.title.standing not in ("politics", "figure")
    # "deputy parliament speaker", "chief government spokesman", "commerce secretary nominee"
    if deputy or chain.title.text == "chief" or hit.title.role in _ASPIRING:
        return hit._replace(start=chain.start, iso3=chain.iso3, governs=chain.governs, former=chain.former)
    return chain._replace(
        title=chain.title._replace(gender=chain.title.gender or hit.title.gender),
        end=hit.end,
        iso3=chain.iso3 or hit.iso3,
        governs=chain.governs or hit.governs,
        private=chain.private or hit.private,
    )


def _introduce(
    passage: FoldedPassage, hit: TitleHit, following: TitleHit | None, lexicon: Lexicon
) -> Introduction | None:
    """Find the name that a title belongs to: after it, after its "of …", or before a comma."""
    if passage.folded.startswith("'s ", hit.end):  # "X Y, the president's brother"
        return None
    elect = _ELECT.match(passage.folded, hit.end)
    more = elect or _LETTERS.match(passage.folded, hit.end)
    at = more.end() if more else hit.end
    if elect:
        hit = hit._replace(title=hit.title._replace(called=hit.title.called + elect[0]))
    name = name_at(passage, at + 1, lexicon) if passage.folded[at : at + 1] == " " else None
    set_off = False
    plural = _is_plural(hit.title.text)  # "ministers from Qatar and Oman", "X, officials said" name nobody
    if not name and not plural:
        hit, at = read_of(passage, hit, at, lexicon)
        name, set_off = (None, False) if _has_own(following, at) else _name_after_of(passage, hit, at, lexicon)
    if name and hit.iso3 is None:
        hit = read_of(passage, hit._replace(end=name[1]), name[1], lexicon)[0]
    if not name and not plural:
        name, was = name_before(passage, hit, lexicon)
        hit = hit._replace(former=hit.former or was)
        set_off = name is not None
    return _make(hit, name, set_off) if name else None


def _sharers(passage: FoldedPassage, hit: TitleHit, found: Introduction, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield who else a title in the plural introduces: "Senators X Y, Z W and V U"; a country is told of all."""
    listed, start = _is_plural(hit.title.text) and not found.set_off, found.start
    while listed:
        end = found.end
        joined = _AND_NAME.match(passage.folded, end)
        name = name_at(passage, joined.end(), lexicon) if joined else None
        listed = name is not None and " " in passage.folded[name[0] : name[1]] and name[0] > start
        if listed and name:
            found, start = found._replace(start=name[0], end=name[1]), name[0]
            yield found


def _has_own(following: TitleHit | None, at: int) -> bool:
    """Tell whether words that end at a position lead to another's office: "a spokesman for the Polish president X"."""
    return following is not None and following.start < at <= following.end and following.title.role not in _RANKS


def _is_plural(title: str) -> bool:
    return title.endswith("s") and not title.endswith("'affaires") and " of " not in title and " for " not in title


def _name_after_of(
    passage: FoldedPassage, hit: TitleHit, at: int, lexicon: Lexicon
) -> tuple[tuple[int, int] | None, bool]:
    """Read the name after a title's "of …", and tell whether a comma sets it off."""
    comma = _SET_OFF.match(passage.folded, at)
    if comma:
        name = name_set_off(passage, comma.end(), lexicon)
        return name, name is not None
    if passage.folded[at : at + 1] != " " or at == hit.end or passage.country_at(at + 1):
        return None, False
    return name_at(passage, at + 1, lexicon), False


def _make(hit: TitleHit, name: tuple[int, int], set_off: bool) -> Introduction:
    former = "former " if hit.former else ""
    owned = hit.owned and not hit.governs
    return Introduction(
        *name,
        former + hit.title.role,
        former + hit.title.called,
        hit.title.standing,
        hit.title.gender,
        hit.iso3,
        hit.former,
        hit.governs,
        hit.private,
        hit.local,
        owned,
        hit.pronoun,
        hit.capital,
        set_off,
        hit.owner,
    )


@cache
def _heading(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = "|".join(sorted(words_of(lexicon)["leads"]))
    return re.compile(rf", who (?:{verbs}) (?:the )?(?:(?:its|[a-z]+'s) )?")


def _heads(passage: FoldedPassage, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield the names of "X Y, who heads Chilean customs": those who lead what is a country's."""
    for link in _heading(lexicon).finditer(passage.folded):
        span = passage.country_at(link.end())
        floor = max(passage.sentence_at(link.start()).start, link.start() - WINDOW)
        if span and span.kind == "city":
            continue
        organ = span is None and _ORGAN.match(passage.folded, link.end())
        name = name_until(passage, floor, link.start(), lexicon) if span or organ else None
        if name:
            iso3 = span.iso3 if span else None
            yield Introduction(
                *name, "head", "head", "shared", "", iso3, governs=True, set_off=True, pronoun=span is None
            )
