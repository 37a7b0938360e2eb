"""`dyadwire people`: public figures in the coverage of a pair."""

from __future__ import annotations

from datetime import date

import click

from pipelines.answers.asking import check_period, form_options, lake_option, period_options
from pipelines.answers.printing import Answer, show


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY COUNTRY | PAIR")
@lake_option
@period_options
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="How many people.")
@form_options
def command(
    places: tuple[str, ...], lake: str, since: date | None, until: date | None, limit: int, form: str | None
) -> None:
    """List the public figures named in articles about a pair."""
    check_period(since, until)
    from pipelines.answers.query import connect, rows
    from pipelines.answers.trends import Scope, collection, read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        question = "FROM people_of($dyad, $since, $until) LIMIT $limit"
        columns, found = rows(connection, question, dyad=subject.code, since=since, until=until, limit=limit)
        behind = collection(connection, Scope(since=since, until=until))
    nothing = [] if found else ["No public figure is known from articles about this pair in this period."]
    title, note = (
        f"People in articles about {subject.name}, {behind.dates}",
        [*nothing, *subject.mind, *behind.sentences()],
    )
    show(Answer(tuple(columns), found, title, " ".join(note), bar="articles"), form)
