"""Portuguese, of Brazil and of Portugal: adjectives by gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.languages.pack import Language, abbreviations, by_ending

_ENDINGS = (
    ("ês", ("ês", "esa", "eses", "esas")),
    ("ão", ("ão", "ã", "ãos", "ães", "ões", "ãs")),
    ("o", ("o", "a", "os", "as")),
    ("a", ("a", "as")),
    ("e", ("e", "es")),
    ("ol", ("ol", "ola", "óis", "olas")),
)


def inflect(form: str, kind: str) -> Iterable[str]:
    """Return an adjective in all its genders and numbers.

    >>> list(inflect("chinês", "demonym"))
    ['chinês', 'chinesa', 'chineses', 'chinesas']
    """
    return (by_ending(form, _ENDINGS) or (form, form + "s")) if kind == "demonym" else (form,)


PACK = Language(
    "pt",
    inflect,
    grouped=". \u00a0\u202f\u2009",
    joint=r"de\s",
    date=re.compile(r"\s?[ºª°](?!\s?C)|\.[ºª]|h(?:oras)?\b"),
    before=re.compile(r"(?:n\.º|nº|página|artigo|número)\s?\Z", re.IGNORECASE),
    half=re.compile(r"\se\smei[oa]\b"),
    counted=re.compile(r"\s(?:deles|delas|dos\squais|das\squais)\b"),
    out_of=re.compile(r"\s(?:em\scada|em|de\scada)\s"),
    age=re.compile(r"\d{1,3}\sanos\sde\sidade\b"),
    short=abbreviations("sr sra dr dra prof profa av gen cel pág núm art exmo"),
)
