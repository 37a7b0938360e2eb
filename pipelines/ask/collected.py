"""What was collected in the part of a lake that a question is about: the basis of every count, told below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import duckdb

from dyadwire.pipelines.ask.answer import AsTyped
from dyadwire.pipelines.ask.disputed_dates import DISPUTED, disputed_notes
from dyadwire.pipelines.ask.languages import name_of_language
from dyadwire.pipelines.ask.periods import last_believed, outside, span
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.messages import plural

OF_OUTLETS = """
    ($outlets IS NULL OR list_contains($outlets, outlet))
    AND ($homes IS NULL OR list_contains($homes, outlet_country)
        OR (outlet_country IS NULL AND list_contains($at_home, outlet)))"""
_ANALYSED = "analysed AND ($languages IS NULL OR list_contains($languages, language))"
_ELSEWHERE = (
    "analysed > 0 AND published_date NOT BETWEEN $first AND $last AND published_date <= greatest($last, $believed)"
)
_BESIDE = f"""
    WITH dated AS (
        SELECT
            coalesce(sum(analysed) FILTER ((published_date BETWEEN $first AND $last) IS NOT true), 0) AS elsewhere,
            coalesce(sum(analysed) FILTER (published_date > greatest($last, $believed)), 0) AS ahead,
            min(published_date) FILTER ({_ELSEWHERE}) AS earliest, max(published_date) FILTER ({_ELSEWHERE}) AS latest,
            coalesce(sum(articles - analysed) FILTER (published_date BETWEEN $first AND $last), 0) AS unread
        FROM outlet_days WHERE $languages IS NULL AND {OF_OUTLETS}
    ),
    undated AS (
        SELECT count(*) FILTER ({_ANALYSED}) AS known,
            count(*) FILTER ($is_open AND $languages IS NULL AND NOT analysed) AS unread
        FROM undated_articles WHERE {OF_OUTLETS}
    ),
    written AS (
        SELECT count(DISTINCT extractor) AS extractors,
            count(DISTINCT article_id) FILTER ({DISPUTED} AND {_ANALYSED}) AS disputed
        FROM base.articles WHERE published_date BETWEEN $first AND $last AND {OF_OUTLETS}
    )
    SELECT
        extractors, undated.known, dated.elsewhere - dated.ahead, dated.ahead, dated.unread + undated.unread, disputed,
        earliest, latest
    FROM dated, undated, written"""  # noqa: S608 — no value is written into it
_MATCHED = "Counted are articles with {!r} in title or text; shares are of all."


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
        return not self.narrowed

    @property
    def narrowed(self) -> tuple[str, ...]:
        """What narrows the outlets or the texts, in sentences: numbers are passed on without their question.

        >>> Scope(outlets=("a.example", "b.example"), languages=["ru"], outlet_countries=("USA",)).narrowed
        ('Only articles of a.example or b.example, in Russian.', 'Only outlets of: United States.')
        """
        said = [f"of {_either(self.outlets)}"] if self.outlets else []
        said += [f"in {_either([*map(name_of_language, self.languages)])}"] if self.languages else []
        limits = [f"Only articles {', '.join(said)}."] if said else []
        homes = [*map(name_of, self.outlet_countries)]
        limits += [f"Only outlets of: {_either(homes)}."] if homes else []
        limits += ["Only outlets collected throughout."] if self.panel else []
        limits += [AsTyped(_MATCHED.format(self.match))] if self.match else []
        return tuple(limits)


def _either(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


class Collection(NamedTuple):
    """What was collected in a period (the macro `collection`), and how many extractors made the rows."""

    first_date: date | None
    last_date: date | None
    days: int
    collected_days: int
    complete_days: int
    outlets: int
    total_articles: int
    unknown_outlet: bool  # one of the outlets stands for all that nobody tells
    extractors: int
    undated: int = 0  # articles analysed that have no date
    elsewhere: int = 0  # those that have one outside of the period
    ahead: int = 0  # those whose date is outside of it and has yet to come
    unread: int = 0  # kept and not analysed: without a text, or in a language that is not read
    disputed: int = 0  # of those analysed in the period, whose page tells another date than the feed
    earliest: date | None = None  # the first date of those that are elsewhere
    latest: date | None = None  # and the last
    is_open: bool = False  # no period was asked for: lists and rankings have the undated ones as well
    narrowed: tuple[str, ...] = ()  # to what outlets or texts, in sentences
    lake_dates: str = ""  # where nothing was collected, what the lake holds instead
    has_shares: bool = False  # a ranking gives shares of them

    @property
    def is_unknown(self) -> bool:
        """Nothing was collected that the question could be about, so that no coverage is not known to be 0."""
        return not (self.first_date or (self.is_open and self.undated))

    @property
    def dates(self) -> str:
        """The period as people write it, or that nothing was collected."""
        if self.first_date and self.last_date:
            return span(self.first_date, self.last_date)
        if not self.is_unknown:
            return "nothing dated yet"
        return "nothing collected then" if self.lake_dates else "nothing collected yet"

    @property
    def dates_and_undated(self) -> str:
        """The period for the title of a list or ranking, which without a period has undated articles too."""
        if not (self.is_open and self.undated):
            return self.dates
        return f"{self.dates} and undated" if self.first_date else "undated"

    def notes(self, *, lists: bool = False) -> list[str]:
        """Say how much was collected, from how many outlets, what is left out, and what to mind.

        `lists`: below a list or a ranking, which without a period has undated articles too.
        """
        if not self.first_date and self.undated and self.is_open:
            return [*self.narrowed, self._undated(lists=lists), *self.unread_notes]
        said = [*self.narrowed, *self._collected()]
        said += [self._undated(lists=lists)] if self.undated else []
        said += [*self._of_other_dates(), *self.unread_notes]
        if self.extractors > 1:
            said.append(f"Mind: {self.extractors} versions of the extractor made these rows; reextract to compare.")
        return [*said, *self.dates_instead]

    def of_no_date_asked(self, *, lists: bool = False) -> tuple[str, ...]:
        """What of the notes tells that articles are left out for their date, or for want of one.

        With what they count on from: alone, below 55 articles of a pair, "2 more" would be two more of the pair.
        """
        if not self.first_date:
            return ()
        undated = [self._undated(lists=lists)] if self.undated and not (lists and self.is_open) else []
        said = (*undated, *self._of_other_dates())
        return (f"{plural(self.total_articles, 'article')} analysed.", *said) if said else ()

    def _of_other_dates(self) -> list[str]:
        said = []
        if self.is_open and self.first_date and self.last_date and self.earliest and self.latest:
            dates = (self.earliest, self.latest), (self.first_date, self.last_date)
            said.append(f"{self.elsewhere:,} more {outside(*dates, self.elsewhere)}.")
        if self.ahead and self.is_open:
            left, such = ("is", "it") if self.ahead == 1 else ("are", "them")
            said.append(f"{self.ahead:,} more {left} dated after today and left out, unless --until asks for {such}.")
        return said

    @property
    def dates_instead(self) -> list[str]:
        """What the lake holds, where nothing of it was collected in the period."""
        return [self.lake_dates] if self.lake_dates else []

    def _collected(self) -> list[str]:
        if not self.collected_days:
            return ["Nothing was collected in this period."]
        partial = self.collected_days - self.complete_days
        some = "all " if partial == self.collected_days else f"{partial:,} "
        thin = f" ({some if self.collected_days > 1 else ''}in part)" if partial else ""
        of_days = f"{self.collected_days:,} of {plural(self.days, 'day')}{thin}"
        analysed = f"{plural(self.total_articles, 'article')} analysed"
        return [f"Collected: {of_days}, from {self._outlets}; {analysed}.", *disputed_notes(self.disputed)]

    @property
    def _outlets(self) -> str:
        if self.unknown_outlet and self.outlets == 1:
            return "unknown outlets, counted as one"
        return plural(self.outlets, "outlet") + (", all unknown ones counted as one" if self.unknown_outlet else "")

    @property
    def unread_notes(self) -> list[str]:
        """Say how many articles could not be analysed, where there are some."""
        if not self.unread:
            return []
        left = "it is" if self.unread == 1 else "they are"
        why = "could not be analysed (a title alone, or a language that is not read)"
        return [f"{self.unread:,} more {why}: {left} in no count of articles."]

    def _undated(self, *, lists: bool) -> str:
        more = f"{self.undated:,} more" if self.first_date else plural(self.undated, "article")
        if lists and self.is_open:
            counts_on = self.has_shares and self.first_date
            of_all = f": shares are of all {self.total_articles + self.undated:,}" if counts_on else ""
            return f"{more} without a date {'is' if self.undated == 1 else 'are'} looked at as well{of_all}."
        return f"{more} {'has no date and is' if self.undated == 1 else 'have no date and are'} left out."


def collection(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Collection:
    """Look up what was collected in a scope."""
    languages = list(scope.languages or ()) or None
    asked = asked_outlets(connection, scope)
    own = {name: asked[name] for name in ("outlets", "homes")}
    # A panel's outlets are known by now.
    _, (counted,) = rows(
        connection,
        "FROM collection($since, $until, $outlets, $homes, false, $languages)",
        since=scope.since,
        until=scope.until,
        languages=languages,
        **own,
    )
    # By its two ends: a period is every date between, and to work it out takes longer than to count.
    is_open = scope.since is None and scope.until is None
    ends = {"first": counted[0], "last": counted[1], "is_open": is_open, "believed": last_believed()}
    _, (beside,) = rows(connection, _BESIDE, languages=languages, **ends, **asked)
    found = Collection(*counted, *beside)._replace(is_open=is_open, narrowed=scope.narrowed)
    return found if found.collected_days else found._replace(lake_dates=_lake_dates(connection))


def asked_outlets(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, list[str] | None]:
    """Return what OF_OUTLETS takes: the outlets and countries of a scope, and for a panel the outlets that it keeps.

    `at_home` are the outlets that are of these countries where an article of theirs tells none: as outlet_homes has it.
    """
    asked = {"outlets": list(scope.outlets) or None, "homes": list(scope.outlet_countries) or None}
    of_homes = "SELECT outlet FROM outlet_homes WHERE list_contains($homes, outlet_country)"
    at_home = [outlet for (outlet,) in rows(connection, of_homes, homes=asked["homes"])[1]] if asked["homes"] else []
    if scope.panel:
        question = "SELECT DISTINCT outlet FROM outlet_days_asked($since, $until, $outlets, $homes, true, $languages)"
        languages = list(scope.languages or ()) or None
        _, kept = rows(connection, question, since=scope.since, until=scope.until, languages=languages, **asked)
        asked["outlets"] = [outlet for (outlet,) in kept]
    return asked | {"at_home": at_home}


def _lake_dates(connection: duckdb.DuckDBPyConnection) -> str:
    ends = ("first_date", "last_date", "earliest", "latest")
    question = f"SELECT {', '.join(f'lake.{end}' for end in ends)} FROM (SELECT getvariable('usual') AS lake)"  # noqa: S608
    _, ((first, last, earliest, latest),) = rows(connection, question)
    if not first:
        return ""
    others = f", with single ones {span(earliest, latest)}" if (earliest, latest) != (first, last) else ""
    return f"The lake's {'only date is' if first == last else 'dates are'} {span(first, last)}{others}."
