"""Runs of capitals that name no person: institutions, places, firms, papers, peoples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.people.find.titles import title_words
from dyadwire.transforms.text.people.lexicon.names import (
    family_names,
    fold,
    given_names,
    honorifics,
    plain_words,
    words_of,
)

_FULL = 2  # words of a name: given, family


class _Lists(NamedTuple):
    """What the lexicon knows of words in names of things."""

    plain: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    organisation: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    lands: frozenset[str]  # adjectives of countries, regions and peoples
    full: frozenset[str]  # names of companies, media and countries, of two words and more


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    words = words_of(lexicon)
    aliases = [(fold(row["alias"]), row["kind"]) for row in lexicon["country_aliases"]]
    demonyms = {alias for alias, kind in aliases if kind == "demonym"} | words["thing_adjective"]
    rows = (("companies", "company"), ("outlets", "name"), ("agencies", "name"))
    firms = {fold(row[column]).removeprefix("The ") for table, column in rows for row in lexicon[table]}
    return _Lists(
        plain_words(lexicon),
        given_names(lexicon),
        family_names(lexicon),
        words["organisation"],
        words["thing_first"],
        words["thing_last"],
        frozenset(demonyms),
        frozenset(name for name in (*firms, *(alias for alias, _ in aliases)) if " " in name),
    )


def is_thing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether folded words in capitals are no name: Reagan Administration, Le Monde; but Jim Press is one."""
    lists = _lists(lexicon)
    given, last = words[0] in lists.given, words[-1]
    if last in lists.organisation and not (given and len(words) == _FULL):
        return True
    if (last in lists.last and not (given and last in lists.family)) or words[0] in lists.first - lists.given:
        return True
    if " ".join(words) in lists.full or _is_of_land(words, lists):
        return True
    return not given and words[0] in lists.plain and last in lists.plain


def _is_of_land(words: Sequence[str], lists: _Lists) -> bool:
    """Tell whether the adjective of a country opens or closes words that are no name: Irish Banks, Latin American."""
    first, last = words[0], words[-1]
    if first in lists.given:
        return False
    return first in lists.lands or (last in lists.lands and last not in lists.family and last not in lists.given)


def goes_on_as_thing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the capitals right after a name make it a thing: Queen Elizabeth (Central Hospital)."""
    lists, titles = _lists(lexicon), title_words(lexicon) | honorifics(lexicon)
    for word in words:
        if word in titles or word.lower() in titles:
            return False
        if word in lists.organisation or word in lists.last:
            return True
    return False
