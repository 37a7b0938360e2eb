"""The trend of a subject: which rows answer it, and how they read."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from pipelines.answers.country_names import Place, find_pair, find_place, told_of_blocs
from pipelines.answers.printing import plural
from pipelines.answers.query import rows
from pipelines.errors import DyadwireError

_FEW = 12  # names that a line holds


class Subject(NamedTuple):
    """A pair of places, or one place alone."""

    one: Place
    other: Place | None = None

    @property
    def name(self) -> str:
        """How it is written for people: Russia–China."""
        return f"{self.one.name}–{self.other.name}" if self.other else self.one.name

    @property
    def code(self) -> str:
        """How it is written for programs: CHN-RUS, codes in alphabetical order."""
        return "-".join(sorted((self.one.code, self.other.code))) if self.other else self.one.code

    @property
    def mind(self) -> list[str]:
        """What to mind when its counts are read: that a bloc is its members."""
        return told_of_blocs(self.one, self.other)

    @property
    def is_dyad(self) -> bool:
        """Two countries, neither a bloc: the rollup answers it."""
        return self.other is not None and not (self.one.is_bloc or self.other.is_bloc)


class Scope(NamedTuple):
    """Which part of the lake a trend is asked of."""

    by: str = "day"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    outlet_countries: tuple[str, ...] = ()
    match: str | None = None
    panel: bool = False

    @property
    def is_whole(self) -> bool:
        """Nothing narrows the outlets or the texts."""
        return not (self.outlets or self.outlet_countries or self.match or self.panel)


def read_subjects(words: tuple[str, ...], against: tuple[str, ...] = ()) -> list[Subject]:
    """Read what a user asks for: one place, two places (a pair), or any number of pairs such as Russia-China.

    >>> [subject.code for subject in read_subjects(("Russia", "China"))]
    ['CHN-RUS']
    >>> [subject.code for subject in read_subjects(("Russia-China", "USA:China"))]
    ['CHN-RUS', 'CHN-USA']
    """
    if len(words) == 2 and all(map(_is_place, words)):
        subjects = [_pair(find_place(words[0]), find_place(words[1]))]
    elif len(words) == 1:
        subjects = [Subject(find_place(words[0])) if not _is_pair(words[0]) else _pair(*find_pair(words[0]))]
    else:
        subjects = _pairs(words)
    subjects += [_pair(*find_pair(word)) for word in against]
    return list(dict.fromkeys(subjects))


def read_pair(words: tuple[str, ...]) -> Subject:
    """Read exactly one pair, from two places or one such as Russia-China; DyadwireError for anything else."""
    subjects = read_subjects(words)
    if len(subjects) != 1 or subjects[0].other is None:
        raise DyadwireError("this question takes one pair: two countries, or one pair such as Russia-China")
    return subjects[0]


def _pairs(words: tuple[str, ...]) -> list[Subject]:
    if len(words) == 2 and not any(map(_is_pair, words)):
        return [_pair(find_place(words[0]), find_place(words[1]))]  # raises, with near matches
    if words and all(map(_is_place, words)):
        raise DyadwireError(f"two countries are wanted, or pairs such as Russia-China, not {len(words)} countries")
    return [_pair(*find_pair(word)) for word in words]


def _is_place(text: str) -> bool:
    try:
        find_place(text)
    except DyadwireError:
        return False
    return True


def _is_pair(text: str) -> bool:
    if _is_place(text):
        return False
    try:
        find_pair(text)
    except DyadwireError:
        return False
    return True


def _pair(one: Place, other: Place) -> Subject:
    if one == other:
        raise DyadwireError(f"a pair needs two different places, not {one.name} twice")
    return Subject(one, other)


def trend(
    connection: duckdb.DuckDBPyConnection, subject: Subject, scope: Scope
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of coverage (schemas/views.sql), from the rollup where it has the answer."""
    period = {"by": scope.by, "since": scope.since, "until": scope.until}
    if subject.is_dyad and scope.is_whole:
        question = 'SELECT * FROM coverage($dyad, "by" := $by, since := $since, until := $until)'
        return rows(connection, question, dyad=subject.code, **period)
    question = """
        SELECT * FROM coverage_between(
            $one, $other, "by" := $by, since := $since, until := $until, outlets := $outlets,
            outlet_countries := $outlet_countries, "match" := $match, panel := $panel)"""
    return rows(
        connection,
        question,
        one=subject.one.code,
        other=subject.other.code if subject.other else None,
        outlets=list(scope.outlets) or None,
        outlet_countries=list(scope.outlet_countries) or None,
        match=scope.match,
        panel=scope.panel,
        **period,
    )


