"""Find leaders in languages of Latin letters, which write most names as English does but for accents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document.words import fold
from dyadwire.transforms.text.languages.names import LEADER, FormSense
from dyadwire.transforms.text.languages.terms_of_office import Term
from dyadwire.transforms.text.people.lexicon.leaders import Leader, LexiconHit, gazetteer_of

# Whose full name needs no country beside it: those of ministers are borne by many others.
_HEADS = {
    *("president", "acting president", "prime minister", "premier", "chancellor", "monarch", "head of state"),
    *("taoiseach", "supreme leader", "crown prince", "general secretary", "chief adviser"),
}
_SURNAME = re.compile(r"\s[A-Z][a-z]")


class LeaderHit(NamedTuple):
    """Where a leader is named, and what the name stands for."""

    start: int
    end: int
    sense: FormSense


def find_leaders(text: str, day: date | None) -> Iterator[LeaderHit]:
    """Yield the leaders of states in office on a day that a text names, in order.

    Without a day those count whose term has no end. A surname alone, and the name of a minister, are doubtful: they
    count where another name tells their country.
    """
    folded = fold(text)
    for hit in gazetteer_of(load_lexicon()).find(folded):
        if leader := _in_office(hit, day):
            office = leader.office_at(day or date.max)
            if office == "monarch" and _SURNAME.match(folded, hit.end):
                continue  # Juan Carlos Salas
            doubted = not hit.full or office not in _HEADS
            assert leader.iso3
            always = (Term(leader.iso3, date.min, date.max),)
            yield LeaderHit(hit.start, hit.end, FormSense(LEADER, (leader.iso3,), doubted, always))


def _in_office(hit: LexiconHit, day: date | None) -> Leader | None:
    """Return who is meant of those that bear a name: of a state, in office, its head rather than a minister."""
    then = day or date.max
    here = [leader for leader in hit.leaders if leader.iso3 and leader.office_at(then)]
    return min(here, key=lambda leader: leader.office_at(then) not in _HEADS, default=None)
