"""Write feeds anew from what was read of them, for those that list articles that must not be kept."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any

from dyadwire.transforms.text.formats.entries import Entry

JSON_FEED, SITEMAP = "application/feed+json", "application/xml; charset=utf-8"

_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def write_json_feed(title: str, entries: Iterable[Entry]) -> bytes:
    """Return a JSON Feed from which the same entries are read, and nothing else of the feed that they came from."""
    items = [{key: value for key, value in _item(entry).items() if value} for entry in entries]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.guid,
        "url": entry.link,
        "title": entry.title,
        "content_html": html.escape(entry.content, quote=False),
        "summary": html.escape(entry.summary, quote=False),
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": entry.author}] if entry.author else None,
        "language": entry.language,
    }


def write_sitemap(entries: Iterable[Entry]) -> bytes:
    """Return a news sitemap of entries: a JSON Feed is not read to as many."""
    pages = "".join(f"<url>{''.join(_tags(entry))}</url>" for entry in entries)
    return f"<urlset {_NAMESPACES}>{pages}</urlset>".encode("utf-8", "replace")


def _tags(entry: Entry) -> Iterable[str]:
    publication = _tag("news:publication", _tag("news:language", html.escape(entry.language or "")))
    fields = {"publication_date": entry.published or "", "title": entry.title}
    yield _tag("loc", html.escape(entry.link or ""))
    yield _tag(
        "news:news", publication + "".join(_tag(f"news:{name}", html.escape(text)) for name, text in fields.items())
    )


def _tag(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""
