"""`dyadwire top`: the most covered pairs."""

from __future__ import annotations

from datetime import date

import click

from pipelines.answers.asking import check_period, form_options, lake_option, period_options, plot_option
from pipelines.answers.printing import Answer, show

_COLUMNS = ("dyad", "articles", "share", "originals", "mentioned_articles", "active_days", "country_a", "country_b")


@click.command()
@click.argument("place", required=False, metavar="[COUNTRY]")
@lake_option
@period_options
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="How many pairs.")
@plot_option
@form_options
def command(
    place: str | None, lake: str, since: date | None, until: date | None, limit: int, plot: str | None, form: str | None
) -> None:
    """List the most covered pairs of countries, or those of one COUNTRY or bloc."""
    check_period(since, until)
    from pipelines.answers.country_names import find_place, name_of, told_of_blocs
    from pipelines.answers.query import connect, rows
    from pipelines.answers.trends import Scope, collection

    side = find_place(place) if place else None
    with connect(lake) as connection:
        question = """
            SELECT country_a || '-' || country_b AS dyad, articles, share, originals, mentioned_articles, active_days,
                country_a, country_b
            FROM top_dyads($since, $until)
            WHERE $side IS NULL OR country_a IN (SELECT iso3 FROM members($side))
                OR country_b IN (SELECT iso3 FROM members($side))
            LIMIT $limit"""
        _, found = rows(connection, question, since=since, until=until, side=side and side.code, limit=limit)
        behind = collection(connection, Scope(since=since, until=until))
    named = [(f"{name_of(row[6])}–{name_of(row[7])}", *row) for row in found]
    title = f"The most covered pairs{f' of {side.name}' if side else ''}, {behind.dates}"
    brief = ("pair", "articles", "share", "originals", "active_days")
    answer = Answer(
        ("pair", *_COLUMNS), named, title, " ".join([*told_of_blocs(side), *behind.sentences()]), "articles", brief
    )
    if plot:
        from pipelines.answers.charts import ranking_chart, save

        save(ranking_chart(answer, label="pair", value="articles"), plot)
        click.echo(f"wrote {plot}", err=True)
    show(answer, form)
