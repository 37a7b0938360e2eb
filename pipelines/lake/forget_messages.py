"""Say what a takedown would remove, and what similar texts it leaves: it must not look like more than it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.lake.forget_selection import ABOUT, Selection
from dyadwire.pipelines.messages import plural
from dyadwire.transforms.storage.committed import committed_files, read_rows

_SHOWN = 3  # addresses or outlets named in a sentence
_LEAST_TITLE = 20  # characters: shorter ones are headings that many articles share
_MOST_SOUGHT = 100  # articles whose mentions are looked for: each reads every text of the lake once


def what_goes(selected: Selection, requests: dict[str, int]) -> str:
    """Return in words what goes; an empty string where nothing does."""
    articles = selected.articles.group_by("article_id").aggregate([("outlet", "min")])
    outlets = Counter(articles["outlet_min"].to_pylist()).most_common()
    parts = []
    if outlets:
        names = ", ".join(f"{number:,} of {outlet}" for outlet, number in outlets[:_SHOWN])
        more = f" and {plural(len(outlets) - _SHOWN, 'more outlet')}" if len(outlets) > _SHOWN else ""
        days = list(dict.fromkeys(map(str, (selected.days[:1] + selected.days[-1:]))))
        span = f", published {' to '.join(days)}" if days else ""
        parts.append(f"{plural(articles.num_rows, 'article')} ({names}{more}{span})")
    counts = {"request": requests["fetches"], "failure": requests["failures"]}
    return ", ".join([*parts, *(plural(number, noun) for noun, number in counts.items() if number)])


def what_stays(lake: str, selected: Selection) -> tuple[str, ...]:
    """Return sentences on what stays: what has no date, copies at other addresses, articles that name those gone."""
    rows = read_rows(committed_files(lake, "articles"), "articles", ABOUT)
    rows = rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(sorted(selected.ids), pa.string()))))
    return (*_outlets(selected), *_undated(lake, selected, rows), *_copies(selected, rows), *_naming(lake, selected))


def titles_of(selected: Selection) -> list[str]:
    """Return the titles by which articles that were named one by one would be known elsewhere."""
    if not selected.request.is_named or len(selected.ids) > _MOST_SOUGHT:
        return []
    return [title for title in set(selected.articles["title"].to_pylist()) if len(title) >= _LEAST_TITLE]


def _outlets(selected: Selection) -> Iterator[str]:
    """Say that the block list holds outlets by name: a hash of a domain would hide nothing."""
    if names := sorted(selected.request.rule.outlets):
        yield f"the name {', '.join(names)}, by which the lake keeps its articles out"


def _undated(lake: str, selected: Selection, rows: pa.Table) -> Iterator[str]:
    if selected.request.before is None or selected.request.undated:
        return
    failures = read_rows(committed_files(lake, "failures"), "failures", ["fetched_date"])["fetched_date"].null_count
    articles = pc.and_(pc.is_null(rows["published_date"]), pc.is_null(rows["fetched_at"]))
    number = len(set(rows.filter(articles)["article_id"].to_pylist()))
    counts = ((number, "article"), (failures, "failure"))
    if counted := " and ".join(plural(number, noun) for number, noun in counts if number):
        yield f"{counted} without any date: add --undated to remove them too"


def _copies(selected: Selection, rows: pa.Table) -> Iterator[str]:
    """Say where the same text stands at another address, if articles were named one by one."""
    if not selected.request.is_named:
        return
    copies = rows.filter(pc.is_in(rows["text_hash"], selected.articles["text_hash"].combine_chunks()))
    if copies.num_rows:
        places = sorted({row["url"] or row["outlet"] for row in copies.select(["url", "outlet"]).to_pylist()})
        yield f"the same text at other addresses: {_some(places)}"


def _naming(lake: str, selected: Selection) -> Iterator[str]:
    ids = selected.ids
    marks = [
        *titles_of(selected),
        *(selected.addresses if selected.request.is_named and len(ids) <= _MOST_SOUGHT else ()),
    ]
    places: set[str] = set()
    for path in committed_files(lake, "articles") if marks and ids else ():
        rows = read_rows([path], "articles", ["article_id", "url", "outlet", "title", "text"])
        for row in rows.filter(_any_of(rows, marks)).select(["article_id", "url", "outlet"]).to_pylist():
            if row["article_id"] not in ids:
                places.add(row["url"] or row["outlet"])
    if places:
        yield f"the title or address in other articles: {_some(sorted(places))}"


def _any_of(rows: pa.Table, marks: list[str]) -> pa.Array:
    found = pa.array([False] * rows.num_rows, pa.bool_())
    for mark in marks:
        for column in ("title", "text"):
            found = pc.or_(found, pc.fill_null(pc.match_substring(rows[column], mark), False))
    return found


def _some(places: list[str]) -> str:
    more = f" and {len(places) - _SHOWN:,} more" if len(places) > _SHOWN else ""
    return ", ".join(places[:_SHOWN]) + more
