"""`dyadwire evidence`: the sentences behind a count."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from pipelines.answers import Answer, clean, show
from pipelines.asking import Day, check_period, form_options, lake_option, period_options


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
    from pipelines.query import connect, rows
    from pipelines.trends import read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        question = "FROM evidence($dyad, $since, $until) LIMIT $limit"
        columns, found = rows(connection, question, dyad=subject.code, since=since, until=until, limit=limit)
    if form is None and sys.stdout.isatty():
        _read_out([dict(zip(columns, row, strict=True)) for row in found], subject.name)
    else:
        show(Answer(tuple(columns), found), form)


def _read_out(found: Sequence[dict[str, Any]], name: str) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for row in found:
        kind = "" if row["is_original"] else "  (copy)"
        console.print(Text(f"{row['published_date']}  {clean(row['outlet'])}{kind}", style="bold"))
        console.print(Text(clean(row["title"])))
        console.print(highlighted(row["text"], row["marks"]) if row["text"] else Text("(texts are not kept)", "dim"))
        console.print(Text(clean(row["url"] or "(no link)"), style="dim"))
        console.print()
    if not found:
        console.print(f"No sentence names both sides of {name} in this period.")


def highlighted(text: str, marks: Sequence[dict[str, Any]]) -> Any:
    """Return the sentence with the country mentions in bold; control characters become spaces, one for one."""
    from rich.text import Text

    shown = Text("".join(clean(character) for character in text))
    for mark in marks:
        shown.stylize("bold reverse", mark["start"], mark["end"])
    return shown
