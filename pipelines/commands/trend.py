"""`dyadwire trend`: how much the news covers a pair, over time."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.options import (
    BY,
    MOST,
    act_class_option,
    check_period,
    form_options,
    lake_option,
    period_options,
    plot_option,
)
from dyadwire.pipelines.ask.printing import Answer, as_in_terminal, show
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.telling import tell

SPLITS = ("language", "outlet-country")
SPLIT_COLUMNS = ("language", "outlet_country")
_APART = {None: "", "language": " in each language", "outlet_country": " in the outlets of each country"}


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY [COUNTRY] | PAIR…", shell_complete=complete_places)
@lake_option
@click.option(
    "--by", type=click.Choice(BY), help="Length of a period.  [default: the shortest that suits all: day, week …]"
)
@period_options
@click.option("--share", is_flag=True, help="Draw the share of all articles analysed, not the count.")
@click.option("--originals", is_flag=True, help="Count originals alone: wire stories once, not each copy.")
@click.option("--against", multiple=True, metavar="PAIR", help="Show another pair beside it (repeatable).")
@click.option("--mean", type=click.IntRange(2, MOST), metavar="N", help="Add the moving average of N periods.")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (repeatable).")
@click.option("--outlet-country", "homes", multiple=True, help="Only outlets of this country (repeatable).")
@language_option
@click.option("--split", type=click.Choice(SPLITS), help="One line for each language, or each country of outlets.")
@click.option("--match", help="Only articles whose title or text contains this.")
@click.option("--panel", is_flag=True, help="Only outlets that were collected throughout the period.")
@act_class_option
@plot_option
@form_options
def command(
    places: tuple[str, ...], lake: str, form: str | None, plot: str | None, of_class: str | None, **asked: Any
) -> None:
    """Show how much the news covers a pair of countries, over time.

    Countries are names, ISO codes or blocs: `trend Russia China`, `trend RUS EU`; one country alone: `trend Russia`;
    several pairs: `trend Russia-China USA-China`. EU is the bloc itself, EU:members each of its countries. A dash marks
    periods in which nothing was collected.
    """
    check_period(asked["since"], asked["until"])
    if of_class:
        _show_acts(lake, places, of_class, form=form, plot=plot, **asked)
    else:
        draw_and_show(lake, places, form=form, plot=plot, **asked)


def _show_acts(
    lake: str,
    places: tuple[str, ...],
    of_class: str,
    *,
    by: str | None,
    since: date | None,
    until: date | None,
    form: str | None,
    plot: str | None,
    **others: Any,
) -> None:
    """Answer how many acts a pair has over time."""
    from dyadwire.pipelines.ask.act_counts import act_trend, check_alone
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.trends import Scope, read_pair, step_for

    check_alone(others)
    pair = read_pair(places)
    with connect(lake) as connection:
        step = by or step_for(connection, Scope(since=since, until=until))
        answer = act_trend(connection, pair, of_class, step, (since, until))
    if plot:
        from dyadwire.pipelines.ask.acts_chart import acts_chart
        from dyadwire.pipelines.ask.charts import save

        save(acts_chart(answer, by=step), plot)
        tell(f"wrote {plot}")
    show(answer, form)


def draw_and_show(
    lake: str,
    places: tuple[str, ...],
    *,
    against: tuple[str, ...] = (),
    by: str | None = None,
    form: str | None,
    plot: str | None,
    **asked: Any,
) -> None:
    """Answer a trend, draw it where `plot` names a file, and print it in a form; `asked` as `ask` takes it."""
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.trends import Scope, read_subjects, step_for

    subjects = read_subjects(places, against)
    with connect(lake) as connection:
        step = by or step_for(connection, Scope(since=asked.get("since"), until=asked.get("until")))
        answer = ask(connection, subjects, by=step, **asked)
    if by is None and step != "day" and not as_in_terminal(form):
        tell(f"dyadwire: by {step}, as the period is long or little of it collected; --by day gives each day")
    if plot:  # first: a reader such as head may close the pipe
        from dyadwire.pipelines.ask.charts import save
        from dyadwire.pipelines.ask.trend_chart import trend_chart

        split = _column_of(asked.get("split"))
        at = answer.columns.index(split or "dyad")
        names = {row[at]: _line_name(split, row[at], subjects) for row in answer.rows}
        save(
            trend_chart(
                answer, names, by=step, measure=str(answer.bar), line=split or "dyad", heading=_heading(split, subjects)
            ),
            plot,
        )
        tell(f"wrote {plot}")
    show(answer, form)


def ask(
    connection: Any,
    subjects: list[Any],
    *,
    by: str = "day",
    since: date | None = None,
    until: date | None = None,
    share: bool = False,
    originals: bool = False,
    mean: int | None = None,
    outlets: tuple[str, ...] = (),
    homes: tuple[str, ...] = (),
    match: str | None = None,
    panel: bool = False,
    languages: tuple[str, ...] = (),
    split: str | None = None,
) -> Answer:
    """Answer a trend for every subject, one after the other; `bar` of the answer is the measure asked for.

    With `split`, one of SPLITS, a single subject for every language, or every country of outlets, with a column of its
    name.
    """
    from dyadwire.pipelines.ask.country_names import find_country, told_of_places
    from dyadwire.pipelines.ask.trends import Scope, check_outlets, collection, undated_about

    codes = tuple(find_country(home).code for home in homes)
    check_outlets(connection, outlets)
    scope = Scope(by, since, until, outlets, codes, match, panel, check_languages(connection, languages))
    measure = ("originals" if originals else "articles") if not share else ("originals_share" if originals else "share")
    columns = _columns(by, _column_of(split))
    rows: list[tuple[Any, ...]] = []
    unfinished: list[int] = []
    lines, left_out = _lines(connection, subjects, scope, _column_of(split))
    for named in lines:
        rows += _with_mean(named, columns, measure, mean)
        unfinished += [len(rows) - 1] if _is_unfinished(named) else []
    shown = (*columns, f"{measure}_mean") if mean else columns
    brief = _brief(shown, len(subjects) > 1, measure)
    answer = Answer(shown, rows, bar=measure, brief=brief, by=by, unfinished=tuple(unfinished))
    behind = collection(connection, scope)
    places = [place for subject in subjects for place in subject[:2]]
    note = [*told_of_places(*places), *behind.sentences()] if behind.outlets else [_nobody(scope, behind), behind.held]
    note += [told for subject in subjects for told in undated_about(connection, subject)] if behind.is_open else []
    note += [f"* The last {by} was collected in part only."] if unfinished else []
    note += left_out
    return answer._replace(title=_title(subjects, by, behind, _column_of(split)), note=" ".join(filter(None, note)))


def _column_of(split: str | None) -> str | None:
    return split and split.replace("-", "_")


def _lines(
    connection: Any, subjects: list[Any], scope: Any, split: str | None
) -> tuple[list[list[dict[str, Any]]], list[str]]:
    """Return the periods of every line, and what no line has: a line a subject, or a line a part of the lake."""
    from dyadwire.pipelines.ask.trends import trend

    def ask_one(subject: Any, within: Any, **more: Any) -> list[dict[str, Any]]:
        found, counted = trend(connection, subject, within)
        return [dict(zip(found, row, strict=True), dyad=subject.code, **more) for row in counted]

    if split is None:
        return [ask_one(subject, scope) for subject in subjects], []
    if len(subjects) > 1:
        raise DyadwireError("--split tells one subject apart: ask for one pair or one country")
    from dyadwire.pipelines.ask.split import split_scope

    parts, told = split_scope(connection, scope, split)
    return [ask_one(subjects[0], part.scope, **{split: part.code}) for part in parts], told


def _line_name(split: str | None, code: str, subjects: list[Any]) -> str:
    """Return what a legend calls a line."""
    from dyadwire.pipelines.ask.split import name_of_part

    if split is None:
        return next(str(subject.name) for subject in subjects if subject.code == code)
    return name_of_part(split, code)


def _is_unfinished(periods: list[dict[str, Any]]) -> bool:
    """Tell whether the last period was collected in part, where others are whole: today, or this week."""
    if not any(row["complete_days"] for row in periods):
        return False
    return periods[-1]["collected_days"] > 0 and periods[-1]["complete_days"] < periods[-1]["days"]


def _nobody(scope: Any, behind: Any) -> str:
    """Say why no outlet stands behind a count."""
    if scope.panel:
        return "No outlet was collected completely on every day of this period: --panel leaves none. Try a shorter one."
    if scope.outlets or scope.outlet_countries:
        return "None of the outlets asked for was collected in this period."
    if behind.is_open and behind.undated:
        return " ".join(behind.sentences())
    return "Nothing was collected in this period."


def _heading(split: str | None, subjects: list[Any]) -> str:
    return f"{subjects[0].name}{_APART[split]}" if split else ""


def _columns(by: str, split: str | None) -> tuple[str, ...]:
    outlets = ("most_outlets",) if by != "day" else ("outlets",)
    counts = ("articles", "share", "originals", "originals_share", "mentioned_articles", *outlets)
    line = ("dyad", split) if split else ("dyad",)
    return (*line, "period", *counts, "total_articles", "total_originals", "days", "collected_days", "complete_days")


def _brief(columns: tuple[str, ...], several: bool, measure: str) -> tuple[str, ...]:
    of_originals = measure.startswith("originals")
    shares = ("originals_share", "articles") if of_originals else ("share", "originals")
    count, total = ("originals", "total_originals") if of_originals else ("articles", "total_articles")
    more = () if f"{measure}_mean" in columns else (shares[1], "outlets")  # a row fits 80 cells
    order = ("dyad", *SPLIT_COLUMNS, "period", measure, f"{measure}_mean", count, shares[0], *more, total)
    return tuple(dict.fromkeys(n for n in order if n in columns and (n != "dyad" or several)))


def _with_mean(named: list[dict[str, Any]], columns: tuple[str, ...], measure: str, mean: int | None) -> Any:
    from dyadwire.pipelines.ask.trends import moving_mean

    for row in named:
        row.setdefault("outlets", row["most_outlets"])  # of one day they are the same
    rows = [tuple(row[name] for name in columns) for row in named]
    if not mean:
        return rows
    means = moving_mean([row[measure] for row in named], mean)
    return [(*row, value) for row, value in zip(rows, means, strict=True)]


def _title(subjects: list[Any], by: str, behind: Any, split: str | None) -> str:
    names = ", ".join(subject.name for subject in subjects)
    verb = "about" if all(subject.other for subject in subjects) else "that name"
    return f"Articles {verb} {names}{_APART[split]} by {by}, {behind.dates}"
