"""Articles whose date has yet to come: misdated, kept as they are, and left out where no such date is asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dyadwire.pipelines.ask.periods import last_believed, span

if TYPE_CHECKING:  # DuckDB takes a while
    import duckdb


class DatedAhead(NamedTuple):
    """How many articles have a date that has yet to come, and the first and last of these dates."""

    articles: int
    first: date
    last: date

    @property
    def told(self) -> str:
        """What is said of them, behind their number.

        >>> DatedAhead(1, date(2099, 1, 1), date(2099, 1, 1)).told
        'dated after today (2099-01-01): left out of answers, unless --until asks for it'
        """
        such = "it" if self.articles == 1 else "them"
        return f"dated after today ({span(self.first, self.last)}): left out of answers, unless --until asks for {such}"


def dated_ahead_in(connection: duckdb.DuckDBPyConnection) -> DatedAhead | None:
    """Look for them in a lake that is opened; None where there are none. DyadwireError where it can't be asked."""
    from dyadwire.pipelines.ask.query import rows
    from dyadwire.pipelines.ask.views import make_named

    believed = last_believed()
    # Which dates a lake has takes longer than to find these, of which most lakes have none.
    if not rows(connection, "SELECT 1 FROM outlet_days WHERE published_date > $day LIMIT 1", day=believed)[1]:
        return None
    make_named(connection, "collected_days")  # sets `usual`: where the clock is wrong, later dates are usual
    question = """
        SELECT sum(articles)::BIGINT, min(published_date), max(published_date)
        FROM outlet_days
        WHERE published_date > greatest($believed, getvariable('usual').last_date) AND articles > 0"""
    _, ((articles, first, last),) = rows(connection, question, believed=believed)
    return DatedAhead(articles, first, last) if articles else None
