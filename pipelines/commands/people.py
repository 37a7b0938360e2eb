"""`dyadwire people`: public figures in the coverage of a pair."""

from __future__ import annotations

from datetime import date

import click

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import form_options, lake_option, most_of, pair_argument
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.people import MOST_READ, OPTIONS, ask


@click.command()
@pair_argument
@lake_option
@OPTIONS
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    limit: int | None,
    form: str | None,
) -> None:
    """List the public figures named in articles about a pair."""
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_pair

    subject = read_pair(places)
    most = most_of(limit, MOST_READ, form)
    with connect(lake) as connection:
        answer = ask(connection, subject, since, until, languages, most + 1)
    show(cut(answer, most), form)
