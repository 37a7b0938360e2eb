"""Compile the forms of names of a language: each stands for a country, for the two of a pair, or for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.text.languages.forms import Row, read_forms
from dyadwire.transforms.text.languages.pack import Language, load_language
from dyadwire.transforms.text.languages.terms_of_office import Term, terms_of_leaders

NOTHING, PAIR, PREFIX, RARE, LEADER, HOME = "nothing", "pair", "prefix", "rare", "leader", "home"
_PLACES = frozenset(("name", "demonym", "people", "capital", "metonym", "org", PAIR, PREFIX, NOTHING, RARE, HOME))
# Of two senses of a form the one whose kind comes first.
_RANKS = (
    (NOTHING, LEADER),
    ("name",),
    ("demonym", "people"),
    (PAIR, PREFIX),
    ("capital", "metonym"),
    ("org", HOME),
    (RARE,),
)
_RANK = {kind: rank for rank, kinds in enumerate(_RANKS) for kind in kinds}
_DOUBTED = frozenset((RARE, "doubted"))
_CASED = frozenset(("demonym", "people"))
UPPER_LETTERS_MIN = 4  # shorter names in capitals are mostly acronyms of something else


class FormSense(NamedTuple):
    """What a form stands for: one country, or the two of a pair."""

    kind: str
    countries: tuple[str, ...]
    rare: bool = False
    terms: tuple[Term, ...] = ()  # of a leader, who counts while in office


class Names(NamedTuple):
    """Every form of every name, matched at once."""

    matcher: AhoCorasick
    forms: tuple[str, ...]
    senses: tuple[FormSense, ...]
    shorts: re.Pattern[str] | None
    short_countries: Mapping[str, str]


@cache
def compile_names(code: str) -> Names:
    """Compile the names of a language: tens of thousands of forms at most."""
    pack, rows = load_language(code), read_forms(code)
    doubted = {row.form for row in rows if row.kind in _DOUBTED}
    written: dict[str, FormSense] = {}
    inflected: dict[str, FormSense] = {}
    for row in rows:
        sense = _sense(row, row.form in doubted)
        if sense is None:
            continue
        as_listed = pack.fold(row.form)
        for form in _spellings(row, pack):
            senses = written if form == as_listed else inflected
            if _RANK[sense.kind] < _RANK[senses.setdefault(form, sense).kind]:
                senses[form] = sense
    found = inflected | written  # what the lexicon spells out is likelier than what a rule makes
    shorts = {row.form: row.value for row in rows if row.kind == "short"}
    halves = {row.form: row.value for row in rows if row.kind == "half"}
    pattern = pack.names.shorts(shorts, halves) if pack.names.shorts else None
    matcher = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return Names(matcher, tuple(found), tuple(found.values()), pattern, halves | shorts)


def _sense(row: Row, doubted: bool) -> FormSense | None:
    """Return what a row stands for; None where it is no place. Currencies are none, whatever country they name."""
    if row.kind == "currency" and " " in row.form:
        return FormSense(NOTHING, ())
    if row.kind == LEADER:
        terms = terms_of_leaders()[row.value]
        return FormSense(LEADER, (terms[0].iso3,), doubted, terms)
    if row.kind not in _PLACES or not (row.value or row.kind in (NOTHING, HOME)):
        return None
    return FormSense("name" if row.kind == RARE else row.kind, tuple(row.value.split()), doubted)


def _spellings(row: Row, pack: Language) -> Iterator[str]:
    """Yield the inflected forms of a row, folded, and how headlines and sentences begin with them."""
    for form in pack.inflect(row.form, row.kind):
        folded = pack.fold(form)
        yield folded
        if row.kind in _CASED or row.kind == PREFIX:
            yield folded[:1].upper() + folded[1:]
        upper = folded.upper()
        if len(folded) >= UPPER_LETTERS_MIN and len(upper) == len(folded):
            yield upper
