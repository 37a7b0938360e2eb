"""Movements that rule a country without being its state, such as Hamas: they relate it without naming it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

from transforms.lexicon import Lexicon
from transforms.text.findings import TITLE, CountrySpan, SentenceSpan

STAND_IN = "stand-in"  # the kind of their spans, which no table ever holds


@cache
def compile_names(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Compile the names into one pattern; with it, the country of each."""
    countries = {row["name"]: row["iso3"] for row in lexicon["stand_ins"]}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, countries))})\b"), countries


def find_stand_ins(
    text: str, title: str, sentences: tuple[SentenceSpan, ...], lexicon: Lexicon
) -> Iterator[CountrySpan]:
    """Yield the stand-ins of a title and a text in order; offsets as in any country span."""
    pattern, countries = compile_names(lexicon)
    if not any(name in text or name in title for name in countries):
        return
    for found in pattern.finditer(title):
        yield CountrySpan(TITLE, found.start(), found.end(), found[0], countries[found[0]], STAND_IN)
    numbered = [place for place in sentences if place.number != TITLE]
    starts = [place.start for place in numbered]
    for found in pattern.finditer(text):
        index = bisect_right(starts, found.start()) - 1
        if index >= 0 and found.end() <= numbered[index].end:
            number = numbered[index].number
            yield CountrySpan(number, found.start(), found.end(), found[0], countries[found[0]], STAND_IN)
