"""`dyadwire trend`: how much the news covers a pair, over time."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pipelines.answers.asking import BY, check_period, form_options, lake_option, period_options, plot_option
from pipelines.answers.printing import Answer, show


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY [COUNTRY] | PAIR…")
@lake_option
@click.option("--by", type=click.Choice(BY), default="day", show_default=True, help="Length of a period.")
@period_options
@click.option("--share", is_flag=True, help="Draw the share of all articles analysed, not the count.")
@click.option("--originals", is_flag=True, help="Count originals alone: wire stories once, not each copy.")
@click.option("--against", multiple=True, metavar="PAIR", help="Show another pair beside it (repeatable).")
@click.option("--mean", type=click.IntRange(2), metavar="N", help="Add the moving average of N periods.")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (repeatable).")
@click.option("--outlet-country", "homes", multiple=True, help="Only outlets of this country (repeatable).")
@click.option("--match", help="Only articles whose title or text contains this.")
@click.option("--panel", is_flag=True, help="Only outlets that were collected throughout the period.")
@plot_option
@form_options
def command(places: tuple[str, ...], lake: str, form: str | None, plot: str | None, **asked: Any) -> None:
    """Show how much the news covers a pair of countries, over time.

    Countries are names, ISO codes or blocs: `trend Russia China`, `trend RUS EU`; one country alone: `trend Russia`;
    several pairs: `trend Russia-China USA-China`. A bloc stands for its members: a text that says only "the EU" is not
    counted. A dash marks periods in which nothing was collected.
    """
    check_period(asked["since"], asked["until"])
    draw_and_show(lake, places, form=form, plot=plot, **asked)


def draw_and_show(
    lake: str,
    places: tuple[str, ...],
    *,
    against: tuple[str, ...] = (),
    form: str | None,
    plot: str | None,
    **asked: Any,
) -> None:
    """Answer a trend, draw it where `plot` names a file, and print it in a form; `asked` as `ask` takes it."""
    from pipelines.answers.query import connect
    from pipelines.answers.trends import read_subjects

    subjects = read_subjects(places, against)
    with connect(lake) as connection:
        answer = ask(connection, subjects, **asked)
    if plot:  # first: a reader such as head may close the pipe
        from pipelines.answers.charts import save, trend_chart

        names = {subject.code: subject.name for subject in subjects}
        save(trend_chart(answer, names, by=asked.get("by", "day"), measure=str(answer.bar)), plot)
        click.echo(f"wrote {plot}", err=True)
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
) -> Answer:
    """Answer a trend for every subject, one after the other; `bar` of the answer is the measure asked for."""
    from pipelines.answers.country_names import find_country, told_of_blocs
    from pipelines.answers.trends import Scope, check_outlets, collection, trend

    codes = tuple(find_country(home).code for home in homes)
    check_outlets(connection, outlets)
    scope = Scope(by, since, until, outlets, codes, match, panel)
    measure = ("originals" if originals else "articles") if not share else ("originals_share" if originals else "share")
    columns = _columns(by)
    rows: list[tuple[Any, ...]] = []
    for subject in subjects:
        found, counted = trend(connection, subject, scope)
        named = [dict(zip(found, row, strict=True), dyad=subject.code) for row in counted]
        rows += _with_mean(named, columns, measure, mean)
    shown = (*columns, f"{measure}_mean") if mean else columns
    answer = Answer(shown, rows, bar=measure, brief=_brief(shown, subjects, measure))
    behind = collection(connection, scope)
    places = [place for subject in subjects for place in subject[:2]]
    note = [*told_of_blocs(*places), *behind.sentences()] if behind.outlets else [_nobody(scope), behind.held]
    return answer._replace(title=_title(subjects, by, behind), note=" ".join(filter(None, note)))


def _nobody(scope: Any) -> str:
    """Say why no outlet stands behind a count."""
    if scope.panel:
        return "No outlet was collected completely on every day of this period: --panel leaves none. Try a shorter one."
    if scope.outlets or scope.outlet_countries:
        return "None of the outlets asked for was collected in this period."
    return "Nothing was collected in this period."


def _columns(by: str) -> tuple[str, ...]:
    outlets = ("most_outlets",) if by != "day" else ("outlets",)
    counts = ("articles", "share", "originals", "originals_share", "mentioned_articles", *outlets)
    return ("dyad", "period", *counts, "total_articles", "total_originals", "days", "collected_days", "complete_days")


def _brief(columns: tuple[str, ...], subjects: list[Any], measure: str) -> tuple[str, ...]:
    of_originals = measure.startswith("originals")
    shares = ("originals_share", "articles") if of_originals else ("share", "originals")
    count, total = ("originals", "total_originals") if of_originals else ("articles", "total_articles")
    more = () if f"{measure}_mean" in columns else (shares[1], "outlets")  # a row fits 80 cells
    order = ("dyad", "period", measure, f"{measure}_mean", count, shares[0], *more, total)
    return tuple(dict.fromkeys(n for n in order if n in columns and (n != "dyad" or len(subjects) > 1)))


def _with_mean(named: list[dict[str, Any]], columns: tuple[str, ...], measure: str, mean: int | None) -> Any:
    from pipelines.answers.trends import moving_mean

    for row in named:
        row.setdefault("outlets", row["most_outlets"])  # of one day they are the same
    rows = [tuple(row[name] for name in columns) for row in named]
    if not mean:
        return rows
    means = moving_mean([row[measure] for row in named], mean)
    return [(*row, value) for row, value in zip(rows, means, strict=True)]


def _title(subjects: list[Any], by: str, behind: Any) -> str:
    names = ", ".join(subject.name for subject in subjects)
    verb = "about" if all(subject.other for subject in subjects) else "that name"
    return f"Articles {verb} {names} by {by}, {behind.dates}"
