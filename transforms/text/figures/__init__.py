"""The numbers of a text: value, unit, direction, period, base, and whose they are."""

from __future__ import annotations

from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.findings import CountrySpan, FigureSpan, FocusDyad, SentenceDyad, SentenceSpan


def find_figures(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    dyads: tuple[SentenceDyad, ...],
    focus: tuple[FocusDyad, ...],
    lexicon: Lexicon,
    published_date: date | None,
) -> tuple[FigureSpan, ...]:
    """Find the figures of every sentence, in order of sentence and start; spans never overlap."""
    return ()
