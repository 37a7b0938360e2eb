"""Names of columns and of the codes in them, as people read them in a terminal and on pages."""

from __future__ import annotations

from dyadwire.pipelines.ask.country_names import name_of
from dyadwire.pipelines.ask.languages import name_of_language

CALLED = {"iso3": "country", "full_name": "name"}
# Columns of codes, with what names one.
CODED = dict.fromkeys(("iso3", "outlet_country", "source", "target"), name_of) | {"language": name_of_language}


def in_words(column: str, code: str | None) -> str:
    """Return the name of a code of a column; nothing for none.

    >>> in_words("iso3", "RUS"), in_words("language", "ru"), in_words("iso3", None)
    ('Russia', 'Russian', '')
    """
    return CODED[column](code) if code else ""
