"""Where a site's feeds may be."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.markup import drop_declaration, has_endless_tag
from dyadwire.transforms.text.formats.urls import http_url, same_site

MAX_CANDIDATES = 40  # a page that names more feeds is a directory

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_FEED_LINK = re.compile(r"(?i)(?:^|[/_.?=-])(?:rss2?|atom|feeds?|rdf)(?:$|[/_.?=&-])|\.(?:rss|rdf|atom)$")
# Where common publishing systems put them.
_USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/sitemap-news.xml")


def feed_candidates(html: str, url: str) -> tuple[str, ...]:
    """Return addresses that may be feeds of a page's site, the likeliest first: declared, linked, then usual ones.

    >>> feed_candidates("<link rel=alternate type=application/rss+xml href=/n.rss>", "https://example.org/")[0]
    'https://example.org/n.rss'
    """
    declared, linked = _links(html, url)
    usual = [address for path in _USUAL if (address := http_url(path, url))]
    found: dict[str, str] = {}
    for address in (*declared, *linked, *usual):
        found.setdefault(canonical_url(address) or address, address)
    return tuple(list(found.values())[:MAX_CANDIDATES])


def _links(html: str, url: str) -> tuple[list[str], list[str]]:
    if has_endless_tag(html):
        return [], []
    try:
        tree = lxml_html.document_fromstring(drop_declaration(html))
    except (etree.LxmlError, ValueError, AssertionError):
        return [], []
    declared, linked = [], []
    for element in tree.iter("link", "a"):
        address = http_url(element.get("href") or "", url)
        if address is None:
            continue
        if element.tag == "link":
            alternate = "alternate" in (element.get("rel") or "").lower().split()
            if alternate and (element.get("type") or "").strip().lower() in _TYPES:
                declared.append(address)
        elif same_site(address, url) and _FEED_LINK.search(address.partition("//")[2].partition("/")[2]):
            linked.append(address)
    return declared, linked
