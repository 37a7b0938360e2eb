"""Call an office as the article does, by what stands beside its title: a deputy, a second portfolio, an elect."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.people.lexicon.names import words_of

_AND = (" and ", " & ")
_LINKS = (" of ", " for ")
_FIRST = re.compile(r"((?:[A-Za-z]+ ){0,2}[A-Za-z]+) (?:and|&) $")
_NEAR_FIRST = 70  # characters of three long words
# A Commander-in-Chief, President X Y, is no chief president.
_UNDER = re.compile(r"(?<![-\w])([Aa]cting|[Aa]ssistant|[Aa]ssociate|(?<!\b[Ii]n )[Cc]hief|[Dd]eputy|[Vv]ice)[ -]$")
_NEAR_UNDER = 12  # characters of the longest of these, and more


_POSTED = frozenset(("country", "resident"))  # between a body and a title: a World Bank country director
_BODY_WORDS = 4  # of the longest name of a body that is looked for before a title


def standing_of_body(standing: str, before: Sequence[str], lexicon: Lexicon) -> tuple[str, str]:
    """Return the standing of an office behind some words, and whose it is if they end with what is at home somewhere.

    The World Bank's country director is nobody's, a Hezbollah commander Lebanon's, for whom he does not act.
    """
    bodies = _bodies(lexicon)
    before = before[:-1] if before and before[-1].lower() in _POSTED else before
    names = (" ".join(before[-many:]).removesuffix("'s") for many in range(1, min(len(before), _BODY_WORDS) + 1))
    home = next((bodies[name] for name in names if name in bodies), None)
    return (standing, "") if home is None else ("politics" if home else "world", home)


@cache
def _bodies(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the bodies that are no country's, with the country of militias and the like among them."""
    homes = {fold(row["name"]): row["iso3"] for row in lexicon["employers"]}
    words = words_of(lexicon)
    return dict.fromkeys(words["world_body"], "") | {name: homes.get(name, "") for name in words["body"]}


def call_by_words_before(folded: str, title: str, called: str, starts: tuple[int, ...], lexicon: Lexicon) -> str:
    """Return how an office is called whose title begins at the first of `starts`; at another its country does.

    "Energy and Mines Minister", "Deputy U.S. Trade Representative".
    """
    called = _with_first(folded, title, called, starts[0], lexicon)
    for at in starts:
        under = _UNDER.search(folded, max(0, at - _NEAR_UNDER), at)
        if under:
            return f"{under[1].lower()} {called}"
    return called


def _with_first(folded: str, title: str, called: str, start: int, lexicon: Lexicon) -> str:
    """Add what stands before "and", where an office is called so, too; the finance and trade ministers are two."""
    first = _FIRST.search(folded, max(0, start - _NEAR_FIRST), start) if folded.endswith(_AND, 0, start) else None
    if first is None or title.endswith("s"):
        return called
    words, office = first[1].lower().split(" "), called.rpartition(" ")[2]
    fields = (" ".join(words[at:]) for at in range(len(words)))
    field = next((field for field in fields if f"{field} {office}" in _offices(lexicon)), None)
    return f"{field} and {called}" if field else called


@cache
def _offices(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(row["title"] for row in lexicon["titles"])


def call_with_more(called: str, more: str) -> str:
    """Add the second portfolio to an office of one.

    >>> call_with_more("water minister", " & Energy"), call_with_more("minister", " and Energy")
    ('water and energy minister', 'minister')
    >>> call_with_more("minister of state for defence", " and Security")
    'minister of state for defence and security'
    """
    if more[0] in " ," and any(link in words for link in _LINKS for words in (called, more)):
        return called + _small(more)
    field, space, office = called.rpartition(" ")
    return f"{field}{_small(more)} {office}" if space and more[0] in " ," else called


def call_with_field(called: str, field: str) -> str:
    """Add the field of an office, from its preposition on.

    >>> call_with_field("under secretary", " of Commerce"), call_with_field("chief", " of Police General")
    ('under secretary of commerce', 'chief of police')
    """
    return called + _small(field).removesuffix(" general")


def _small(words: str) -> str:
    return words.lower().replace("&", "and")
