"""`dyadwire top`: the most covered pairs."""

from __future__ import annotations

from typing import Any

import click
from click.core import ParameterSource

from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.top import OPTIONS, ask


@click.command()
@click.argument("place", required=False, metavar="[COUNTRY]", shell_complete=complete_places)
@lake_option
@OPTIONS
@plot_option
@form_options
def command(lake: str, plot: str | None, form: str | None, **asked: Any) -> None:
    """List the most covered pairs of countries, or those of one COUNTRY or bloc."""
    from dyadwire.pipelines.ask.query import connect

    with connect(lake) as connection:
        answer = ask(connection, **asked)
    if plot:
        from dyadwire.pipelines.charts.drawing import save_and_tell
        from dyadwire.pipelines.charts.rankings import ranking_chart

        save_and_tell(ranking_chart(answer, label="pair", value=str(answer.bar)), plot)
    asked_for = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    show(answer._replace(more=()) if asked_for else answer, form)
