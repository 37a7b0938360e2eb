"""`dyadwire top`: the most covered pairs."""

from __future__ import annotations

from datetime import date

import click
from click.core import ParameterSource

from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.top import OPTIONS, ask
from dyadwire.pipelines.messages import tell


@click.command()
@click.argument("place", required=False, metavar="[COUNTRY]", shell_complete=complete_places)
@lake_option
@OPTIONS
@plot_option
@form_options
def command(
    place: str | None,
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    limit: int,
    of_class: str | None,
    confidence: float | None,
    plot: str | None,
    form: str | None,
) -> None:
    """List the most covered pairs of countries, or those of one COUNTRY or bloc."""
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.query import connect

    acts = acts_asked(of_class, confidence)
    with connect(lake) as connection:
        answer = ask(connection, place, since, until, languages, limit, acts)
    if plot:
        from dyadwire.pipelines.charts.ranking import ranking_chart
        from dyadwire.pipelines.charts.vega import save

        save(ranking_chart(answer, label="pair", value=str(answer.bar)), plot)
        tell(f"wrote {plot}")
    asked_for = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    show(answer._replace(more=()) if asked_for else answer, form)
