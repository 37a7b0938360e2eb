"""The question `people`: public figures in the coverage of a pair."""

from __future__ import annotations

from datetime import date
from typing import Any

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.languages import check_languages, english_only, language_option
from dyadwire.pipelines.ask.option_types import MOST
from dyadwire.pipelines.ask.options import Options, list_limit, period_options

MOST_READ = 30  # people, in a terminal

OPTIONS = Options(period_options, language_option, list_limit(MOST_READ, "people"))


def ask(
    connection: Any,
    subject: Any,
    since: date | None = None,
    until: date | None = None,
    languages: tuple[str, ...] = (),
    limit: int = MOST,
) -> Answer:
    """Answer with the public figures in articles about a pair, or those of one side, the most frequent first."""
    from dyadwire.pipelines.ask.lists import list_answer
    from dyadwire.pipelines.ask.query import rows
    from dyadwire.pipelines.ask.wording import in_text

    macro = "people_of" if subject.other else "people_of_side"
    question = f"FROM {macro}($code, $since, $until, $languages) LIMIT $limit"
    asked: dict[str, Any] = {"since": since, "until": until, "languages": check_languages(connection, languages)}
    columns, found = rows(connection, question, code=subject.code, limit=limit, **asked)
    known = "from articles about this pair" if subject.other else f"of this {subject.kind}"
    nothing = f"No public figure is known {known} in this period."
    title = (
        f"People in articles about {subject.name}"
        if subject.other
        else f"People of {in_text(subject.name)} in the news"
    )
    read = [*english_only("People", languages), *subject.notes]
    shown: dict[str, Any] = {"nothing": nothing, "subject": subject, "bar": "articles"}
    return list_answer(connection, columns, found, title, asked, read=read, **shown)
