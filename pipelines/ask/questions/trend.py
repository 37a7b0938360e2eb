"""The question `trend`: how much the news covers a pair, over time."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.languages import check_languages, language_option
from dyadwire.pipelines.ask.option_types import Text, Whole
from dyadwire.pipelines.ask.options import BY, Options, act_class_option, period_options

SPLITS = ("language", "outlet-country")

OPTIONS = Options(
    click.option(
        "--by", type=click.Choice(BY), help="Length of a period.  [default: the shortest that suits all: day, week …]"
    ),
    period_options,
    click.option("--share", is_flag=True, help="Draw the share of all articles analysed, not the count."),
    click.option("--originals", is_flag=True, help="Count originals alone: wire stories once, not each copy."),
    click.option("--against", multiple=True, metavar="PAIR", help="Show another pair beside it (repeatable)."),
    click.option("--mean", type=Whole(2), help="Add the moving average of N periods; of shares, the share of all N."),
    click.option("--outlet", "outlets", multiple=True, help="Only this outlet (repeatable)."),
    click.option("--outlet-country", "homes", multiple=True, help="Only outlets of this country (repeatable)."),
    language_option,
    click.option("--split", type=click.Choice(SPLITS), help="One line for each language, or each country of outlets."),
    click.option("--match", type=Text(), help="Only articles whose title or text contains this."),
    click.option("--panel", is_flag=True, help="Only outlets collected completely on every day on which any was."),
    act_class_option,
)


def ask(
    connection: Any,
    subjects: list[Any],
    *,
    by: str = "day",
    since: date | None = None,
    until: date | None = None,
    of_class: str | None = None,
    confidence: float | None = None,
    **of_articles: Any,
) -> Answer:
    """Answer a trend for every subject, one after the other; `bar` of the answer is the measure asked for.

    With `of_class`, how many acts a pair, or a country, has of each class; DyadwireError beside options of articles.
    """
    from dyadwire.pipelines.ask.act_counts import act_trend, acts_asked
    from dyadwire.pipelines.ask.subjects import one_of

    if acts := acts_asked(of_class, confidence, OPTIONS, of_articles):
        return act_trend(connection, one_of(subjects), acts, by, (since, until))
    return _count_articles(connection, subjects, by, since, until, **of_articles)


def _count_articles(
    connection: Any,
    subjects: list[Any],
    by: str,
    since: date | None,
    until: date | None,
    *,
    share: bool = False,
    originals: bool = False,
    mean: int | None = None,
    outlets: tuple[str, ...] = (),
    homes: tuple[str, ...] = (),
    match: str | None = None,
    panel: bool = False,
    languages: tuple[str, ...] = (),
    split: str | None = None,
) -> Answer:
    """With `split`, one of SPLITS, a single subject for every language, or country of outlets, in a column so named."""
    from dyadwire.pipelines.ask.collected import Scope
    from dyadwire.pipelines.ask.country_names import find_country
    from dyadwire.pipelines.ask.trend_answer import answer_trend
    from dyadwire.pipelines.ask.trend_rows import find_outlets

    codes = tuple(find_country(home).code for home in homes)
    held = find_outlets(connection, outlets)
    scope = Scope(by, since, until, held, codes, match, panel, check_languages(connection, languages))
    measure = ("originals" if originals else "articles") if not share else ("originals_share" if originals else "share")
    return answer_trend(connection, subjects, scope, measure, mean, column_of(split))


def column_of(split: str | None) -> str | None:
    """Return the column that tells the lines of a split trend apart."""
    return split and split.replace("-", "_")
