"""`dyadwire network`: countries as a graph."""

from __future__ import annotations

from datetime import date

import click

from pipelines.answers.asking import check_period, form_options, lake_option, period_options, plot_option
from pipelines.answers.printing import Answer, show


@click.command()
@lake_option
@period_options
@click.option("--minimum", type=click.IntRange(1), default=1, show_default=True, help="Fewest articles of an edge.")
@plot_option
@form_options
def command(
    lake: str, since: date | None, until: date | None, minimum: int, plot: str | None, form: str | None
) -> None:
    """List pairs as the edges of a graph: source, target, weight (articles) and share."""
    check_period(since, until)
    from pipelines.answers.query import connect, rows
    from pipelines.answers.trends import Scope, collection

    with connect(lake) as connection:
        question = "FROM network($since, $until, minimum := $minimum)"
        columns, found = rows(connection, question, since=since, until=until, minimum=minimum)
        behind = collection(connection, Scope(since=since, until=until))
    answer = Answer(
        tuple(columns), found, f"Countries covered together, {behind.dates}", " ".join(behind.sentences()), "weight"
    )
    if plot:
        from pipelines.answers.charts import save
        from pipelines.answers.network_chart import network_chart

        save(network_chart(answer), plot)
        click.echo(f"wrote {plot}", err=True)
    show(answer, form)
