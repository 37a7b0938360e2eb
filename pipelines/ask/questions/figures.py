"""The question `figures`: the numbers reported about a pair, or about one side alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer, confidence_notes
from dyadwire.pipelines.ask.languages import language_option
from dyadwire.pipelines.ask.option_types import Amount, Dates, Text
from dyadwire.pipelines.ask.options import Options, confidence_option, list_limit, period_options
from dyadwire.pipelines.ask.passages import UNDATED, Passage
from dyadwire.schemas.states import STATES
from dyadwire.schemas.topics import TOPICS

MOST_READ = 100  # passages in a terminal
LIKELY = "Likely: the probability that a figure is of just these two."
LIKELY_OF_SIDE = "Likely: the probability that a figure is of just the countries before it."
KINDS = ("money", "percent", "count", "quantity", "duration", "ordinal")

OPTIONS = Options(
    click.option("--measure", type=Text(), help="Only figures whose measure contains this, as in trade; where there "
                 "are none, those with this in their unit or sentence."),
    click.option("--topic", type=click.Choice(tuple(TOPICS), case_sensitive=False), metavar="TOPIC",
                 help="Only figures of this topic and those that are part of it: of trade also exports, imports, "
                 f"tariffs. One of {', '.join(TOPICS)}."),
    click.option("--kind", type=click.Choice(KINDS), metavar="KIND",
                 help=f"Only figures of this kind: {', '.join(KINDS)}."),
    click.option("--unit", type=Text(), help="Only figures in this currency or unit: USD, %, km/h, barrels, troops."),
    click.option("--period", type=Dates(),
                 help="Only figures of this time, or of a part of it: 2023, 2023-Q1, 2023-11."),
    click.option("--state", type=click.Choice(STATES, case_sensitive=False), metavar="STATE",
                 help="Only figures that are reported, or expected: a target, forecast or plan. One of which it is not "
                 "told, as in other languages than English, counts as reported."),
    click.option("--origin", metavar="SIDE", help="Only figures of what comes from this side: its exports, aid, loans, "
                 "people. Those of which it is not told are left out."),
    click.option("--destination", metavar="SIDE", help="Only figures of what goes to this side, likewise."),
    click.option("--min", "least", type=Amount(), help="Only figures of at least this value: 1000, 5m, 2.5bn, 1tn."),
    confidence_option("figures whose pair is"),
    period_options,
    language_option,
    list_limit(MOST_READ, "figures"),
    click.option("--each", is_flag=True, help="One row a report, not one row a figure."),
)  # fmt: skip


def ask(connection: Any, query: Any) -> tuple[Answer, list[str]]:
    """Answer a `FigureQuery`; return also the notes on how its rows fit what was asked for."""
    from dyadwire.pipelines.ask.figure_rows import figures
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.wording import in_text

    columns, found, fit = figures(connection, query)
    at = columns.index("confidence")
    of_pair = query.subject.other
    likely_note = [LIKELY if of_pair else LIKELY_OF_SIDE] if any(row[at] is not None for row in found) else []
    only = confidence_notes(f"of English news whose {'pair has' if of_pair else 'countries have'}", query.confidence)
    within = {"since": query.since, "until": query.until, "languages": query.languages}
    title, notes = f"Figures about {in_text(query.subject.name)}{query.conditions}", [*fit, *only, *likely_note]
    return list_answer(connection, columns, found, title, within, notes, read=query.notes, subject=query.subject), fit


def passage_of(subject: Any) -> Callable[[dict[str, Any]], Passage]:
    """Return what writes a row of an answer about a pair, or about one side alone."""
    return passage if subject.other else passage_of_side


def passage_of_side(row: dict[str, Any]) -> Passage:
    """Write a row of one side as `passage`, behind whose it is: China–Russia: $240 billion, trade, 2023."""
    from dyadwire.pipelines.ask.places import name_of, pair_name

    codes = row["countries"]
    whose = pair_name(*codes) if len(codes) == 2 else ", ".join(map(name_of, codes))
    written = passage(row)
    return written._replace(heading=f"{whose}: {written.heading}")


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: the figure in a line, its sentence, where it was reported."""
    from dyadwire.pipelines.ask.wording import likely

    heading, sure = heading_of(row), likely(row)
    if "outlets" not in row:
        date = row["published_date"] or UNDATED
        heading = "  ".join(filter(None, (heading, sure and f"({sure})")))
        return Passage(heading, row["text"], f"{date}  {row['outlet']}  {row['url'] or '(no link)'}")
    first = f"first {row['first_date']} in" if row["first_date"] else "undated, in"
    reported = f"{row['outlets']} outlet{'s' if row['outlets'] > 1 else ''}, {first} {row['outlet']}"
    beside = "; ".join(filter(None, (sure, reported)))
    return Passage(f"{heading}  ({beside})", row["text"], row["url"] or "(no link)")


