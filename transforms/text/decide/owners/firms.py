"""Find the firms of one country that a sentence of figures names: a figure of Gazprom can be Russia's.

They are found among the tokens of the figures, which owners are; `find.firms` finds them in a text, for pairs and acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.transforms.text.figures.function_words import HYPHENS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import CountrySpan

KINDS = frozenset(("company", "index", "works"))  # of their spans, which no table ever holds


def find_owner_firms(spans: Sequence[CountrySpan], tokens: Tokens, rules: Rules) -> Iterator[CountrySpan]:
    """Yield the firms and works of a sentence in order, but not those in whose name one of its `spans` was found.

    The number of the sentence is that of its spans, or 0: nobody asks a firm for it.
    """
    number, names, end = spans[0].sentence if spans else 0, rules.companies, 0
    taken = [(span.start, span.end) for span in spans]
    for at in [at for at, word in enumerate(tokens.words) if word in names.exact]:
        found = names.at(tokens, at) if at >= end else None
        if found is None or (tokens.lower_at(found[1]) in HYPHENS and tokens.joined(found[1] - 1)):  # Nasdaq-listed
            continue
        (iso3, kind), end = found
        first, last = tokens.starts[at], tokens.ends[end - 1]
        if not any(first < stop and start < last for start, stop in taken):
            yield CountrySpan(number, first, last, tokens.surface(at, end), iso3, kind)
