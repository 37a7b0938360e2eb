"""Compose an article from its leads: the page where there is one, what feed entries say of it, and its outlet."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from dyadwire.schemas.records import Article
from dyadwire.transforms.text.article.identity import article_id, revision, text_hash
from dyadwire.transforms.text.article.limits import MAX_TEXT_CHARACTERS
from dyadwire.transforms.text.formats.articles import Page, parse_page
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.dates import in_order, parse_instant
from dyadwire.transforms.text.formats.decoding import decode_text, is_binary
from dyadwire.transforms.text.formats.documents import Document, Lead, ListedEntry, UnusableError
from dyadwire.transforms.text.formats.json_records import ArticleRecord, read_article
from dyadwire.transforms.text.formats.markup import clean_text, compose_accents, drop_controls
from dyadwire.transforms.text.formats.publication import Published, choose_published
from dyadwire.transforms.text.formats.readings import PLAIN, Reading
from dyadwire.transforms.text.formats.urls import registered_domain
from dyadwire.transforms.text.formats.wide_encodings import HEAD, wide_encoding

UNKNOWN_OUTLET = "unknown"
# Characters of an outlet's name, or its authors': a longer one is none, and would fill each list of them.
_MAX_NAME = 500
_ADDRESS = re.compile(r"https?://\S{4,2000}")
_MOST_BROKEN = 0.02  # of the characters of a text; a file that lost a byte has one


class _Parts(NamedTuple):
    """What an article is made of, before identity."""

    url: str | None
    outlet: str  # empty where nothing tells it
    title: str
    author: str | None
    text: str
    text_origin: str
    published: Published
    fetched_at: datetime | None


def candidates_of(lead: Lead) -> list[Document | None]:
    """Return the documents of a lead that may each be an article; None stands for its entries alone.

    UnusableError `unchanged` (no failure) where the page was not fetched again: the lake has it.
    """
    documents: list[Document | None] = [document for document in lead.documents if document.kind != "revisit"]
    if not documents and (lead.documents or not lead.entries):
        raise UnusableError("unchanged")
    return documents or [None]


def compose_article(lead: Lead, document: Document | None, body: bytes = b"") -> Article:
    """Compose one article of a lead, of a document and its bytes or of the entries alone; UnusableError says why not.

    Columns of the analysis are left empty.
    """
    return compose_whole_or_cut(lead, document, body, PLAIN)[0]


def compose_whole_or_cut(lead: Lead, document: Document | None, body: bytes, reading: Reading) -> tuple[Article, bool]:
    """Compose one article as `compose_article` does, and tell whether its text is longer than what is kept of it."""
    parts = _from_document(lead, document, body, reading) if document else _from_entries(lead, reading)
    parts = parts._replace(text=compose_accents(drop_controls(parts.text)), title=compose_accents(parts.title))
    return _article(lead, parts), len(parts.text) > MAX_TEXT_CHARACTERS


def _from_document(lead: Lead, document: Document, body: bytes, reading: Reading) -> _Parts:
    if document.kind == "record":
        return _from_record(read_article(body, reading.names), document, reading)
    if document.kind == "text":
        return _from_text(document, body, reading)
    page = parse_page(body, document.final_url or document.url or "", document.content_type)
    if not page.text and not lead.entries:
        raise _without_text(page, document)
    return _from_page(lead, document, page, reading)


def _without_text(page: Page, document: Document) -> UnusableError:
    return UnusableError(page.problem or "no_text", f"{document.uri}: no article text was found")


def _from_page(lead: Lead, document: Document, page: Page, reading: Reading) -> _Parts:
    entry = _from_entries(lead, reading) if lead.entries else None
    text, origin = (page.text, "page") if page.text else (entry.text, entry.text_origin) if entry else ("", "page")
    url = page.canonical or document.final_url or document.url
    dates = (entry_date(lead.entries), page.published_jsonld, page.published_metadata)
    title = page.title or (entry.title if entry else "")
    return _Parts(
        url=url,
        outlet=registered_domain(url or ""),
        title=title,
        author=page.author or (entry.author if entry else None),
        text=_without_title(text, title),
        text_origin=origin,
        published=choose_published(*dates, url, document.fetched_at, text, reading.undated),
        fetched_at=document.fetched_at,
    )


def _without_title(text: str, title: str) -> str:
    """Drop a first paragraph that is the title again: the headline would count twice."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if rest and title and clean_text(first) == title else text


def _from_entries(lead: Lead, reading: Reading) -> _Parts:
    """Compose from entries: the longest content, else summary; every other tie goes to the smallest value."""
    entries = [listed.entry for listed in lead.entries]
    content = max((entry.content for entry in entries), key=_length_first, default="")
    summary = max((entry.summary for entry in entries), key=_length_first, default="")
    url = min((entry.link for entry in entries if entry.link), default=None)
    fetched_at = min((listed.fetched_at for listed in lead.entries if listed.fetched_at), default=None)
    text = content or summary
    return _Parts(
        url=url,
        outlet=registered_domain(url or lead.entries[0].feed_url),
        title=min((entry.title for entry in entries if entry.title), default=""),
        author=min((entry.author for entry in entries if entry.author), default=None),
        text=text,
        text_origin="content" if content else "summary",
        published=choose_published(entry_date(lead.entries), None, None, url, fetched_at, text, reading.undated),
        fetched_at=fetched_at,
    )


