"""Features of what stands between a name and the countries, companies and codes near it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.find.register import Named, Place, word_before
from dyadwire.transforms.text.people.lexicon.leaders import is_whole
from dyadwire.transforms.text.people.lexicon.names import words_of

TOLD = "told"  # that the words beside a name tell its bearer's country
_LOOKED_AT = 2  # places of a name that tell the most: the first ones
_NEAR = (1, 4, 12, 40, 120)  # characters between a country and a name: steps that are features
_CODE = re.compile(r" ?\(([A-Z]{3})\)")  # "X Y (ESP)"
_NO_CODES = frozenset(
    ("CHI", "DEN", "GRE", "IND", "LIB", "PHI", "POR")
)  # mean clubs and parties in lists of names, too
_REACH = 90  # characters to a company
_SHORT = 3  # letters of a place that is not looked for inside names
_DOUBTS = frozenset(("person", "word"))  # of places that are not either
_TOLD_WITHIN, _TOLD_APART = 4, 8  # words between a country and a name of whom it tells
_TELLS = frozenset((" of ", " from "))  # between a name and the country of its bearer
_EMPLOYS = frozenset((" of ", " at ", " from ", " with "))
# After a comma they tell of others.
_GOES_ON = frozenset(("and", "as", "at", "but", "in", "on", "or", "when", "while", "with"))
_PLAIN = re.compile(r"(?:'s)?[A-Za-z' -]*")  # words that no mark parts


def find_evidence(one: Named, passages: Sequence[FoldedPassage], lexicon: Lexicon) -> dict[str, set[str]]:
    """Return country → what stands between its names and the person's first places."""
    found: dict[str, set[str]] = {}
    places = sorted(one.places, key=lambda place: passages[place.passage].is_title)
    for place in places[:_LOOKED_AT]:
        passage = passages[place.passage]
        for iso3, feature in (
            *_beside(place, passage, lexicon),
            *_employers(place, passage, lexicon),
            *_inside_names(place, passage, lexicon),
        ):
            found.setdefault(iso3, set()).add(feature)
    return found


def find_code(one: Named, passages: Sequence[FoldedPassage], lexicon: Lexicon) -> str | None:
    """Return the country whose code stands after a name: "X Y (ESP)"."""
    codes = _codes(lexicon)
    found = (_CODE.match(passages[place.passage].folded, place.end) for place in one.places)
    return next((codes[code[1]] for code in found if code and code[1] in codes), None)


