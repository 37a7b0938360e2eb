"""Recognise runs of capitals that are no person's name: institutions, places, firms, papers, peoples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold, plain_words
from dyadwire.transforms.text.people.lexicon.famous import home_of_famous
from dyadwire.transforms.text.people.lexicon.names import family_names, given_names, words_of

_FULL = 2  # words of a name: given, family
_SAINTS = frozenset(("La", "Las", "Los", "San", "Santa", "Santo", "St.", "Ste."))  # before one word they open a place
_UNFINISHED = frozenset(("Al", "Bin", "El", "Ibn"))  # a name goes on behind these, where a stray mark cut it off
_CONTINENTS = frozenset(("Africa", "America", "Asia", "Europe"))  # which are given names, too


class _Lists(NamedTuple):
    """What the lexicon knows of words in names of things."""

    plain: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    organisation: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    adjectives: frozenset[str]  # of countries, regions and peoples
    names: frozenset[str]  # of countries and continents
    firms: frozenset[str]  # companies and media, of two words and more
    full: frozenset[str]  # these, countries and other things of two words and more


@cache
def _lists(lexicon: Lexicon) -> _Lists:
    words = words_of(lexicon)
    demonyms, names = (
        frozenset(fold(row["alias"]) for row in lexicon["country_aliases"] if (row["kind"] == "demonym") is is_demonym)
        for is_demonym in (True, False)
    )
    rows = (("companies", "company"), ("outlets", "name"), ("agencies", "name"), ("employers", "name"))
    firms = {fold(row[column]).removeprefix("The ") for table, column in rows for row in lexicon[table]}
    things = {fold(row["name"]) for row in lexicon["not_people"]}
    towns = (fold(row["city"]) for row in lexicon["cities"])
    things.update(town for town in towns if town.partition(" ")[0] not in given_names(lexicon))  # Le Havre
    return _Lists(
        plain_words(lexicon),
        given_names(lexicon),
        family_names(lexicon),
        words["organisation"],
        words["thing_first"] - given_names(lexicon),
        words["thing_last"],
        demonyms | words["thing_adjective"],
        names | _CONTINENTS,
        frozenset(name for name in firms if " " in name),
        frozenset(name for name in (*firms, *names, *things) if " " in name),
    )


def is_thing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether folded words in capitals are no name: Reagan Administration, Le Monde; but Jim Press is one."""
    if home_of_famous(words, lexicon):
        return False  # Mahrang Baloch
    lists = _lists(lexicon)
    given, last = words[0] in lists.given, words[-1]
    if last in _UNFINISHED or (last in lists.organisation and not (given and len(words) == _FULL)):
        return True
    if (last in lists.last and not (given and last in lists.family)) or _opens_thing(words, lists):
        return True
    if " ".join(words) in lists.full or " ".join(words[-2:]) in lists.firms or _is_of_land(words, lists):
        return True
    return not given and words[0] in lists.plain and last in lists.plain


def _opens_thing(words: Sequence[str], lists: _Lists) -> bool:
    """Tell whether a thing's name begins with the first word: Hurricane Mitch, San Vicente; or is one word repeated."""
    first = words[0]
    place = len(words) == _FULL and first in _SAINTS
    repeated = words.count(first) == len(words) > 1 and first not in lists.given and first not in lists.family
    return place or repeated or first in lists.first


def _is_of_land(words: Sequence[str], lists: _Lists) -> bool:
    """Tell whether a country opens or closes words that are no name: Irish Banks, Latin American, Africa Renewal."""
    first, last = words[0], words[-1]
    family = last in lists.family
    if first in lists.given:
        return first in _CONTINENTS and not family
    opens = first in lists.adjectives or (first in lists.names and not family)
    return opens or (last in lists.adjectives and not family and last not in lists.given)


def goes_on_as_thing(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the capitals right after a name make it a thing: Queen Elizabeth (Central Hospital)."""
    lists = _lists(lexicon)
    return any(word in lists.organisation or word in lists.last for word in words)
