"""German: adjectives and nouns by case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Language, abbreviations

_ADJECTIVE = ("e", "er", "es", "en", "em")
_PARTS = ("Nord", "Süd", "Ost", "West", "Zentral")  # of a country: Süditalien
_PEOPLE = ("", "s", "n", "in", "innen")


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return the forms of a name, adjective or noun of people.

    >>> list(inflect("China", "name"))[:4], "Russinnen" in inflect("Russe", "people")
    (['China', 'Chinas', 'Nordchina', 'Südchina'], True)
    """
    if kind == "demonym":
        return [form, *(form + ending for ending in _ADJECTIVE)]
    if kind == "people":
        if form.endswith("e"):
            return [form, form + "n", form[:-1] + "in", form[:-1] + "innen"]
        return [form + ending for ending in _PEOPLE]
    if kind not in ("name", "capital", "rare") or form.isupper():
        return (form,)
    forms = [form] if form.endswith(("s", "ß", "z", "x")) else [form, form + "s"]
    return [*forms, *(part + form.lower() for part in _PARTS)] if kind == "name" and form.isalpha() else forms


PACK = Language(
    "de",
    inflect,
    grouped=". \u00a0\u202f\u2009'’",
    lowercase=False,
    date=re.compile(r"\.(?=\s?\w)|\s?Uhr\b|er[n]?\b"),
    before=re.compile(r"(?:Nr\.|Seite|Artikel|Nummer|Platz)\s?\Z"),
    counted=re.compile(r"\s(?:davon|von\sihnen)\b"),
    out_of=re.compile(r"\svon\s"),
    age=re.compile(r"\d{1,3}(?:-Jährige|\sJahren?\salt\b)"),
    aged=re.compile(r"\bim\sAlter\svon\s\Z"),
    short=abbreviations("dr prof nr bzw ca z b d h u a mio mrd bio tsd st str inkl usw evtl ggf vgl abs art hrsg"),
)
