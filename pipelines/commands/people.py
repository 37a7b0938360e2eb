"""`dyadwire people`: public figures in the coverage of a pair."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.answer import cut
from dyadwire.pipelines.ask.options import most_of, pair_command
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.ask.questions.people import MOST_READ, OPTIONS, ask


@pair_command(OPTIONS)
def command(places: tuple[str, ...], lake: str, limit: int | None, form: str | None, **asked: Any) -> None:
    """List the public figures named in articles about a pair."""
    from dyadwire.pipelines.ask.subjects import ask_of_pair

    most = most_of(limit, MOST_READ, form)
    show(cut(ask_of_pair(ask, lake, places, **asked, limit=most + 1), most), form)
