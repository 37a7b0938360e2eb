"""`dyadwire figures`: the numbers reported about a pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, named_rows
from dyadwire.pipelines.ask.languages import check_languages
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option, subject_argument
from dyadwire.pipelines.ask.passages import Passage, read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.figures import MOST_READ, OPTIONS, ask, passage_of
from dyadwire.pipelines.messages import tell


@click.command()
@subject_argument
@lake_option
@OPTIONS
@plot_option
@form_options
def command(
    places: tuple[str, ...], lake: str, limit: int | None, plot: str | None, form: str | None, **asked: Any
) -> None:
    """List the figures reported about a pair, each with the sentence of its first report.

    Of one country or bloc alone all are listed that are about it, by itself or with others.
    A figure that many outlets print is one row with its outlets counted. Ages, ordinals and the like are left out.
    --since and --until are dates of publication, --period is the time that is measured.
    """
    from dyadwire.pipelines.ask.figure_rows import FigureQuery
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_subject

    subject = read_subject(places)
    with connect(lake) as connection:
        asked["languages"] = check_languages(connection, asked["languages"])
        every, fit = ask(connection, FigureQuery(subject, **asked))
    answer = every._replace(rows=every.rows[:limit])
    if plot:
        from dyadwire.pipelines.charts.drawing import save_and_tell
        from dyadwire.pipelines.charts.figures import figures_chart

        save_and_tell(figures_chart(answer), plot)
    if as_in_terminal(form):
        _read_out(every, passage_of(subject), limit or MOST_READ)
    else:
        if asked["measure"] and fit and every.rows:
            tell("dyadwire: " + " ".join(fit))  # a program would take the rows for those asked for
        show(answer, form)


def _read_out(answer: Answer, written: Callable[[dict[str, Any]], Passage], most: int) -> None:
    """Print the first figures of an answer as passages to be read."""
    found, shown = answer.rows, answer.rows[:most]
    more = [f"The first {len(shown):,} of {len(found):,}; see --limit."] if len(shown) < len(found) else []
    read_out(answer.title, map(written, named_rows(answer.columns, shown)), [*more, *answer.notes])
