"""Columns as people read them, in a terminal and on pages: what they are called, and names for codes."""

from __future__ import annotations

from dyadwire.pipelines.ask.country_names import name_of
from dyadwire.pipelines.ask.languages import name_of_language

CALLED = {"iso3": "country", "full_name": "name", "dyad": "pair"}


def _name_of_dyad(code: str) -> str:
    return "–".join(map(name_of, code.split("-")))


# Columns of codes, with what names one.
CODED = dict.fromkeys(("iso3", "outlet_country", "source", "target"), name_of)
CODED |= {"language": name_of_language, "dyad": _name_of_dyad}


def in_words(column: str, code: str | None) -> str:
    """Return the name of a code of a column; nothing for none.

    >>> in_words("iso3", "RUS"), in_words("language", "ru"), in_words("dyad", "CHN-RUS"), in_words("iso3", None)
    ('Russia', 'Russian', 'China–Russia', '')
    """
    return CODED[column](code) if code else ""
