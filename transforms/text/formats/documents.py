"""Types of what is read: slices of input, documents, and leads (what is known of one candidate article)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from dyadwire.transforms.text.formats.feeds import Entry


class UnusableError(Exception):
    """An input that cannot be used: a slug for the reason, and a message for people.

    `place` is which part of a file it is, where it is one of several: each is a failure of its own.
    """

    def __init__(self, reason: str, message: str = "", place: str | None = None) -> None:
        super().__init__(message or reason.replace("_", " "))
        self.reason = reason
        self.place = place


NO_FILE = "no file"  # the kind of a slice that cannot be opened


class Slice(NamedTuple):
    """A range of bytes of one input file that holds whole documents. `name` is what failure rows call it."""

    path: str
    name: str
    kind: str  # feed, html, text, jsonl, array and record (of JSON), csv, tsv, parquet, warc, unknown, no file
    start: int
    end: int
    day_first: bool | None = None  # of dates such as 03/11/2026 in its records, as others in the file tell


class Document(NamedTuple):
    """Raw bytes of a feed, a page, a text or a JSON record. A page of a WARC file carries its place, not its body.

    Bodies that wait for their feed entries would be held by the shuffle five times over; places cost nothing.
    """

    uri: str
    kind: str  # feed, page, text, record, revisit
    url: str | None
    fetched_at: datetime | None
    body: bytes | None = None
    path: str | None = None
    offset: int | None = None
    content_type: str | None = None
    final_url: str | None = None  # where redirects led; the feed's address stays in `url`, by which entries are joined
    day_first: bool | None = None  # that of the slice


class ListedEntry(NamedTuple):
    """One feed entry and the feed that listed it."""

    entry: Entry
    feed_url: str
    fetched_at: datetime | None


class Lead(NamedTuple):
    """All that is known of one candidate article before it is parsed: its documents, and the entries that list it."""

    uri: str
    documents: tuple[Document, ...] = ()
    entries: tuple[ListedEntry, ...] = ()
