"""`dyadwire network`: countries as a graph."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dyadwire.pipelines.ask.answer import Answer, more_notes
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST, Whole
from dyadwire.pipelines.ask.options import (
    act_class_option,
    check_period,
    form_options,
    lake_option,
    period_options,
    plot_option,
)
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.messages import tell

if TYPE_CHECKING:
    from dyadwire.pipelines.ask.act_counts import Acts  # DuckDB takes a while


@click.command()
@lake_option
@period_options
@language_option
@click.option(
    "--minimum",
    type=Whole(),
    default=1,
    show_default=True,
    help="Fewest articles, or acts, of an edge.",
)
@click.option("--limit", type=Whole(), help="How many pairs, the heaviest first.  [default: all]")
@act_class_option
@plot_option
@form_options
def command(
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    minimum: int,
    limit: int | None,
    of_class: str | None,
    confidence: float | None,
    plot: str | None,
    form: str | None,
) -> None:
    """List pairs as the edges of a graph: source, target, weight (articles) and share.

    With --class edges have a direction, from who acts to whom, and weigh acts.
    """
    check_period(since, until)
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.query import connect

    acts = acts_asked(of_class, confidence)
    with connect(lake) as connection:
        every = ask(connection, since, until, minimum, languages, acts)
    answer = heaviest(every, limit or MOST)
    if plot:
        from dyadwire.pipelines.charts.network import network_chart
        from dyadwire.pipelines.charts.vega import save

        save(network_chart(answer._replace(notes=every.notes)), plot)  # a picture tells itself how many it draws
        tell(f"wrote {plot}")
    show(answer, form)


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
    acts: Acts | None = None,
) -> Answer:
    """Answer with the edges of the graph, the heaviest first: articles about pairs, or who does some acts to whom."""
    from dyadwire.pipelines.ask.act_counts import act_network, check_alone
    from dyadwire.pipelines.ask.collected import list_answer
    from dyadwire.pipelines.ask.query import rows

    if acts:
        check_alone(command, {"languages": languages})
        return act_network(connection, acts, (since, until), minimum)
    question = "FROM network($since, $until, minimum := $minimum, languages := $languages)"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    columns, found = rows(connection, question, minimum=minimum, **asked)
    fits = f"of {minimum:,} articles or more " if minimum > 1 else ""
    nothing = f"No pair {fits}is counted in this period."
    return list_answer(connection, columns, found, "Countries covered together", asked, nothing=nothing, bar="weight")
