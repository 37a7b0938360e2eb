"""`dyadwire network`: countries as a graph."""

from __future__ import annotations

from typing import Any

import click

from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.network import OPTIONS, ask, heaviest


@click.command()
@lake_option
@OPTIONS
@plot_option
@form_options
def command(lake: str, limit: int | None, plot: str | None, form: str | None, **asked: Any) -> None:
    """List pairs as the edges of a graph: source, target, weight (articles) and share.

    With --class edges have a direction, from who acts to whom, and weigh acts.
    """
    from dyadwire.pipelines.ask.query import connect

    with connect(lake) as connection:
        every = ask(connection, **asked)
    answer = heaviest(every, limit or MOST)
    if plot:
        from dyadwire.pipelines.charts.drawing import save_and_tell
        from dyadwire.pipelines.charts.network import network_chart

        drawn = network_chart(answer._replace(notes=every.notes))  # a picture tells itself how many it draws
        save_and_tell(drawn, plot)
    show(answer, form)
