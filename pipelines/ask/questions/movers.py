"""The question `movers`: pairs whose coverage changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST_DAYS, Day, Whole
from dyadwire.pipelines.ask.options import Options, act_class_option, check_period, on_option
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import plural

if TYPE_CHECKING:
    from dyadwire.pipelines.ask.act_counts import Acts  # DuckDB takes a while
    from dyadwire.pipelines.ask.collected import Collection

_EXPECTED = "Expected: {what} at the rate of the {weeks} before, for as many originals of all pairs."
_SHARES_OF_ACTS = "Shares are acts for each original of all pairs."
CHANCE = "q: of the pairs up to it, the share that changed by chance alone (0.05: one in twenty; 1: all may have)."

_DAYS = 7
_QUESTION = """
    SELECT country_a || '-' || country_b AS dyad, country_a, country_b, recent, expected, ratio, recent_share,
        share_before, dispersion, p, q
    FROM {}(until := $until, days := $days, weeks := $weeks, minimum := $minimum, {})"""
_NO_CHANCE = 0.05  # the largest q of what chance hardly explains
# Of all pairs, how many have as many as is asked for, and how many the one has that has most.
_MOST = """
    SELECT count(*) FILTER (greatest(recent, expected) >= $minimum), max(greatest(recent, expected))
    FROM {}(until := $until, days := $days, weeks := $weeks, minimum := 1, {})"""
_OF_ACTS = _QUESTION.format("act_movers", "of_class := $of_class, at_confidence := $confidence")
_OF_ARTICLES = _QUESTION.format("movers", "languages := $languages")
_MOST_OF_ACTS = _MOST.format("act_movers", "of_class := $of_class, at_confidence := $confidence")
_MOST_OF_ARTICLES = _MOST.format("movers", "languages := $languages")
_BRIEF = ("pair", "recent", "expected", "ratio", "recent_share", "share_before", "q")  # in a terminal

OPTIONS = Options(
    on_option,
    click.option("--since", type=Day(), help="First date of the recent period, inclusive, in place of --days."),
    click.option("--until", type=Day(), help="Last date, inclusive.  [default: the last complete one]"),
    click.option("--days", type=Whole(1, MOST_DAYS), help=f"Length of the recent period.  [default: {_DAYS}]"),
    click.option(
        "--weeks", type=Whole(1, MOST_DAYS // 7), default=4, show_default=True, help="Weeks before to compare with."
    ),
    click.option(
        "--minimum", type=Whole(), default=5, show_default=True, help="Fewest originals, or acts, to look at."
    ),
    click.option(
        "--all", "everything", is_flag=True, help="Show changes that may well be chance (q above 0.05) as well."
    ),
    language_option,
    act_class_option,
)


def ask(
    connection: Any,
    since: date | None = None,
    until: date | None = None,
    days: int | None = None,
    weeks: int = 4,
    minimum: int = 5,
    *,
    everything: bool = False,
    languages: tuple[str, ...] = (),
    of_class: str | None = None,
    confidence: float | None = None,
) -> Answer:
    """Answer with the pairs whose coverage, or acts of a class, changed, the least likely chance first."""
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.collected import Scope, collection
    from dyadwire.pipelines.ask.query import rows

    acts = acts_asked(of_class, confidence, OPTIONS, {"languages": languages})
    within = check_languages(connection, languages)
    first, last = _recent(connection, since, until, days)
    days = (last - first).days + 1 if first and last else _DAYS
    asked: dict[str, Any] = {"until": last, "days": days, "weeks": weeks, "minimum": minimum}
    asked |= acts.asked if acts else {"languages": within}
    columns, every = rows(connection, _OF_ACTS if acts else _OF_ARTICLES, **asked)
    named = _least_chance_first(columns, every)
    found = named if everything else [row for row in named if row[-1] <= _NO_CHANCE]
    start = first and first - timedelta(weeks=weeks)
    collected = collection(connection, Scope(since=start, until=last, languages=within))
    before = collection(connection, Scope(since=start, until=first and first - timedelta(days=1), languages=within))
    expected = _expected(connection, asked, acts, found, named)
    of_acts = [_SHARES_OF_ACTS] if acts and found and collected.collected_days else []
    left_out = _left_out(connection, acts, start, first, last, listed=bool(found)) if acts else ()
    notes = (*_compared(collected, before, weeks, expected), *of_acts, *left_out, *collected.notes())
    title = f"Pairs whose {acts.name if acts else 'coverage'} changed{_dates(start, first, last, before)}"
    told: dict[str, Any] = {"left_out": left_out, "undated": collected.of_no_date_asked()}
    return Answer(("pair", *columns), found, title, notes, brief=_BRIEF, dates=(first, last), **told)


def _left_out(
    connection: Any, acts: Acts, start: date | None, first: date | None, last: date | None, *, listed: bool
) -> tuple[str, ...]:
    """Say which acts from `start` on are not counted and, of pairs that are listed, how many recent ones only ask."""
    from dyadwire.pipelines.ask.act_counts import demands_of_period
    from dyadwire.pipelines.ask.left_out import left_out_of_all

    demands = demands_of_period(connection, acts, (first, last)) if listed else ()
    return (*demands, *left_out_of_all(connection, (start, last), **acts.asked).notes)


def _dates(start: date | None, first: date | None, last: date | None, before: Collection) -> str:
    """Return how a title goes on: the recent dates and, where anything was collected then, those before."""
    from dyadwire.pipelines.ask.periods import span

    if not (start and first and last):
        return ""
    against = f" against {span(start, first - timedelta(days=1))}" if before.collected_days else ""
    return f", {span(first, last)}{against}"


def _expected(
    connection: Any, asked: dict[str, Any], acts: Acts | None, listed: Sequence[Row], every: Sequence[Row]
) -> list[str]:
    """Say what was expected of the pairs that are listed, or what keeps every pair out."""
    from dyadwire.pipelines.ask.query import rows

    counted = "acts" if acts else "originals"
    if listed:
        return [_EXPECTED.format(weeks=_weeks(asked["weeks"]), what=counted), CHANCE]
    most = rows(connection, _MOST_OF_ACTS if acts else _MOST_OF_ARTICLES, **asked)[1][0]
    nothing = _nothing(asked["minimum"], "acts, found" if acts else "originals, printed", *most)
    return [nothing, *(line for row in every[:1] for line in (_nearest(row, counted), CHANCE))]


def _nearest(row: Sequence[Any], counted: str) -> str:
    """Say how much the pair changed that is least likely chance: its name, then the columns of the question.

    >>> _nearest(("A–B", "A-B", "A", "B", 2, 5.895, 0.34, 0.14, 0.42, 1.0, 0.7, 0.7538), "originals")
    'The least likely chance is A–B: 2 originals where 5.9 were expected, q 0.75.'
    """
    name, recent, expected, q = row[0], row[4], row[5], row[-1]
    one = plural(recent, counted[:-1])
    return f"The least likely chance is {name}: {one} where {expected:.1f} were expected, q {q:.2f}."


def _least_chance_first(columns: Sequence[str], found: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Put the name of its pair before each row, in order: the least likely chance first, then what is most."""
    from dyadwire.pipelines.ask.places import folded, pair_name

    p, recent = (columns.index(name) + 1 for name in ("p", "recent"))
    named = [(pair_name(row[1], row[2]), *row) for row in found]
    return sorted(named, key=lambda row: (row[p], -row[recent], folded(row[0])))


