"""The rows of a question about figures: those that fit, those that only mention its words, and what to say of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import duckdb

from dyadwire.pipelines.ask.amounts import number_in_words
from dyadwire.pipelines.ask.answer import AsTyped
from dyadwire.pipelines.ask.figure_wording import measure_of
from dyadwire.pipelines.ask.periods import Period
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.query import rows
from dyadwire.pipelines.ask.subjects import Subject, side_of
from dyadwire.pipelines.ask.units import Unit, near_units, read_unit
from dyadwire.pipelines.ask.wording import period_name
from dyadwire.pipelines.messages import plural
from dyadwire.schemas.topics import TOPICS, topics_under

_NONE = "No {}figure is known to be about this {} in this period"
_NO_FIGURE = "No figure about this {} in this period"
# What two have to do with each other is read first, and how long something takes last.
_DEALINGS = ("trade", "energy", "aid", "debt", "investment", "military", "casualties")
_DEALT = ", ".join(f"'{part}'" for topic in _DEALINGS for part in topics_under(topic))
# The order of figure_trend is by period; where not all are shown, those that many report come first.
MOST_REPORTED = (
    "ORDER BY kind = 'duration', outlets DESC, articles DESC, "
    f"(kind = 'money' OR coalesce(topic IN ({_DEALT}), false)) DESC, "
    "first_date, value, measure, qualifier, state, unit, role, period_start, origin NULLS LAST"
)
_NARROWED = (
    "$kind, $unit, $least, $first, $last, $topic, $languages, $units, $confidence, $state, $origin, $destination"
)
_ASKED = f"$dyad, $measure, $since, $until, {_NARROWED}"  # of figures_of and figure_trend
_MOST_MEASURES = 7  # that a line names


class FigureQuery(NamedTuple):
    """Which figures are asked for, in articles of which dates, both inclusive; None: any."""

    subject: Subject
    measure: str | None = None
    since: date | None = None
    until: date | None = None
    each: bool = False  # one row a report, not one row a figure
    kind: str | None = None
    unit: str | None = None
    least: float | None = None
    period: Period | None = None  # that holds the one which a figure is of
    topic: str | None = None  # with those that are part of it
    languages: Sequence[str] | None = None  # that articles are in
    confidence: float | None = None  # the least probability that the pair is the figure's
    state: str | None = None  # reported, or expected: a target, forecast or plan
    origin: str | None = None  # the side that what it counts comes from
    destination: str | None = None  # and to which it goes

    @property
    def dates(self) -> dict[str, Any]:
        """The values of a question about the pair or side, its dates of publication and languages."""
        return {"dyad": self.subject.code, **self.spans}

    @property
    def macro(self) -> str:
        """What of views.sql answers it."""
        of_side = self.subject.other is None
        return ("figures_of", "figure_trend", "figures_of_side", "figure_trend_of")[2 * of_side + (not self.each)]

    @property
    def spans(self) -> dict[str, Any]:
        """The dates of publication and languages, as the fields that they are."""
        return {"since": self.since, "until": self.until, "languages": self.languages}

    @property
    def values(self) -> dict[str, Any]:
        """The values of a question about the figures asked for, whatever their measure."""
        first, last = self.period[:2] if self.period else (None, None)
        unit = read_unit(self.unit) if self.unit else Unit("")
        of_unit = {"unit": unit.word, "units": list(unit.names) or None}
        narrowed = {"kind": self.kind, "least": self.least, "first": first, "last": last, "topic": self.topic}
        flow = {"origin": self._side("origin", self.origin), "destination": self._side("destination", self.destination)}
        return self.dates | narrowed | of_unit | {"confidence": self.confidence, "state": self.state} | flow

    def _side(self, option: str, name: str | None) -> str | None:
        return None if name is None else side_of(option, name, self.subject)

    @property
    def notes(self) -> list[str]:
        """What is to be said of how the question was read."""
        return [*self.subject.notes, *(read_unit(self.unit).notes if self.unit else [])]

    @property
    def conditions(self) -> str:
        """What is asked for in words, to stand behind the pair's name: ", topic trade, from China, of 2023"."""
        within = self.period and period_name({"period_start": self.period.first, "period_end": self.period.last})
        asked = {
            "measure": self.measure, "topic": self.topic, "kind": self.kind, "unit": self.unit, "state": self.state,
            "at least": self.least and number_in_words(self.least), "of": within,
            "from": self.origin and name_of(self.values["origin"]),
            "to": self.destination and name_of(self.values["destination"]),
        }  # fmt: skip
        return "".join(f", {word} {value}" for word, value in asked.items() if value)

    @property
    def is_narrowed(self) -> bool:
        """Only some figures are asked for, whatever their measure."""
        of_flow = (self.state, self.origin, self.destination)
        sure = self.confidence or None  # 0 leaves none out
        conditions = (self.kind, self.unit, self.least, self.period, self.topic, sure, *of_flow)
        return any(condition is not None for condition in conditions)


