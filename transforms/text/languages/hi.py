"""Hindi: names stand alone; its letters with a dot are written in one character or in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import (
    CountPack,
    Language,
    MovePack,
    NumberPack,
    PairPack,
    PartPack,
    abbreviations,
)

_DOT = "\u093c"


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return the spellings of a form: dots as signs of their own, within their letters, and left out.

    >>> len(set(inflect("फ़्रांस", "name")))
    3
    """
    apart = unicodedata.normalize("NFD", form)
    return {form, apart, apart.replace(_DOT, ""), _composed(apart)}


def _composed(apart: str) -> str:
    for whole in "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f":  # all that Unicode has in one character
        apart = apart.replace(unicodedata.normalize("NFD", whole), whole)
    return apart


PACK = Language(
    "hi",
    inflect,
    joint=r"(?:से\s(?:ज्यादा|ज़्यादा|अधिक|कम)\s)?",
    time_first=True,
    numbers=NumberPack(decimal=".", grouped=",", lakhs=True, chained=True),
    counts=CountPack(
        noun_letters=2,
        function_words=abbreviations("से में का के की को पर ने और तक भी ही या तो है थे था थी हैं"),
        date=re.compile(r"\s?(?:वीं|वें|वां|वाँ|बजे|ईस्वी|ई\.|ईसा\sपूर्व)"),
        before=re.compile(r"(?:सन|सन्|वर्ष)\s\Z"),
        age=re.compile(r"\d{1,3}[\s-]?वर्षीय"),
    ),
    parts=PartPack(to="से", whole_first=re.compile(r"\sमें\sसे\s")),
    pairs=PairPack(
        relates=True, placed_after=re.compile(r"\sमें(?!\w)"), joins=re.compile(r"(?:\s?,|\s(?:और|तथा|एवं|या))\s")
    ),
    moves=MovePack(
        to=re.compile(r"कर\s(?:करीब\s|लगभग\s|अब\s)?\Z"),
        reach=60,
        gap=re.compile(r"\s(?:करीब\s|लगभग\s|अब\s)?"),
        on=r"(?P<to>\s(?:पर\sआ|से\s(?:नीचे|ऊपर)|के\s(?:नीचे|पार))\s?)?\s?(?:(?:की|का|की\sवार्षिक|की\sभारी)\s)?",
    ),
    short=frozenset(("डॉ", "श्री", "प्रो", "यू.एस", "यू.के")),
)