def _recent(
    connection: Any, since: date | None, until: date | None, days: int | None
) -> tuple[date | None, date | None]:
    """Return the first and the last date of the recent period, if there is any."""
    from dyadwire.pipelines.ask.periods import today
    from dyadwire.pipelines.ask.query import rows

    check_period(since, until)
    if since and days:
        raise DyadwireError("--days says how long the recent period is, and so does --since or --on: leave one out")
    _, ((last,),) = rows(connection, "SELECT last_whole_date($until)", until=until)
    if since:
        return since, last if last and last >= since else max(since, today())
    return last and last - timedelta(days=(days or _DAYS) - 1), last


def _compared(collected: Collection, before: Collection, weeks: int, expected: list[str]) -> list[str]:
    """Say what was expected, or that nothing was collected in the recent period, or before it.

    Where nothing was in either, what is said of the collection tells it.
    """
    from dyadwire.pipelines.ask.trend_rows import days_collected

    if not collected.collected_days:
        return []
    if collected.collected_days == before.collected_days:
        return ["Nothing was collected in the recent period, so that nothing is known of it."]
    if not before.total_articles:
        return [f"Nothing was collected in the {_weeks(weeks)} before, to compare with."]
    few = 2 * before.collected_days < before.days
    return [f"Before: only {days_collected(before._asdict())}.", *expected] if few else expected


def _weeks(count: int) -> str:
    return "week" if count == 1 else f"{count:,} weeks"


def _nothing(minimum: int, counted: str, looked_at: int, most: float | None) -> str:
    """Say what keeps every pair out: chance, or that none has as many originals or acts as are asked for.

    `looked_at`: how many pairs have; `most`: how many the one has that has most.

    >>> _nothing(5, "originals, printed", 7, 9.5)
    'No pair changed more than chance explains (see --all); 7 were looked at.'
    >>> _nothing(5, "originals, printed", 0, 2.5), _nothing(5, "acts, found", 0, None)
    ('No pair has 5 originals, printed or expected; try --minimum 2.', 'No pair has 5 acts, found or expected.')
    """
    if looked_at:
        are = "was" if looked_at == 1 else "were"
        return f"No pair changed more than chance explains (see --all); {looked_at:,} {are} looked at."
    lower = f"; try --minimum {int(most):,}" if most and most >= 1 else ""
    named = counted if minimum != 1 else counted.replace("s, ", ", ")
    return f"No pair has {minimum:,} {named} or expected{lower}."