class Figures(NamedTuple):
    """Columns and rows as figures_of or figure_trend (schemas/views.sql) gives them, and what to say of them."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    notes: list[str]


def figures(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> Figures:
    """Find the figures of a pair; where none is of the measure, those that have its words in their unit or sentence."""
    columns, found = _rows(connection, query)
    if query.measure is None:
        untied = [] if query.is_narrowed or not query.subject.other else untied_note(connection, **query.dates)
        asked_of_told = query.topic or query.origin or query.destination
        left_out = _untold(connection, query) if asked_of_told else untied
        return Figures(columns, found, [*([] if found else [_none(connection, query)]), *left_out])
    if found:
        return Figures(columns, found, [])
    _, every = _rows(connection, query._replace(measure=None))
    if not every:
        return Figures(columns, [], [_none(connection, query)])
    found = _that_speak_of(query.measure, columns, every)
    said = [_of_no_measure(query, len(found)), *_topic_called(connection, query)]
    return Figures(columns, found, [*said, *_measures(connection, query)])


def _rows(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> tuple[list[str], list[tuple[Any, ...]]]:
    order = "" if query.each else MOST_REPORTED if query.subject.other else f"{MOST_REPORTED}, countries"
    return rows(connection, f"FROM {query.macro}({_ASKED}) {order}", measure=query.measure, **query.values)


def _none(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> str:
    """Say that there is nothing; of a unit that nobody knows and no figure of the pair has, what is near."""
    unit, kind = read_unit(query.unit or ""), query.subject.kind
    if not query.unit or unit.names or _rows(connection, FigureQuery(query.subject, unit=query.unit))[1]:
        if query.is_narrowed and _rows(connection, FigureQuery(query.subject, **query.spans))[1]:
            return f"{_NONE.format('such ', kind)}: ask with fewer conditions to see what is."
        return f"{_NONE.format('', kind)}{_but_trivial(connection, query) if query.subject.other else ''}."
    columns, every = _rows(connection, FigureQuery(query.subject))
    near = " or ".join(near_units(unit.asked, {row[columns.index("unit")] for row in every}))
    return AsTyped(f"No figure about this {kind} is in {unit.asked!r}{f'; did you mean {near}?' if near else '.'}")


def _but_trivial(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> str:
    """Count the reports of figures of the pair that no answer shows; nothing where there are none."""
    question = """
        WITH found AS (
            SELECT f.* FROM rows_asked('base.figures', $since, $until) AS f
            SEMI JOIN pairs_of($dyad) AS pairs
                ON f.country_a = pairs.country_a AND f.country_b = pairs.country_b
                AND coalesce(f.published_date, DATE 'infinity') BETWEEN pairs.valid_from AND pairs.valid_until
            WHERE trivial
        ),
        current AS (FROM newest_of('found') WHERE $languages IS NULL OR list_contains($languages, language))
        SELECT count(*) FROM found SEMI JOIN current USING (article_id, revision)"""
    _, ((count,),) = rows(connection, question, **query.dates)
    ones = f"{plural(count, 'trivial one')}, which no answer shows: ages, ordinals, small counts in words"
    return f" but {ones}" if count else ""


def _that_speak_of(words: str, columns: list[str], found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Keep the rows with these words, or longer ones that begin so, in the unit or the sentence."""
    wanted = re.compile(rf"(?<!\w){re.escape(words)}", re.IGNORECASE)
    at = [columns.index(name) for name in ("unit", "text")]
    return [row for row in found if any(wanted.search(row[n] or "") for n in at)]


