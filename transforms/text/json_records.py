"""Records written as JSON: lenient about keys that are not known, strict about the types of those that are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from schemas.records import Fetch
from transforms.text.dates import parse_date
from transforms.text.documents import UnusableError


class ArticleRecord(NamedTuple):
    """One article as a line of JSON gives it: text or HTML, and what is known of it."""

    id: str | None
    url: str | None
    title: str | None
    text: str | None
    html: str | None
    outlet: str | None
    author: str | None
    published_at: str | None
    fetched_at: str | None


def read_object(line: bytes) -> dict[str, Any]:
    """Read one line of JSON Lines; UnusableError unless it is one object in UTF-8."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UnusableError("bad_json", f"the line is not JSON: {_wrong(error)}") from error
    if not isinstance(found, dict):
        raise UnusableError("bad_json", f"an object was expected, not {type(found).__name__}")
    return found


def _wrong(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos + 1}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def read_article(line: bytes) -> ArticleRecord:
    """Read an article record; UnusableError for a value that is not a string, or with neither text nor HTML nor title.

    >>> read_article(b'{"title": "A", "text": "B", "extra": 1}').text
    'B'
    """
    found = read_object(line)
    for key in ArticleRecord._fields:
        if found.get(key) is not None and not isinstance(found[key], str):
            raise UnusableError("bad_record", f"{key!r} must be a string, not {type(found[key]).__name__}")
    record = ArticleRecord(**{key: found.get(key) for key in ArticleRecord._fields})
    if not (record.text or record.html or record.title):
        raise UnusableError("bad_record", "an article needs 'text', 'html' or 'title'")
    return record


_FETCH_TYPES: dict[str, tuple[type, ...]] = {
    "url": (str,),
    "kind": (str,),
    "outlet": (str,),
    "outcome": (str,),
    "bytes": (int,),
    "seconds": (int, float),
}
_OPTIONAL_FETCH_TYPES: dict[str, tuple[type, ...]] = {
    "status": (int,),
    "entries": (int,),
    "new_entries": (int,),
    "error": (str,),
}


def read_fetch(found: dict[str, Any]) -> Fetch:
    """Read a fetch record: the fields of `Fetch`, instants in ISO 8601; else UnusableError."""
    _check(found, _FETCH_TYPES, required=True)
    _check({key: value for key, value in found.items() if value is not None}, _OPTIONAL_FETCH_TYPES, required=False)
    at, oldest = _instant(found.get("at")), _instant(found.get("oldest_at"))
    if at is None:
        raise UnusableError("bad_fetch_record", "'at' must be an instant in ISO 8601")
    values: dict[str, Any] = {key: found.get(key) for key in Fetch._fields}
    values |= {"at": at, "fetched_date": at.date(), "oldest_at": oldest, "seconds": float(found["seconds"])}
    return Fetch(**values)


def _check(found: dict[str, Any], expected: dict[str, tuple[type, ...]], *, required: bool) -> None:
    for key, types in expected.items():
        if not isinstance(found.get(key), types) and (required or key in found):
            names = " or ".join(kind.__name__ for kind in types)
            raise UnusableError("bad_fetch_record", f"{key!r} must be {names}")


def _instant(text: object) -> datetime | None:
    found = parse_date(text) if isinstance(text, str) else None
    return found.astimezone(UTC) if found else None
