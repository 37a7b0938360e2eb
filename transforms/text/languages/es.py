"""Spanish: adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Language, abbreviations, by_ending

_ENDINGS = (
    ("és", ("és", "esa", "eses", "esas")),
    ("án", ("án", "ana", "anes", "anas")),
    ("ón", ("ón", "ona", "ones", "onas")),
    ("o", ("o", "a", "os", "as")),
    ("a", ("a", "as")),
    ("e", ("e", "es")),
    ("í", ("í", "íes", "ís")),
    ("ú", ("ú", "úes", "ús")),
    ("l", ("l", "la", "les", "las")),
)


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return an adjective in all its genders and numbers.

    >>> list(inflect("alemán", "demonym"))
    ['alemán', 'alemana', 'alemanes', 'alemanas']
    """
    return (by_ending(form, _ENDINGS) or (form, form + "s")) if kind == "demonym" else (form,)


PACK = Language(
    "es",
    inflect,
    grouped=". \u00a0\u202f\u2009",
    joint=r"de\s",
    date=re.compile(r"\s?[ºª°](?!\s?C)|\.[ºª]|\.?(?:to|er|ero|era|do|ro|mo|vo|no)\b|\s(?:de\s)?(?:h|hrs)\b"),
    before=re.compile(r"(?:n\.º|nº|núm\.|página|artículo|número)\s?\Z", re.IGNORECASE),
    half=re.compile(r"\sy\smedi[oa]\b"),
    counted=re.compile(r"\sde\s(?:ellos|ellas|los\scuales|las\scuales)\b"),
    out_of=re.compile(r"\s(?:de\scada|de)\s(?:los\s|las\s)?"),
    age=re.compile(r"\d{1,3}\saños\sde\sedad\b"),
    short=abbreviations("sr sra dr dra ee uu ee.uu ud uds prof gral pág núm art av ing lic"),
)
