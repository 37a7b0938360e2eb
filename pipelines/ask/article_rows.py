"""The rows of a question about articles: which are about a pair, and why each is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from dyadwire.pipelines.ask.answer import named_rows
from dyadwire.pipelines.ask.places import MEMBERS
from dyadwire.pipelines.ask.query import limited_rows, rows
from dyadwire.pipelines.messages import plural

COLUMNS = (
    "published_date", "outlet", "title", "url", "salience", "why", "is_original", "in_title", "sentences",
    "relational_sentences", "language", "outlet_country", "article_id", "story_id", "opening",
)  # fmt: skip
# Some corpora write the address of an article above its text, which tells a reader nothing.
_WITHOUT_ADDRESS = r"regexp_replace(text, '^\s*https?://\S+\s+', '')"
# Null dates last: an undated article is in no trend.
# Of one side alone no salience is known: how often it is named stands in its place.
_ORDERS = {
    "newest": "published_date DESC NULLS LAST, salience DESC",
    "salience": "salience DESC, salience IS NULL AND in_title DESC, if(salience IS NULL, sentences, 0) DESC, "
    "published_date DESC",
}


def articles_about(
    connection: duckdb.DuckDBPyConnection,
    dyad: str,
    since: date | None = None,
    until: date | None = None,
    *,
    order: str = "newest",
    originals: bool = False,
    outlets: Sequence[str] = (),
    match: str | None = None,
    limit: int | None = None,
    languages: Sequence[str] | None = None,
    count_all: bool = True,
) -> tuple[list[tuple[Any, ...]], int]:
    """Return the articles counted for a pair, or one side alone, as rows of COLUMNS, in the order newest or salience.

    Undated ones are among them where no period is given. With the rows, how many there are, those beyond the limit
    counted only with `count_all`.
    """
    question = _question(dyad, order, matching=bool(match))
    asked: dict[str, Any] = {"dyad": dyad, "since": since, "until": until, "originals": originals}
    asked |= {"outlets": list(outlets) or None, **({"match": match} if match else {})}
    most = limit or 2**40
    if count_all:
        _, found, of_all = limited_rows(connection, question, most, **asked, languages=languages)
    else:
        _, found = rows(connection, f"{question} LIMIT $limit", **asked, languages=languages, limit=most)
        of_all = len(found)
    at = COLUMNS.index("why")
    whom = "one of them" if dyad.endswith(MEMBERS) else "it"
    told = named_rows(COLUMNS, found)
    reasons = [why(row) if "-" in dyad else why_of_side(row, whom) for row in told]
    return [(*row[:at], reason, *row[at + 1 :]) for row, reason in zip(found, reasons, strict=True)], of_all


def _question(subject: str, order: str, *, matching: bool) -> str:
    """Return the SQL that asks for the articles; its names and its order are those above, not of the asker."""
    made = {"why": "NULL AS why", "opening": f"left({_WITHOUT_ADDRESS}, 100) AS opening"}
    names = ", ".join(made.get(name, name) for name in COLUMNS)
    matched = "matching('about', $match)" if matching else "about"  # to look for no text takes as long as for one
    return f"""
        WITH about AS (
            FROM {"articles_of" if "-" in subject else "articles_of_side"}($dyad, $since, $until, $languages)
            WHERE (is_original OR NOT $originals) AND ($outlets IS NULL OR list_contains($outlets, outlet))
        )
        SELECT {names} FROM {matched}
        ORDER BY {_ORDERS[order]}, outlet, article_id"""  # noqa: S608


def why(row: dict[str, Any]) -> str:
    """Say what makes an article count for a pair.

    >>> why({"in_title": True, "sentences": 4, "relational_sentences": 1})
    'both in the title; 4 sentences name both, 1 relates them'
    >>> why({"in_title": False, "sentences": 0, "relational_sentences": 0})
    'no sentence names both; the text goes from one to the other'
    """
    title = ["both in the title"] if row["in_title"] else []
    count, related = row["sentences"], row["relational_sentences"]
    if not count:
        return "; ".join([*title, "no sentence names both; the text goes from one to the other"])
    named = f"{plural(count, 'sentence')} {'names' if count == 1 else 'name'} both"
    relate = f", {related:,} {'relates' if related == 1 else 'relate'} them" if related else ""
    return "; ".join([*title, named + relate])


def why_of_side(row: dict[str, Any], whom: str = "it") -> str:
    """Say what makes an article count for one side alone, or for the members of a bloc.

    >>> why_of_side({"in_title": True, "sentences": 2}), why_of_side({"in_title": False, "sentences": 1}, "one of them")
    ('in the title; 2 sentences name it', '1 sentence names one of them')
    """
    count = row["sentences"]
    named = [f"{plural(count, 'sentence')} {'names' if count == 1 else 'name'} {whom}"] if count else []
    return "; ".join([*(["in the title"] if row["in_title"] else []), *named])
