"""Words as they are looked up: letters without their marks, and what news writes small."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

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


# Names of countries that a text without capitals may not mean, and the letters that others have at least.
_NO_NAME, _NAME_MIN = frozenset(("article", "rare", "word")), 4
_FRIENDS = frozenset(("Chad", "Jordan"))  # whom chats call so more often than the countries
_IN_WORD = re.compile(r"[\w.@/]")  # before what is no word, or of an address: bbc.co.uk
_SHORT = re.compile(r"(?<![\w.@/])(?:u\.s\.|u\.k\.|uk|eu|uae|nato)(?![\w.])|(?<=\bthe )(?:us|un)\b(?![’'])")


@cache
def plain_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that news writes small, with a capital."""
    return frozenset(row["word"].capitalize() for row in lexicon["plain_words"])


@cache
def _names_of_countries(lexicon: Lexicon) -> tuple[AhoCorasick, Mapping[str, str]]:
    """Compile the names and peoples of countries, and capitals, in small letters; with them, as they are written."""
    rows = [(row["alias"], row) for row in lexicon["country_aliases"] if row["kind"] in ("name", "demonym")]
    rows += [(row["capital"], row) for row in lexicon["capitals"]]
    sure = [
        name
        for name, row in rows
        if _NO_NAME.isdisjoint(row["doubt"].split()) and len(name) >= _NAME_MIN and name not in _FRIENDS
    ]
    names = {name.lower(): name for name in sure if len(name.lower()) == len(name)}
    return AhoCorasick([*names], matchkind=MatchKind.LeftmostLongest), names


def with_capitals(text: str, lexicon: Lexicon) -> str:
    """Return a text of the same length; one without any capital, as chats and captions are, has those of countries.

    Names that are also words stay small: turkey, polish.
    """
    if not text.islower():
        return text
    matcher, names = _names_of_countries(lexicon)
    parts: list[str] = []
    at = 0
    for _, start, end in matcher.find_matches_as_indexes(text):
        if not _IN_WORD.match(text[start - 1 : start]) and not text[end : end + 1].isalnum():
            parts += text[at:start], names[text[start:end]]
            at = end
    return _SHORT.sub(lambda found: found[0].upper(), "".join([*parts, text[at:]]))
