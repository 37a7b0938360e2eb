"""Which spans of a text stand for a country."""

from __future__ import annotations

from transforms.lexicon import Lexicon
from transforms.text.findings import CountrySpan, SentenceSpan
from transforms.text.judge import Judge


def find_countries(
    text: str, title: str, sentences: tuple[SentenceSpan, ...], lexicon: Lexicon, judge: Judge | None = None
) -> tuple[CountrySpan, ...]:
    """Find every span that stands for a country, leaders apart, in order of sentence and start; spans never overlap."""
    return ()
