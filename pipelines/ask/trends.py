"""The trend of a subject: which rows answer it, and how they read."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.country_names import Place, find_pair, find_place, told_of_places
from dyadwire.pipelines.ask.options import BY
from dyadwire.pipelines.ask.printing import plural
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.errors import DyadwireError

_FEW = 12  # names that a line holds
_MOST_PERIODS = 100  # rows that are still read, bars that are still told apart


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
        """What to mind when its counts are read: what a name was read as, what a bloc was taken for."""
        return told_of_places(self.one, self.other)

    @property
    def is_dyad(self) -> bool:
        """Two sides, neither of them the members of a bloc: the rollup answers it."""
        return self.other is not None and not (self.one.is_members or self.other.is_members)


class Scope(NamedTuple):
    """Which part of the lake a trend is asked of."""

    by: str = "day"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    outlet_countries: tuple[str, ...] = ()
    match: str | None = None
    panel: bool = False
    languages: Sequence[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Nothing narrows the outlets or the texts."""
        return not (self.outlets or self.outlet_countries or self.match or self.panel or self.languages)


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
    found: dict[str, Subject] = {}
    for subject in subjects:
        found.setdefault(subject.code, subject)
    return list(found.values())


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
    if one.code == other.code:
        raise DyadwireError(f"a pair needs two different places, not {one.name} twice")
    return Subject(one, other)


def step_for(connection: duckdb.DuckDBPyConnection, scope: Scope, most: int = _MOST_PERIODS) -> str:
    """Return the shortest step of which a scope has no more than `most`, and in most of which something was collected.

    Where nothing was collected its length decides; where no step will do, years.
    """
    question = """
        SELECT step, count(DISTINCT period_of(step, published_date)),
            count(DISTINCT period_of(step, published_date)) FILTER (total_articles IS NOT NULL)
        FROM calendar($since, $until), (SELECT unnest($steps) AS step) GROUP BY step"""
    _, found = rows(connection, question, since=scope.since, until=scope.until, steps=list(BY))
    counted = {step: (periods, collected) for step, periods, collected in found}
    fitting = [step for step in BY if step in counted and counted[step][0] <= most]
    full = [step for step in fitting if 2 * counted[step][1] >= counted[step][0]]
    nothing = not any(collected for _, collected in counted.values())
    return next(iter(fitting if nothing else full), BY[-1] if counted else BY[0])


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
            outlet_countries := $outlet_countries, "match" := $match, panel := $panel, languages := $languages)"""
    return rows(
        connection,
        question,
        one=subject.one.code,
        other=subject.other.code if subject.other else None,
        outlets=list(scope.outlets) or None,
        outlet_countries=list(scope.outlet_countries) or None,
        match=scope.match,
        panel=scope.panel,
        languages=scope.languages,
        **period,
    )


def undated_about(connection: duckdb.DuckDBPyConnection, subject: Subject) -> list[str]:
    """Say how many undated articles are about a pair, since no trend can show them; nothing where none is."""
    count = undated_count(connection, subject)
    about = f"about {subject.name} {'is' if count == 1 else 'are'} in no trend"
    return (
        [f"{plural(count, 'undated article')} {about}; `dyadwire articles {subject.code}` lists all."] if count else []
    )


def undated_count(
    connection: duckdb.DuckDBPyConnection, subject: Subject, languages: Sequence[str] | None = None
) -> int:
    """Count the undated articles about a pair, of some languages where they are given; 0 for one place alone."""
    if subject.other is None:
        return 0
    question = "SELECT count(*) FROM articles_of($dyad, languages := $languages) WHERE published_date IS NULL"
    _, ((count,),) = rows(connection, question, dyad=subject.code, languages=list(languages or ()) or None)
    return int(count)


def check_outlets(connection: duckdb.DuckDBPyConnection, outlets: tuple[str, ...]) -> None:
    """Refuse an outlet that the lake does not know, with near ones: its trend would read as a gap."""
    if not outlets:
        return
    _, found = rows(connection, "SELECT DISTINCT outlet FROM outlet_days ORDER BY outlet")
    known = [outlet for (outlet,) in found]
    undated = "SELECT 1 FROM base.articles WHERE published_month = 'unknown' AND outlet = $outlet LIMIT 1"
    for outlet in outlets:
        if outlet not in known and not rows(connection, undated, outlet=outlet)[1]:
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
    undated: int = 0  # articles analysed that have no date
    elsewhere: int = 0  # those that have one outside of the period
    is_open: bool = False  # no period was asked for: lists and rankings have the undated ones as well
    held: str = ""  # where nothing was collected, what the lake holds instead

    @property
    def dates(self) -> str:
        """The period as people write it, or that nothing was collected."""
        if self.first_date:
            return f"{self.first_date} to {self.last_date}"
        if self.is_open and self.undated:
            return "nothing dated yet"
        return "nothing collected then" if self.held else "nothing collected yet"

    @property
    def dates_and_undated(self) -> str:
        """The same for a list or a ranking, which without a period has undated articles too."""
        if not (self.is_open and self.undated):
            return self.dates
        return f"{self.dates} and undated" if self.first_date else "undated"

    def sentences(self, *, lists: bool = False) -> list[str]:
        """Say how much was collected, from how many outlets, what is left out, and what to mind.

        `lists`: below a list or a ranking, which without a period has undated articles too.
        """
        if not self.first_date and self.undated and self.is_open:
            return [self._undated(lists=lists)]
        partial = self.collected_days - self.complete_days
        some = "all" if partial == self.collected_days else f"{partial:,}"
        thin = f", {some} of them in part only" if partial else ""
        days, outlets = plural(self.days, "day"), plural(self.outlets, "outlet")
        said = [f"Collected: {self.collected_days:,} of {days}{thin}, from {outlets}."]
        said.append(f"{plural(self.total_articles, 'article')} analysed.")
        said += [self._undated(lists=lists)] if self.undated else []
        if self.elsewhere and self.is_open:
            left = "is of another date" if self.elsewhere == 1 else "are of other dates"
            said.append(f"{self.elsewhere:,} more {left}, which --since and --until ask for.")
        if self.extractors > 1:
            said.append(f"Mind: {self.extractors} versions of the extractor made these rows; reextract to compare.")
        return [*said, self.held] if self.held else said

    def _undated(self, *, lists: bool) -> str:
        more = f"{self.undated:,} more" if self.first_date else plural(self.undated, "article")
        if lists and self.is_open:
            return f"{more} without a date {'is' if self.undated == 1 else 'are'} looked at as well."
        return f"{more} {'has no date and is' if self.undated == 1 else 'have no date and are'} left out."


def collection(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Collection:
    """Look up what was collected in a scope."""
    question = """
        SELECT *,
            (
                SELECT count(DISTINCT extractor)
                FROM base.articles SEMI JOIN calendar($since, $until) USING (published_date)
            ),
            (
                SELECT count(*) FROM undated_articles
                WHERE analysed AND ($languages IS NULL OR list_contains($languages, language))
            ),
            (
                SELECT coalesce(sum(analysed), 0)
                FROM outlet_days ANTI JOIN calendar($since, $until) USING (published_date)
                WHERE $languages IS NULL
            )
        FROM collection($since, $until, $outlets, $homes, $panel, $languages)"""
    asked = {"outlets": list(scope.outlets) or None, "homes": list(scope.outlet_countries) or None}
    asked["languages"] = list(scope.languages or ()) or None
    _, (row,) = rows(connection, question, since=scope.since, until=scope.until, panel=scope.panel, **asked)
    found = Collection(*row)._replace(is_open=scope.since is None and scope.until is None)
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
