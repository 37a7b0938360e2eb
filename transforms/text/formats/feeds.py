"""Feeds: RSS 0.9x to 2.0, RDF, Atom, JSON Feed and sitemaps to entries. Nothing is fetched, no entity is expanded."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import feedparser
from feedparser.mixin import _FeedParserMixin

from dyadwire.transforms.text.formats.broken_json import read_broken_feed
from dyadwire.transforms.text.formats.dates import parse_instant
from dyadwire.transforms.text.formats.entries import TOO_MANY_ENTRIES, Entry, Feed
from dyadwire.transforms.text.formats.feed_markup import (
    decode_feed,
    drop_unsafe_entries,
    is_left_open,
    markup_problem,
    mend_references,
    root_start,
)
from dyadwire.transforms.text.formats.json_values import load_json
from dyadwire.transforms.text.formats.markup import clean_text, drop_controls, html_to_text, language_code
from dyadwire.transforms.text.formats.sitemaps import looks_like_sitemap, parse_sitemap
from dyadwire.transforms.text.formats.urls import http_url

MAX_FEED = 16 * 2**20  # bytes; podcast archives reach 10 MB, news feeds 2 MB
MAX_ENTRIES = 5000  # newest first in practice; a sitemap's limit is 50,000, feeds rarely list 500
MAX_GUID = 2000  # characters

_FEED_ROOT = re.compile(rb"<\s*(?:[A-Za-z0-9_.-]{1,40}:)?(rss|rdf|feed|channel)[\s>/:]", re.I)
_HTML_ROOT = re.compile(rb"<\s*(?:!doctype\s+html|html[\s>])", re.I)
_HEAD = 65536  # bytes in which a document must show what it is
_MOST_TOLD = 2  # titles of one link in a feed: what has more is the home page, say, and would make them all one article
_LONGEST_NAME = 100  # characters of an author in which the parser may look for an e-mail address


_sync_author_detail = _FeedParserMixin._sync_author_detail


def _sync_short_author(parser: _FeedParserMixin, key: str = "author") -> None:
    author = parser._get_context().get(key) or ""
    if len(author) <= _LONGEST_NAME:
        _sync_author_detail(parser, key)


# The parser searches authors for e-mail addresses, and takes the square of their length: a feed could keep it for days.
_FeedParserMixin._sync_author_detail = _sync_short_author


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Parse a feed as it came over the wire, decompressed. Never raises: what can't be read has a problem.

    `url` is what relative links are resolved against; `content_type` is the HTTP header, if there was one.
    """
    if not body.strip():
        return Feed("", (), "empty")
    if len(body) > MAX_FEED:
        return Feed("", (), "too_large")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _parse_json_feed(body, url)
    return _parse_xml_feed(body, url, content_type)


def looks_like_feed(body: bytes) -> bool:
    """Tell whether a document is meant to be a feed, by its first bytes: for archives that don't say."""
    head = body[:_HEAD].replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return b"jsonfeed.org/version/" in head
    html = _HTML_ROOT.search(head)
    feed = _FEED_ROOT.search(head)
    return bool(feed) and not (html and feed and html.start() < feed.start())


