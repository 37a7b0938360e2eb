"""`dyadwire network`: countries as a graph."""

from __future__ import annotations

from datetime import date

import click

from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.network import OPTIONS, ask, heaviest
from dyadwire.pipelines.messages import tell


@click.command()
@lake_option
@OPTIONS
@plot_option
@form_options
def command(
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    minimum: int,
    limit: int | None,
    of_class: str | None,
    confidence: float | None,
    plot: str | None,
    form: str | None,
) -> None:
    """List pairs as the edges of a graph: source, target, weight (articles) and share.

    With --class edges have a direction, from who acts to whom, and weigh acts.
    """
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.query import connect

    acts = acts_asked(of_class, confidence)
    with connect(lake) as connection:
        every = ask(connection, since, until, minimum, languages, acts)
    answer = heaviest(every, limit or MOST)
    if plot:
        from dyadwire.pipelines.charts.network import network_chart
        from dyadwire.pipelines.charts.vega import save

        save(network_chart(answer._replace(notes=every.notes)), plot)  # a picture tells itself how many it draws
        tell(f"wrote {plot}")
    show(answer, form)
