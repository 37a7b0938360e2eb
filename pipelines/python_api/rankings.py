"""Questions from Python about all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.questions import movers, network, top
from dyadwire.pipelines.python_api.answering import Answering, Day, question, read_options


class Rankings(Answering):
    """The questions `dyadwire top`, `movers` and `network`, by articles or by acts."""

    @question(top.OPTIONS)
    def top(
        self,
        place: str | None = None,
        *,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        languages: Sequence[str] = (),
        limit: int | None = None,
        of_class: str | None = None,
        confidence: float | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Return the most covered pairs, or those of one place, as `dyadwire top`; all of them without a limit.

        A row a pair, that of most articles first; `share` is 0 to 1, of all articles analysed. With `of_class` those
        with most acts that are likely enough, with `confidence=0` of all. DyadwireError for no such place.
        """
        of_acts = {"of_class": of_class, "confidence": confidence}
        asked = read_options(top.OPTIONS, on=on, since=since, until=until, languages=languages, limit=limit, **of_acts)
        answer = top.ask(self._asked, place, **asked | {"limit": asked["limit"] or MOST})
        return self._answered(answer, "top_acts()" if of_class else "top_dyads()")

    @question(movers.OPTIONS)
    def movers(
        self,
        *,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        days: int | None = None,
        weeks: int = 4,
        minimum: int = 5,
        everything: bool = False,
        languages: Sequence[str] = (),
        of_class: str | None = None,
        confidence: float | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Return the pairs that changed more than chance explains, as `dyadwire movers`; `everything` is its --all.

        A row a pair, the least likely chance first. `recent` and `expected` are originals, or acts of `of_class`, of
        the last `days` and of as long at the rate of `weeks` before; pairs with fewer than `minimum` are left out. `q`
        is p corrected for all pairs looked at (Benjamini and Hochberg, 1995). DyadwireError for `days` beside `since`.
        """
        spans = {"days": days, "weeks": weeks, "minimum": minimum, "languages": languages}
        asked = read_options(
            movers.OPTIONS, on=on, since=since, until=until, of_class=of_class, confidence=confidence, **spans
        )
        answer = movers.ask(self._asked, **asked, everything=everything)
        return self._answered(answer, "act_movers()" if of_class else "movers()")

    @question(network.OPTIONS)
    def network(
        self,
        *,
        since: Day = None,
        until: Day = None,
        on: Day = None,
        languages: Sequence[str] = (),
        minimum: int = 1,
        limit: int | None = None,
        of_class: str | None = None,
        confidence: float | None = None,
    ) -> duckdb.DuckDBPyRelation:
        """Return the pairs as edges of a graph, as `dyadwire network`; of acts an edge goes from who acts to whom.

        A row an edge, the heaviest first, of those with a `weight` (articles, or acts) of at least `minimum`.
        """
        of_acts = {"of_class": of_class, "confidence": confidence}
        within = {"on": on, "since": since, "until": until, "languages": languages}
        asked = read_options(network.OPTIONS, minimum=minimum, limit=limit, **within, **of_acts)
        most = asked.pop("limit") or MOST
        answer = network.heaviest(network.ask(self._asked, **asked), most)
        return self._answered(answer, "act_network()" if of_class else "network()")
