"""`dyadwire evidence`: the sentences behind a count."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from pipelines.answers.asking import Day, check_period, form_options, lake_option, period_options
from pipelines.answers.passages import Passage, read_out
from pipelines.answers.printing import Answer, as_in_terminal, show


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="COUNTRY COUNTRY | PAIR")
@lake_option
@click.option("--on", type=Day(), help="One date: the same as --since and --until.")
@period_options
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many sentences.")
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    on: date | None,
    since: date | None,
    until: date | None,
    limit: int,
    form: str | None,
) -> None:
    """Show the sentences that name both countries, with outlet, date and link, newest first."""
    since, until = on or since, on or until
    check_period(since, until)
    from pipelines.answers.query import connect, rows
    from pipelines.answers.trends import Scope, collection, read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        question = "FROM evidence($dyad, $since, $until) LIMIT $limit"
        columns, found = rows(connection, question, dyad=subject.code, since=since, until=until, limit=limit)
        behind = collection(connection, Scope(since=since, until=until))
    if as_in_terminal(form):
        named = [dict(zip(columns, row, strict=True)) for row in found]
        title = f"Sentences that name both sides of {subject.name}, {behind.dates}"
        more = [f"The newest {limit}; see --limit."] if len(found) == limit else []
        nothing = [] if found else ["No sentence is known to name both sides in this period."]
        read_out(title, map(_passage, named), " ".join([*nothing, *more, *subject.mind, *behind.sentences()]))
    else:
        show(Answer(tuple(columns), found), form)


def _passage(row: dict[str, Any]) -> Passage:
    kind = ", copy" if not row["is_original"] else ""
    named_only = "" if row["about"] else ", named in passing"
    heading = f"{row['published_date']}  {row['outlet']}{kind}{named_only}: {row['title']}"
    return Passage(heading, row["text"], row["url"] or "(no link)", row["marks"])
