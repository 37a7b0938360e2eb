"""Add cents that are said after their whole: thirteen dollars forty-five cents."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import divide
from dyadwire.transforms.text.figures.tokens import Tokens

HUNDRED = 100


def merge_subunits(drafts: list[FigureDraft], tokens: Tokens) -> list[FigureDraft]:
    """Add the cents of "thirteen dollars forty-five cents" and of "15 dollars and 50." to the amount before them."""
    merged: list[FigureDraft] = []
    for draft in drafts:
        whole = merged[-1] if merged else None
        if whole and _is_subunit(whole, draft, tokens):
            assert whole.value is not None
            assert draft.value is not None
            whole.value, whole.last = whole.value + divide(draft.value, HUNDRED), draft.last
        else:
            merged.append(draft)
    return merged


def _is_subunit(whole: FigureDraft, part: FigureDraft, tokens: Tokens) -> bool:
    if whole.kind != "money" or whole.hundredth or whole.scale != 1 or whole.value is None or part.value is None:
        return False
    gap = tokens.lower[whole.last : part.first]
    if gap not in ([], ["and"]) or whole.value.denominator != 1 or not 0 < part.value < HUNDRED:
        return False
    if part.hundredth:
        return True
    return not part.own_unit and part.form == "cardinal" and tokens.lower_at(part.last) in ("", ".", "more", "and")