def _of_no_measure(query: FigureQuery, found: int) -> str:
    none, measure = _NO_FIGURE.format(query.subject.kind), query.measure
    if not found:
        return AsTyped(f"{none} has {measure!r} in its measure, its unit or its sentence.")
    some = "this one has" if found == 1 else f"these {found:,} have"
    return AsTyped(f"{none} has {measure!r} as its measure; {some} it in unit or sentence.")


def _topic_called(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> list[str]:
    """Say how many figures the topic has that is called like a measure that none has; nothing where it is asked for."""
    name = (query.measure or "").lower().removesuffix("s")
    topic = next((topic for topic in TOPICS if topic.removesuffix("s") == name), query.topic)
    if topic == query.topic:
        return []
    _, found = _rows(connection, query._replace(measure=None, topic=topic))
    return [f"{plural(len(found), 'figure')} of the topic: --topic {topic}."] if found else []


def _measures(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> list[str]:
    """Say how many figures have a measure, and name the commonest; nothing where none has."""
    question = f"""
        FROM {query._replace(each=False).macro}({_ASKED}) SELECT mode(measure), count(*) AS figures
        WHERE measure <> '' GROUP BY same_measure(measure) ORDER BY figures DESC, same_measure(measure)"""
    _, found = rows(connection, question, measure=None, **query.values)
    named = [f"{measure_of({'measure': name, 'text': None})} ({count:,})" for name, count in found[:_MOST_MEASURES]]
    if not named:
        return []
    more = ["…"] if len(found) > len(named) else []
    total = sum(count for _, count in found)
    return [f"{plural(total, 'figure')} {'has' if total == 1 else 'have'} a measure: {', '.join([*named, *more])}."]


def _untold(connection: duckdb.DuckDBPyConnection, query: FigureQuery) -> list[str]:
    """Count the figures that are as asked for but for what is not told of them: their topic, their origin."""
    said = []
    if query.topic:
        count = _that_lack(connection, query._replace(topic=None, each=False), "topic")
        said += (
            [f"{plural(count, 'more figure')} about the {query.subject.kind} {_tell(count)} no topic."] if count else []
        )
    if query.origin or query.destination:
        count = _that_lack(connection, query._replace(origin=None, destination=None, each=False), "origin")
        said += [f"{plural(count, 'more such figure')} {_tell(count)} no origin."] if count else []
    return said


def _that_lack(connection: duckdb.DuckDBPyConnection, query: FigureQuery, column: str) -> int:
    columns, every = _rows(connection, query)
    return sum(row[columns.index(column)] is None for row in every)


def _tell(count: int) -> str:
    return "tells" if count == 1 else "tell"


def untied_note(connection: duckdb.DuckDBPyConnection, **dates: Any) -> list[str]:
    """Count the figures of articles about the pair that were given to no pair, copies of articles left out.

    `dates` are a pair, and the dates of publication and languages of its articles, as a FigureQuery has them.
    """
    question = """
        SELECT count(*) FROM base.figures
        SEMI JOIN (FROM articles_of($dyad, $since, $until, $languages) WHERE is_original) AS about
            USING (article_id, revision)
        WHERE NOT trivial AND country_a IS NULL"""
    _, ((count,),) = rows(connection, question, **dates)
    tied = "is tied" if count == 1 else "are tied"
    return [f"{plural(count, 'more figure')} in original articles about the pair {tied} to no pair."] if count else []
