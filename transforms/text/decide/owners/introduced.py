"""Find the firms that an article introduces by their country ("Italy's Illva Saronno"), wherever it names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.document.words import plain_words
from dyadwire.transforms.text.find.firms import Firm, find_names
from dyadwire.transforms.text.findings import CountrySpan

MOST_NAMES = 60  # of one article; more are a list that introduces nobody
KINDS = frozenset(("name", "demonym", "capital", "city", "metonym"))  # of mentions that introduce somebody
REACH = 90  # characters before a country in which an apposition begins
SHORTEST = 3  # letters of a first word that stands for the whole name

_WORD = r"[A-Z][\w&.-]{0,30}\w"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|[A-Z]|of|and|&)(?= )){{0,5}}(?: {_WORD})?)"
_SMALL = r"(?: [a-z][\w-]{0,30})"
_ENDED = r"(?P<owned>['’]s?)?(?:-based|-listed)?"
# Behind a country: 's Illva Saronno, gaming consortium BLB, -based Wells Fargo.
_BEHIND = re.compile(rf"{_ENDED}(?P<words>{_SMALL}{{0,4}}) {_NAME}")
# Around one: Cairn Energy, a | UK | oil firm.
_BEFORE = re.compile(rf"{_NAME}, (?:an?|the)(?: [a-z-]{{1,30}}){{0,3}} $")
_THEN = re.compile(rf"{_ENDED}(?P<words>{_SMALL}{{1,4}})")


class _Known(NamedTuple):
    """Words that tell a firm from other names."""

    firms: tuple[str, ...]  # what it is called, and how that ends
    openers: frozenset[str]  # with which none begins
    others: frozenset[str]  # that alone are no name of one


def find_introduced(
    passage: Passage, countries: Iterable[CountrySpan], firms: Iterable[Firm], lexicon: Lexicon
) -> Iterator[CountrySpan]:
    """Yield where the body of a text names firms that it introduces by their country, in order; not the known `firms`.

    What an article makes of a firm's name, and of a known firm's, stands for it: the first word, the initials. A name
    of two countries is nobody's, and what overlaps a country mention is no firm's.
    """
    here = [span for span in countries if span.sentence >= 0]
    known_firms = {passage.text[firm.start : firm.end]: firm.iso3 for firm in firms}
    homes = _homes(passage.text, here, known_firms, _known(lexicon))
    names = {name: next(iter(found)) for name, found in homes.items() if len(found) == 1}
    if names and len(names) <= MOST_NAMES:
        yield from (span for span in _places(passage, here, names) if span.surface not in known_firms)


def _homes(text: str, countries: list[CountrySpan], firms: Mapping[str, str], known: _Known) -> dict[str, set[str]]:
    """Return the countries of each name that a text introduces, and of known `firms` with what is made of them."""
    homes: dict[str, set[str]] = defaultdict(set)
    for span in countries:
        if span.kind in KINDS:
            for name in _names_beside(text, span, known):
                for form in _forms(name, known.others):
                    homes[form].add(span.iso3)
    for firm, iso3 in firms.items():
        for form in (firm, *_forms(firm, known.others)):
            homes[form].add(iso3)
    return homes


def _places(passage: Passage, countries: list[CountrySpan], names: dict[str, str]) -> Iterator[CountrySpan]:
    written = list(names)
    matcher = AhoCorasick(written, matchkind=MatchKind.LeftmostLongest)
    for which, number, start, end in find_names(matcher, passage, countries):
        if passage.text[end : end + 1] != "-":
            name = written[which]
            yield CountrySpan(number, start, end, name, names[name], "company")


def _names_beside(text: str, span: CountrySpan, known: _Known) -> Iterator[str]:
    """Yield the name that a country introduces behind it, and the one that it is told of before it."""
    if found := _BEHIND.match(text, span.end):
        words = found["words"]
        if words.endswith(known.firms) or (found["owned"] and not words):
            yield from _unless_opened(found["name"], known)
    then = _THEN.match(text, span.end)
    if then and any(word.endswith(known.firms) for word in then["words"].split()):
        before = _BEFORE.search(text[max(0, span.start - REACH) : span.start])
        if before:
            yield from _unless_opened(before["name"], known)


def _unless_opened(name: str, known: _Known) -> Iterator[str]:
    if name.split()[0].lower() not in known.openers:
        yield name


def _forms(name: str, others: frozenset[str]) -> Iterator[str]:
    """Yield a name and what an article makes of it."""
    words = name.split()
    if words[-1] in ("and", "of", "&"):
        return
    if len(words) > 1 or name not in others:
        yield name
    if len(words) > 1:
        first, initials = words[0], "".join(word[0] for word in words if word[0].isupper())
        if len(first) >= SHORTEST and first not in others:
            yield first
        if len(initials) > 1 and initials not in others:
            yield initials


@cache
def _known(lexicon: Lexicon) -> _Known:
    lists = lexicon.words_by("list", "figure_words")
    openers = lists["no_firm"]
    begun = (form for word in openers for form in (word.capitalize(), word.upper()))
    aliases = (word for row in lexicon["country_aliases"] for word in row["alias"].split())
    return _Known(tuple(lists["firm"]), openers, plain_words(lexicon).union(begun, aliases))
