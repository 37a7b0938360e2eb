"""Which sentences hold a number at all: one pass over the text, before anything is tokenised."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from transforms.lexicon import Lexicon
from transforms.text.findings import SentenceSpan

_SIGNALS = ("unit", "ten", "hundred", "magnitude", "vague", "fraction", "ordinal", "glyph", "multiple")
_DIGIT = re.compile(r"\d")  # of any alphabet


@cache
def _compile(lexicon: Lexicon) -> AhoCorasick:
    words = {row["form"] for row in lexicon["numbers"] if row["role"] in _SIGNALS}
    return AhoCorasick(sorted(words), implementation=Implementation.DFA)


def numbered_sentences(text: str, sentences: tuple[SentenceSpan, ...], lexicon: Lexicon) -> tuple[SentenceSpan, ...]:
    """Return the sentences of a text in which a digit stands, or a word that begins as a number word does."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose lower case is longer: offsets would slip
        return sentences
    starts = [
        start
        for _, start, _ in _compile(lexicon).find_matches_as_indexes(lower)
        if start == 0 or not lower[start - 1].isalpha() or not lower[start].isalpha()
    ]
    return tuple(
        sentence
        for sentence in sentences
        if _DIGIT.search(text, sentence.start, sentence.end) or _has_one(starts, sentence)
    )


def _has_one(starts: list[int], sentence: SentenceSpan) -> bool:
    at = bisect_left(starts, sentence.start)
    return at < len(starts) and starts[at] < sentence.end
