"""Lists of feeds: OPML outlines, with folders as tags."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dyadwire.transforms.text.formats.feed_markup import (
    decode_feed,
    markup_problem,
    mend_references,
    prolog_end,
    root_start,
)
from dyadwire.transforms.text.formats.markup import clean_text
from dyadwire.transforms.text.formats.urls import http_url

_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_OUTLINE = re.compile(r"<outline\s(?>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*)>")
_ROOT = re.compile(r"<opml(?![\w.:-])", re.I)
MAX_OPML = 16 * 2**20  # bytes; a list of 50,000 feeds takes 10 MB
MAX_TAGS = 500_000  # each takes 100 bytes and 10 µs; a list of 50,000 feeds has a tenth


class Subscription(NamedTuple):
    """One feed of a list: address, title, and the folders and categories that it is under, sorted."""

    url: str
    title: str
    tags: tuple[str, ...]


class Opml(NamedTuple):
    """A list of feeds in order, each address once.

    Problems: empty, too_large, unsafe, malformed, not_opml, no_feeds. `lost` is how many outlines could not be read
    beside those that could.
    """

    title: str
    subscriptions: tuple[Subscription, ...]
    problem: str | None = None
    lost: int = 0


def parse_opml(body: bytes) -> Opml:
    """Parse an OPML document. Never raises: what can't be read has a problem."""
    if not body.strip():
        return Opml("", (), "empty")
    if len(body) > MAX_OPML or body.count(b"<") > MAX_TAGS:
        return Opml("", (), "too_large")
    try:
        root = fromstring(body)
    except DefusedXmlException:
        return Opml("", (), "unsafe")
    except (ParseError, ValueError, LookupError):
        return _parse_broken(body)
    return _opml_of(root)


def _opml_of(root: Element, lost: int = 0) -> Opml:
    if root.tag.lower() != "opml":
        return Opml("", (), "not_opml")
    subscriptions = tuple(_subscriptions(root))
    title = clean_text(root.findtext("head/title") or "")
    return Opml(title, subscriptions, None if subscriptions else "no_feeds", lost if subscriptions else 0)


def _parse_broken(body: bytes) -> Opml:
    """Parse what is no XML: with its stray ampersands mended, or else outline by outline, without their folders.

    No address is guessed: an outline that is no XML by itself is lost.
    """
    text = decode_feed(body, None)
    start = prolog_end(text)
    if problem := markup_problem(text, root_start(text)):
        return Opml("", (), problem)
    if not _ROOT.match(text, start):
        return Opml("", (), "malformed")
    text = _STRAY_AMPERSAND.sub("&amp;", mend_references(text[start:]))
    if (whole := _element(text)) is not None:
        return _opml_of(whole)
    found = [_element(tag.rstrip("/>") + "/>") for tag in _OUTLINE.findall(text)]
    outlines = [outline for outline in found if outline is not None]
    root = Element("opml")
    root.extend(outlines)
    lost = text.count("<outline") - len(outlines)
    return _opml_of(root, lost) if outlines else Opml("", (), "malformed")


def _element(text: str) -> Element | None:
    try:
        found: Element = fromstring(text)
    except (DefusedXmlException, ParseError, ValueError):
        return None
    return found


def is_opml(body: bytes) -> bool:
    """Tell by its root element whether a document means to be a list of feeds, broken or not.

    >>> is_opml(b"<?xml version='1.0'?><!-- <rss> --><OPML><bo"), is_opml(b"<rss><title>&lt;opml</title><!-- <opml")
    (True, False)
    """
    text = body.removeprefix(b"\xef\xbb\xbf").decode("latin-1")  # letters of ASCII are all that is looked at
    return bool(_ROOT.match(text, prolog_end(text)))


def _subscriptions(root: Element) -> list[Subscription]:
    found: dict[str, Subscription] = {}
    body = root.find("body")
    # A stack, not recursion: hostile outlines nest deep.
    waiting: list[tuple[Element, tuple[str, ...]]] = [(body if body is not None else root, ())]
    while waiting:
        outline, folders = waiting.pop()
        attributes = {name.lower(): value for name, value in outline.attrib.items()}
        name = clean_text(attributes.get("title") or attributes.get("text") or "", 200)
        url = http_url(attributes.get("xmlurl", ""))
        if url:
            tags = {*folders, *_categories(attributes.get("category", ""))}
            found.setdefault(url, Subscription(url, name, tuple(sorted(tags))))
        elif name and len(folders) < 10:  # nobody files feeds ten folders deep
            folders = (*folders, name)
        waiting.extend((child, folders) for child in reversed(outline))
    return list(found.values())


def _categories(written: str) -> set[str]:
    """Return the names of a category attribute: comma-separated paths such as /Asia/China."""
    parts = written[:2000].replace("/", ",").split(",")
    return {name for part in parts if (name := clean_text(part, 200))}
