"""`dyadwire articles`: the articles behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, Row, cut, named_rows
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import (
    form_options,
    lake_option,
    list_limit,
    on_option,
    pair_argument,
    period_given,
    period_options,
)
from dyadwire.pipelines.ask.passages import UNDATED, Passage, read_out
from dyadwire.pipelines.ask.periods import Period
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.messages import plural

_MOST_READ = 100  # articles in a terminal


@click.command()
@pair_argument
@lake_option
@on_option
@period_options
@language_option
@click.option("--by", "order", type=click.Choice(["newest", "salience"]), default="newest", show_default=True,
              help="What comes first.")  # fmt: skip
@click.option("--originals", is_flag=True, help="Only originals: a wire story once, not each copy.")
@click.option("--outlet", help="Only this outlet.")
@list_limit(_MOST_READ, "articles")
@form_options
def command(
    places: tuple[str, ...],
    lake: str,
    on: Period | None,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    order: str,
    originals: bool,
    outlet: str | None,
    limit: int | None,
    form: str | None,
) -> None:
    """List the articles that are counted for a pair: outlet, date, title, link, and why each counts.

    These are the articles that `trend` and `top` count. Without a period, undated ones are listed too, last.
    """
    since, until = period_given(on, since, until)
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        asked: dict[str, Any] = {"order": order, "originals": originals, "outlet": outlet, "limit": limit and limit + 1}
        answer = ask(connection, subject, since, until, languages, **asked)
    shown = answer.rows[: limit or _MOST_READ]
    if not as_in_terminal(form):
        show(cut(answer, limit or MOST), form)
        return
    note = f"{_counted(answer.rows, shown, limit)} {answer.note}".lstrip()
    read_out(answer.title, map(passage, named_rows(answer.columns, shown)), note)


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    **asked: Any,
) -> Answer:
    """Answer with the articles counted for a pair; `asked` as `articles_about` takes it."""
    from dyadwire.pipelines.ask.articles import COLUMNS, articles_about
    from dyadwire.pipelines.ask.collected import list_answer
    from dyadwire.pipelines.ask.trends import check_outlets

    outlets = (asked["outlet"],) if asked.get("outlet") else ()
    check_outlets(connection, outlets)
    within: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    found = articles_about(connection, subject.code, **within, **asked)
    title, nothing = f"Articles about {subject.name}", "No article is counted for this pair in this period."
    within["outlets"] = outlets
    return list_answer(connection, COLUMNS, found, title, within, subject.notes, nothing=nothing)


def _counted(found: Sequence[Row], shown: Sequence[Row], limit: int | None) -> str:
    """Say how many there are: the count that `trend` and `top` give, and how many of it have no date."""
    if not found:
        return ""
    if limit and len(found) > limit:
        return f"The first {limit:,}; see --limit."
    undated = sum(row[0] is None for row in found)
    told = f"{plural(len(found), 'article')}{f', {undated:,} of them undated' if undated else ''}."
    return f"The first {len(shown):,} of {told} See --limit." if len(shown) < len(found) else told


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: date, outlet and title, why it counts, its link."""
    from dyadwire.pipelines.ask.wording import headline

    kind = "" if row["is_original"] else ", copy"
    heading = f"{row['published_date'] or UNDATED}  {row['outlet']}{kind}: {headline(row)}"
    return Passage(heading, f"salience {row['salience']:.2f}: {row['why']}", row["url"] or "(no link)")
