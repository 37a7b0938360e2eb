"""Tie counts of people of one country in another to the two: En Colombia viven 2,8 millones de venezolanos."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan, by_sentence
from dyadwire.transforms.text.languages.pack import Language, load_language

TWO = 2  # countries that a sentence names
_NEAR = 150  # characters from a number to the name of those whom it counts
_START = attrgetter("start")
_OF = re.compile(r"\s?(?:d[eiu]\s|d['’])?")  # between a number and its noun


def tie_nationals(
    figures: list[FigureSpan], countries: tuple[CountrySpan, ...], document: Document, code: str
) -> list[FigureSpan]:
    """Return the figures, counts of people or things of one of the two countries of their sentence tied to both.

    As in English any sentence that names just one other country ties them; evidence is `sentence`. People are the
    unit where the figure has none and their word is a noun.
    """
    pack, spans = load_language(code), by_sentence(countries)
    names = {sentence: sorted({span.iso3 for span in here}) for sentence, here in spans.items()}
    tied = []
    for figure in figures:
        named = names.get(figure.sentence, [])
        text = document.passage_of(figure.sentence).text
        beside = _beside(figure, spans.get(figure.sentence, []))
        people = next((span for span in beside if _counts(figure, span, text, pack)), None)
        if people and len(named) == TWO and not figure.dyad:
            pair = Dyad(*named)
            figure = figure._replace(dyad=pair, countries=tuple(pair), evidence="sentence")
        tied.append(figure._replace(unit=_noun(people, text, pack)) if people and not figure.unit else figure)
    return tied


def _beside(figure: FigureSpan, spans: list[CountrySpan]) -> list[CountrySpan]:
    """Return the names near a figure: a sentence without end may hold a hundred thousand of both."""
    first = bisect_left(spans, figure.start - _NEAR, key=_START)
    return spans[first : bisect_right(spans, figure.end + _NEAR, key=_START)]


def _counts(figure: FigureSpan, span: CountrySpan, text: str, pack: Language) -> bool:
    """Tell whether a count is of what a span names: its people, or a noun with its adjective on either side."""
    if figure.kind != "count":
        return False
    after = pack.names.people_after.match(text, span.end)
    if after and after.end() == figure.start:  # 베트남인 20만 명
        return True
    of = _OF.match(text, figure.end)
    start = of.end() if of else figure.end
    if start == span.start:
        return span.kind == "demonym" or bool(after) or figure.unit == "person"
    noun = figure.unit or ""
    return (
        span.kind == "demonym"
        and bool(noun)
        and text.startswith(f"{noun} ", start)
        and start + len(noun) + 1 == span.start
    )


def _noun(people: CountrySpan, text: str, pack: Language) -> str | None:
    """Return the word for people as it is written: 中国人, Algériens; None where it may be an adjective."""
    if after := pack.names.people_after.match(text, people.end):
        return people.surface + after.group().strip()
    return people.surface if pack.names.people_capital and people.surface[:1].isupper() else None
