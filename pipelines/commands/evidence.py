"""`dyadwire evidence`: the sentences behind a count."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import most_of, question_command
from dyadwire.pipelines.ask.passages import read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.evidence import MOST_READ, OPTIONS, ask, passage


@question_command(OPTIONS)
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """Show the sentences that name both countries, or one country or bloc, with outlet, date and link.

    Those of articles that are counted, as they are really about the pair, come first, then those that name it in
    passing; of either the newest first.
    """
    from dyadwire.pipelines.ask.subjects import ask_of, read_subject

    most = most_of(limit, MOST_READ, form)
    answer = cut(ask_of(read_subject(places), ask, lake, **asked, limit=most + 1), most)
    if as_in_terminal(form):
        read_out(answer.title, map(passage, answer.named), answer.notes)
    else:
        show(answer, form)
