"""Which country pairs the news covers, and the figures reported about them.

>>> import dyadwire
>>> found = dyadwire.extract("Trade between China and Russia rose 12 percent in 2024.")
>>> [dyad["dyad"] for dyad in found["article_dyads"]], [figure["surface"] for figure in found["figures"]]
([['CHN', 'RUS']], ['12 percent'])
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Any

# Everything else is imported by who asks for it: Beam, spaCy and DuckDB take seconds.
if TYPE_CHECKING:
    from dyadwire.pipelines.python_api.lake import Lake

__all__ = ["extract", "open", "views"]


def extract(
    text: str, *, title: str = "", published_date: date | str | None = None, model: str | None = None
) -> dict[str, Any]:
    """Return what `dyadwire extract` prints of one text: countries, dyads, acts, figures and people as plain values.

    A dictionary: `language` is an ISO 639-1 code, or None; all else is lists of dictionaries, one a finding.

    Offsets count characters of `text`; what `title` tells is under names that begin with title_, by its own characters.
    `published_date` is a date or one as ISO 8601 writes it (2026-11-25); ValueError for another text. `model` is an
    installed spaCy pipeline that decides what rules leave open; it is loaded once. DyadwireError where it is not
    installed.
    """
    from dyadwire.pipelines.extraction import findings_of, load_engine

    for name, given in (("text", text), ("title", title)):
        if not isinstance(given, str):
            raise TypeError(f"{name} is a string, not {given!r:.80}")
    day = date.fromisoformat(published_date) if isinstance(published_date, str) else published_date
    return findings_of(text, title, day, load_engine(model))


def open(lake: str | os.PathLike[str]) -> Lake:  # noqa: A001 - read as dyadwire.open
    """Open a lake for questions: a DuckDB connection with the views and macros of views.sql loaded.

    It also answers what the commands that ask a lake do (`trend`, `top`, `figures`, `acts` …), each as a relation of
    DuckDB: `dyadwire.open("demo").trend("Russia", "China", since="2026").df()`.
    It keeps asking the snapshot that was the newest when it was opened. A takedown (`dyadwire forget`) removes files of
    that at once: open the lake again; SQL of your own fails with DuckDB's "No files found" until then. DyadwireError
    where there is no lake.
    """
    from dyadwire.pipelines.python_api.lake import Lake

    return Lake(lake)


def views() -> str:
    """Return views.sql: the views and macros over a lake, for DuckDB without dyadwire. Set `lake` before it."""
    from dyadwire.schemas.views import views_sql

    return views_sql()
