"""Feeds: RSS 0.9x to 2.0, RDF, Atom, JSON Feed and sitemaps to entries. Nothing is fetched, no entity is expanded."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import feedparser
from charset_normalizer import from_bytes

from transforms.text.dates import parse_date
from transforms.text.entries import Entry, Feed
from transforms.text.markup import clean_text, drop_controls, html_to_text
from transforms.text.sitemaps import looks_like_sitemap, parse_sitemap
from transforms.text.urls import http_url

MAX_FEED = 16 * 2**20  # bytes; podcast archives reach 10 MB, news feeds 2 MB
MAX_ENTRIES = 5000  # newest first in practice; a sitemap's limit is 50,000, feeds rarely list 500
MAX_TAGS = 500_000  # the parser takes 10 µs a tag; 5,000 entries of 100 tags fit
MAX_DEPTH = 1000  # nested elements; real feeds stay below 20, sloppy HTML in one entry below some hundreds
MAX_GUID = 2000  # characters

_ROOT = re.compile(rb"<(?![?!])\s*[A-Za-z]")
_FEED_ROOT = re.compile(rb"<\s*(?:[A-Za-z0-9_.-]{1,40}:)?(rss|rdf|feed|channel)[\s>/:]", re.I)
_HTML_ROOT = re.compile(rb"<\s*(?:!doctype\s+html|html[\s>])", re.I)
_TAG = re.compile(rb"<!\[CDATA\[|<!--|<(/?)[A-Za-z_][^<>]*>")
_UNTIL = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_ENTRY_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"'][^>]{0,200}?\?>", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\0<", b"\0\0\xfe\xff")  # marks of UTF-16 and UTF-32
# Bytes that XML forbids; escape (1b) stays, since ISO-2022 encodings are made of it.
_FORBIDDEN = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D, 0x1B))
_TO_SPACE = bytes(0x20 if code in _FORBIDDEN else code for code in range(256))
_HEAD = 65536  # bytes in which a document must show what it is
_SAMPLE = 65536  # bytes from which an encoding is guessed


def parse_feed(body: bytes, url: str, content_type: str | None = None) -> Feed:
    """Parse a feed as it came over the wire, decompressed. Never raises: what can't be read has a problem.

    `url` is what relative links are resolved against; `content_type` is the HTTP header, if there was one.
    """
    problem = _problem_before_parsing(body)
    if problem:
        return Feed("", (), problem)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _parse_json_feed(body, url)
    if looks_like_sitemap(body):
        return parse_sitemap(body, url).feed
    return _parse_xml_feed(body, url, content_type)


def looks_like_feed(body: bytes) -> bool:
    """Tell whether a document is meant to be a feed, by its first bytes: for archives that don't say."""
    head = body[:_HEAD].replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return b"jsonfeed.org/version/" in head
    html = _HTML_ROOT.search(head)
    feed = _FEED_ROOT.search(head)
    return bool(feed) and not (html and feed and html.start() < feed.start())


def _problem_before_parsing(body: bytes) -> str | None:
    if not body.strip():
        return "empty"
    if len(body) > MAX_FEED:
        return "too_large"
    head = body[:_HEAD].replace(b"\0", b"")
    root = _ROOT.search(head)
    if b"<!ENTITY" in head[: root.start() if root else None].upper():
        return "unsafe"
    narrow = body.replace(b"\0", b"")  # UTF-16 reads like ASCII without its zeros
    if narrow.count(b"<") > MAX_TAGS:
        return "too_large"
    return "unsafe" if _too_deep(narrow) else None