@cache
def _companies(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Compile the companies and other employers of one country, with it."""
    rows = {fold(row["company"]): row["iso3"] for row in lexicon["companies"] if row["kind"] == "company"}
    rows |= {fold(row["name"]): row["iso3"] for row in lexicon["employers"]}
    # A DFA of so many names would hold 40 MB.
    kind, match = Implementation.ContiguousNFA, MatchKind.LeftmostLongest
    return AhoCorasick(list(rows), matchkind=match, implementation=kind), tuple(rows.values())


def _employers(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the companies and other employers near a name."""
    folded, (matcher, countries) = passage.folded, _companies(lexicon)
    sentence = passage.sentence_at(place.start)
    start, end = max(sentence.start, place.start - _REACH), min(sentence.end, place.end + _REACH)
    for index, first, last in matcher.find_matches_as_indexes(folded[start:end]):
        if is_whole(folded, start + first, start + last):
            side = "before" if start + first < place.start else "after"
            gap = place.start - start - last if side == "before" else start + first - place.end
            yield from ((countries[index], f"company {side} within {step}") for step in _NEAR if gap <= step)
            words = folded[start + last : place.start] if side == "before" else folded[place.end : start + first]
            yield from ((countries[index], f"company {how}") for how in _employed(side, words, lexicon))


def _employed(side: str, words: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield whether the words between say whose people a name is of: "Shell chairman X", "X, who leads Shell"."""
    if side == "after":
        if words in _EMPLOYS or (words.startswith(", ") and _PLAIN.fullmatch(words, 2)):
            yield "apposition"
    elif _PLAIN.fullmatch(words) and words_of(lexicon)["blocker"].isdisjoint(words.lower().split()):
        yield "phrase"
        if len(words.split()) <= _TOLD_WITHIN:
            yield "phrase short"


@cache
def _places(lexicon: Lexicon) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Compile what names a country and hardly a person, each with one: names, demonyms, cities and divisions."""
    tables = (("divisions", "division"), ("cities", "city"), ("capitals", "capital"), ("country_aliases", "alias"))
    rows = {
        fold(row[column]): row["iso3"]
        for table, column in tables
        for row in lexicon[table]
        if len(row[column]) > _SHORT and (table == "country_aliases" or _DOUBTS.isdisjoint(row["doubt"].split()))
    }
    return AhoCorasick(list(rows), matchkind=MatchKind.LeftmostLongest), tuple(rows.values())


def _inside_names(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the countries in names of organisations near a name: "X Y, a lecturer at the University of Nairobi"."""
    folded, (matcher, countries) = passage.folded, _places(lexicon)
    sentence = passage.sentence_at(place.start)
    start, end = max(sentence.start, place.start - _REACH), min(sentence.end, place.end + _REACH)
    for side, first, last in (("before", start, place.start), ("after", place.end, end)):
        for index, begin, stop in matcher.find_matches_as_indexes(folded[first:last]):
            begin, stop = first + begin, first + stop
            if is_whole(folded, begin, stop) and not passage.spans_within(begin, stop):
                for feature in _of_inner(side, folded[stop:last] if side == "before" else folded[first:begin]):
                    yield countries[index], feature


def find_places_in(passage: FoldedPassage, start: int, end: int, lexicon: Lexicon) -> Iterator[str]:
    """Yield the countries of all places that a stretch names, those inside names of organisations among them."""
    matcher, countries = _places(lexicon)
    for index, begin, stop in matcher.find_matches_as_indexes(passage.folded[start:end]):
        if is_whole(passage.folded, start + begin, start + stop):
            span = passage.country_at(start + begin)
            yield span.iso3 if span else countries[index]


def _of_inner(side: str, gap: str) -> Iterator[str]:
    """Yield how far such a country stands from a name, and whether one phrase or apposition holds both."""
    yield f"inner {side}"
    yield from (f"inner {side} within {step}" for step in _NEAR if len(gap) <= step)
    if side == "before" and _PLAIN.fullmatch(gap):
        yield "inner phrase"
    if side == "after" and gap.startswith(", ") and _PLAIN.fullmatch(gap, 2):
        yield "inner apposition"


def _beside(place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield features of the countries in the sentence of a name; where there are none, of the sentence before."""
    sentence = passage.sentence_at(place.start)
    before = passage.countries_between(sentence.start, place.start)
    after = passage.countries_between(place.end, sentence.end)
    for span in before:
        yield span.iso3, "in sentence before"
    for span in after:
        yield span.iso3, "in sentence after"
    if before:
        yield from _before(before[-1], place, passage, lexicon)
    if after:
        yield from _after(after[0], place, passage, lexicon)
    if len({span.iso3 for span in (*before, *after)}) == 1:
        yield (before or after)[0].iso3, "alone in sentence"
    elif not before and not after:
        yield from _earlier(place, passage)


def _earlier(place: Place, passage: FoldedPassage) -> Iterator[tuple[str, str]]:
    """Yield the countries named before a sentence that names none."""
    earlier = passage.countries_between(passage.sentence_before(place.start).start, place.start)
    last = passage.last_country(place.start)
    if earlier:
        yield earlier[-1].iso3, "last of sentence before"
        yield earlier[0].iso3, "first of sentence before"
    elif last:
        yield last.iso3, "last named"


@cache
def _codes(lexicon: Lexicon) -> dict[str, str]:
    """Return the codes of countries, as tables of results have them, too → their ISO code."""
    codes = {row["iso3"]: row["iso3"] for row in lexicon["countries"]}
    codes |= {row["code"]: row["iso3"] for row in lexicon["sport_codes"]}
    return {code: iso3 for code, iso3 in codes.items() if code not in _NO_CODES}


def _before(span: CountrySpan, place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield features of the words between the last country before a name and the name."""
    gap = passage.folded[span.end : place.start]
    link = word_before(passage.folded, span.start).lower()
    if _PLAIN.fullmatch(gap):
        words = gap.lower().removeprefix("'s").split()
        how = "verb" if not words_of(lexicon)["blocker"].isdisjoint(words) else f"phrase of {min(len(words), 6)}"
        yield span.iso3, f"before, {how}, {span.kind}"
        if how != "verb" and len(words) <= _TOLD_WITHIN and (words or gap.startswith("'") or span.kind == "demonym"):
            yield span.iso3, _tell(span)
        if words and how != "verb":
            yield span.iso3, f"before, head {words[-1]}"
            yield span.iso3, f"before, {how}"
    else:
        how = "comma" if gap in (", ", " (") else "apart"
        yield span.iso3, f"before, {how} {link}"
        yield span.iso3, f"before, {how}, {span.kind}"
    yield from ((span.iso3, f"before within {step}") for step in _NEAR if len(gap) <= step)


def _after(span: CountrySpan, place: Place, passage: FoldedPassage, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield features of the words between a name and the first country after it."""
    gap = passage.folded[place.end : span.start]
    link = gap.split()[-1].lower() if gap.split() else ""
    if gap.startswith((",", " (")) and _PLAIN.fullmatch(gap, 2):
        words = gap[2:].lower().split()
        how = "verb" if not words_of(lexicon)["blocker"].isdisjoint(words[1:-1]) else "apposition"
        following = passage.folded[span.end : span.end + 24].split(" ")
        yield span.iso3, f"after, {how} {link}"
        yield span.iso3, f"after, {how}, {span.kind}"
        within = _TOLD_WITHIN if span.kind == "demonym" else _TOLD_APART
        if how != "verb" and words and words[0] not in _GOES_ON and len(words) <= within:
            yield span.iso3, _tell(span)
        if len(following) > 1:
            yield span.iso3, f"after, {how} on {following[1].strip(',.').lower()}"
    else:
        how = "plain" if _PLAIN.fullmatch(gap) else "apart"
        if gap in _TELLS:
            yield span.iso3, _tell(span)
        yield span.iso3, f"after, {how} {link}"
        yield span.iso3, f"after, {how}, {span.kind}"
    yield from ((span.iso3, f"after within {step}") for step in _NEAR if len(gap) <= step)


def _tell(span: CountrySpan) -> str:
    """Return that a country is told of a person: "Senegalese singer X Y", "X Y of Brazil"; or a place of it is."""
    return "told by place" if span.kind in ("city", "capital") else TOLD
