"""How the texts of a language are split into sentences and tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dyadwire.transforms.text.document.sentences import split_sentences
from dyadwire.transforms.text.findings import SentenceSpan

# Replacing one character at a time is ten times as fast as a translation table.
_PLAIN = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("\n", " "), ("\t", " "), ("\xa0", " "), ("\u202f", " "), ("‑", "-"))


def normalise(text: str) -> str:
    """Return the text with straight apostrophes, hyphens and spaces, every character in its place."""
    for written, plain in _PLAIN:
        text = text.replace(written, plain)
    return text


class LanguagePack(NamedTuple):
    """How texts of a language are split into sentences, and these into tokens; a token has the space after it."""

    split_sentences: Callable[[str], tuple[SentenceSpan, ...]]
    words: re.Pattern[str]  # numbers whole and apart from their units, owners with their ending: 3.5 bn, Peru's
    pieces: re.Pattern[str]  # as names are made: letters and digits apart from every sign


# With the space after it, so that lengths add up to offsets. Possessive throughout: a megabyte of digits or commas is
# read once. The first alternative is all that most words need, and the others say the same of any alphabet.
# No possessive quantifier on a group: Python 3.11.2, which Debian ships, ends such a match in the wrong place.
_WORD = re.compile(r"(?:[a-zA-Z]++(?=[ ,.])|[^\W\d_]++(?:['’][^\W\d_]++)*|\d++(?:[.,]\d++)*|(?<![\w.])\.\d++|\S)\s*+")
_PIECE = re.compile(r"(?:[a-zA-Z]++(?=[ ,.])|\w++|[^\w\s])\s*+")
MARK = "\x01"  # stands for a country in a sentence of which the relations are read
# As grammar reads a sentence: compounds and abbreviations whole, quotation marks with their comma, scores, marks.
COMPOUND = re.compile(
    r"[^\W\d_]+(?:['’.-][^\W_]+)*|"  # most are words
    r"[,?!][\"”]|[\"”],|(?<!\d)\d{1,2}[-–]\d{1,2}(?![-–\d])|\d+(?:[.,]\d+)*|"
    r"['’]s\b|[-‐‑–][^\W\d_]+|[-‐‑–—,;:()\[\]/\x01]"
)

ENGLISH = LanguagePack(split_sentences, _WORD, _PIECE)
