"""Which countries of a sentence can own a figure, by token positions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from transforms.text.figures.drafts import Draft
from transforms.text.figures.setting import ABROAD
from transforms.text.figures.timephrases import TimePhrase
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import CountrySpan

LOCATIVES = ("in", "at", "around", "inside", "outside", "near")  # before a capital: a place, not a party
PASSING = ("via", "through", "near", "off", "outside", "across")
LONGEST_SOURCE = 14  # tokens of ", according to data of the customs administration"
SAYING = frozenset(("said", "says", "told", "showed", "shows", "reported", "according"))

UNOFFICIAL = frozenset(
    ("source", "sources", "analyst", "analysts", "economist", "economists", "newspaper", "researchers")
)


class Place(NamedTuple):
    """A country mention by token positions."""

    first: int
    last: int
    iso3: str
    people: bool = False  # Ukrainians, not Ukraine or Ukrainian


def locate(countries: list[CountrySpan], tokens: Tokens, drafts: list[Draft], phrases: list[TimePhrase]) -> list[Place]:
    """Find the tokens of the mentions that can own a figure: no towns, no "Hong Kong" of Hong Kong dollars.

    A source at the end, or a way (via Ukraine), counts only where the sentence would name no pair without it.
    """
    places: list[Place] = []
    at, end = 0, source_at(tokens)
    events = [phrase for phrase in phrases if phrase.kind == "event"]  # since Russia's invasion
    amounts = [(draft.tail, draft.last) for draft in drafts if draft.kind == "money"]
    for span in countries:
        if (
            span.kind == "city"
            or span.surface in ABROAD
            or any(event.start <= span.start < event.end for event in events)
        ):
            continue
        at = bisect_right(tokens.ends, span.start, at)
        last = bisect_left(tokens.starts, span.end, at)
        if any(first <= at < stop for first, stop in amounts) or _is_rate(tokens, at, last):
            continue
        if at < last and not (span.use == "place" and tokens.near(at - 1) in LOCATIVES):
            places.append(Place(at, last, span.iso3, span.kind == "demonym" and span.surface.endswith("s")))
    return _without_sources(places, tokens, end, {draft.last for draft in drafts})


def _without_sources(places: list[Place], tokens: Tokens, end: int, measured: set[int]) -> list[Place]:
    """Leave out sources, and ways but those that are `measured` (a 680-km border), where a pair is named without."""
    parties = [place for place in places if place.last <= end and not _is_passed(place, tokens, measured)]
    if len({place.iso3 for place in parties}) > 1:
        return parties
    if not UNOFFICIAL.isdisjoint(tokens.lower[end:]):
        return parties
    crossed = [place for place in places if not _is_passed(place, tokens, measured)]
    return crossed if len(crossed) < len(places) and parties else places


def _is_rate(tokens: Tokens, first: int, last: int) -> bool:
    """Tell the U.S. of "87.85 per U.S. dollar" and "against the U.S. dollar", which only names a currency."""
    before = tokens.near(first - 1)
    before = tokens.near(first - 2) if before == "the" else before
    return tokens.near(last) in ("dollar", "dollars") and before in ("per", "to", "against")


def _is_passed(place: Place, tokens: Tokens, measured: set[int]) -> bool:
    """Tell a country that something goes through or lies by: via Ukraine, north of the border with Mexico."""
    at = place.first - 1
    if tokens.near(at) == "with" and tokens.near(at - 1) in ("border", "borders", "frontier"):
        return measured.isdisjoint((at - 1, at - 2))
    return tokens.near(at - (tokens.near(at) == "the")) in PASSING


def source_at(tokens: Tokens) -> int:
    """Return where the source at the end of a sentence begins (", Seoul's minister said on Friday"), else its end."""
    if SAYING.isdisjoint(tokens.lower):
        return len(tokens)
    comma = max((at for at, word in enumerate(tokens.lower) if word == ","), default=-1)
    tail = tokens.lower[comma:]
    if comma > 0 and len(tail) <= LONGEST_SOURCE and not SAYING.isdisjoint(tail) and not any(map(str.isdecimal, tail)):
        return comma
    return len(tokens)