def heading_of(row: dict[str, Any]) -> str:
    """Say a figure in one line: record $240 billion, trade, 2023, up from 2021; up 63 percent, trade, 2023, from 2021.

    >>> row = dict.fromkeys(("value", "per", "text", "qualifier", "state", "period_end", "direction", "baseline_text"))
    >>> heading_of(row | {"surface": "63%", "measure": "Trade", "period_start": None, "direction": "up"})
    '63%, trade, up'
    >>> heading_of(row | {"surface": "3%", "measure": None, "period_start": None, "baseline_text": "than in 2025"})
    '3%, compared with 2025'
    >>> moved = {"direction": "up", "baseline_text": "in 2003"}
    >>> heading_of(row | {"surface": "3%", "measure": None, "period_start": None} | moved)
    '3%, up compared with 2003'
    >>> heading_of(row | {"surface": "3%", "measure": None, "period_start": None, "role": "change"} | moved)
    'up 3%, compared with 2003'
    >>> changed = {"role": "change", "direction": "up"}
    >>> heading_of(row | {"surface": "$5bn", "measure": "crude", "period_start": None, "topic": "imports"})
    '$5bn, crude [imports]'
    >>> heading_of(row | {"surface": "$5bn", "measure": None, "period_start": None, "topic": "imports"})
    '$5bn [imports]'
    >>> heading_of(row | {"surface": "doubled", "unit": "time", "measure": "crude", "period_start": None} | changed)
    'doubled, crude'
    >>> sent = {"origin": "CHN", "destination": "RUS"}
    >>> heading_of(row | {"surface": "$5bn", "measure": "exports", "period_start": None} | sent)
    '$5bn, exports, China → Russia'
    >>> planned = {"qualifier": "at most", "state": "expected"}
    >>> heading_of(row | {"surface": "$5bn", "measure": None, "period_start": None} | planned)
    'at most $5bn (expected)'
    """
    from dyadwire.pipelines.ask.amounts import amount_of
    from dyadwire.pipelines.ask.figure_wording import base_of, claim_of, extent_of, flow_of, is_change, way_of
    from dyadwire.pipelines.ask.wording import period_name

    claim = claim_of(row)
    amount = " ".join(filter(None, (extent_of(row), amount_of(row), claim and f"({claim})")))
    way = way_of(row)
    if is_change(row):
        amount, way = f"{way} {amount}".strip(), ""
    moved = " ".join(filter(None, (way, base_of(row))))
    return ", ".join(filter(None, (*_subject_of(row, amount), flow_of(row), period_name(row), moved)))


def _subject_of(row: dict[str, Any], amount: str) -> tuple[str, ...]:
    """Write the amount and its measure, the last of them with the topic where the measure does not name it."""
    from dyadwire.pipelines.ask.figure_wording import measure_of

    measure, topic = measure_of(row), row.get("topic")
    named = (amount, measure) if measure else (amount,)
    return named if not topic or topic in measure.lower() else (*named[:-1], f"{named[-1]} [{topic}]")
