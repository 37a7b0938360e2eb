"""`dyadwire movers`: pairs whose coverage changed."""

from __future__ import annotations

from datetime import date

import click

from dyadwire.pipelines.ask.options import form_options, lake_option, plot_option
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.movers import OPTIONS, ask
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
    days: int | None,
    weeks: int,
    minimum: int,
    everything: bool,
    languages: tuple[str, ...],
    of_class: str | None,
    confidence: float | None,
    plot: str | None,
    form: str | None,
) -> None:
    """List pairs whose share of coverage, or with --class whose acts, changed more than chance explains."""
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.query import connect

    acts = acts_asked(of_class, confidence)
    with connect(lake) as connection:
        answer = ask(
            connection, since, until, days, weeks, minimum, everything=everything, languages=languages, acts=acts
        )
    if plot:
        from dyadwire.pipelines.charts.movers import movers_chart
        from dyadwire.pipelines.charts.vega import save

        save(movers_chart(answer, of_acts=acts is not None), plot)
        tell(f"wrote {plot}")
    show(answer, form)
