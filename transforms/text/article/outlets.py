"""The country that an outlet is at home in, as its address tells."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.formats.urls import registered_domain

_ADDRESS = re.compile(r"\s*(https?://\S{4,2000})\s")
# Country domains that are sold to anybody: they tell no country.
SOLD = frozenset(("ai", "am", "as", "bz", "cc", "cd", "co", "dj", "fm", "gg", "im", "io", "la", "ly", "me"))
SOLD |= frozenset(("ms", "mu", "nu", "pw", "sc", "sh", "st", "to", "tv", "vc", "ws"))
LEAST_NAME = 4  # letters of a country's name that are no accident in a domain


class _Homes(NamedTuple):
    """What tells the country of an outlet, each by what its domain is, ends in or holds."""

    listed: dict[str, str]
    endings: dict[str, str]
    names: dict[str, str]


def listed_home(outlet: str, lexicon: Lexicon) -> str | None:
    """Return the country of an outlet by the list of outlets alone: a fact that is stored."""
    return _homes(lexicon).listed.get(outlet)


def home_of(url: str, lexicon: Lexicon) -> str | None:
    """Return the country of an outlet: by the list of outlets, its country domain, or a country's name in its name.

    It is a hint for decisions that weigh it against what the article says, not a fact to be stored.
    """
    domain = registered_domain(url)
    return _home(domain, lexicon) if domain else None


def leading_address(text: str) -> str:
    """Return the address that a text begins with; empty where it begins with something else."""
    found = _ADDRESS.match(text)
    return found[1] if found else ""


@lru_cache(1 << 12)
def _home(domain: str, lexicon: Lexicon) -> str | None:
    listed, endings, names = _homes(lexicon)
    label, _, suffix = domain.partition(".")
    last = suffix.rpartition(".")[2]
    if domain in listed:
        return listed[domain]
    if last in endings and last not in SOLD:
        return endings[last]
    found = {iso3 for name, iso3 in names.items() if name in label}
    return found.pop() if len(found) == 1 else None


@cache
def _homes(lexicon: Lexicon) -> _Homes:
    listed = {row["domain"]: row["iso3"] for row in lexicon["outlets"]}
    endings = {row["iso2"].lower(): row["iso3"] for row in lexicon["countries"]} | {"uk": "GBR"}
    names = {re.sub(r"[^a-z]", "", row["name"].lower()): row["iso3"] for row in lexicon["countries"]}
    return _Homes(listed, endings, {name: iso3 for name, iso3 in names.items() if len(name) >= LEAST_NAME})
