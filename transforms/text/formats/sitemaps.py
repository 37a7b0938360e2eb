"""Sitemaps: news sitemaps, plain ones, and indexes of sitemaps."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dyadwire.transforms.text.formats.dates import parse_instant
from dyadwire.transforms.text.formats.entries import TOO_MANY_ENTRIES, Entry, Feed
from dyadwire.transforms.text.formats.markup import clean_text
from dyadwire.transforms.text.formats.urls import http_url

MAX_SITEMAP = 50 * 2**20  # bytes: the limit of the protocol
MAX_PAGES = 50_000  # addresses: the limit of the protocol
MAX_TAGS = 20 * MAX_PAGES  # a page of news has nine elements; each tag takes 60 bytes of memory


class Sitemap(NamedTuple):
    """The pages of a sitemap as entries, or the sitemaps of an index."""

    feed: Feed
    sitemaps: tuple[str, ...] = ()


def looks_like_sitemap(body: bytes) -> bool:
    """Tell whether a document is a sitemap or an index of them, by its first bytes."""
    head = body[:4096].lower()
    return b"<urlset" in head or b"<sitemapindex" in head


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """Parse a sitemap. Never raises: what can't be read has a problem (slugs as those of feeds)."""
    if not body.strip():
        return _problem("empty")
    if len(body) > MAX_SITEMAP or body.count(b"<") > MAX_TAGS:
        return _problem("too_large")
    try:
        root = fromstring(body)
    except DefusedXmlException:
        return _problem("unsafe")
    except (ParseError, ValueError, LookupError):
        return _problem("malformed")
    if _name(root) == "sitemapindex":
        locations = (_child(sitemap, "loc") for sitemap in list(root)[:MAX_PAGES])
        sitemaps = tuple(dict.fromkeys(found for place in locations if place and (found := http_url(place, url))))
        return Sitemap(Feed("", (), None if sitemaps else "no_entries"), sitemaps)
    if _name(root) != "urlset":
        return _problem("not_a_feed")
    entries = tuple(entry for page in list(root)[:MAX_PAGES] if (entry := _entry(page, url)))
    beyond = TOO_MANY_ENTRIES if len(root) > MAX_PAGES else None
    return Sitemap(Feed("", entries, beyond if entries else "no_entries"))


def _problem(slug: str) -> Sitemap:
    return Sitemap(Feed("", (), slug))


def _entry(page: Element, base: str) -> Entry | None:
    place = _child(page, "loc")
    link = http_url(place, base) if place else None  # nothing, resolved, would be the sitemap itself
    if link is None:
        return None
    news = next((child for child in page if _name(child) == "news"), None)
    publication = next((child for child in (news if news is not None else ()) if _name(child) == "publication"), None)
    written = _child(news, "publication_date")  # lastmod is when the page changed, not when it was published
    return Entry(
        link=link,
        guid=None,
        guid_is_unique=False,
        title=clean_text(_child(news, "title")),
        published=written[:200] or None,
        published_at=parse_instant(written),
        content="",
        summary="",
        author=None,
        language=_child(publication, "language").lower()[:2] or None,
    )


def _name(element: Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _child(element: Element | None, name: str) -> str:
    children = element if element is not None else ()
    return next(((child.text or "").strip() for child in children if _name(child) == name), "")
