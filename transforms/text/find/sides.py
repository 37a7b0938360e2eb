"""Find who may act on whom in a sentence: countries by any of their names, people, firms, and blocs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.document.dateline import start_after_dateline
from dyadwire.transforms.text.find.firms import Firm
from dyadwire.transforms.text.find.stand_ins import STAND_IN, find_stand_ins
from dyadwire.transforms.text.findings import CountrySpan, PersonSpan, SentenceSpan, by_sentence

_ADDRESSES = ("http:", "https:")
# How a line that leads to another article begins, and what stands above several.
_LED = (
    r"\W{0,3}(?:also read|read also|read more|read next|related|related (?:articles?|news|stories|story)|see also"
    r"|more on this(?: story)?)"
)
_LINKS = re.compile(rf"^{_LED}\b", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(rf"{_LED}(?: [:|–—-]|[:|–—])", re.IGNORECASE)
_HEADING = re.compile(rf"{_LED}\W{{0,3}}", re.IGNORECASE)
_ENDS = (".", "!", "”", '"')
TOWNS = frozenset(("capital", "city"))
BLOC, FIRM, PERSON = "bloc", "firm", "person"
_OTHERS = "non-"  # non-EU citizens are what the bloc is not
SEATS = {"Brussels": "EU"}  # capitals that stand for a bloc where they act
Spans = tuple[CountrySpan, ...]


class Side(NamedTuple):
    """One span that stands for a country or a bloc; offsets as in any country span."""

    sentence: int
    start: int
    end: int
    code: str  # ISO 3166-1 alpha-3, or the code of a bloc
    kind: str  # of a country span, or bloc, firm, person, stand-in


def find_sides(
    document: Document,
    countries: Spans,
    blocs: Spans,
    people: tuple[PersonSpan, ...],
    firms: tuple[Firm, ...],
    lexicon: Lexicon,
) -> dict[int, list[Side]]:
    """Return the sides of each sentence in order of start; what overlaps a country mention is no other side."""
    found = [Side(c.sentence, c.start, c.end, c.iso3, c.kind) for c in countries]
    taken = set[tuple[bool, int]]().union(*map(_ends, found))
    others = [Side(b.sentence, b.start, b.end, b.iso3, BLOC) for b in blocs]
    others += (Side(s.sentence, s.start, s.end, s.iso3, STAND_IN) for s in find_stand_ins(document, lexicon))
    others += (Side(*firm, FIRM) for firm in firms)
    others += (Side(p.sentence, p.start, p.end, p.iso3, PERSON) for p in people if p.iso3)
    for side in others:
        if taken.isdisjoint(ends := _ends(side)):
            taken |= ends
            found.append(side)
    return by_sentence(sorted(_acting(document, found), key=lambda side: (side.sentence, side.start)))


def _acting(document: Document, found: list[Side]) -> list[Side]:
    """Return the sides but the town of a dateline, LISBON – Spain … or Lisbon: Spain …; a country heads a headline."""
    text, lead = document.body.text, _lead(document)
    if lead is None:
        return found
    told_from = start_after_dateline(text, lead.start, lead.end)
    opening = [one for one in found if one.start == lead.start and text.startswith(":", one.end)]
    town = [one for one in found if one.sentence == lead.number and one.kind in TOWNS]
    heads = {one for one in town if one.start < told_from or one in opening}
    return [one for one in found if one not in heads]


def _lead(document: Document) -> SentenceSpan | None:
    """Return the first sentence that is no address."""
    text = document.body.text
    two = (sentence for sentence in document.body.sentences[:2] if not text.startswith(_ADDRESSES, sentence.start))
    return next(two, None)


def _ends(span: Side | CountrySpan) -> set[tuple[bool, int]]:
    """Return the first and the last character of a span: whether they are in the body, and where."""
    return {(span.sentence >= 0, at) for at in (span.start, span.end - 1)}


def find_blocs(document: Document, countries: Spans, lexicon: Lexicon) -> Spans:
    """Return the blocs that a title and a text name, in order; none within a country mention."""
    taken = set[tuple[bool, int]]().union(*map(_ends, countries))
    return tuple(span for span in _named_blocs(document, lexicon) if taken.isdisjoint(_ends(span)))


def read_seats(countries: Spans, blocs: Spans) -> tuple[Spans, Spans]:
    """Return countries and blocs with a seat that acts as its bloc: Brussels imposed tariffs, talks with Brussels.

    Where the article names the seat's country, too, it stays that country's government.
    """
    acting = [span for span in countries if span.surface in SEATS and span.use == "gov"]
    named = {span.iso3 for span in countries if span.kind not in TOWNS}
    seats = {
        span: span._replace(iso3=SEATS[span.surface], kind=BLOC, use=None) for span in acting if span.iso3 not in named
    }
    if not seats:
        return countries, blocs
    kept = tuple(span for span in countries if span not in seats)
    return kept, tuple(sorted((*blocs, *seats.values()), key=lambda span: (span.sentence, span.start)))


def leave_datelines(document: Document, countries: Spans, blocs: Spans) -> Spans:
    """Return the countries but one that only the dateline of news about a bloc names: BRUSSELS – The EU and China …"""
    lead = _lead(document)
    if lead is None or all(bloc.sentence != lead.number for bloc in blocs):
        return countries
    told_from = start_after_dateline(document.body.text, lead.start, lead.end)
    in_news = {span.iso3 for span in countries if span.sentence != lead.number or span.start >= told_from}
    return tuple(span for span in countries if span.iso3 in in_news)


def leave_links(document: Document, spans: Spans) -> Spans:
    """Return the spans but those of lines that lead to other articles, of which this one tells nothing.

    "ALSO READ | Nepal PM to visit China"; below "More on this story" every line that is no sentence is a headline.
    """
    if not _LINKS.search(document.body.text):
        return spans
    text, below, links = document.body.text, False, set[int]()
    for place in document.body.sentences:
        written = text[place.start : place.end]
        below = bool(_HEADING.fullmatch(written)) or (below and not written.endswith(_ENDS))
        if below or _LINK.match(written):
            links.add(place.number)
    only = len(links) == len(document.body.sentences)  # then the links are what it tells
    return spans if only else tuple(span for span in spans if span.sentence not in links)


def _named_blocs(document: Document, lexicon: Lexicon) -> Iterator[CountrySpan]:
    matcher, codes = compile_blocs(lexicon)
    for passage in document.passages:
        text = passage.text
        for name, start, end in matcher.find_matches_as_indexes(text):
            after = text[end : end + 1]
            if text[start - 1 : start].isalnum() or after.isalnum() or after == "-":
                continue
            if text[max(0, start - len(_OTHERS)) : start].lower() == _OTHERS:
                continue
            sentence = passage.sentence_at(start, end)
            if sentence:
                yield CountrySpan(sentence.number, start, end, text[start:end], codes[name], BLOC)


@cache
def compile_blocs(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Compile the names of blocs into one matcher; with it, the code of each."""
    rows = lexicon["bloc_names"]
    matcher = AhoCorasick([row["name"] for row in rows], matchkind=MatchKind.LeftmostLongest)
    return matcher, tuple(row["bloc"] for row in rows)
