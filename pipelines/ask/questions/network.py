"""The question `network`: countries as a graph."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, more_notes
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import Whole
from dyadwire.pipelines.ask.options import Options, act_class_option, period_options

OPTIONS = Options(
    period_options,
    language_option,
    click.option("--minimum", type=Whole(), default=1, show_default=True, help="Fewest articles, or acts, of an edge."),
    click.option("--limit", type=Whole(), help="How many pairs, the heaviest first.  [default: all]"),
    act_class_option,
)


def heaviest(answer: Answer, limit: int) -> Answer:
    """Keep the first edges, and say how many there are."""
    notes = (*more_notes(limit, len(answer.rows), "edge"), *answer.notes)
    return answer._replace(rows=answer.rows[:limit], notes=notes)


def ask(
    connection: Any,
    since: date | None = None,
    until: date | None = None,
    minimum: int = 1,
    languages: tuple[str, ...] = (),
    of_class: str | None = None,
    confidence: float | None = None,
) -> Answer:
    """Answer with the edges of the graph, the heaviest first: articles about pairs, or who does some acts to whom."""
    from dyadwire.pipelines.ask.act_counts import act_network, acts_asked, heaviest_first
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.query import rows

    if acts := acts_asked(of_class, confidence, OPTIONS, {"languages": languages}):
        return act_network(connection, acts, (since, until), minimum)
    question = "FROM network($since, $until, minimum := $minimum, languages := $languages)"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    columns, found = rows(connection, question, minimum=minimum, **asked)
    found = heaviest_first(found)
    fits = f"of {minimum:,} articles or more " if minimum > 1 else ""
    nothing = f"No pair {fits}is counted in this period."
    shown: dict[str, Any] = {"bar": "weight", "brief": ("source", "target", "weight", "share")}
    return list_answer(connection, columns, found, "Countries covered together", asked, nothing=nothing, **shown)