def check_outlets(connection: duckdb.DuckDBPyConnection, outlets: tuple[str, ...]) -> None:
    """Refuse an outlet that the lake does not know, with near ones: its trend would read as a gap."""
    if not outlets:
        return
    _, found = rows(connection, "SELECT DISTINCT outlet FROM outlet_days ORDER BY outlet")
    known = [outlet for (outlet,) in found]
    for outlet in outlets:
        if outlet not in known:
            raise DyadwireError(f"the lake has no outlet {outlet!r}{near(outlet, known)}")


def near(text: str, known: Sequence[str]) -> str:
    """Say what there is instead of an unknown text: all of it where that is little, else what is alike.

    >>> near("x", ["a", "b"]), near("x", []), near("daly", ["daily", *map(str, range(99))])
    ('; there are a, b', '', '; did you mean daily?')
    """
    if len(known) <= _FEW:
        return f"; there are {', '.join(known)}" if known else ""
    alike = difflib.get_close_matches(text[:100], known, n=3)
    return f"; did you mean {' or '.join(alike)}?" if alike else f"; there are {len(known):,}, such as {known[0]}"


class Collection(NamedTuple):
    """What stands behind every count of a period (the macro of that name), and how many extractors made the rows."""

    first_date: date | None
    last_date: date | None
    days: int
    collected_days: int
    complete_days: int
    outlets: int
    total_articles: int
    extractors: int
    held: str = ""  # where nothing was collected, what the lake holds instead

    @property
    def dates(self) -> str:
        """The period as people write it, or that nothing was collected."""
        if self.first_date:
            return f"{self.first_date} to {self.last_date}"
        return "nothing collected then" if self.held else "nothing collected yet"

    def sentences(self) -> list[str]:
        """Say how much was collected, from how many outlets, and what to mind."""
        partial = self.collected_days - self.complete_days
        some = "all" if partial == self.collected_days else f"{partial:,}"
        thin = f", {some} of them in part only" if partial else ""
        days, outlets = plural(self.days, "day"), plural(self.outlets, "outlet")
        said = [f"Collected: {self.collected_days:,} of {days}{thin}, from {outlets}."]
        said.append(f"{plural(self.total_articles, 'article')} analysed.")
        if self.extractors > 1:
            said.append(f"Mind: {self.extractors} versions of the extractor made these rows; reextract to compare.")
        return [*said, self.held] if self.held else said


def collection(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Collection:
    """Look up what was collected in a scope."""
    question = """
        SELECT *, (
            SELECT count(DISTINCT extractor)
            FROM base.articles SEMI JOIN calendar($since, $until) USING (published_date)
        ) FROM collection($since, $until, $outlets, $homes, $panel)"""
    asked = {"outlets": list(scope.outlets) or None, "homes": list(scope.outlet_countries) or None}
    _, (row,) = rows(connection, question, since=scope.since, until=scope.until, panel=scope.panel, **asked)
    found = Collection(*row)
    return found if found.collected_days else found._replace(held=_held(connection))


def _held(connection: duckdb.DuckDBPyConnection) -> str:
    _, ((first, last),) = rows(connection, "SELECT min(published_date), max(published_date) FROM calendar()")
    return f"The lake's dates are {first} to {last}." if first else ""


def moving_mean(values: list[float | None], periods: int) -> list[float | None]:
    """Average each value with those before it, over what was collected of the last periods; null where it is null.

    >>> moving_mean([2, None, 4, 6], 3)
    [2.0, None, 3.0, 5.0]
    """
    means: list[float | None] = []
    for at, value in enumerate(values):
        seen = [v for v in values[max(0, at - periods + 1) : at + 1] if v is not None]
        means.append(sum(seen) / len(seen) if value is not None else None)
    return means
