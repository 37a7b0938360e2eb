"""Charts of the server's pages: of a trend, and of a country's above its pairs."""

from __future__ import annotations

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.trend_answer import SPLIT_COLUMNS
from dyadwire.pipelines.ask.trend_split import name_of_part
from dyadwire.pipelines.ask.values import percent
from dyadwire.pipelines.messages import plural
from dyadwire.pipelines.pages.plots import Plot, acts_plot, counts_plot, shares_plot

MOST_BARS = 5_000  # more make a page of megabytes, in which none can be told from its neighbours


def is_of_acts(answer: Answer) -> bool:
    """Tell a trend of acts from one of articles."""
    return "cooperation" in answer.columns


def plots_of(answer: Answer) -> list[Plot]:
    """Draw the periods of a trend in the order of time, whatever its table is sorted by; of several lines shares."""
    if len(answer.rows) > MOST_BARS:
        return []
    periods = sorted(answer.named, key=lambda row: row["period"])
    split = next((name for name in SPLIT_COLUMNS if name in answer.columns), None)
    if is_of_acts(answer):
        return [acts_plot(periods, answer.by, answer.bar)]
    if not split:
        return [counts_plot(periods, answer.by), shares_plot(periods, answer.by)]
    lines = dict.fromkeys(row[answer.columns.index(split)] for row in answer.rows)
    most = max((row["share"] or 0 for row in periods), default=0)
    return [
        shares_plot(
            [row for row in periods if row[split] == line], answer.by, name=name_of_part(split, line), most=most
        )
        for line in lines
    ]


def share_told(articles: int, every: int) -> str:
    """Tell a share with its denominator; nothing where that is none, as nothing was collected.

    >>> share_told(66, 167), share_told(0, 0)
    ('Named in 66 of 167 dated articles: 39.5%. ', '')
    """
    named = f"Named in {articles:,} of {plural(every, 'dated article')}"
    return f"{named}: {percent(articles / every)}. " if every else ""
