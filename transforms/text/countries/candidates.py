"""Find candidates in the title or body, each with the words of its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

from dyadwire.transforms.text.countries.gazetteer import CITY, Gazetteer, Sense
from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.findings import SentenceSpan

HEADLINE_WORDS_MIN = 5  # fewer words cannot tell a headline from a sentence full of names
HEADLINE_SHARE = 0.8  # of the longer words written with a capital
SMALL_WORD = 3  # headlines write words up to this length small
_REACH = 30  # characters that hold the word before "Al-"
# After a surface most often: no letter can go on behind it.
_PARTING = frozenset({" ", ",", "'", ""})


class SentenceWords:
    """One sentence as words, with the shape of its letters. Offsets are into the passage."""

    def __init__(self, passage: Passage, span: SentenceSpan) -> None:
        self.number = span.number
        self.start, self.end = span.start, span.end
        self.words, self.starts = passage.pieces(span)

    @cached_property
    def headline(self) -> bool:
        """Whether nearly every longer word begins with a capital, as in a headline, which has no full stop."""
        if self.words[-1] == ".":
            return False
        longer = [word for word in self.words if len(word) > SMALL_WORD and word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in longer)
        return len(longer) >= HEADLINE_WORDS_MIN and capitals >= HEADLINE_SHARE * len(longer)

    @cached_property
    def capitals(self) -> bool:
        """Whether the sentence is written in capitals throughout."""
        longer = [word for word in self.words if len(word) > SMALL_WORD and word[0].isalpha()]
        return bool(longer) and sum(word.isupper() for word in longer) >= HEADLINE_SHARE * len(longer)

    def word(self, index: int) -> str:
        """Return the word at an index, or nothing outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_tight(self, index: int) -> bool:
        """Tell whether no space surrounds the mark at an index, and a capital follows."""
        if not 0 < index < len(self.words) - 1:
            return False
        left = self.starts[index - 1] + len(self.words[index - 1])
        return left == self.starts[index] and self.starts[index + 1] == left + 1 and self.words[index + 1][0].isupper()

    def find(self, start: int, end: int) -> tuple[int, int]:
        """Return the first word and one past the last word of a span."""
        return bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)


class Candidate(NamedTuple):
    """One surface in a passage, and where its words are in its sentence."""

    start: int
    end: int
    surface: str
    senses: tuple[Sense, ...]
    sentence: SentenceWords
    first: int
    last: int  # one past its last word
    doubts: frozenset[str]  # of all its senses
    kinds: frozenset[str]
    word_before: str  # right before the surface: asked for so often that it is looked up once
    word_after: str

    def before(self, steps: int) -> str:
        """Return the word so many steps before the surface."""
        at = self.first - steps
        return self.sentence.words[at] if at >= 0 else ""

    def after(self, steps: int) -> str:
        """Return the word so many steps after the surface."""
        at, words = self.last + steps - 1, self.sentence.words
        return words[at] if at < len(words) else ""


def find_candidates(passage: Passage, gazetteer: Gazetteer) -> list[Candidate]:
    """Match the whole passage once; keep what stands as whole words within one sentence, in order."""
    plain = passage.plain
    sentences: dict[int, SentenceWords] = {}
    found = []
    for pattern, start, end in gazetteer.matcher.find_matches_as_indexes(plain):
        if start and (plain[start - 1].isalnum() or plain[start - 1] in "_@"):
            continue
        if plain[end : end + 1] not in _PARTING:
            end = _whole_words(plain, start, gazetteer.surfaces[pattern], gazetteer)
        span = passage.sentence_at(start, end) if end else None
        if not span or (_is_of_family(plain, start) and gazetteer.senses[plain[start:end]][0].kind != CITY):
            continue
        sentence = sentences.get(span.number)
        if sentence is None:
            sentence = sentences[span.number] = SentenceWords(passage, span)
        found.append(_candidate(plain[start:end], start, sentence, gazetteer))
    return found


def _candidate(surface: str, start: int, sentence: SentenceWords, gazetteer: Gazetteer) -> Candidate:
    """Return a surface that begins at an offset, with what the gazetteer knows of it and the words beside it."""
    end = start + len(surface)
    first, last = sentence.find(start, end)
    return Candidate(
        start,
        end,
        surface,
        gazetteer.senses[surface],
        sentence,
        first,
        last,
        gazetteer.doubts[surface],
        gazetteer.kinds[surface],
        sentence.word(first - 1),
        sentence.word(last),
    )


def _is_of_family(text: str, start: int) -> bool:
    """Tell whether a place's name is the end of a person's: Nawaf Al-Sabah; but it is one in "of Al-Anbar"."""
    if text[max(0, start - 3) : start].lower() not in ("al-", "el-"):
        return False
    return text[max(0, start - _REACH) : max(0, start - len("Al- "))].rpartition(" ")[2][:1].isupper()


def _whole_words(text: str, start: int, surface: str, gazetteer: Gazetteer) -> int:
    """Return where the longest surface ends that stands as whole words from `start`; 0 if there is none."""
    while surface and (_glued(text, start + len(surface)) or surface not in gazetteer.senses):
        surface = surface[: max(surface.rfind(" "), surface.rfind("-"), 0)]
    return start + len(surface) if surface else 0


def _glued(text: str, end: int) -> bool:
    """Tell whether a surface that ends here goes on: a letter, a currency sign, an address."""
    following = text[end : end + 1]
    if not following:
        return False
    if following.isalnum() or following in "_$@":
        return True
    return following == "." and text[end + 1 : end + 2].isalpha() and text[end - 1] != "." and text[end + 1].islower()
