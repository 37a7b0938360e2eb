"""`dyadwire people`: public figures in the coverage of a pair."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import most_of, question_command
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.people import MOST_READ, OPTIONS, ask


@question_command(OPTIONS)
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """List the public figures named in articles about a pair, or those of one country or bloc, wherever named."""
    from dyadwire.pipelines.ask.subjects import ask_of, read_subject

    most = most_of(limit, MOST_READ, form)
    show(cut(ask_of(read_subject(places), ask, lake, **asked, limit=most + 1), most), form)
