"""`dyadwire figures`: the numbers reported about a pair."""

from __future__ import annotations

from datetime import date

import click

from pipelines.answers import Answer, show
from pipelines.asking import check_period, form_options, lake_option, period_options, plot_option


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY COUNTRY | PAIR")
@lake_option
@click.option("--measure", help="Only figures whose measure contains this, as in trade.")
@period_options
@click.option("--each", is_flag=True, help="One row a report, not one row a figure.")
@plot_option
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    measure: str | None,
    since: date | None,
    until: date | None,
    each: bool,
    plot: str | None,
    form: str | None,
) -> None:
    """List the figures reported about a pair, each with the sentence of its first report.

    A figure that many outlets print is one row with its outlets counted. Ages, ordinals and the like are left out.
    """
    check_period(since, until)
    from pipelines.query import connect, rows
    from pipelines.trends import read_pair

    subject = read_pair(places)
    macro = "figures_of" if each else "figure_trend"
    with connect(lake) as connection:
        asked = {"dyad": subject.code, "measure": measure, "since": since, "until": until}
        columns, found = rows(connection, f"FROM {macro}($dyad, $measure, $since, $until)", **asked)
    brief = (
        ("published_date", "outlet", "surface", "measure", "text", "url")
        if each
        else ("surface", "measure", "period_start", "outlets", "first_date", "outlet", "text", "url")
    )
    note = "" if found else "No figure is known to be about this pair in this period."
    answer = Answer(tuple(columns), found, f"Figures about {subject.name}", note, brief=brief)
    if plot:
        from pipelines.charts import figures_chart, save

        save(figures_chart(answer), plot)
        click.echo(f"wrote {plot}", err=True)
    show(answer, form)
