"""`dyadwire articles`: the articles behind a count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dyadwire.pipelines.ask.answer import Row, cut, named_rows
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import question_command
from dyadwire.pipelines.ask.passages import read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.articles import MOST_READ, OPTIONS, ask, passage
from dyadwire.pipelines.messages import plural


@question_command(OPTIONS)
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """List the articles that are counted for a pair: outlet, date, title, link, and why each counts.

    These are the articles that `trend` and `top` count; of one country or bloc alone, those that name it. Without a
    period, undated ones are listed too, last.
    """
    from dyadwire.pipelines.ask.subjects import ask_of, read_subject

    answer = ask_of(read_subject(places), ask, lake, **asked, limit=limit and limit + 1)
    shown = answer.rows[: limit or MOST_READ]
    if not as_in_terminal(form):
        show(cut(answer, limit or MOST), form)
        return
    counted = _counted(answer.rows, shown, limit, answer.of_all or 0)
    read_out(answer.title, map(passage, named_rows(answer.columns, shown)), [*counted, *answer.notes])


def _counted(found: Sequence[Row], shown: Sequence[Row], limit: int | None, of_all: int) -> list[str]:
    """Say how many there are: the count that `trend` and `top` give, and how many of it have no date."""
    if not found:
        return []
    if limit and len(found) > limit:
        return [f"The first {limit:,} of {plural(of_all, 'article')}; see --limit."]
    undated = sum(row[0] is None for row in found)
    count = f"{plural(len(found), 'article')}{f', {undated:,} of them undated' if undated else ''}."
    return [f"The first {len(shown):,} of {count} See --limit." if len(shown) < len(found) else count]
