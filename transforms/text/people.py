"""Who the public figures of a text are, and which country each acts for."""

from __future__ import annotations

from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.findings import CountrySpan, PersonSpan, SentenceSpan


def find_people(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    published_date: date | None,
) -> tuple[tuple[PersonSpan, ...], tuple[CountrySpan, ...]]:
    """Find people by title and by surname after; return them, and the countries with leaders merged in, in order."""
    return (), countries
