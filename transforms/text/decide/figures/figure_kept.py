"""Decide whether a figure matters to a reader, or is kept as trivial."""

from __future__ import annotations

from bisect import bisect_right

from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import AUXILIARIES
from dyadwire.transforms.text.figures.tokens import Tokens

THRESHOLD = 0.45  # probability from which a number is kept: a figure marked as trivial is lost to most users
SIZES = (1, 2, 3, 5, 10, 20, 50, 100, 1000, 10_000, 1_000_000)
SUBJECT_OF = AUXILIARIES | {"died"}


def is_worth_keeping(draft: FigureDraft, drafts: list[FigureDraft], tokens: Tokens, sentence: int) -> bool:
    """Recognise what a careful reader would note; trivial are the top 10, a one-time fee, his 27 years.

    What went up or down is always kept, and what is the subject of a clause by itself: 47 were flown out.
    """
    if draft.direction or (draft.noun is None and tokens.lower_at(draft.last) in SUBJECT_OF):
        return True
    place = (sentence, tokens.starts[draft.first], tokens.ends[draft.last - 1])
    return load_model("figure_kept").probability(place, _describe(draft, drafts, tokens)) >= THRESHOLD


def _describe(draft: FigureDraft, drafts: list[FigureDraft], tokens: Tokens) -> list[str]:
    """Return the features of a figure: what it is, how large, and the words beside it."""
    lower_at, first, last = tokens.lower_at, draft.first, draft.last
    noun = (draft.noun or "").rpartition(" ")[2].lower()
    kind = f"{draft.kind} {draft.own_unit} {draft.noun is None}"
    size = -1 if draft.value is None else bisect_right(SIZES, abs(float(draft.value)))
    return [
        "any",
        f"kind {kind}",
        f"kind {kind} {draft.form} {draft.spelled}",
        f"unit {noun}",
        f"unit {noun} {draft.form}",
        f"dimension {draft.dimension} {draft.spelled}",
        f"size {kind} {size}",
        f"direction {draft.direction is not None} {draft.role} {draft.form}",
        f"period {draft.period is not None} {draft.kind}",
        f"base {(draft.baseline or draft.compared_with) is not None}",
        f"qualifier {draft.rule_qualifier} {draft.kind}",
        f"figures {min(6, len(drafts))} {draft.own_unit}",
        f"before {lower_at(first - 1)}",
        f"before {lower_at(first - 1)} kind {kind}",
        f"before {lower_at(first - 2)} {lower_at(first - 1)}",
        f"after {lower_at(last)}",
        f"after {lower_at(last)} kind {kind}",
        f"after {lower_at(last)} {lower_at(last + 1)}",
        f"capital {tokens.is_capital(first - 1) and first > 1} {tokens.is_capital(last)} {draft.own_unit}",
        f"word {lower_at(first - 2)}",
        f"word {lower_at(first - 3)}",
        f"then {lower_at(last + 1)}",
    ]
