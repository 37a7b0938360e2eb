"""Turn a decided figure into a finding: its exact value, its worth in dollars, a part of a whole in percent."""

from __future__ import annotations

from datetime import date

from dyadwire.schemas.states import EXPECTED, REPORTED
from dyadwire.transforms.text.decide.owners.figure_owner import Ownership
from dyadwire.transforms.text.figures.dating.bases import to_phrase
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import divide, exact_text
from dyadwire.transforms.text.figures.function_words import INDEFINITE, POINTS
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.dollars import worth
from dyadwire.transforms.text.findings import FigureSpan

HUNDRED = 100
TICKS = ("32", "64")  # parts of a point in which bonds are quoted
NO_FLOW = (None, None)
PARTS = ("fraction", "ratio")  # a third of, one in five of


def to_span(
    draft: FigureDraft, tokens: Tokens, sentence: int, ownership: Ownership, published: date | None
) -> FigureSpan:
    """Return the finding of a draft in a sentence of that number, of an article published on that date."""
    times = HUNDRED if _is_share(draft, tokens) else 1
    start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
    period = to_phrase(draft.period, tokens)
    usd = _worth(draft, period.end if period else None, published) if draft.kind == "money" else None
    return FigureSpan(  # by position: with names it would take four times as long
        sentence,
        start,
        end,
        tokens.text[start:end],
        None if draft.value is None else float(draft.value * times),
        None if draft.value is None else exact_text(draft.value * times),
        draft.kind if times == 1 else "percent",
        None if draft.value_max is None else float(draft.value_max * times),
        draft.noun if times == 1 else "%",
        draft.currency,
        draft.per,
        usd[0] if usd else None,
        usd[1] if usd else None,
        draft.qualifier,
        draft.direction,
        draft.role,
        None if draft.linked is None else tokens.starts[draft.linked.first],
        draft.trivial or draft.rule_trivial,
        draft.measure and " ".join(draft.measure.split()),  # it may have stood on two lines
        period,
        draft.baseline,
        *ownership,
        draft.topic,
        draft.compared_with,
        EXPECTED if draft.ahead else REPORTED,
        *(draft.flow or NO_FLOW),
    )


def _is_share(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise a third, two in five and half of what a measure counts, which readers note as percentages."""
    if draft.form not in PARTS or draft.kind != "count" or draft.value is None:
        return False
    if tokens.lower_at(draft.last - 1) in INDEFINITE:
        return False  # half a game: of one thing, no part of all
    if tokens.lower_at(draft.last - 1) in TICKS:
        return False  # bonds rose 7/32
    if draft.last - draft.first == len(tokens):
        return False  # a number is all there is, and no whole that it could be part of
    return 0 < draft.value < 1 and (draft.value_max is None or draft.value_max < 1) and draft.noun not in POINTS


def _worth(draft: FigureDraft, period_end: date | None, published: date | None) -> tuple[float, date | None] | None:
    """Return the worth of an amount whose value and currency are known."""
    if draft.value is None or draft.currency is None:
        return None
    amount = divide(draft.value, HUNDRED) if draft.hundredth else draft.value
    return worth(amount, draft.currency, period_end, published)
