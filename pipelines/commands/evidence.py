"""`dyadwire evidence`: the sentences behind a count."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, cut
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import (
    form_options,
    lake_option,
    list_limit,
    most_of,
    on_option,
    pair_argument,
    period_given,
    period_options,
)
from dyadwire.pipelines.ask.passages import UNDATED, Passage, read_out
from dyadwire.pipelines.ask.periods import Period
from dyadwire.pipelines.ask.printing import as_in_terminal, show

_MOST_READ = 100  # sentences, in a terminal


@click.command()
@pair_argument
@lake_option
@on_option
@period_options
@language_option
@click.option("--counted", is_flag=True, help="Only from articles that are counted: those really about the pair.")
@list_limit(_MOST_READ, "sentences")
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    on: Period | None,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    counted: bool,
    limit: int | None,
    form: str | None,
) -> None:
    """Show the sentences that name both countries, with outlet, date and link.

    Those of articles that are counted, as they are really about the pair, come first, then those that name it in
    passing; of either the newest first.
    """
    since, until = period_given(on, since, until)
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_pair

    subject = read_pair(places)
    most = most_of(limit, _MOST_READ, form)
    with connect(lake) as connection:
        answer = ask(connection, subject, since, until, languages, counted=counted, limit=most + 1)
    answer = cut(answer, most)
    if as_in_terminal(form):
        read_out(answer.title, map(passage, answer.named), answer.note)
    else:
        show(answer, form)


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    *,
    counted: bool = False,
    limit: int = MOST,
) -> Answer:
    """Answer with the sentences that name both sides, those of counted articles first, of either the newest."""
    from dyadwire.pipelines.ask.collected import list_answer
    from dyadwire.pipelines.ask.query import rows

    question = "FROM evidence($dyad, $since, $until, $languages) WHERE about OR NOT $counted LIMIT $limit"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    columns, found = rows(connection, question, dyad=subject.code, counted=counted, limit=limit, **asked)
    title = f"Sentences that name both sides of {subject.name}"
    nothing = "No sentence is known to name both sides in this period."
    return list_answer(connection, columns, found, title, asked, subject.notes, nothing=nothing)


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: date, outlet and title, the sentence with its countries marked, its link."""
    from dyadwire.pipelines.ask.wording import headline

    kind = ", copy" if not row["is_original"] else ""
    named_only = "" if row["about"] else ", named in passing"
    heading = f"{row['published_date'] or UNDATED}  {row['outlet']}{kind}{named_only}: {headline(row)}"
    return Passage(heading, row["text"], row["url"] or "(no link)", row["marks"])