def _too_deep(body: bytes) -> bool:
    """Tell whether elements nest beyond MAX_DEPTH, without trusting the document to be well-formed.

    CDATA and comments are text. Every entry's end starts anew, so that unclosed tags of a sloppy feed never add up.
    """
    depth, position = 0, 0
    while found := _TAG.search(body, position):
        tag, position = found[0], found.end()
        if tag in _UNTIL:
            closing = body.find(_UNTIL[tag], position)
            if closing < 0:
                return False
            position = closing
        elif found[1]:
            depth = 0 if _ENTRY_END.match(tag) else max(depth - 1, 0)
        elif not tag.endswith(b"/>"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
    return False


def _parse_xml_feed(body: bytes, url: str, content_type: str | None) -> Feed:
    body, content_type = _decodable(body, content_type)
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        parsed = feedparser.parse(
            io.BytesIO(body), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:
        return Feed("", (), "malformed")
    title = clean_text(_text(parsed.feed, "title"))
    language = _language(_text(parsed.feed, "language"))
    entries = _mark_unique_guids(_xml_entry(raw, url, language) for raw in parsed.entries[:MAX_ENTRIES])
    if entries:
        return Feed(title, entries)
    if not parsed.version and not looks_like_feed(body):
        return Feed(title, (), "not_a_feed")
    return Feed(title, (), "malformed" if parsed.bozo else "no_entries")


def _decodable(body: bytes, content_type: str | None) -> tuple[bytes, str | None]:
    """Return bytes that are what they claim to be; a feed that is not in its declared encoding becomes UTF-8."""
    if body.startswith(_WIDE):
        return body, content_type
    body = body.translate(_TO_SPACE)
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    in_header = _CHARSET.search(content_type or "")
    encodings = [in_header[1] if in_header else "", declared[1].decode("ascii") if declared else "", "utf-8"]
    if any(encoding and _decodes(body, encoding) for encoding in encodings):
        return body, content_type
    guess = from_bytes(_sample(body)).best()
    text = body.decode(guess.encoding if guess else "windows-1252", "replace")
    if declared:
        text = text.partition("?>")[2]
    return text.encode(), "application/xml; charset=utf-8"


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return False
    return True


def _sample(body: bytes) -> bytes:
    """Return the part of a document that tells its encoding: what is not ASCII, and some of its surroundings."""
    foreign = re.sub(rb"[\x00-\x7f]{40,}", b" ", body[: 8 * _SAMPLE])
    return foreign[:_SAMPLE]


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
        language=_language(_text(raw, "language")) or feed_language,
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
        published_at=parse_date(written) if written else None,
        content=html_to_text(content),
        summary=html_to_text(summary),
        author=clean_text(author, 200) or None,
        language=language,
        updated=drop_controls(updated)[:200] or None,
    )


def _mark_unique_guids(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Drop entries that say nothing at all, and mark guids that no other entry of the feed has."""
    said = [entry for entry in entries if entry.link or entry.title or entry.content or entry.summary]
    count = Counter(entry.guid for entry in said)
    return tuple(entry._replace(guid_is_unique=bool(entry.guid) and count[entry.guid] == 1) for entry in said)


def _text(raw: dict[str, Any], name: str) -> str:
    # Not raw.get: feedparser's dictionaries answer for other keys, with a warning.
    value = dict.get(raw, name)
    return value if isinstance(value, str) else ""


def _language(written: str) -> str | None:
    code = re.match(r"\s*([A-Za-z]{2})(?:[-_]|\s*\Z)", written)
    return code[1].lower() if code else None


def _parse_json_feed(body: bytes, url: str) -> Feed:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return Feed("", (), "malformed")
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return Feed("", (), "not_a_feed")
    language = _language(_text(document, "language"))
    authors = document.get("authors")
    raws = (raw for raw in document["items"][:MAX_ENTRIES] if isinstance(raw, dict))
    entries = _mark_unique_guids(_json_entry(raw, url, language, authors) for raw in raws)
    return Feed(clean_text(_text(document, "title")), entries, None if entries else "no_entries")


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
        language=_language(_text(raw, "language")) or feed_language,
    )


__all__ = ["Entry", "Feed", "looks_like_feed", "parse_feed"]
