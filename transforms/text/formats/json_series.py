"""Records of JSON that are neither an array nor lines: one behind the other over many lines, or within an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dyadwire.transforms.text.formats.json_arrays import elements_of, is_json
from dyadwire.transforms.text.formats.record_fields import is_summary, known_names

# As the services that hand articles out call the list of them: NewsAPI, GDELT, The Guardian, GNews and others.
_LIST = re.compile(
    rb'\s*+(?:\xef\xbb\xbf)?\{.{0,500}?"(?:articles|results|items|docs|documents|data|news|stories|posts|records|entries)"'
    rb"\s*+:\s*+(?=\[\s*+\{)",
    re.DOTALL | re.IGNORECASE,
)
_KEY = re.compile(rb'"([^"\\]{1,40})"\s*+:')
_OF_ARTICLES = ("title", "text", "html")
_HEAD = 600  # bytes in which a list begins
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_JOINT = re.compile(rb"\}[ \t]*\{")
_NEXT = re.compile(r"^\{", re.MULTILINE)  # as programs that indent records begin them
_DECODER = json.JSONDecoder(parse_int=str)  # of any number of digits
_MOST_BROKEN = 100  # each may be looked through to the end of the file


class Wrapped(NamedTuple):
    """The records that an object lists, each with its place, and whether the list is whole."""

    records: list[tuple[int, bytes]]
    is_whole: bool


def wrapped_records(content: bytes, given: Mapping[str, str] | None = None) -> Wrapped | None:
    """Return the records that an object lists, as the answer of a service does; None for an article, and for others.

    `given` says what names hold the fields of an article, where they are not the usual ones.

    >>> wrapped_records(b'{"status": "ok", "articles": [{"title": "A"}, {"title": "B"}]}').records
    [(30, b'{"title": "A"}'), (46, b'{"title": "B"}')]
    >>> wrapped_records(b'{"results": [{"title": "B"}], "title": "A"}')
    """
    if b"[" not in content[:_HEAD]:  # as of nearly all lines
        return None
    found = _LIST.match(content)
    if not found or _is_of_article(found[0], given):
        return None
    listed = content[found.end() :]
    elements = [*elements_of([listed], len(content), first=True)]
    last = next((number for number, each in enumerate(elements) if not each.is_open), len(elements) - 1)
    if _is_of_article(listed[elements[last].place + len(elements[last].content or b"") :], given):
        return None
    records = [(found.end() + each.place, each.content) for each in elements[: last + 1] if each.content]
    return Wrapped(records, not elements[last].is_open)


def _is_of_article(beside: bytes, given: Mapping[str, str] | None) -> bool:
    """Tell whether what stands beside a list has the title or the text of an article, whose list it is then."""
    written = (key.decode("utf-8", "replace") for key in _KEY.findall(beside))
    names = {name for name in written if not is_summary(name)}  # a list may be described, too
    return any(field in _OF_ARTICLES for field in known_names(names, given))


def is_joined(line: bytes) -> bool:
    """Tell a line that is several records, one behind the other, with nothing or spaces between them.

    >>> is_joined(b'{"a": 1}{"a": 2}'), is_joined(b'{"a": "}{"}'), is_joined(b'{"a": {}}')
    (True, False, False)
    """
    return _JOINT.search(line) is not None and not is_json(line)


def records_in_series(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the records that stand one behind the other, each with its place; one that is broken alone, but for many.

    >>> list(records_in_series(b'{"a":\\n 1}\\n{"a": 2}'))
    [(0, b'{"a":\\n 1}'), (10, b'{"a": 2}')]
    >>> list(records_in_series(b'{"a":\\n 1\\n{\\n"a": 2}'))
    [(0, b'{"a":\\n 1'), (9, b'{\\n"a": 2}')]
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield 0, content
        return
    place, at, broken = len(content) - len(text.encode()), 0, 0
    while (start := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]  # it matches nothing, too
        place += len(text[at:start].encode())
        try:
            _, at = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            broken += 1
            following = _NEXT.search(text, start + 1) if broken < _MOST_BROKEN else None
            at = following.start() if following else len(text)
        record = text[start:at].encode()
        yield place, record.rstrip()
        place += len(record)
