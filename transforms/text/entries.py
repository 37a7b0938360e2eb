"""What a feed or a sitemap lists."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry of a feed. Texts are plain; `published` is as written, `published_at` as understood."""

    link: str | None
    guid: str | None
    guid_is_unique: bool
    title: str
    published: str | None
    published_at: datetime | None
    content: str
    summary: str
    author: str | None
    language: str | None
    updated: str | None = None


class Feed(NamedTuple):
    """A feed: entries in order, or the slug that says why there are none.

    Slugs: empty, too_large, not_a_feed, unsafe (declares entities, or nests too deep), malformed, no_entries.
    """

    title: str
    entries: tuple[Entry, ...]
    problem: str | None = None
