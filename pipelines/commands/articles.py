"""`dyadwire articles`: the articles behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Row, cut, named_rows
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import form_options, lake_option, pair_argument
from dyadwire.pipelines.ask.passages import read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.articles import MOST_READ, OPTIONS, ask, passage
from dyadwire.pipelines.messages import plural


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
    order: str,
    originals: bool,
    outlet: str | None,
    limit: int | None,
    form: str | None,
) -> None:
    """List the articles that are counted for a pair: outlet, date, title, link, and why each counts.

    These are the articles that `trend` and `top` count. Without a period, undated ones are listed too, last.
    """
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.pipelines.ask.subjects import read_pair

    subject = read_pair(places)
    with connect(lake) as connection:
        asked: dict[str, Any] = {"order": order, "originals": originals, "outlet": outlet, "limit": limit and limit + 1}
        answer = ask(connection, subject, since, until, languages, **asked)
    shown = answer.rows[: limit or MOST_READ]
    if not as_in_terminal(form):
        show(cut(answer, limit or MOST), form)
        return
    note = f"{_counted(answer.rows, shown, limit, answer.of_all or 0)} {answer.note}".lstrip()
    read_out(answer.title, map(passage, named_rows(answer.columns, shown)), note)


def _counted(found: Sequence[Row], shown: Sequence[Row], limit: int | None, of_all: int) -> str:
    """Say how many there are: the count that `trend` and `top` give, and how many of it have no date."""
    if not found:
        return ""
    if limit and len(found) > limit:
        return f"The first {limit:,} of {plural(of_all, 'article')}; see --limit."
    undated = sum(row[0] is None for row in found)
    count = f"{plural(len(found), 'article')}{f', {undated:,} of them undated' if undated else ''}."
    return f"The first {len(shown):,} of {count} See --limit." if len(shown) < len(found) else count