def _from_record(record: ArticleRecord, document: Document, reading: Reading) -> _Parts:
    address, text = (record.url, record.text or "") if record.url else _without_address(record.text or "")
    url = canonical_url(address)
    day_first = document.day_first if reading.day_first is None else reading.day_first
    fetched_at = parse_instant(in_order(record.fetched_at, day_first)) if record.fetched_at else None
    page = parse_page(record.html, url or "", None) if record.html and not record.text else None
    if page and not page.text:
        raise _without_text(page, document)
    url = (page.canonical if page else None) or url
    dates = (page.published_jsonld, page.published_metadata) if page else (None, None)
    written = in_order(record.published_at or "", day_first)
    return _Parts(
        url=url,
        outlet=record.outlet or registered_domain(url or ""),
        title=record.title or (page.title if page else ""),
        author=record.author or (page.author if page else None),
        text=page.text if page else text,
        text_origin="page" if page else "text",
        published=choose_published(written, *dates, url, fetched_at, text, reading.undated),
        fetched_at=fetched_at,
    )


def _without_address(text: str) -> tuple[str, str]:
    """Return the address that is the first line of a text, as archives put it, and the rest; else nothing and all."""
    first, _, rest = text.lstrip().partition("\n")
    return (first.strip(), rest.lstrip()) if rest.strip() and _ADDRESS.fullmatch(first.strip()) else ("", text)


def _from_text(document: Document, body: bytes, reading: Reading) -> _Parts:
    """Compose from a plain text file: an address on top is its own, then a line before an empty one its title."""
    text = drop_controls(_decoded(document, body)).replace("\r\n", "\n").strip()
    if _is_list(text):
        lists = "lists of feeds are for `dyadwire watch` and `collect`, those of pages for `collect --articles`"
        raise UnusableError("list_of_addresses", f"{document.uri}: addresses alone, which is no article: {lists}")
    address, text = _without_address(text)
    url = canonical_url(address)
    head, gap, rest = text.partition("\n\n")
    title, text = (head, rest.strip()) if gap and "\n" not in head else ("", text)
    if not text:
        raise UnusableError("empty", f"{document.uri}: no text")
    published = choose_published(None, None, None, url, None, f"{title}\n{text}", reading.undated)
    return _Parts(url, registered_domain(url or ""), title, None, text, "text", published, None)


def _decoded(document: Document, body: bytes) -> str:
    """Return the bytes of a file as text; UnusableError `not_text` where they are none."""
    encoding = wide_encoding(body[:HEAD])
    text = body.decode(encoding, "replace") if encoding else decode_text(body)
    if is_binary(text.encode() if encoding else body):
        raise UnusableError("not_text", f"{document.uri}: control characters among it, as in no text")
    if text.count("\ufffd") > _MOST_BROKEN * len(text):
        raise UnusableError("not_text", f"{document.uri}: neither in UTF-8 nor in another encoding that it looks like")
    return text


def _is_list(text: str) -> bool:
    """Tell a text of nothing but addresses, and remarks as lists of feeds have them."""
    lines = [line for line in (line.partition("#")[0].strip() for line in text.split("\n")) if line]
    return bool(lines) and all(map(_ADDRESS.fullmatch, lines))


def entry_date(entries: tuple[ListedEntry, ...]) -> datetime | None:
    """Return the earliest publication that any of the entries gives."""
    return min((listed.entry.published_at for listed in entries if listed.entry.published_at), default=None)


def _length_first(text: str) -> tuple[int, str]:
    return len(text), text


def _article(lead: Lead, parts: _Parts) -> Article:
    title = clean_text(parts.title)
    text = parts.text[:MAX_TEXT_CHARACTERS]
    url = canonical_url(parts.url or "")
    hashed = text_hash(text or title)
    outlet = clean_text(parts.outlet)[:_MAX_NAME]
    return Article(
        article_id=_article_id(lead, url, hashed, outlet),
        revision=revision(title, text),
        published_date=parts.published.published_date,
        url=url,
        outlet=outlet or UNKNOWN_OUTLET,
        outlet_country=None,
        feeds=tuple(sorted({listed.feed_url for listed in lead.entries})),
        title=title,
        author=clean_text(parts.author or "")[:_MAX_NAME] or None,
        language=None,
        published_at=parts.published.published_at,
        published_at_origin=parts.published.origin,
        fetched_at=parts.fetched_at,
        text_origin=parts.text_origin,
        analysed=False,
        words=len(text.split()),
        text_hash=hashed,
        signature=None,
        text=text,
        extractor="",
    )


def _article_id(lead: Lead, url: str | None, hashed: str, outlet: str) -> str:
    """Return the id of an article; a guid counts where one entry alone lists it."""
    only = lead.entries[0] if len(lead.entries) == 1 else None
    guid = only.entry.guid if only and only.entry.guid_is_unique else None
    return article_id(url, hashed, outlet, feed_and_guid=(only.feed_url, guid) if only and guid else None)
