"""Movements that rule a country without being its state, such as Hamas, and states that are no more.

They relate the country, or the one that has taken their place, without naming it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.findings import CountrySpan

STAND_IN = "stand-in"  # the kind of their spans, which no table ever holds
# The former Soviet republics, ex-Soviet or Soviet-era, are others' today.
_NO_LONGER = r"(?<![Ff]ormer )(?<!ex-)(?<!post-)\b(?:"
_NOT_AS_A_TIME = r")(?!\w|-era\b|-built\b|-designed\b|-made\b|-style\b)"


@cache
def compile_names(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Compile the names into one pattern; with it, the country of each."""
    countries = {row["name"]: row["iso3"] for row in lexicon["stand_ins"]}
    longest_first = sorted(countries, key=len, reverse=True)
    return re.compile(f"{_NO_LONGER}{'|'.join(map(re.escape, longest_first))}{_NOT_AS_A_TIME}"), countries


def find_stand_ins(document: Document, lexicon: Lexicon) -> Iterator[CountrySpan]:
    """Yield the stand-ins of a title and a text in order; offsets as in any country span."""
    pattern, countries = compile_names(lexicon)
    for passage in document.passages:
        if not any(name in passage.text for name in countries):
            continue
        for found in pattern.finditer(passage.text):
            sentence = passage.sentence_at(found.start(), found.end())
            if sentence:
                yield CountrySpan(sentence.number, found.start(), found.end(), found[0], countries[found[0]], STAND_IN)
