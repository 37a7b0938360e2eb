"""`dyadwire movers`: pairs whose coverage changed."""

from __future__ import annotations

from datetime import date, timedelta

import click

from pipelines.answers.asking import Day, form_options, lake_option, plot_option
from pipelines.answers.printing import Answer, plural, show

_NOTE = (
    "Expected: originals at the rate of the {weeks} weeks before, for as many originals of all pairs. "
    "q is the chance of a false alarm, corrected for the number of pairs looked at."
)


@click.command()
@lake_option
@click.option("--until", type=Day(), help="Last date, inclusive.  [default: the last complete one]")
@click.option("--days", type=click.IntRange(1), default=7, show_default=True, help="Length of the recent period.")
@click.option("--weeks", type=click.IntRange(1), default=4, show_default=True, help="Weeks before to compare with.")
@click.option("--minimum", type=click.IntRange(1), default=5, show_default=True, help="Fewest originals to look at.")
@click.option("--all", "everything", is_flag=True, help="Show changes that may well be chance (q above 0.05) as well.")
@plot_option
@form_options
def command(
    lake: str,
    until: date | None,
    days: int,
    weeks: int,
    minimum: int,
    everything: bool,
    plot: str | None,
    form: str | None,
) -> None:
    """List pairs whose share of coverage changed more than chance explains."""
    from pipelines.answers.country_names import name_of
    from pipelines.answers.query import connect, rows
    from pipelines.answers.trends import Scope, collection

    question = """
        SELECT country_a || '-' || country_b AS dyad, country_a, country_b, recent, expected, ratio, recent_share,
            share_before, dispersion, p, q
        FROM movers($until, days := $days, weeks := $weeks, minimum := $minimum)
        WHERE $everything OR q <= 0.05"""
    asked = {"until": until, "days": days, "weeks": weeks, "minimum": minimum, "everything": everything}
    with connect(lake) as connection:
        columns, found = rows(connection, question, **asked)
        _, ((last,),) = rows(connection, "SELECT max(published_date) FROM calendar(NULL, $until)", until=until)
        first = last and last - timedelta(days=days - 1)
        start = first and first - timedelta(weeks=weeks)
        behind = collection(connection, Scope(since=start, until=last))
        before = collection(connection, Scope(since=start, until=first and first - timedelta(days=1)))
    named = [(f"{name_of(row[1])}–{name_of(row[2])}", *row) for row in found]
    brief = ("pair", "recent", "expected", "ratio", "recent_share", "share_before", "q")
    told = _NOTE.format(weeks=weeks) if found else _nothing(minimum, everything=everything)
    if not before.total_articles:
        told = f"Nothing was collected in the {plural(weeks, 'week')} before, to compare with."
    told = told if behind.collected_days else "Nothing was collected in this period."
    title = f"Pairs whose coverage changed, {first} to {last}" if last else "Pairs whose coverage changed"
    answer = Answer(("pair", *columns), named, title, " ".join([told, *behind.sentences()]), brief=brief)
    if plot:
        from pipelines.answers.charts import save
        from pipelines.answers.movers_chart import movers_chart

        save(movers_chart(answer), plot)
        click.echo(f"wrote {plot}", err=True)
    show(answer, form)


def _nothing(minimum: int, *, everything: bool) -> str:
    """Say what keeps every pair out: chance, or with all shown, too few originals."""
    if not everything:
        return "No pair changed more than chance explains (see --all)."
    lower = "; try --minimum 1" if minimum > 1 else ""
    return f"No pair has {plural(minimum, 'original')}, printed or expected{lower}."
