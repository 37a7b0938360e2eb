"""`dyadwire people`: public figures in the coverage of a pair."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, cut
from dyadwire.pipelines.ask.languages import check_languages, english_only, language_option
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import (
    check_period,
    form_options,
    lake_option,
    list_limit,
    most_of,
    pair_argument,
    period_options,
)
from dyadwire.pipelines.ask.printing import show

_MOST_READ = 30  # people, in a terminal


@click.command()
@pair_argument
@lake_option
@period_options
@language_option
@list_limit(_MOST_READ, "people")
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
    check_period(since, until)
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_pair

    subject = read_pair(places)
    most = most_of(limit, _MOST_READ, form)
    with connect(lake) as connection:
        answer = ask(connection, subject, since, until, languages, most + 1)
    show(cut(answer, most), form)


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    limit: int = MOST,
) -> Answer:
    """Answer with the public figures in articles about a pair, the most frequent first."""
    from dyadwire.pipelines.ask.collected import list_answer
    from dyadwire.pipelines.ask.query import rows

    question = "FROM people_of($dyad, $since, $until, $languages) LIMIT $limit"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    columns, found = rows(connection, question, dyad=subject.code, limit=limit, **asked)
    nothing = "No public figure is known from articles about this pair in this period."
    title, notes = f"People in articles about {subject.name}", [*english_only("People", languages), *subject.notes]
    return list_answer(connection, columns, found, title, asked, notes, nothing=nothing, bar="articles")
