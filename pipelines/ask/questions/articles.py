"""The question `articles`: the articles behind a count."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import Text
from dyadwire.pipelines.ask.options import Options, list_limit, period_options
from dyadwire.pipelines.ask.passages import UNDATED, Passage

MOST_READ = 100  # articles in a terminal

OPTIONS = Options(
    period_options,
    language_option,
    click.option("--by", "order", type=click.Choice(["newest", "salience"]), default="newest", show_default=True,
                 help="What comes first."),
    click.option("--originals", is_flag=True, help="Only originals: a wire story once, not each copy."),
    click.option("--outlet", "outlets", type=Text(), multiple=True, help="Only this outlet (repeatable)."),
    click.option("--match", type=Text(), help="Only articles whose title or text contains this."),
    list_limit(MOST_READ, "articles"),
)  # fmt: skip


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    outlets: tuple[str, ...] = (),
    match: str | None = None,
    **asked: Any,
) -> Answer:
    """Answer with the articles counted for a pair or side, of some outlets or all; `articles_about` takes the rest."""
    from dyadwire.pipelines.ask.article_rows import COLUMNS, articles_about
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.trend_rows import find_outlets
    from dyadwire.pipelines.ask.wording import in_text

    within: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    within |= {"outlets": find_outlets(connection, outlets), "match": match}
    found, of_all = articles_about(connection, subject.code, **within, **asked)
    title = f"Articles {'about' if subject.other else 'that name'} {in_text(subject.name)}"
    nothing = f"No article is counted for this {subject.kind} in this period."
    shown: dict[str, Any] = {"nothing": nothing, "of_all": of_all, "subject": subject}
    return list_answer(connection, COLUMNS, found, title, within, read=subject.notes, **shown)


def passage(row: dict[str, Any]) -> Passage:
    """Write a row as it is read: date, outlet and title, why it counts, its link."""
    from dyadwire.pipelines.ask.wording import headline

    kind = "" if row["is_original"] else ", copy"
    heading = f"{row['published_date'] or UNDATED}  {row['outlet']}{kind}: {headline(row)}"
    salience = "" if row["salience"] is None else f"salience {row['salience']:.2f}: "
    return Passage(heading, f"{salience}{row['why']}", row["url"] or "(no link)")
