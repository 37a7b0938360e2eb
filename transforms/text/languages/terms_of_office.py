"""Look up who held an office when, by the terms of the leaders in the English lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.people.lexicon.leaders import parse_day


class Term(NamedTuple):
    """One term of one leader, both days inclusive."""

    iso3: str
    since: date
    until: date


@cache
def terms_of_leaders() -> Mapping[str, tuple[Term, ...]]:
    """Return the terms of every leader of a country by full name as leaders.csv spells it."""
    terms: dict[str, list[Term]] = defaultdict(list)
    for row in load_lexicon()["leaders"]:
        if row["iso3"]:
            until = parse_day(row["until"], last=True) if row["until"] else date.max
            terms[row["full_name"]].append(Term(row["iso3"], parse_day(row["since"], last=False), until))
    return {name: tuple(found) for name, found in terms.items()}


def country_then(terms: tuple[Term, ...], day: date | None) -> str | None:
    """Return the country that a leader stands for on a day; without one, that of the last term."""
    if day is None:
        return terms[-1].iso3
    return next((term.iso3 for term in terms if term.since <= day <= term.until), None)
