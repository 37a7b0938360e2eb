"""Which pairs of countries a sentence relates, and which an article is about."""

from __future__ import annotations

from transforms.lexicon import Lexicon
from transforms.text.findings import CountrySpan, FocusDyad, SentenceDyad, SentenceSpan
from transforms.text.judge import Judge


def find_sentence_dyads(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    lexicon: Lexicon,
    judge: Judge | None = None,
) -> tuple[SentenceDyad, ...]:
    """Find the pairs of every sentence, in order of sentence and dyad."""
    return ()


def find_article_dyads(
    sentences: tuple[SentenceSpan, ...], countries: tuple[CountrySpan, ...], dyads: tuple[SentenceDyad, ...]
) -> tuple[FocusDyad, ...]:
    """Weigh every pair of an article, the most salient first; the caller applies the threshold."""
    return ()
