"""Italian: adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Language, abbreviations, by_ending

_ENDINGS = (
    ("co", ("co", "ca", "ci", "chi", "che")),
    ("go", ("go", "ga", "ghi", "ghe")),
    ("o", ("o", "a", "i", "e")),
    ("ga", ("ga", "gi", "ghi", "ghe")),
    ("a", ("a", "i", "e")),
    ("e", ("e", "i")),
)


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return an adjective in all its genders and numbers.

    >>> list(inflect("tedesco", "demonym"))
    ['tedesco', 'tedesca', 'tedesci', 'tedeschi', 'tedesche']
    """
    return (by_ending(form, _ENDINGS) or (form,)) if kind == "demonym" else (form,)


PACK = Language(
    "it",
    inflect,
    fold=lambda text: text.replace("’", "'"),
    grouped=". \u00a0\u202f\u2009'",
    joint=r"(?:di\s|d['’])",
    date=re.compile(r"\s?[ºª°](?!\s?C)"),
    before=re.compile(r"(?:n\.|ore|pagina|articolo|numero)\s?\Z", re.IGNORECASE),
    half=re.compile(r"\se\smezz[oa]\b"),
    counted=re.compile(r"\s(?:di\sloro|dei\squali|delle\squali)\b"),
    out_of=re.compile(r"\s(?:\w{4,20}\s)?su\s"),
    age=re.compile(r"\d{1,3}-?enn[ei]\b"),
    aged=re.compile(r"\betà\sdi\s\Z"),
    short=abbreviations("sig dott prof on avv ing gen col pag art ecc"),
)
