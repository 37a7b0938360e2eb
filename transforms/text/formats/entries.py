"""The type of one entry of a feed or sitemap."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Entry(NamedTuple):
    """One entry of a feed. Texts are plain; `published` is as written, `published_at` as understood, if plausible."""

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


TOO_MANY_ENTRIES = "too_many_entries"


class Feed(NamedTuple):
    """A feed: entries in order, and the slug that says why some of them, or all, are missing.

    Slugs: empty, too_large, not_a_feed, unsafe (declares entities, or nests too deep), malformed, no_entries,
    too_many_entries (the first ones are there).
    """

    title: str
    entries: tuple[Entry, ...]
    problem: str | None = None
