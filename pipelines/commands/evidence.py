"""`dyadwire evidence`: the sentences behind a count."""

from __future__ import annotations

from typing import Any

import click

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import form_options, lake_option, most_of, pair_argument
from dyadwire.pipelines.ask.passages import read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.evidence import MOST_READ, OPTIONS, ask, passage


@click.command()
@pair_argument
@lake_option
@OPTIONS
@form_options
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """Show the sentences that name both countries, with outlet, date and link.

    Those of articles that are counted, as they are really about the pair, come first, then those that name it in
    passing; of either the newest first.
    """
    from dyadwire.pipelines.ask.subjects import ask_of_pair

    most = most_of(limit, MOST_READ, form)
    answer = cut(ask_of_pair(ask, lake, places, **asked, limit=most + 1), most)
    if as_in_terminal(form):
        read_out(answer.title, map(passage, answer.named), answer.notes)
    else:
        show(answer, form)
