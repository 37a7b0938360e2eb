"""Group near-duplicate and syndicated articles into stories."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow.compute as pc

from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.records import Story
from dyadwire.schemas.tables import month_of
from dyadwire.transforms.settle.latest_revisions import current_articles
from dyadwire.transforms.settle.story_window import STORY_WINDOW, near
from dyadwire.transforms.text.stories import Candidate, group_stories
from dyadwire.transforms.write.chunks import encode

_LONGEST_MONTH = timedelta(days=31)


def stories_of(lake: str, month: str) -> bytes:
    """Return the stories of one month as an Arrow chunk."""
    columns = ["article_id", "published_date", "published_at", "title", "signature"]
    rows = current_articles(lake, near(month)[:2], columns)  # originals come before their copies
    first = date.fromisoformat(f"{month}-01")
    after_start = pc.greater_equal(rows["published_date"], first - STORY_WINDOW)
    close = rows.filter(pc.and_(after_start, pc.less(rows["published_date"], first + _LONGEST_MONTH)))
    stories = group_stories([Candidate(**row) for row in close.to_pylist()], STORY_WINDOW)
    in_month = [story for story in stories if month_of(story.published_date) == month]
    return encode(to_table(Story, in_month))
