"""`dyadwire movers`: pairs whose coverage changed."""

from __future__ import annotations

from typing import Any

import click

from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.movers import OPTIONS, ask


@click.command()
@lake_option
@OPTIONS
@plot_option
@form_options
def command(lake: str, plot: str | None, form: str | None, **asked: Any) -> None:
    """List pairs whose share of coverage, or with --class whose acts, changed more than chance explains."""
    from dyadwire.pipelines.ask.query import connect

    with connect(lake) as connection:
        answer = ask(connection, **asked)
    if plot:
        from dyadwire.pipelines.charts.drawing import save_and_tell
        from dyadwire.pipelines.charts.rankings import movers_chart

        save_and_tell(movers_chart(answer, of_acts=bool(asked["of_class"])), plot)
    show(answer, form)
