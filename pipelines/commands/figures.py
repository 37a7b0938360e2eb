"""`dyadwire figures`: the numbers reported about a pair."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from pipelines.answers.asking import check_period, form_options, lake_option, period_options, plot_option
from pipelines.answers.passages import Passage, read_out
from pipelines.answers.printing import Answer, as_in_terminal, show

_THAN = re.compile(r"^than (?:in |for |during )?", re.IGNORECASE)
_MOST_READ = 100  # passages in a terminal
AHEAD = ("target", "forecast", "plan")  # qualifiers of what is yet to be; the others read well before a number


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY COUNTRY | PAIR")
@lake_option
@click.option("--measure", help="Only figures whose measure contains this, as in trade; where there are none, "
              "those with this in their unit or sentence.")  # fmt: skip
@period_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="How many.  [default: 100 in a terminal, else all]")
@click.option("--each", is_flag=True, help="One row a report, not one row a figure.")
@plot_option
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    measure: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    each: bool,
    plot: str | None,
    form: str | None,
) -> None:
    """List the figures reported about a pair, each with the sentence of its first report.

    A figure that many outlets print is one row with its outlets counted. Ages, ordinals and the like are left out.
    --since and --until are dates of publication, not of what is measured.
    """
    check_period(since, until)
    from pipelines.answers.figures import Asked, figures
    from pipelines.answers.query import connect
    from pipelines.answers.trends import Scope, collection, read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        columns, found, told = figures(connection, Asked(subject, measure, since, until, each))
        behind = collection(connection, Scope(since=since, until=until))
    title = f"Figures about {subject.name}, {behind.dates}"
    answer = Answer(tuple(columns), found[:limit], title, " ".join([*told, *subject.mind, *behind.sentences()]))
    if plot:
        from pipelines.answers.charts import save
        from pipelines.answers.figures_chart import figures_chart

        save(figures_chart(answer), plot)
        click.echo(f"wrote {plot}", err=True)
    if as_in_terminal(form):
        shown = found[: limit or _MOST_READ]
        more = f"The first {len(shown):,} of {len(found):,}; see --limit. " if len(shown) < len(found) else ""
        passages = (_passage(dict(zip(columns, row, strict=True))) for row in shown)
        read_out(title, passages, more + answer.note)
    else:
        if measure and told:
            click.echo("dyadwire: " + " ".join(told), err=True)  # a program would take the rows for those asked for
        show(answer, form)


def _passage(row: dict[str, Any]) -> Passage:
    heading = heading_of(row)
    if "outlets" not in row:
        return Passage(heading, row["text"], f"{row['published_date']}  {row['outlet']}  {row['url'] or '(no link)'}")
    told = f"{row['outlets']} outlet{'s' if row['outlets'] > 1 else ''}, first {row['first_date']} in {row['outlet']}"
    return Passage(f"{heading}  ({told})", row["text"], row["url"] or "(no link)")


def heading_of(row: dict[str, Any]) -> str:
    """Say a figure in one line: record $240 billion, trade, 2023, up from 2021.

    >>> row = dict.fromkeys(("value", "per", "text", "qualifier", "period_end", "direction", "baseline_text"))
    >>> heading_of(row | {"surface": "63%", "measure": "Trade", "period_start": None, "direction": "up"})
    '63%, trade, up'
    >>> heading_of(row | {"surface": "3%", "measure": None, "period_start": None, "baseline_text": "than in 2025"})
    '3%, compared with 2025'
    """
    from pipelines.answers.report import period_name
    from pipelines.answers.wording import amount_of, measure_of

    amount = amount_of(row)
    qualifier = row["qualifier"]
    if qualifier in AHEAD:
        amount = f"{amount} ({qualifier})"
    elif qualifier:
        amount = f"{qualifier} {amount}"
    # "more than in 2025" moved by its number: up, compared with 2025.
    base = _THAN.sub("compared with ", row["baseline_text"] or "")
    moved = " ".join(filter(None, (row["direction"], base)))
    return ", ".join(filter(None, (amount, measure_of(row), period_name(row), moved)))
