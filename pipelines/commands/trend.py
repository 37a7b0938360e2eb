"""`dyadwire trend`: how much the news covers a pair, over time."""

from __future__ import annotations

from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.trend import OPTIONS, ask, column_of
from dyadwire.pipelines.messages import tell


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY [COUNTRY] | PAIR…", shell_complete=complete_places)
@lake_option
@OPTIONS
@plot_option
@form_options
def command(places: tuple[str, ...], lake: str, **asked: Any) -> None:
    """Show how much the news covers a pair of countries, over time.

    Countries are names, ISO codes or blocs: `trend Russia China`, `trend RUS EU`; one country alone: `trend Russia`;
    several pairs: `trend Russia-China USA-China`. EU is the bloc itself, EU:members each of its countries. A dash marks
    periods in which nothing was collected. With --class acts are counted, of one pair, or of one country with all
    others.
    """
    draw_and_show(lake, places, **asked)


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
    from dyadwire.pipelines.ask.trend_rows import step_for

    subjects = read_subjects(places, against)
    with connect(lake) as connection:
        step = by or step_for(connection, Scope(since=asked.get("since"), until=asked.get("until")))
        answer = ask(connection, subjects, by=step, **asked)
    if by is None and step != "day" and not as_in_terminal(form):
        tell(f"dyadwire: by {step}, as the period is long or little of it collected; --by day gives each day")
    if plot:  # first: a reader such as head may close the pipe
        from dyadwire.pipelines.charts.acts import acts_chart
        from dyadwire.pipelines.charts.drawing import save_and_tell

        lines = column_of(asked.get("split"))
        of_acts = bool(asked.get("of_class"))
        chart = acts_chart(answer, by=step) if of_acts else _chart(answer, subjects, lines, asked.get("mean"))
        save_and_tell(chart, plot)
    show(answer, form)


def _chart(answer: Answer, subjects: list[Any], split: str | None, mean: int | None) -> dict[str, Any]:
    """Draw a trend: a line a subject, or a part of the lake."""
    from dyadwire.pipelines.ask.trend_answer import heading, line_name
    from dyadwire.pipelines.charts.trend import trend_chart

    line = split or "dyad"
    at = answer.columns.index(line)
    names = {row[at]: line_name(split, row[at], subjects) for row in answer.rows}
    above = heading(split, subjects)
    return trend_chart(answer, names, by=answer.by, measure=str(answer.bar), line=line, heading=above, mean=mean)
