"""Find the sentences that hold a number or a time, in one pass over the text, before anything is tokenised."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.findings import SentenceSpan

_SIGNALS = ("unit", "ten", "hundred", "magnitude", "vague", "fraction", "ordinal", "glyph", "multiple", "times")
# One of them stands in most phrases of time that have no number.
_TIMES = (
    *(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun", "to", "yester")),
    *("january", "february", "april", "june", "july", "august", "september", "october", "november", "december"),
    *("march", "year", "quarter", "month", "week", "decade", "season"),
)
_DIGIT = re.compile(r"\d")  # of any alphabet


@cache
def _compile(lexicon: Lexicon) -> AhoCorasick:
    words = {row["form"] for row in lexicon["numbers"] if row["role"] in _SIGNALS}
    return AhoCorasick(sorted(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def numbered_sentences(passage: Passage, lexicon: Lexicon) -> tuple[SentenceSpan, ...]:
    """Return the sentences of a passage in which a digit or a word for a number stands."""
    text, lower, sentences = passage.text, passage.lower, passage.sentences
    if text and not lower:  # offsets would slip
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


@cache
def _compile_times() -> AhoCorasick:
    return AhoCorasick(_TIMES, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def dated_sentences(passage: Passage) -> frozenset[int]:
    """Return the numbers of the sentences of a passage that may name a time in words."""
    first = passage.sentences[:1]
    found = _compile_times().find_matches_as_indexes(passage.lower)
    places = (passage.sentence_at(start) or first[0] for _, start, _ in found if first)
    return frozenset([place.number for place in places])


def _is_whole(lower: str, start: int, end: int) -> bool:
    """Distinguish "ten" from the beginning of "tension" and the end of "often"."""
    return not (start and lower[start - 1].isalpha()) and not lower[end : end + 1].isalpha()
