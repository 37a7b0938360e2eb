"""The counts of a pair at the top of its report page, and the outlets that they come from."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.collected import Collection
from dyadwire.pipelines.ask.places import name_of
from dyadwire.pipelines.ask.values import percent
from dyadwire.pipelines.messages import plural


def summary_of(
    periods: list[dict[str, Any]], collected: Collection, undated: int, outlets: list[dict[str, Any]], of_all: int
) -> dict[str, Any]:
    """Tell the counts of `top`: where no period is asked, of dated and undated articles together."""
    days = (f"days collected{_in_part(collected)}", f"{collected.collected_days:,} of {collected.days:,}")
    if collected.is_unknown:
        unknown = f"{collected.dates.capitalize()}, so that nothing is known of this pair: no coverage would be 0."
        return {"lead": unknown, "numbers": [days], "articles_of_all": 0, "outlets": [], "outlets_of_all": 0}
    articles, originals = (sum(row[name] or 0 for row in periods) + undated for name in ("articles", "originals"))
    analysed = collected.total_articles + (collected.undated if collected.is_open else 0)
    among = plural(of_all, "outlet") if undated else f"{of_all:,} of {plural(collected.outlets, 'outlet')}"
    lead = (
        f"{articles:,} of {plural(analysed, 'article')} analysed {'is' if articles == 1 else 'are'} about this pair, "
        f"{collected.dates_and_undated}: "
        f"{plural(originals, 'original')} and {plural(articles - originals, 'copy')}, in {among}."
    )
    numbers = [
        _counted(articles, "article"),
        ("share of all articles", percent(articles / analysed) if analysed else "–"),
        _counted(originals, "original"),
        _counted(of_all, "outlet"),
        days,
    ]
    homes = [row | {"home": name_of(row["outlet_country"]) if row["outlet_country"] else ""} for row in outlets]
    told = {"lead": lead, "numbers": numbers, "articles_of_all": articles}
    return {**told, "outlets": homes, "outlets_of_all": of_all}


def _in_part(collected: Collection) -> str:
    """Return what stands behind the number of days: a day that was collected in part is not as good as it looks."""
    partial = collected.collected_days - collected.complete_days
    return f", {'all' if partial == collected.collected_days else f'{partial:,}'} in part" if partial else ""


def _counted(number: int, noun: str) -> tuple[str, str]:
    """Return what is counted, one or several, and its number."""
    written, _, name = plural(number, noun).partition(" ")
    return name, written
