"""Give amounts that end in a word of magnitude the unit of another one: cae un 2 % en dólares, hasta 980 millones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dyadwire.transforms.text.findings import FigureSpan
from dyadwire.transforms.text.languages.forms import any_of
from dyadwire.transforms.text.languages.number_words import compile_words
from dyadwire.transforms.text.languages.pack import AMOUNTS, SEMICOLON, load_language
from dyadwire.transforms.text.languages.time_words import compile_times

_REACH = 30  # characters before a figure that tell what it is compared with
_SIZE = 1000  # from which a word of magnitude says an amount
# Of these a sum is told once with its currency and then without, a sentence later as well.
_OF_MONEY = frozenset(("trade", "exports", "imports", "debt", "loans", "budget", "aid", "investment"))


@cache
def _magnitudes(code: str) -> re.Pattern[str]:
    """Compile a word of magnitude at the end of what a figure is written as."""
    return re.compile(rf"[\s\d\u00a0\u202f](?:{any_of(compile_words(code).values['magnitude'])})\.?\Z", re.IGNORECASE)


def lend_units(figures: list[FigureSpan], text: str, code: str) -> list[FigureSpan]:
    """Return the figures of a passage in order, bare amounts with the unit of the one before them in their clause.

    What is counted is lent to what it is compared with alone: 870 тыс. человек против 790 тыс.
    """
    return _lend(sorted(figures, key=lambda one: one.start), lambda lender, one: _may_lend(lender, one, text, code))


def lend_currencies(figures: list[FigureSpan], code: str) -> list[FigureSpan]:
    """Return the figures of a passage in order, bare amounts in the currency of the sentence before.

    Both are of one topic, and no other unit stands between them: exports of $5 billion. They fell to 4 billion.
    """
    return _lend(figures, lambda lender, figure: _may_lend_currency(lender, figure, code))


def _lend(figures: list[FigureSpan], may_lend: Callable[[FigureSpan, FigureSpan], bool]) -> list[FigureSpan]:
    """Return the figures, each with the unit of the last amount before it that had one, where that may lend it."""
    told: list[FigureSpan] = []
    lender: FigureSpan | None = None
    for figure in figures:
        if lender and may_lend(lender, figure):
            figure = figure._replace(kind=lender.kind, unit=lender.unit, currency=lender.currency)
        if figure.kind in AMOUNTS and figure.unit and not figure.trivial:
            lender = figure
        told.append(figure)
    return told


def _may_lend(lender: FigureSpan, figure: FigureSpan, text: str, code: str) -> bool:
    """Tell whether a figure in the same clause has the unit of the one before it."""
    if lender.sentence != figure.sentence or SEMICOLON.search(text, lender.end, figure.start):
        return False
    before = text[max(lender.end, figure.start - _REACH) : figure.start]
    compared = compile_times(code).against.search(before) is not None
    if _is_bare(figure, code):
        return compared or lender.kind != "count"
    return compared and figure.kind == "count" and not figure.unit and (figure.value or 0) >= _SIZE


def _may_lend_currency(lender: FigureSpan, figure: FigureSpan, code: str) -> bool:
    """Tell whether a figure, one sentence after an amount of money, is of the same sum."""
    if lender.kind != "money" or figure.sentence - lender.sentence != 1 or not _is_bare(figure, code):
        return False
    return lender.topic == figure.topic and figure.topic in _OF_MONEY


def _is_bare(figure: FigureSpan, code: str) -> bool:
    """Tell an amount that names no unit but ends in a word of magnitude."""
    if figure.kind != "count" or figure.unit or (figure.value or 0) < _SIZE:
        return False
    return _magnitudes(code).search(load_language(code).fold(figure.surface)) is not None
