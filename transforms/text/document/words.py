"""Words as they are looked up: letters without their marks, and what news writes small."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dyadwire.transforms.lexicon import Lexicon

# Letters without a decomposition, and the punctuation that news sets in many ways.
_SPECIAL = dict(zip("øØłŁđĐıħəƏðÐþÞæÆœŒßŋŊɓƁɗƊƙƘɛƐɔƆ", "oOlLdDihaAdDtTaAoOsnNbBdDkKeEoO", strict=True))
_PUNCTUATION = dict.fromkeys("’‘ʼʻʾʿ", "'") | dict.fromkeys("‐‑–", "-") | dict.fromkeys("\u00a0\u202f", " ")
# Latin-1 to Latin Extended-B, and the Vietnamese block of Latin Extended Additional.
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]


def _letters() -> dict[int, str]:
    """Map every accented Latin letter to one plain letter, so that offsets stay what they are."""
    table = {ord(char): plain for char, plain in (_SPECIAL | _PUNCTUATION).items()}
    for code in _LATIN:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_FOLDED = _letters()
_FOREIGN = re.compile(r"[^\x00-\x7f]+")  # a table is slow, and few letters of English news need it


def fold(text: str) -> str:
    """Return a text of the same length without accents and typographic quotes.

    >>> fold("Erdoğan’s")
    "Erdogan's"
    """
    return text if text.isascii() else _FOREIGN.sub(lambda signs: signs[0].translate(_FOLDED), text)


@cache
def plain_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that news writes small, with a capital."""
    return frozenset(row["word"].capitalize() for row in lexicon["plain_words"])
