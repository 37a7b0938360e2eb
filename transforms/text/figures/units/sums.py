"""Add measures that are said in two parts: two hours and 50 minutes, a cup and a half."""

from __future__ import annotations

from fractions import Fraction

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.currency import attach_currency
from dyadwire.transforms.text.figures.units.measured import attach_unit

FINER = {("hour", "minute"): 60, ("minute", "second"): 60, ("stone", "pound"): 14, ("pound", "ounce"): 16}
LONGER = {("year", "month"): 12, ("month", "day"): 30}  # told in the longer unit: four years and three months are 4.25
# After a length of time they make it a date, or say by how much one thing is longer than another.
DATING = frozenset(("after", "ago", "ahead", "before", "earlier", "into", "later", "longer", "shorter", "have", "has"))
HALF = Fraction(1, 2)
LONGEST_UNIT = 3  # tokens of "square kilometre" and "percentage point" with one to spare


def merge_spans(drafts: list[FigureDraft], tokens: Tokens) -> list[FigureDraft]:
    """Add the minutes of "two hours and 50 minutes" to the hours before them: 170 minutes; and months to years."""
    merged: list[FigureDraft] = []
    for draft in drafts:
        longer = merged[-1] if merged else None
        adjoins = longer and tokens.lower[longer.last : draft.first] in ([], ["and"], [","], ["."])
        whole = _add_up(longer, draft, tokens) if longer and adjoins else None
        if longer and whole:
            longer.value, longer.unit = whole
            longer.last, longer.spelled, longer.per = draft.last, longer.spelled and draft.spelled, draft.per
        else:
            merged.append(draft)
    return merged


def _add_up(longer: FigureDraft, draft: FigureDraft, tokens: Tokens) -> tuple[Exact, str | None] | None:
    """Return two measures as one and its unit; None where the second is not the rest of the first."""
    if longer.value is None or draft.value is None or longer.value_max is not None:
        return None
    units = (longer.unit or "", draft.unit or "")
    if 0 < draft.value < FINER.get(units, 0):
        return longer.value * FINER[units] + draft.value, draft.unit
    if 0 < draft.value < LONGER.get(units, 0) and longer.value.denominator == 1 and _goes_on(longer, draft, tokens):
        return longer.value + divide(draft.value, LONGER[units]), longer.unit
    return None


def _goes_on(longer: FigureDraft, draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish one length (four years and three months) from two: three years, two months."""
    return tokens.lower[longer.last : draft.first] == ["and"] and tokens.lower_at(draft.last) not in DATING


def add_halves(
    drafts: list[FigureDraft], tokens: Tokens, rules: Rules, countries: tuple[str, ...]
) -> list[FigureDraft]:
    """Add a half after "and" to the unit before it."""
    added: list[FigureDraft] = []
    for draft in drafts:
        end = _unit_end(draft, tokens) if draft.form == "fraction" and draft.value == HALF else 0
        whole = added[-1] if added else None
        if end and whole and whole.last == end and whole.own_unit and whole.scale == 1 and whole.value is not None:
            whole.value, whole.last = whole.value + HALF, draft.last
        else:
            added.append((end and _read_single(draft, end, tokens, rules, countries)) or draft)
    return added


def _unit_end(draft: FigureDraft, tokens: Tokens) -> int:
    """Return where the unit before "and a half" and "-and-a-half" ends; 0 where there is none."""
    at = draft.first
    if draft.own_unit or tokens.lower_at(draft.last - 1) != "half":
        return 0
    for word in ("a", "and") if tokens.lower_at(at) != "a" else ("and",):
        at -= 1 + (tokens.lower_at(at - 1) in HYPHENS)
        if tokens.lower_at(at) != word:
            return 0
    return at - (tokens.lower_at(at - 1) in HYPHENS)


def _read_single(
    draft: FigureDraft, end: int, tokens: Tokens, rules: Rules, countries: tuple[str, ...]
) -> FigureDraft | None:
    """Read "a cup and a half", in which no number stands before the unit."""
    for start in range(end - 1, max(0, end - 1 - LONGEST_UNIT), -1):
        if tokens.lower_at(start - 1) not in INDEFINITE:
            continue
        whole = FigureDraft(start - 1, start, 1, spelled=True, head=start - 1, tail=start)
        if not attach_currency(whole, tokens, rules, countries, start - 1):
            attach_unit(whole, tokens, rules)
        if whole.own_unit and whole.last == end:
            whole.value, whole.last = 1 + HALF, draft.last
            return whole
    return None
