"""Lengths of time that are one in words: for a year, less than a week, within a decade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.transforms.text.figures.drafts import Draft
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.measured import attach_unit
from dyadwire.transforms.text.findings import FigureSpan

# After the length they make it a date, or a price (a year ago, a day's work, a week-long strike).
NO_LENGTH = HYPHENS | {"ago", "earlier", "before", "later", "prior", "previously", "end", "ended", "'s", "’s"}


def find_single_lengths(tokens: Tokens, rules: Rules, found: Sequence[FigureSpan]) -> Iterator[Draft]:
    """Yield the lengths of one in a sentence that no figure found there overlaps, marked as minor.

    They are no part of what decides about the other figures: "a year" says little of what stands beside it.
    """
    leads, lengths = rules.words["length_lead"], rules.words["length"]
    for at, word in enumerate(tokens.lower):
        if word not in INDEFINITE or tokens.near(at + 1) not in lengths or tokens.near(at - 1) not in leads:
            continue
        start, end = tokens.starts[at], tokens.ends[at + 1]
        if tokens.near(at + 2) in NO_LENGTH or any(one.start < end and start < one.end for one in found):
            continue
        draft = Draft(at, at + 1, 1, spelled=True, head=at, tail=at + 1, minor=True)
        attach_unit(draft, tokens, rules)
        yield draft
