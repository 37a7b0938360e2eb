"""Search for pairs by words, and by countries and blocs that they name in any language that is read."""

from __future__ import annotations

import re

from dyadwire.pipelines.ask.country_names import known_place

_LONGEST = 8  # words of a name: United Kingdom of Great Britain and Northern Ireland
_BETWEEN = re.compile(r"[\s:/–—-]+")


def searched_terms(text: str) -> list[tuple[str, str]]:
    """Cut a search into terms: words, and the code of the place that they name, or nothing.

    The longest name counts, so that no word of it has to stand in a name by itself.

    >>> searched_terms("Estados Unidos Кита́й ger")
    [('estados unidos', 'USA'), ('кита́й', 'CHN'), ('ger', '')]
    >>> searched_terms("United Kingdom of Great Britain and Northern Ireland")
    [('united kingdom of great britain and northern ireland', 'GBR')]
    """
    words, terms = _BETWEEN.split(text.casefold().strip()), []
    while words and words != [""]:
        some, code = _first_place(words)
        terms.append((" ".join(words[:some]), code))
        words = words[some:]
    return terms


def _first_place(words: list[str]) -> tuple[int, str]:
    """Return how many words the search begins with that name a place, and its code; one and nothing where none do."""
    for some in range(min(_LONGEST, len(words)), 0, -1):
        if place := known_place(" ".join(words[:some])):
            return some, place.code
    return 1, ""
