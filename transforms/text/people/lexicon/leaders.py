"""Compile the dated lexicon of leaders: their names, and who was in office when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon, Row
from dyadwire.transforms.text.document.words import fold

_HYPHENED = frozenset({"KOR", "PRK", "TWN"})  # countries of given names in two syllables


class TermOfOffice(NamedTuple):
    """One term of office, both days inclusive; `until` is date.max while it lasts."""

    office: str
    since: date
    until: date


class Leader(NamedTuple):
    """One holder of offices. `iso3` is None for those of international bodies; all names are folded."""

    full_name: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    iso3: str | None
    gender: str
    alone: bool
    terms: tuple[TermOfOffice, ...]

    def office_at(self, day: date | None) -> str | None:
        """Return the office held on a day; without a day the latest one; None where none was held."""
        if day is None:
            return self.terms[-1].office
        return next((term.office for term in reversed(self.terms) if term.since <= day <= term.until), None)


class LexiconHit(NamedTuple):
    """A name of the lexicon in a text: offsets, whether it is a full one, and who bears it."""

    start: int
    end: int
    full: bool
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, eq=False)
class LeaderGazetteer:
    """Leaders by full name (one matcher for all, with the surnames that suffice alone) and by surname."""

    matcher: AhoCorasick
    leaders: tuple[tuple[Leader, ...], ...]  # of each name in the matcher
    is_full: tuple[bool, ...]
    by_surname: dict[str, tuple[Leader, ...]]

    def find(self, folded: str) -> Iterator[LexiconHit]:
        """Yield every lexicon name that stands as whole words."""
        for index, start, end in self.matcher.find_matches_as_indexes(folded):
            if is_whole(folded, start, end) and not _goes_on(folded, end, self.leaders[index]):
                yield LexiconHit(start, end, self.is_full[index], self.leaders[index])


def _goes_on(folded: str, end: int, leaders: tuple[Leader, ...]) -> bool:
    """Tell whether a Korean or Taiwanese given name goes on after a hyphen: Park Jin is not Park Jin-woo."""
    hyphened = folded[end : end + 1] == "-" and folded[end + 1 : end + 2].islower()
    return hyphened and all(leader.iso3 in _HYPHENED for leader in leaders)


def is_whole(folded: str, start: int, end: int) -> bool:
    """Tell whether a span of a text is not a part of a longer word."""
    return not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())


def parse_day(text: str, *, last: bool) -> date:
    """Read 2014, 2014-05 or 2014-05-25 as a day: the last or first that it allows. ValueError for anything else.

    >>> parse_day("2024-02", last=True), parse_day("2024", last=False)
    (datetime.date(2024, 2, 29), datetime.date(2024, 1, 1))
    """
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12 if last else 1
    day = rest[1] if len(rest) > 1 else monthrange(year, month)[1] if last else 1
    return date(year, month, day)


def _term(row: Row) -> TermOfOffice:
    until = parse_day(row["until"], last=True) if row["until"] else date.max
    return TermOfOffice(row["office"], parse_day(row["since"], last=False), until)


def _leader(rows: list[Row]) -> Leader:
    row = rows[0]
    written = [fold(name) for name in row["surnames"].split(";")]
    # "von der Leyen" opens a sentence with a capital.
    surnames = tuple(dict.fromkeys([*written, *(name[0].upper() + name[1:] for name in written)]))
    full = fold(row["full_name"])
    names = [full, *(fold(name) for name in row["aliases"].split(";") if name)]
    if full.endswith(surnames[0]):  # every spelling of the surname goes with the first names
        names += [full.removesuffix(surnames[0]) + other for other in surnames[1:]]
    terms = tuple(sorted((_term(one) for one in rows), key=lambda term: (term.since, term.until)))
    return Leader(
        row["full_name"],
        tuple(dict.fromkeys(names)),
        surnames,
        row["iso3"] or None,
        row["gender"],
        row["alone"] == "yes",
        terms,
    )


@cache
def gazetteer_of(lexicon: Lexicon) -> LeaderGazetteer:
    """Compile the lexicon's leaders."""
    people: dict[tuple[str, str], list[Row]] = {}
    for row in lexicon["leaders"]:
        people.setdefault((row["iso3"], row["full_name"]), []).append(row)
    full: dict[str, list[Leader]] = {}
    alone: dict[str, list[Leader]] = {}
    by_surname: dict[str, list[Leader]] = {}
    # Of namesakes the one latest in office comes first: without a date he is meant.
    for leader in sorted(map(_leader, people.values()), key=lambda leader: leader.terms[-1].since, reverse=True):
        for name in leader.names:
            if " " in name:  # one word is a surname: Philippe, but not Philippe Renault
                full.setdefault(name, []).append(leader)
        for surname in leader.surnames:
            by_surname.setdefault(surname, []).append(leader)
            if leader.alone:
                alone.setdefault(surname, []).append(leader)
    alone = {name: leaders for name, leaders in alone.items() if name not in full}
    return LeaderGazetteer(
        AhoCorasick([*full, *alone], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA),
        tuple(map(tuple, [*full.values(), *alone.values()])),
        (True,) * len(full) + (False,) * len(alone),
        {surname: tuple(leaders) for surname, leaders in by_surname.items()},
    )