def _parse_xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    decoded = decode_feed(body, content_type)
    start = root_start(decoded)
    text, problem = _parsable(decoded, start)
    if text is None:
        return Feed("", (), problem)
    # What stands before the root tells nothing more, and the parser would look through it line by line.
    markup = mend_references(text[start:]).encode("utf-8", "replace")
    if looks_like_sitemap(markup):
        return _some(parse_sitemap(markup, url).feed, problem)
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(
            io.BytesIO(markup), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:
        return Feed("", (), "malformed")
    return _some(_feed_of(parsed, body, url), problem)


def _parsable(text: str, start: int) -> tuple[str | None, str | None]:
    """Return what of a feed its parser may have, and what is wrong with the rest."""
    problem = markup_problem(text, start)
    if problem == "unsafe" or is_left_open(text):
        rest = drop_unsafe_entries(text[start:])
        problem = problem or ("malformed" if len(rest) < len(text) - start else None)
        text = text[:start] + rest
    return None if problem and markup_problem(text, start) else text, problem


def _some(feed: Feed, problem: str | None) -> Feed:
    """Tell what is wrong with those entries of a feed that are not there."""
    return feed._replace(problem=problem) if problem else feed


def _feed_of(parsed: Any, body: bytes, url: str) -> Feed:
    title = clean_text(_text(parsed.feed, "title"))
    language = language_code(_text(parsed.feed, "language"))
    entries = _told_apart(_xml_entry(raw, url, language) for raw in parsed.entries[:MAX_ENTRIES])
    if entries:
        return Feed(title, entries, _beyond(len(parsed.entries)))
    if not _text(parsed, "version") and not looks_like_feed(body):
        return Feed(title, (), "not_a_feed")
    return Feed(title, (), "malformed" if parsed.bozo else "no_entries")


def _beyond(listed: int) -> str | None:
    return TOO_MANY_ENTRIES if listed > MAX_ENTRIES else None


def _xml_entry(raw: dict[str, Any], base: str, feed_language: str | None) -> Entry:
    contents = [_text(part, "value") for part in dict.get(raw, "content", ()) if isinstance(part, dict)]
    link = _text(raw, "feedburner_origlink") or _text(raw, "link")
    written = next((date for name in ("published", "created", "updated") if (date := _text(raw, name).strip())), None)
    return _entry(
        link=link,
        base=base,
        guid=_text(raw, "id"),
        title=_text(raw, "title"),
        written=written,
        updated=_text(raw, "updated"),
        content=max(contents, key=len, default=""),
        summary=_text(raw, "summary"),
        author=_text(raw, "author"),
        language=language_code(_text(raw, "language")) or feed_language,
    )


def _entry(
    *,
    link: str,
    base: str,
    guid: str,
    title: str,
    written: str | None,
    updated: str,
    content: str,
    summary: str,
    author: str,
    language: str | None,
) -> Entry:
    return Entry(
        link=http_url(link, base) if link else None,
        guid=drop_controls(guid).strip()[:MAX_GUID] or None,
        guid_is_unique=False,
        title=clean_text(title),
        published=drop_controls(written)[:200] if written else None,
        published_at=parse_instant(written) if written else None,
        content=html_to_text(content),
        summary=html_to_text(summary),
        author=clean_text(author, 200) or None,
        language=language,
        updated=drop_controls(updated)[:200] or None,
    )


def _told_apart(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Drop entries that say nothing at all and links that are no article's, and mark guids that no other entry has."""
    said = [entry for entry in entries if entry.link or entry.title or entry.content or entry.summary]
    told = {(entry.link, entry.title or entry.content or entry.summary) for entry in said}
    shared = {link for link, count in Counter(link for link, words in told if words).items() if count > _MOST_TOLD}
    said = [entry._replace(link=None) if entry.link in shared else entry for entry in said]
    count = Counter(entry.guid for entry in said)
    return tuple(entry._replace(guid_is_unique=bool(entry.guid) and count[entry.guid] == 1) for entry in said)


def _text(raw: dict[str, Any], name: str) -> str:
    # Not raw.get: feedparser's dictionaries answer for other keys, with a warning.
    value = dict.get(raw, name)
    return value if isinstance(value, str) else ""


def _parse_json_feed(body: bytes, url: str) -> Feed:
    problem = None
    try:
        document = load_json(body)
    except (ValueError, RecursionError):
        document, missing = read_broken_feed(body, MAX_ENTRIES + 1)  # one more, to tell that there is
        problem = "malformed" if missing else None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return Feed("", (), problem or "not_a_feed")
    language = language_code(_text(document, "language"))
    authors = document.get("authors")
    raws = (raw for raw in document["items"][:MAX_ENTRIES] if isinstance(raw, dict))
    entries = _told_apart(_json_entry(raw, url, language, authors) for raw in raws)
    problem = problem or (_beyond(len(document["items"])) if entries else "no_entries")
    return Feed(clean_text(_text(document, "title")), entries, problem)


def _json_entry(raw: dict[str, Any], base: str, feed_language: str | None, feed_authors: object) -> Entry:
    identifier = raw.get("id")
    authors = raw.get("authors") or ([raw["author"]] if raw.get("author") else feed_authors)
    names = (
        [_text(author, "name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    )
    return _entry(
        link=_text(raw, "url") or _text(raw, "external_url"),
        base=base,
        guid=str(identifier) if isinstance(identifier, str | int) else "",
        title=_text(raw, "title"),
        written=_text(raw, "date_published") or _text(raw, "date_modified") or None,
        updated=_text(raw, "date_modified"),
        content=_text(raw, "content_html") or _text(raw, "content_text").replace("<", "&lt;"),
        summary=_text(raw, "summary"),
        author=", ".join(name for name in names if name),
        language=language_code(_text(raw, "language")) or feed_language,
    )


__all__ = ["Entry", "Feed", "looks_like_feed", "parse_feed"]
