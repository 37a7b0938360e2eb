"""`dyadwire top`: the most covered pairs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dyadwire.pipelines.ask.answer import Answer, more_notes
from dyadwire.pipelines.ask.completion import complete_places
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

_COLUMNS = (
    "dyad",
    "articles",
    "share",
    "originals",
    "mentioned_articles",
    "active_days",
    "undated",
    "country_a",
    "country_b",
)


@click.command()
@click.argument("place", required=False, metavar="[COUNTRY]", shell_complete=complete_places)
@lake_option
@period_options
@language_option
@click.option("--limit", type=Whole(), default=20, show_default=True, help="How many pairs.")
@act_class_option
@plot_option
@form_options
def command(
    place: str | None,
    lake: str,
    since: date | None,
    until: date | None,
    languages: tuple[str, ...],
    limit: int,
    of_class: str | None,
    confidence: float | None,
    plot: str | None,
    form: str | None,
) -> None:
    """List the most covered pairs of countries, or those of one COUNTRY or bloc."""
    check_period(since, until)
    from dyadwire.pipelines.ask.act_counts import acts_asked
    from dyadwire.pipelines.ask.query import connect

    acts = acts_asked(of_class, confidence)
    with connect(lake) as connection:
        answer = ask(connection, place, since, until, languages, limit, acts)
    if plot:
        from dyadwire.pipelines.charts.ranking import ranking_chart
        from dyadwire.pipelines.charts.vega import save

        save(ranking_chart(answer, label="pair", value=str(answer.bar)), plot)
        tell(f"wrote {plot}")
    asked_for = click.get_current_context().get_parameter_source("limit") is not ParameterSource.DEFAULT
    show(answer._replace(more=()) if asked_for else answer, form)


def ask(
    connection: Any,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    limit: int = MOST,
    acts: Acts | None = None,
) -> Answer:
    """Answer with the pairs of most articles, or acts, or those of one place; DyadwireError for no such place."""
    from dyadwire.pipelines.ask.act_counts import check_alone, top_acts
    from dyadwire.pipelines.ask.collected import list_answer
    from dyadwire.pipelines.ask.country_names import find_place, pair_name, place_notes
    from dyadwire.pipelines.ask.query import rows

    side = find_place(place) if place else None
    if acts:
        check_alone(command, {"languages": languages})
        return top_acts(connection, acts, side, (since, until), limit)
    question = """
        SELECT country_a || '-' || country_b AS dyad, articles, share, originals, mentioned_articles, active_days,
            undated, country_a, country_b, count(*) OVER ()
        FROM top_dyads($since, $until, $languages, $side) LIMIT $limit"""
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    _, listed = rows(connection, question, side=side and side.code, limit=limit, **asked)
    found, pairs = [row[:-1] for row in listed], listed[0][-1] if listed else 0
    named = [(pair_name(row[-2], row[-1]), *row) for row in found]
    title, nothing = f"The most covered pairs{f' of {side.name}' if side else ''}", "No pair is counted in this period."
    some_undated = ("undated",) if any(row[_COLUMNS.index("undated")] for row in found) else ()
    brief = ("pair", "articles", "share", "originals", *some_undated, "active_days")
    more = more_notes(limit, pairs, "pair")
    shown: dict[str, Any] = {"bar": "articles", "brief": brief, "more": (*more,)}
    notes = [*place_notes(side), *more]
    return list_answer(connection, ("pair", *_COLUMNS), named, title, asked, notes, nothing=nothing, **shown)
