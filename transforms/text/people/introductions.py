"""What an article itself tells: titles beside names, which bind a name to an office and a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.lexicon import Lexicon
from transforms.text.people.names import name_shape, trim_name
from transforms.text.people.passages import Passage
from transforms.text.people.titles import TitleHit, find_titles

_WINDOW = 90  # characters looked back for a name before a comma: a name of six words, an age, a long office
_ELECT = re.compile(r"-(?:elect|designate)\b")
_OF = re.compile(r",? (?:of|for|to|in|from|at) (?:the )?")
_BODY = re.compile(r"United Nations|U\.N\.|UN|NATO|European Union|EU|African Union|World Trade Organization|WTO")
_OWNED = re.compile(r"'s?(?= )(?: [A-Za-z]+){1,4}?(?=,| [A-Z])")
_AGE = re.compile(r", (?:aged )?\d\d$")
_AS = re.compile(r" (?:is|was|became|remains|who is|who was|served as|serves as|has been|had been) $")
_DETERMINERS = frozenset({"the", "a", "an", "then", "now", "who", "is", "was", "also", "both", "serves", "as"})
# What may follow a name set off by a comma: "the ambassador, X Y, said", "the ambassador, X Y, and".
_CLOSE = re.compile(r"[,.;:)]|$| (?:said|says|told|and|who|has|was|is|will|also|on)\b")


class Introduction(NamedTuple):
    """One name with its office: offsets of the name in the passage, and the country where the words give it."""

    start: int
    end: int
    role: str
    standing: str
    gender: str
    iso3: str | None
    former: bool
    governs: bool
    private: bool
    local: bool
    owned: bool
    capital: bool  # the title is written with a capital, as only an office or a proper name is


def find_introductions(passage: Passage, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield every name that a title introduces, in the order of the titles."""
    chain: TitleHit | None = None
    for hit in find_titles(passage, lexicon):
        if chain and _chained(passage.folded[chain.end : hit.start]):
            hit = hit._replace(
                title=chain.title._replace(gender=chain.title.gender or hit.title.gender),
                start=chain.start,
                iso3=chain.iso3 or hit.iso3,
                former=chain.former,
                governs=chain.governs or hit.governs,
                private=chain.private or hit.private,
                local=chain.local,
                owned=chain.owned,
            )
        chain = hit
        found = _introduce(passage, hit, lexicon)
        if found:
            yield found


def _chained(gap: str) -> bool:
    return gap in (" and ", " & ", "/", " ", "-", ", ")


def _introduce(passage: Passage, hit: TitleHit, lexicon: Lexicon) -> Introduction | None:
    """Find the name that a title belongs to: after it, after its "of …", or before a comma."""
    elect = _ELECT.match(passage.folded, hit.end)
    at = elect.end() if elect else hit.end
    name = _name_at(passage, at + 1, lexicon) if passage.folded[at : at + 1] == " " else None
    if not name:
        hit, at = _read_of(passage, hit, at)
        if passage.folded[at : at + 1] == " ":
            name = _name_at(passage, at + 1, lexicon) if at > hit.end else None
        elif passage.folded[at : at + 2] == ", ":
            name = _name_set_off(passage, at + 2, lexicon)
    if name and hit.iso3 is None:
        hit = _read_of(passage, hit._replace(end=name[1]), name[1])[0]
    name = name or _name_before(passage, hit, lexicon)
    return _make(passage, hit, name, at) if name else None


def _make(passage: Passage, hit: TitleHit, name: tuple[int, int], at: int) -> Introduction:
    role = f"former {hit.title.role}" if hit.former else hit.title.role
    head = passage.folded[at - len(hit.title.text) : at]
    return Introduction(
        *name,
        role,
        hit.title.standing,
        hit.title.gender,
        hit.iso3,
        hit.former,
        hit.governs,
        hit.private,
        hit.local,
        hit.owned and not hit.governs,
        capital=head[:1].isupper(),
    )


def _name_at(passage: Passage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name that starts at a position; it ends at the sentence's end or where a country begins."""
    run = name_shape(lexicon).run.match(passage.folded, at)
    if not run:
        return None
    end = run.end()
    inner = passage.next_country(at)
    if inner and inner.start < end:
        end = inner.start - 1
    end = min(end, passage.sentence_at(at).end)
    return trim_name(passage.folded, at, end, lexicon) if end > at else None


def _name_set_off(passage: Passage, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read a name of at least two words between commas."""
    name = _name_at(passage, at, lexicon)
    if name and " " in passage.folded[name[0] : name[1]] and _CLOSE.match(passage.folded, name[1]):
        return name
    return None


def _read_of(passage: Passage, hit: TitleHit, at: int) -> tuple[TitleHit, int]:
    """Read "of Turkey", "for the Chinese foreign ministry" after a title or a name: the country, and where it ends."""
    link = _OF.match(passage.folded, at)
    if not link:
        return hit, at
    body = _BODY.match(passage.folded, link.end())
    span = passage.country_at(link.end())
    if not span:
        return hit, body.end() if body else at
    owned = _OWNED.match(passage.folded, span.end)
    speaks = hit.title.role == "spokesperson"
    if hit.iso3 is None and (" of " in link[0] or (speaks and " for " in link[0])) and (speaks or not owned):
        hit = hit._replace(iso3=span.iso3, governs=True, local=span.kind == "city")
    return hit, owned.end() if owned else span.end


def _name_before(passage: Passage, hit: TitleHit, lexicon: Lexicon) -> tuple[int, int] | None:
    """Read the name in "X Y, 58, Turkey's foreign minister" and "X Y is the foreign minister"."""
    folded = passage.folded
    floor = max(passage.sentence_at(hit.start).start, hit.start - _WINDOW)
    before = folded[floor : hit.start]
    words = before.split(" ")
    while words and (not words[-1] or words[-1] in _DETERMINERS):
        words.pop()
    lead = " ".join(words)
    link = _AS.search(before)
    if lead.endswith(","):
        lead = lead[:-1]
        lead = lead[: age.start()] if (age := _AGE.search(lead)) else lead
    elif not link:
        return None
    else:
        lead = before[: link.start()]
    *_, last = [None, *name_shape(lexicon).run.finditer(lead)]
    if not last or last.end() != len(lead):
        return None
    name = trim_name(folded, floor + last.start(), floor + last.end(), lexicon, backward=True)
    if not name or " " not in folded[name[0] : name[1]]:
        return None
    return None if _is_place(passage, name) else name


def _is_place(passage: Passage, name: tuple[int, int]) -> bool:
    span = passage.last_country(name[1])
    return span is not None and span.end > name[0]
