"""Split texts of languages other than English into sentences."""

from __future__ import annotations

import re
from functools import cache

from dyadwire.transforms.text.document.language_pack import ENGLISH, LanguagePack
from dyadwire.transforms.text.findings import SentenceSpan
from dyadwire.transforms.text.languages.pack import load_language

# A run is matched from its first mark only, so that a million of them stay linear.
_GAP = re.compile(r"[.!?…]++[\"'”’»)\]]*+\s++|[。！？]++[”」』’）]*+|[؟।॥۔]++[\"”»)]*+\s*+|\n\s*+")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?\Z")
REACH = 24  # characters before a full stop that may be an abbreviation


def split_sentences(text: str, short: frozenset[str] = frozenset()) -> tuple[SentenceSpan, ...]:
    """Split a text into sentences without their surrounding white space; `short` are abbreviations without their stop.

    >>> [span[1:] for span in split_sentences("他们会面。随后离开。")]
    [(0, 5), (5, 10)]
    """
    spans: list[SentenceSpan] = []
    start = 0
    for gap in (*_GAP.finditer(text), None):
        if gap and gap.group()[0] == "." and "\n" not in gap.group() and not _ends(text, gap, short):
            continue
        end = gap.end() if gap else len(text)
        written = text[start:end]
        if stripped := written.strip():
            begin = start + len(written) - len(written.lstrip())
            spans.append(SentenceSpan(len(spans), begin, begin + len(stripped)))
        start = end
    return tuple(spans)


def _ends(text: str, gap: re.Match[str], short: frozenset[str]) -> bool:
    """Tell whether a full stop ends a sentence: not in front of small letters, nor after a number or an initial."""
    following = text[gap.end() : gap.end() + 1]
    if following.islower():
        return False
    found = _LAST_WORD.search(text, max(0, gap.start() - REACH), gap.start())
    word = found.group() if found else ""
    initial = len(word) == 1 and word.isupper() and word.isalpha()
    ordinal = word.isdigit() and len(word) <= 2 and following.isalpha()
    return not (initial or ordinal or word.lower() in short)


@cache
def pack_of(code: str) -> LanguagePack:
    """Return how texts of a language are cut; its tokens are those of English, which nothing here asks for."""
    short = load_language(code).short
    return ENGLISH._replace(split_sentences=lambda text: split_sentences(text, short))
