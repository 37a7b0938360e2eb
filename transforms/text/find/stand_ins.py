"""Find movements that rule a country without being its state, such as Hamas, and states that are no more.

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
# Of a state that is gone: the former Soviet republics are others' today, and what is Soviet-era is of a time.
_BEFORE, _AFTER = r"(?<![Ff]ormer )(?<!ex-)(?<!post-)", r"(?!-era\b|-built\b|-designed\b|-made\b|-style\b)"


@cache
def compile_names(lexicon: Lexicon) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Compile the names into one pattern; with it, the country of each."""
    rows = sorted(lexicon["stand_ins"], key=lambda row: -len(row["name"]))  # the longest first
    rule, are_gone = ("|".join(re.escape(row["name"]) for row in rows if row["gone"] == gone) for gone in ("", "yes"))
    pattern = rf"\b(?:{rule})\b|{_BEFORE}\b(?:{are_gone})(?!\w){_AFTER}"
    return re.compile(pattern), {row["name"]: row["iso3"] for row in rows}


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
