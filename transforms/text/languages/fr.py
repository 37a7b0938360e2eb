"""French: adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Language, abbreviations

_CAPITALS = str.maketrans("ÉÎÈ", "EIE")  # many write capitals without their accents


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return an adjective in all its genders and numbers.

    >>> sorted(inflect("italien", "demonym")), sorted(inflect("chinois", "demonym"))
    (['italien', 'italienne', 'italiennes', 'italiens'], ['chinois', 'chinoise', 'chinoises'])
    """
    if kind != "demonym":
        return (form, form.translate(_CAPITALS))
    feminine = form + ("" if form.endswith("e") else "ne" if form.endswith(("en", "on")) else "e")
    plural = form if form.endswith("s") else form + "s"
    return dict.fromkeys((form, plural, feminine, feminine + "s"))


PACK = Language(
    "fr",
    inflect,
    fold=lambda text: text.replace("’", "'"),
    grouped=" \u00a0\u202f\u2009.",
    joint=r"(?:de\s|d['’])",
    date=re.compile(r"(?:er|re|e|ème|ère|nd|nde)\b|\s?h(?:eures)?\s?\d|°(?!\s?C)"),
    before=re.compile(r"(?:n°|nº|page|article|numéro)\s?\Z", re.IGNORECASE),
    half=re.compile(r"\set\sdemie?\b"),
    counted=re.compile(r"\s(?:d'entre\s(?:eux|elles))\b"),
    out_of=re.compile(r"\s(?:\w{4,20}\s)?sur\s"),
    aged=re.compile(r"\bâgée?s?\sde\s\Z"),
    short=abbreviations("m mm mme mlle dr me st ste av p pp art cf env"),
)
