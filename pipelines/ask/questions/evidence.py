"""The question `evidence`: the sentences behind a count."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import Options, list_limit, period_options
from dyadwire.pipelines.ask.passages import UNDATED, Passage
from dyadwire.pipelines.messages import plural

MOST_READ = 100  # sentences, in a terminal
_UNNAMED = """
    SELECT count(*) FROM articles_of($dyad, $since, $until, $languages)
    WHERE article_id NOT IN (SELECT unnest($named))"""
_OF_ONE_SIDE = "SELECT count(*), 0 FROM evidence_of_side($dyad, $since, $until, $languages)"
# Where there are more sentences than were asked for: how many, and how many counted articles none of them is of.
_OF_ALL = """
    WITH told AS MATERIALIZED (FROM evidence($dyad, $since, $until, $languages))
    SELECT
        (SELECT count(*) FROM told WHERE about OR NOT $counted),
        (SELECT count(*) FROM articles_of($dyad, $since, $until, $languages)
            ANTI JOIN told USING (article_id))"""

OPTIONS = Options(
    period_options,
    language_option,
    click.option(
        "--counted",
        is_flag=True,
        help="Only from articles that are counted: those really about the pair; of one side all are.",
    ),
    list_limit(MOST_READ, "sentences"),
)


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    *,
    counted: bool = False,
    limit: int = MOST,
) -> Answer:
    """Answer with the sentences that name both sides, those of counted articles first, of either the newest.

    Of one side alone with those that name it: all of their articles are counted.
    """
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.query import rows
    from dyadwire.pipelines.ask.wording import in_text

    macro = "evidence" if subject.other else "evidence_of_side"
    question = f"FROM {macro}($dyad, $since, $until, $languages) WHERE about OR NOT $counted LIMIT $limit"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    given, which = {"dyad": subject.code, **asked}, {"counted": counted}
    columns, found = rows(connection, question, **given, **which, limit=limit)
    of_all, unnamed = _of_all(connection, subject, columns, found, given, which, whole=len(found) < limit)
    named = f"both sides of {subject.name}" if subject.other else in_text(subject.name)
    whom = "both sides" if subject.other else "one of them" if subject.one.is_members else "it"
    nothing = f"No sentence is known to name {whom} in this period."
    left_out = _unnamed(unnamed, subject.code)
    shown: dict[str, Any] = {"nothing": nothing, "of_all": of_all, "notes": left_out, "left_out": left_out}
    shown["subject"] = subject
    title = f"Sentences that name {named}"
    return list_answer(connection, columns, found, title, asked, read=subject.notes, **shown)


def _of_all(
    connection: Any,
    subject: Any,
    columns: list[str],
    found: list[Any],
    given: dict[str, Any],
    which: dict[str, Any],
    *,
    whole: bool,
) -> tuple[int, int]:
    """Return how many sentences there are, and how many counted articles none of them is of; `whole`: none was cut."""
    from dyadwire.pipelines.ask.query import rows

    if not subject.other:
        return (len(found), 0) if whole else rows(connection, _OF_ONE_SIDE, **given)[1][0]
    if not whole:
        return rows(connection, _OF_ALL, **given, **which)[1][0]
    at = columns.index("article_id")  # all of them are there: what each is of need not be asked again
    _, ((unnamed,),) = rows(connection, _UNNAMED, **given, named=list({row[at] for row in found}))
    return len(found), unnamed


def _unnamed(count: int, dyad: str) -> tuple[str, ...]:
    """Say how many articles count though no sentence names both sides, as when one goes from one to the other."""
    articles = f"{plural(count, 'article')} {'counts' if count == 1 else 'count'}"
    which = f"though no sentence of {'it' if count == 1 else 'them'} names both"
    return (f"{articles}, {which}; `dyadwire articles {dyad}` lists all.",) if count else ()


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: date, outlet and title, the sentence with its countries marked, its link."""
    from dyadwire.pipelines.ask.wording import headline

    kind = ", copy" if not row["is_original"] else ""
    named_only = "" if row["about"] else ", named in passing"
    heading = f"{row['published_date'] or UNDATED}  {row['outlet']}{kind}{named_only}"
    if (row["title"] or "").strip():  # an address stands below
        heading += f": {headline(row)}"
    return Passage(heading, row["text"], row["url"] or "(no link)", row["marks"])
