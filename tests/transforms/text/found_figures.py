"""Figures of a text, by how they are written, and their times in short."""

from __future__ import annotations

from datetime import date

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import FigureSpan, Phrase

PUBLISHED = date(2024, 5, 16)


def figure(text: str, surface: str, published: date | None = PUBLISHED, outlet: str | None = None) -> FigureSpan:
    found = extract(text, load_lexicon(), published_date=published, outlet_country=outlet).figures
    return next(one for one in found if one.surface == surface)


def days(phrase: Phrase | None) -> str | None:
    return f"{phrase.start} {phrase.end}" if phrase and phrase.start else None


def month_of(phrase: Phrase | None) -> tuple[int, int] | None:
    return (phrase.start.year, phrase.start.month) if phrase and phrase.start else None
