"""`dyadwire acts`: who did what to whom, with the sentence that says so."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import most_of, question_command
from dyadwire.pipelines.ask.passages import read_out
from dyadwire.pipelines.ask.printing import as_in_terminal, show
from dyadwire.pipelines.ask.questions.acts import MOST_READ, OPTIONS, ask, passage


@question_command(OPTIONS)
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """Show what two sides do to one another, newest first, each act with its sentence and link.

    A side is a country, or a bloc: EU is the bloc itself, EU:members each of its countries. Of one side alone all acts
    are shown: what it does to others, and others to it; --actor and --recipient ask for either.
    """
    from dyadwire.pipelines.ask.subjects import ask_of, read_subject

    most = most_of(limit, MOST_READ, form)
    answer = cut(ask_of(read_subject(places), ask, lake, **asked, limit=most + 1), most, "newest")
    if not as_in_terminal(form):
        show(answer, form)
        return
    read_out(answer.title, map(passage, answer.named), answer.notes)
