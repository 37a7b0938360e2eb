"""Find the words that qualify a figure at the end of what stands before it: más de, около, mehr als die."""

from __future__ import annotations

from collections.abc import Mapping

from dyadwire.transforms.text.languages.number_words import NumberWords

PREFIX = 3  # letters of what is written before a word in one
MOST_PASSED = 2  # words between what qualifies a figure and the figure


def cue_before(before: str, words: NumberWords) -> tuple[str, int] | None:
    """Return the word that qualifies what follows a text in small letters, and where it begins; the longest one.

    Up to two words of those that may stand between are passed over: mehr als | auf die.
    """
    around, end = words.qualifying, len(before.rstrip())
    for _ in range(MOST_PASSED + 1):
        if cue := _ending(before, end, words.values.get("qualifier", {}), around.cue_lengths, words):
            return cue
        over = _ending(before, end, words.values.get("qualifier_over", {}), around.over_lengths, words)
        if not over:
            return None
        end = len(before[: over[1]].rstrip())
    return None


def _ending(
    text: str, end: int, forms: Mapping[str, str], lengths: tuple[int, ...], words: NumberWords
) -> tuple[str, int] | None:
    """Return the longest form that ends at `end` of a text and begins where a word does, and where that is."""
    for at in (end - length for length in lengths if length <= end):
        if text[at:end] in forms and (begin := words.qualifying.begins.search(text, max(0, at - PREFIX), at)):
            return text[at:end], begin.start()
    return None
