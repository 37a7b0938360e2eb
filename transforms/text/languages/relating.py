"""Compile the words of a language that say that a sentence relates the countries it names."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.text.languages.forms import any_stem, read_forms
from dyadwire.transforms.text.languages.pack import load_language

MUTUAL = "mutual"  # value of a word for what countries do together
_SIGN = "[\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u097f]"  # of a vowel, which is no letter to `\w`


class RelatingWords(NamedTuple):
    """What relates two countries, and which of it also relates those that are only listed."""

    words: re.Pattern[str]  # what they do, or have, together, or one does to the other
    mutual: re.Pattern[str] | None  # what they do together alone; None where the lexicon tells it of no word


@cache
def compile_relating(code: str) -> RelatingWords:
    """Compile the rows of kind `relates`; they are looked for in folded text."""
    pack = load_language(code)
    begins = (r"(?<!\w)" if pack.words_before else "") + pack.prefixes
    rows = [(pack.fold(row.form).lower(), row.value) for row in read_forms(code) if row.kind == "relates"]
    mutual = [form for form, value in rows if value == MUTUAL]
    return RelatingWords(
        _begin_with([form for form, _ in rows], begins), _begin_with(mutual, begins) if mutual else None
    )


def _begin_with(stems: Collection[str], begins: str) -> re.Pattern[str]:
    """Compile words by how they begin; `-word` is found within a compound too, `word_` only as a whole word."""
    within = any_stem(stem[1:] for stem in stems if stem.startswith("-"))
    first = any_stem(stem for stem in stems if not stem.startswith("-"))
    return re.compile(rf"(?<!{_SIGN}){begins}(?:{first})|{within}", re.IGNORECASE)
