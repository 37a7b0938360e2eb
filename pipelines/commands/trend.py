"""`dyadwire trend`: how much the news covers a pair, over time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import Text, Whole
from dyadwire.pipelines.ask.options import (
    BY,
    act_class_option,
    check_period,
    form_options,
    lake_option,
    period_options,
    plot_option,
)
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.messages import tell

if TYPE_CHECKING:
    from dyadwire.pipelines.ask.act_counts import Acts  # DuckDB takes a while

SPLITS = ("language", "outlet-country")


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
@click.option("--mean", type=Whole(2), help="Add the moving average of N periods.")
@click.option("--outlet", "outlets", multiple=True, help="Only this outlet (repeatable).")
@click.option("--outlet-country", "homes", multiple=True, help="Only outlets of this country (repeatable).")
@language_option
@click.option("--split", type=click.Choice(SPLITS), help="One line for each language, or each country of outlets.")
@click.option("--match", type=Text(), help="Only articles whose title or text contains this.")
@click.option("--panel", is_flag=True, help="Only outlets that were collected throughout the period.")
@act_class_option
@plot_option
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    form: str | None,
    plot: str | None,
    of_class: str | None,
    confidence: float | None,
    **asked: Any,
) -> None:
    """Show how much the news covers a pair of countries, over time.

    Countries are names, ISO codes or blocs: `trend Russia China`, `trend RUS EU`; one country alone: `trend Russia`;
    several pairs: `trend Russia-China USA-China`. EU is the bloc itself, EU:members each of its countries. A dash marks
    periods in which nothing was collected.
    """
    check_period(asked["since"], asked["until"])
    from dyadwire.pipelines.ask.act_counts import acts_asked

    acts = acts_asked(of_class, confidence)
    draw_and_show(lake, places, form=form, plot=plot, acts=acts, **asked)


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
    from dyadwire.pipelines.ask.collected import Scope
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_subjects
    from dyadwire.pipelines.ask.trends import step_for

    subjects = read_subjects(places, against)
    with connect(lake) as connection:
        step = by or step_for(connection, Scope(since=asked.get("since"), until=asked.get("until")))
        answer = ask(connection, subjects, by=step, **asked)
    if by is None and step != "day" and not as_in_terminal(form):
        tell(f"dyadwire: by {step}, as the period is long or little of it collected; --by day gives each day")
    if plot:  # first: a reader such as head may close the pipe
        from dyadwire.pipelines.charts.acts import acts_chart
        from dyadwire.pipelines.charts.vega import save

        of_acts = asked.get("acts") is not None
        save(acts_chart(answer, by=step) if of_acts else _chart(answer, subjects, column_of(asked.get("split"))), plot)
        tell(f"wrote {plot}")
    show(answer, form)


def _chart(answer: Answer, subjects: list[Any], split: str | None) -> dict[str, Any]:
    """Draw a trend: a line a subject, or a part of the lake."""
    from dyadwire.pipelines.ask.trend_answer import heading, line_name
    from dyadwire.pipelines.charts.trend import trend_chart

    line = split or "dyad"
    at = answer.columns.index(line)
    names = {row[at]: line_name(split, row[at], subjects) for row in answer.rows}
    above = heading(split, subjects)
    return trend_chart(answer, names, by=answer.by, measure=str(answer.bar), line=line, heading=above)


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
    acts: Acts | None = None,
) -> Answer:
    """Answer a trend for every subject, one after the other; `bar` of the answer is the measure asked for.

    With `split`, one of SPLITS, a single subject for every language, or every country of outlets, with a column of its
    name. With `acts`, how many a pair has of each class; DyadwireError beside what narrows articles.
    """
    from dyadwire.pipelines.ask.act_counts import act_trend, check_alone
    from dyadwire.pipelines.ask.collected import Scope
    from dyadwire.pipelines.ask.country_names import find_country
    from dyadwire.pipelines.ask.subjects import the_pair
    from dyadwire.pipelines.ask.trend_answer import answer_trend
    from dyadwire.pipelines.ask.trends import check_outlets

    if acts:
        of_articles: dict[str, Any] = {
            "share": share,
            "originals": originals,
            "mean": mean,
            "outlets": outlets,
            "homes": homes,
        }
        of_articles |= {"match": match, "panel": panel, "languages": languages, "split": split}
        check_alone(command, of_articles)
        return act_trend(connection, the_pair(subjects), acts, by, (since, until))
    codes = tuple(find_country(home).code for home in homes)
    check_outlets(connection, outlets)
    scope = Scope(by, since, until, outlets, codes, match, panel, check_languages(connection, languages))
    measure = ("originals" if originals else "articles") if not share else ("originals_share" if originals else "share")
    return answer_trend(connection, subjects, scope, measure, mean, column_of(split))


def column_of(split: str | None) -> str | None:
    """Return the column that tells the lines of a split trend apart."""
    return split and split.replace("-", "_")
