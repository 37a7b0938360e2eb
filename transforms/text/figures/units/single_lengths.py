"""Find lengths of time that are one in words: for a year, less than a week, within a decade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.measured import attach_unit
from dyadwire.transforms.text.findings import FigureSpan

# After the length they make it a date, or a price (a year ago, a day's work, a week-long strike).
NO_LENGTH = HYPHENS | {"ago", "earlier", "before", "later", "prior", "previously", "end", "ended", "'s", "’s"}


def find_single_lengths(tokens: Tokens, rules: Rules, found: Sequence[FigureSpan]) -> Iterator[FigureDraft]:
    """Yield the lengths of one in a sentence that no figure found there overlaps, marked as trivial.

    They are no part of what decides about the other figures: "a year" says little of what stands beside it.
    """
    places = [at for at, word in enumerate(tokens.lower) if word in INDEFINITE and _is_length(at, tokens, rules)]
    taken = {at for one in found for at in range(one.start, one.end)} if places else set()
    for at in places:
        if taken.isdisjoint(range(tokens.starts[at], tokens.ends[at + 1])):
            draft = FigureDraft(at, at + 1, 1, spelled=True, head=at, tail=at + 1, trivial=True)
            attach_unit(draft, tokens, rules)
            yield draft


def _is_length(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether a length of time begins with an "a" at a token, and not a date."""
    led = tokens.lower_at(at + 1) in rules.words["length"] and tokens.lower_at(at - 1) in rules.words["length_lead"]
    return led and tokens.lower_at(at + 2) not in NO_LENGTH
