"""Article pages: main text and what the page says about itself, from one parsed tree. Scripts are never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction

from dyadwire.transforms.text.formats.decoding import decode_named, is_binary
from dyadwire.transforms.text.formats.json_values import load_json
from dyadwire.transforms.text.formats.markup import (
    MAX_LINE,
    clean_text,
    drop_controls,
    drop_declaration,
    has_endless_tag,
    language_code,
)
from dyadwire.transforms.text.formats.urls import http_url, same_site
from dyadwire.transforms.text.formats.wide_encodings import HEAD, wide_encoding

MAX_PAGE = 8 * 2**20  # bytes; the largest real article pages seen are 3 MB
MAX_ELEMENTS = 30_000  # the extractor takes the square of them: 5 s; real article pages stay below 15,000
MAX_JSONLD = 500_000  # characters of one JSON-LD block

_HEAD = 4096  # bytes in which a page must name its encoding (HTML asks for 1,024)
_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_MOST_NULS = 8  # in the first KB of a page
_UTF8 = b"\xef\xbb\xbf"
# What browsers really read under these names.
_ALIASES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030"}
_ARTICLE_TYPES = re.compile(r"(?i)(\w*article|\w*posting|report|webpage|\w*newsarticle)\Z")
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
    "publish-date", "publish_date", "publishdate", "published_time", "parsely-pub-date", "sailthru.date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "article.published", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip


class Page(NamedTuple):
    """What one page holds. Dates are as written; `canonical` is set only where it is of the page's own site, or
    where the page came without an address.

    Problems: empty, too_large, not_html, no_text (the main text was not found; the rest may be there).
    """

    text: str
    title: str
    author: str | None
    language: str | None
    canonical: str | None
    published_jsonld: str | None
    published_metadata: str | None
    problem: str | None = None


_NOTHING = Page("", "", None, None, None, None, None)


def parse_page(body: bytes | str, url: str, content_type: str | None = None) -> Page:
    """Read an article page as it came over the wire, decompressed. Never raises: what can't be read has a problem."""
    if not body.strip():
        return _NOTHING._replace(problem="empty")
    if len(body) > MAX_PAGE:
        return _NOTHING._replace(problem="too_large")
    if _is_binary(body, content_type):
        return _NOTHING._replace(problem="not_html")
    markup = body if isinstance(body, str) else decode_html(body, content_type)
    tree = _parse_tree(markup)
    if tree is None:
        return _NOTHING._replace(problem="not_html")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return _NOTHING._replace(problem="too_large")
    about = _describe(tree, url)
    text = _main_text(tree)
    return about._replace(text=text, problem=None if text else "no_text")


def page_canonical(body: bytes, url: str, content_type: str | None = None) -> str | None:
    """Return the address that a page names as its own, as `parse_page` finds it; its text is not looked for."""
    if not body.strip() or len(body) > MAX_PAGE or _is_binary(body, content_type):
        return None
    tree = _parse_tree(decode_html(body, content_type))
    return None if tree is None else _canonical(tree, _meta(tree), url)


def decode_html(body: bytes, content_type: str | None = None) -> str:
    """Decode a page by its mark, the zeros of UTF-16, HTTP header or meta tag; where those are wrong, by evidence."""
    if encoding := wide_encoding(body[:HEAD]):
        return body.decode(encoding, "replace")
    if body.startswith(_UTF8):
        return body[len(_UTF8) :].decode("utf-8", "replace")
    return decode_named(body, content_type, _META_CHARSET.search(body[:_HEAD]), _ALIASES)


def _is_binary(body: bytes | str, content_type: str | None) -> bool:
    if isinstance(body, bytes) and wide_encoding(body[:HEAD]):
        return False
    kind = (content_type or "").partition(";")[0].strip().lower()
    named_binary = kind.startswith(("image/", "audio/", "video/", "font/")) or kind in (
        "application/pdf",
        "application/zip",
    )
    start = body[:1024]
    if isinstance(start, bytes):
        return named_binary or start.count(b"\0") > _MOST_NULS or is_binary(start)
    return named_binary or "<" not in body


def _parse_tree(markup: str) -> lxml_html.HtmlElement | None:
    markup = drop_declaration(drop_controls(markup))
    if has_endless_tag(markup):
        return None
    parser = lxml_html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
    )
    try:
        tree = lxml_html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if tree.tag == "html" else None


def _main_text(tree: lxml_html.HtmlElement) -> str:
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except Exception:
        return ""
    text = getattr(found, "text", None) or ""
    return drop_controls(text).strip()


def _describe(tree: lxml_html.HtmlElement, url: str) -> Page:
    meta = _meta(tree)
    linked = _linked_article(tree)
    headings = list(tree.iter("h1"))
    titles = (
        _string(linked.get("headline")),
        meta.get("og:title", ""),
        headings[0].text_content() if len(headings) == 1 else "",
        meta.get("twitter:title", ""),
        tree.findtext(".//title") or "",
    )
    author = _author(linked.get("author")) or meta.get("author") or meta.get("article:author") or ""
    return Page(
        text="",
        title=next((title for title in map(clean_text, titles) if title), ""),
        author=clean_text(author, 200) if author and not author.startswith("http") else None,
        language=language_code(tree.get("lang") or tree.get("xml:lang") or meta.get("og:locale") or ""),
        canonical=_canonical(tree, meta, url),
        published_jsonld=_string(linked.get("datePublished"))[:200] or None,
        published_metadata=_published(tree, meta),
    )


def _meta(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """Return the first content of each meta name, lower case."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content") or ""
        if name and content.strip():
            meta.setdefault(name.strip().lower(), content[:MAX_LINE].strip())
    return meta


def _published(tree: lxml_html.HtmlElement, meta: dict[str, str]) -> str | None:
    named = next((meta[name] for name in _DATE_NAMES if name in meta), None)
    if named:
        return named[:200]
    for element in tree.iter("time"):
        if element.get("datetime") and (
            element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        ):
            return str(element.get("datetime"))[:200]
    return None


def _canonical(tree: lxml_html.HtmlElement, meta: dict[str, str], url: str) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").strip().lower() == "canonical")
    for written in (*links, meta.get("og:url")):
        absolute = http_url(written, url) if written else None
        # A page must not be able to take another outlet's identity, nor fold all its articles into its front page.
        # One without an address, a local file, is whose it says.
        if absolute and (not url or same_site(absolute, url)) and absolute.split("/", 3)[3:] not in ([], [""]):
            return absolute
    return None


def _linked_article(tree: lxml_html.HtmlElement) -> dict[str, Any]:
    """Return the first JSON-LD object of the page that is an article; an empty one where there is none."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            document = load_json((script.text or "")[:MAX_JSONLD], strict=False)
        except (ValueError, RecursionError):
            continue
        found = next((thing for thing in _things(document) if _is_article(thing)), None)
        if found:
            return found
    return {}


def _things(document: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD block: itself, its list, its graph; deeper ones describe other things."""
    for outer in document if isinstance(document, list) else [document]:
        if isinstance(outer, dict):
            yield outer
            graph = outer.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPES.match(kind) for kind in kinds) and (
        "datePublished" in thing or "headline" in thing
    )


def _author(written: object) -> str:
    authors = written if isinstance(written, list) else [written]
    names = [_string(author.get("name")) if isinstance(author, dict) else _string(author) for author in authors[:5]]
    return ", ".join(name for name in names if name)


def _string(value: object) -> str:
    return value[:MAX_LINE] if isinstance(value, str) else ""
