"""Prepare the markup of a feed for its parser: in UTF-8, from its root element on, without what would stall it."""

from __future__ import annotations

import re

from dyadwire.transforms.text.formats.decoding import decode_named
from dyadwire.transforms.text.formats.markup import has_endless_tag

MAX_TAGS = 500_000  # the parser takes 10 µs a tag; 5,000 entries of 100 tags fit
MAX_DEPTH = 1000  # nested elements; real feeds stay below 20, sloppy HTML in one entry below some hundreds

# Marks of UTF-16 and UTF-32, and how a document in them begins without one; the longer ones first.
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"\0\0\0<", "utf-32-be"), (b"<\0\0\0", "utf-32-le"), (b"\0<", "utf-16-be"), (b"<\0", "utf-16-le"),
)  # fmt: skip
_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.I)
# Bytes that XML forbids; escape (1b) stays, since ISO-2022 encodings are made of it.
_FORBIDDEN = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D, 0x1B))
_TO_SPACE = bytes(0x20 if code in _FORBIDDEN else code for code in range(256))

_REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]+|[0-9]+);")
_SPACE = re.compile(r"\ufeff?\s*")
_ELEMENT = re.compile(r"<\w")
_TAG = re.compile(r"<!\[CDATA\[|<!--|<(/?)[A-Za-z_][^<>]*>")
_UNTIL = {"<![CDATA[": "]]>", "<!--": "-->"}
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.I)
_ENTRY_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.I)


def decode_feed(body: bytes, content_type: str | None) -> str:
    """Return a feed as text, by its byte order mark, HTTP header, declaration or, where those are wrong, by evidence.

    Bytes that XML forbids become spaces.
    """
    for mark, encoding in _WIDE:
        if body.startswith(mark):
            return body.decode(encoding, "replace").replace("\0", " ")
    body = body.translate(_TO_SPACE)
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    return decode_named(body, content_type, declared)


def mend_references(text: str) -> str:
    """Replace references to what is no character: for one of them the parser would give the whole feed up.

    >>> mend_references("&#xD800; &#x41; &#1114112; &amp; &#0;")
    '\ufffd &#x41; \ufffd &amp; \ufffd'
    """
    return _REFERENCE.sub(lambda found: found[0] if _is_character(found[1]) else "\ufffd", text)


def _is_character(written: str) -> bool:
    digits, base = (written[1:], 16) if written[0] in "xX" else (written, 10)
    code = int(digits, base) if len(digits.lstrip("0")) <= 7 else -1
    return 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF


def prolog_end(text: str) -> int:
    """Return where declarations, comments and document types at the beginning end.

    >>> prolog_end("<?xml version='1.0'?><!-- <a> --><rss>"), prolog_end("noise <b>"), prolog_end("<!-- cut")
    (33, 0, 0)
    """
    start = _SPACE.match(text).end()  # type: ignore[union-attr]  # it matches nothing, too
    while text.startswith(("<?", "<!"), start):
        close = _close(text, start)
        end = text.find(close, start)
        if end < 0:
            break
        start = _SPACE.match(text, end + len(close)).end()  # type: ignore[union-attr]
    return start


def root_start(text: str) -> int:
    """Return where the root element begins; where noise stands before it, the first element.

    >>> root_start("<?xml version='1.0'?><!-- <a> --><rss>"), root_start("noise <b>"), root_start("noise")
    (33, 6, 5)
    """
    found = _ELEMENT.search(text, prolog_end(text))
    return found.start() if found else len(text)


def _close(text: str, start: int) -> str:
    """Return what ends the declaration, comment or document type that begins at `start`."""
    if text.startswith("<!--", start):
        return "-->"
    if text.startswith("<?", start):
        return "?>"
    opened = text.find("[", start, start + 1000)  # names and public identifiers of a document type are short
    return "]>" if 0 <= opened < text.find(">", start) else ">"


def markup_problem(text: str, start: int) -> str | None:
    """Return the slug for a document that its parser must not have, whose root begins at `start`; None for any other.

    unsafe: it declares entities, nests too deep, or has a tag without end. too_large: it has too many tags.
    """
    if "<!ENTITY" in text[:start].upper():
        return "unsafe"
    if text.count("<") > MAX_TAGS:
        return "too_large"
    return "unsafe" if has_endless_tag(text) or _too_deep(text) else None


def drop_unsafe_entries(text: str) -> str:
    """Return a feed without the entries that its parser must not have, or that would swallow the next ones.

    >>> drop_unsafe_entries("<rss><item>" + "<b>" * 2000 + "</item><item>two</item></rss>")
    '<rss><item>two</item></rss>'
    """
    kept, position = [], 0
    for end in _ENTRY_END.finditer(text):
        start = _ENTRY.search(text, position, end.start())
        entry = text[start.start() : end.end()] if start else ""
        unsafe = has_endless_tag(entry) or _too_deep(entry) or is_left_open(entry)
        kept.append(text[position : start.start() if start and unsafe else end.end()])
        position = end.end()
    return "".join(kept) + text[position:]


def is_left_open(text: str) -> bool:
    """Tell whether a comment or a stretch of CDATA begins that does not end.

    >>> is_left_open("<a><!-- b --><![CDATA[ c"), is_left_open("<a><!-- b -->")
    (True, False)
    """
    return any(text.find(end, begin) < 0 for mark, end in _UNTIL.items() if (begin := text.rfind(mark)) >= 0)


def _too_deep(text: str) -> bool:
    """Tell whether elements nest beyond MAX_DEPTH, without trusting the document to be well-formed.

    CDATA and comments are text. Every entry's end starts anew, so that unclosed tags of a sloppy feed never add up.
    """
    depth, position = 0, 0
    while found := _TAG.search(text, position):
        tag, position = found[0], found.end()
        if tag in _UNTIL:
            closing = text.find(_UNTIL[tag], position)
            if closing < 0:
                return False
            position = closing
        elif found[1]:
            depth = 0 if _ENTRY_END.match(tag) else max(depth - 1, 0)
        elif not tag.endswith("/>"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
    return False
