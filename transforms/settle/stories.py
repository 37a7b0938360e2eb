"""Group near-duplicate and syndicated articles into stories, of a settled month only the days that changed.

The stories of a day depend on the articles of that day and of the four before it. A mark of these stands with the
settled stories: where it is the same, so are they.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dyadwire.schemas.arrow import schema_of, to_table
from dyadwire.schemas.manifest import Manifest, manifest_path, parse_json
from dyadwire.schemas.settled_records import Story
from dyadwire.schemas.tables import month_of
from dyadwire.transforms.extract.provenance import fingerprint
from dyadwire.transforms.settle.latest_revisions import (
    CURRENT,
    RANKED,
    counting_connection,
    current_articles,
    rows_of_days,
)
from dyadwire.transforms.settle.story_window import STORY_WINDOW, runs_of, with_neighbours
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, Parts, checksum_of, files_in_parts
from dyadwire.transforms.text.copies.stories import ComparedArticle, Copies, group_stories
from dyadwire.transforms.write.chunks import encode
from dyadwire.transforms.write.released import release_unused

Marks = dict[date, str]  # what the stories of each day were grouped from

# A full month at once would be a gigabyte; each run of days reads the four before it again.
AT_ONCE = 40_000
_LONGEST_MONTH = timedelta(days=31)
_MARKS = b"days"  # in the metadata of a month's stories
_MARK_DIGITS = 16
# What is settled only saves work: where it is gone, cannot be read or is of another form, all is grouped anew.
_DOUBTS = (OSError, pa.ArrowException, ValueError, TypeError, KeyError, AttributeError)
_CODE = (
    "transforms/settle/stories.py",
    *(f"transforms/text/copies/{name}.py" for name in ("signature_layout", "sketches", "stories")),
)
_MARKED = """
article_id, revision, fetched_at, published_date,
unhex(md5(concat_ws(
    '|', article_id, coalesce(epoch_us(published_at), 0), md5(title), coalesce(md5(signature), ''), outlet
))) AS mark
"""
_DAY = "published_date, count(*), md5(string_agg(hex(mark), '' ORDER BY article_id))"


class Day(NamedTuple):
    """The articles of a date: how many, and a mark of all that is compared of them."""

    articles: int
    mark: str


Days = dict[date, Day]


def stories_of(lake: str, month: str, *, anew: bool = False) -> bytes:
    """Return the stories of one month as an Arrow chunk, with the marks of its days in the metadata of its schema.

    Days whose mark is that of the settled month keep their rows, unless all are to be grouped `anew`.
    """
    parts = files_in_parts(lake, "articles", with_neighbours(month)[:2])  # originals come before their copies
    near_days = _days_near(parts, month)
    release_unused()  # of files that were unpacked, whose texts are no part of it
    marks = {day: mark for day, mark in _marks_of(near_days).items() if month_of(day) == month}
    settled, known = (_NOTHING, {}) if anew else _settled_stories(lake, month)
    changed = {day for day, mark in marks.items() if known.get(day) != mark}
    kept = settled.filter(pc.is_in(settled["published_date"], pa.array(marks.keys() - changed, pa.date32())))
    found = _grouped(parts, {day: each.articles for day, each in near_days.items()}, changed)
    stories = pa.concat_tables([kept, *found]).sort_by("article_id")
    written = json.dumps({f"{day}": mark for day, mark in sorted(marks.items())}).encode()
    return encode(stories.replace_schema_metadata({**(stories.schema.metadata or {}), _MARKS: written}))


def _days_near(parts: Parts, month: str) -> Days:
    """Return the days of the articles that the stories of a month depend on; no more of these is held than a mark."""
    first = date.fromisoformat(f"{month}-01")
    days = [first + timedelta(days=gap) for gap in range(-STORY_WINDOW.days, _LONGEST_MONTH.days)]
    columns = list(dict.fromkeys([*RANKED, *ComparedArticle._fields]))
    with counting_connection() as database:
        marked = [
            database.from_arrow(part).project(_MARKED).to_arrow_table()
            for part in rows_of_days(parts, "articles", columns, days)
        ]
        if not marked:
            return {}
        database.register("articles", pa.concat_tables(marked))
        counted = database.sql(CURRENT).aggregate(_DAY, "published_date").fetchall()
    return {day: Day(articles, mark) for day, articles, mark in counted}


def _needed(days: set[date]) -> set[date]:
    """Return some days and those before them whose articles theirs may copy."""
    return {day - timedelta(days=gap) for day in days for gap in range(STORY_WINDOW.days + 1)}


def _grouped(parts: Parts, counted: Mapping[date, int], changed: set[date]) -> Iterator[pa.Table]:
    """Yield the stories of changed days, a few days at a time, each with those before that their articles may copy."""
    compared = _needed(changed) & counted.keys()
    known: Copies = {}
    for run in runs_of(compared, lambda days: sum(counted[day] for day in _needed(days) & compared), AT_ONCE):
        near_days = _needed(run) & compared
        for day in known.keys() - near_days:
            del known[day]
        yield _group(parts, near_days, known, run & changed)


def _group(parts: Parts, days: set[date], known: Copies, wanted: set[date]) -> pa.Table:
    """Group the articles of some days, and return the stories of those that are wanted."""
    release_unused()  # of the days before
    articles = current_articles(parts, list(ComparedArticle._fields), days)
    candidates = [
        ComparedArticle(*row) for row in zip(*(column.to_pylist() for column in articles.columns), strict=True)
    ]
    del articles
    release_unused()
    stories = group_stories(candidates, STORY_WINDOW, known)
    return to_table(Story, [story for story in stories if story.published_date in wanted])


def _marks_of(near_days: Days) -> Marks:
    """Return what the stories of each day are grouped from: its articles, those of the days before it, and the code."""
    back = [timedelta(days=gap) for gap in range(STORY_WINDOW.days + 1)]
    own = {day: each.mark for day, each in near_days.items()}
    return {day: _hash(_code(), *(own.get(day - gap, "") for gap in back)) for day in own}


def _hash(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:_MARK_DIGITS]


@cache
def _code() -> str:
    """Return what tells the code that groups stories from that of other versions."""
    return f"{version('dyadwire')} {fingerprint(Path(__file__).parents[2], {}, _CODE)}"


def _settled_stories(lake: str, month: str) -> tuple[pa.Table, Marks]:
    """Return the stories of a settled month, with the marks of its days; nothing where there are none or a doubt."""
    try:
        stories = pq.read_table(io.BytesIO(_settled_file(lake, month)))
        marks = parse_json((stories.schema.metadata or {}).get(_MARKS, b"{}"))
        known = {date.fromisoformat(day): mark for day, mark in marks.items()}
    except _DOUBTS:
        return _NOTHING, {}
    return (stories, known) if stories.schema.equals(_NOTHING.schema) else (_NOTHING, {})


def _settled_file(lake: str, month: str) -> bytes:
    """Return the stories' file of a settled month as its manifest lists it; one of `_DOUBTS` where it is not that."""
    manifest = Manifest.from_json(filesystem.read(manifest_path(lake, f"{SETTLED}{month}")))
    listed = next((file for file in manifest.files if file.table == "stories"), None)
    content = filesystem.read(f"{lake}/{listed.path}") if listed else b""
    if not listed or checksum_of(content) != listed.checksum:
        raise ValueError(f"{month}: not the stories that were settled")
    return content


_NOTHING = schema_of(Story).empty_table()
