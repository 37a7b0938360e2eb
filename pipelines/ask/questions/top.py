"""The question `top`: the most covered pairs."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, more_notes
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST, Whole
from dyadwire.pipelines.ask.options import Options, act_class_option, period_options

_COLUMNS = (
    "dyad",
    "country_a",
    "country_b",
    "articles",
    "share",
    "originals",
    "mentioned_articles",
    "active_days",
    "undated",
    "total_articles",
)
_QUESTION = f"""
    SELECT country_a || '-' || country_b AS dyad, {", ".join(_COLUMNS[1:])}
    FROM top_dyads($since, $until, $languages, $side)"""  # noqa: S608 — no value is written into it

OPTIONS = Options(
    period_options,
    language_option,
    click.option("--limit", type=Whole(), default=20, show_default=True, help="How many pairs."),
    act_class_option,
)


def ask(
    connection: Any,
    place: str | None = None,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    limit: int = MOST,
    of_class: str | None = None,
    confidence: float | None = None,
) -> Answer:
    """Answer with the pairs of most articles, or acts, or those of one place; DyadwireError for no such place."""
    from dyadwire.pipelines.ask.act_counts import acts_asked, top_acts
    from dyadwire.pipelines.ask.country_names import find_place, place_notes
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.places import folded, pair_name
    from dyadwire.pipelines.ask.query import rows
    from dyadwire.pipelines.ask.wording import in_text

    side = None if place is None else find_place(place)
    if acts := acts_asked(of_class, confidence, OPTIONS, {"languages": languages}):
        return top_acts(connection, acts, side, (since, until), limit)
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    _, listed = rows(connection, _QUESTION, side=side and side.code, **asked)
    ranked = sorted(((pair_name(*row[1:3]), *row) for row in listed), key=lambda row: (-row[4], folded(row[0])))
    named = ranked[:limit]
    title = f"The most covered pairs{f' of {in_text(side.name)}' if side else ''}"
    nothing = "No pair is counted in this period."
    some_undated = ("undated",) if any(row[1 + _COLUMNS.index("undated")] for row in named) else ()
    brief = ("pair", "articles", "share", "originals", *some_undated, "active_days")
    more = more_notes(limit, len(ranked), "pair")
    shown: dict[str, Any] = {"bar": "articles", "brief": brief, "more": (*more,), "read": place_notes(side)}
    return list_answer(connection, ("pair", *_COLUMNS), named, title, asked, more, nothing=nothing, **shown)
