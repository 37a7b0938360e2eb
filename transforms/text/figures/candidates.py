"""Which sentences hold a number at all: one pass over the text, before anything is tokenised."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from transforms.lexicon import Lexicon
from transforms.text.findings import SentenceSpan

_SIGNALS = ("unit", "ten", "hundred", "magnitude", "vague", "fraction", "ordinal", "glyph", "multiple", "times")
_DIGIT = re.compile(r"\d")  # of any alphabet


@cache
def _compile(lexicon: Lexicon) -> AhoCorasick:
    words = {row["form"] for row in lexicon["numbers"] if row["role"] in _SIGNALS}
    return AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def numbered_sentences(text: str, sentences: tuple[SentenceSpan, ...], lexicon: Lexicon) -> tuple[SentenceSpan, ...]:
    """Return the sentences of a text in which a digit or a word for a number stands."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter whose lower case is longer: offsets would slip
        return sentences
    found = _compile(lexicon).find_matches_as_indexes(lower)
    starts = [start for _, start, end in found if not lower[start].isalpha() or _is_whole(lower, start, end)]
    starts.append(len(text))  # after every sentence
    return tuple(
        [
            sentence
            for sentence in sentences
            if starts[bisect_left(starts, sentence.start)] < sentence.end
            or _DIGIT.search(text, sentence.start, sentence.end)
        ]
    )


def _is_whole(lower: str, start: int, end: int) -> bool:
    """Tell "ten" from the beginning of "tension" and the end of "often"."""
    return not (start and lower[start - 1].isalpha()) and not lower[end : end + 1].isalpha()
