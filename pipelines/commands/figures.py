"""`dyadwire figures`: the numbers reported about a pair."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pipelines.answers import Answer, as_in_terminal, show
from pipelines.asking import check_period, form_options, lake_option, period_options, plot_option
from pipelines.passages import Passage, read_out


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
    from pipelines.trends import Scope, collection, read_pair

    subject = read_pair(places)
    macro = "figures_of" if each else "figure_trend"
    with connect(lake) as connection:
        asked = {"dyad": subject.code, "measure": measure, "since": since, "until": until}
        columns, found = rows(connection, f"FROM {macro}($dyad, $measure, $since, $until)", **asked)
        behind = collection(connection, Scope(since=since, until=until))
    nothing = [] if found else ["No figure is known to be about this pair in this period."]
    title = f"Figures about {subject.name}, {behind.dates}"
    answer = Answer(tuple(columns), found, title, " ".join([*nothing, *behind.sentences()]))
    if plot:
        from pipelines.charts import figures_chart, save

        save(figures_chart(answer), plot)
        click.echo(f"wrote {plot}", err=True)
    if as_in_terminal(form):
        passages = (_passage(dict(zip(columns, row, strict=True))) for row in found)
        read_out(title, passages, answer.note)
    else:
        show(answer, form)


def _passage(row: dict[str, Any]) -> Passage:
    what = [row["surface"] or row["value"], row["measure"], _period(row), row["direction"]]
    heading = ", ".join(str(part) for part in what if part)
    if "outlets" not in row:
        return Passage(heading, row["text"], f"{row['published_date']}  {row['outlet']}  {row['url'] or '(no link)'}")
    told = f"{row['outlets']} outlet{'s' if row['outlets'] > 1 else ''}, first {row['first_date']} in {row['outlet']}"
    return Passage(f"{heading}  ({told})", row["text"], row["url"] or "(no link)")


def _period(row: dict[str, Any]) -> str:
    if row["period_start"] is None:
        return ""
    return f"{row['period_start']} to {row['period_end']}" if row["period_end"] else f"from {row['period_start']}"
