"""Halves that stand after what they are halves of: a cup and a half, an hour and a half, two years and a half."""

from __future__ import annotations

from fractions import Fraction

from transforms.text.figures.closed import HYPHENS, INDEFINITE
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.currency import attach_currency
from transforms.text.figures.units.measured import attach_unit

HALF = Fraction(1, 2)
LONGEST_UNIT = 3  # tokens of "square kilometre" and "percentage point" with one to spare


def add_halves(drafts: list[Draft], tokens: Tokens, rules: Rules, countries: tuple[str, ...]) -> list[Draft]:
    """Add a half after "and" to the unit before it."""
    added: list[Draft] = []
    for draft in drafts:
        end = _unit_end(draft, tokens) if draft.form == "fraction" and draft.value == HALF else 0
        whole = added[-1] if added else None
        if end and whole and whole.last == end and whole.own_unit and whole.scale == 1 and whole.value is not None:
            whole.value, whole.last = whole.value + HALF, draft.last
        else:
            added.append((end and _read_single(draft, end, tokens, rules, countries)) or draft)
    return added


def _unit_end(draft: Draft, tokens: Tokens) -> int:
    """Return where the unit before "and a half" and "-and-a-half" ends; 0 where there is none."""
    at = draft.first
    if draft.own_unit or tokens.near(draft.last - 1) != "half":
        return 0
    for word in ("a", "and") if tokens.near(at) != "a" else ("and",):
        at -= 1 + (tokens.near(at - 1) in HYPHENS)
        if tokens.near(at) != word:
            return 0
    return at - (tokens.near(at - 1) in HYPHENS)


def _read_single(draft: Draft, end: int, tokens: Tokens, rules: Rules, countries: tuple[str, ...]) -> Draft | None:
    """Read "a cup and a half", in which no number stands before the unit."""
    for start in range(end - 1, max(0, end - 1 - LONGEST_UNIT), -1):
        if tokens.near(start - 1) not in INDEFINITE:
            continue
        whole = Draft(start - 1, start, 1, spelled=True, head=start - 1, tail=start)
        if not attach_currency(whole, tokens, rules, countries, start - 1):
            attach_unit(whole, tokens, rules)
        if whole.own_unit and whole.last == end:
            whole.value, whole.last = 1 + HALF, draft.last
            return whole
    return None
