"""Records written as JSON: lenient about keys that are not known, strict about the types of those that are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.text.formats.dates import parse_instant
from dyadwire.transforms.text.formats.documents import UnusableError
from dyadwire.transforms.text.formats.json_values import load_json
from dyadwire.transforms.text.formats.markup import drop_controls
from dyadwire.transforms.text.formats.record_fields import field_values
from dyadwire.transforms.text.formats.urls import MAX_URL


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
        found = load_json(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UnusableError("bad_json", f"the line is not JSON: {_wrong(error)}") from error
    if not isinstance(found, dict):
        raise UnusableError("bad_json", f"an object was expected, not {type(found).__name__}")
    return found


def _wrong(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:].removesuffix(' at')} at character {error.pos + 1}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def read_article(line: bytes, names: Mapping[str, str] | None = None) -> ArticleRecord:
    """Read an article record, its fields called by our names, those of other programs, or as `names` says.

    UnusableError for a value that is no text, or with neither text nor HTML nor title.

    >>> read_article(b'{"title": "A", "maintext": "B", "extra": 1}').text
    'B'
    """
    found = read_object(line)
    values = field_values(found, names)
    for key, value in values.items():
        if not isinstance(value, str):
            raise UnusableError("bad_record", f"{key!r} must be a string, not {type(value).__name__}")
    record = ArticleRecord(**{key: values.get(key) for key in ArticleRecord._fields})
    if not (record.text or record.html or record.title):
        raise UnusableError("bad_record", f"an article needs 'text', 'html' or 'title'{_told_names(found)}")
    return record


def _told_names(found: dict[str, Any]) -> str:
    names = ", ".join(repr(name[:40]) for name in list(found)[:_MOST_NAMES])
    more = f"{' …' if len(found) > _MOST_NAMES else ''}{'' if any(found.values()) else ', all of them empty'}"
    return f", and this has {names}{more}" if found else ""


# Beyond all that a request can bring, and far below what a column or a sum of it holds.
_MOST = {"bytes": 2**50, "status": 999, "entries": 2**31, "new_entries": 2**31, "seconds": 2**31}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_NAMES = 12  # of a record, that a message lists
_MAX_MESSAGE = 300  # characters of an error
_REQUIRED = ("url", "kind", "outlet", "outcome", "bytes", "seconds")


def read_fetch(found: dict[str, Any]) -> Fetch:
    """Read a fetch record: the fields of `Fetch`, instants in ISO 8601; else UnusableError.

    A field that no request can bring is refused: a control character, half a character, a number below zero or beyond
    all bounds, an instant that is not plausible. Only `oldest_at` and `error`, which tell nothing then, are mended.
    Spools of earlier versions call `fetched_at` `at`.
    """
    at, oldest = _instant(found.get("fetched_at", found.get("at"))), _instant(found.get("oldest_at"))
    if at is None:
        raise UnusableError("bad_fetch_record", "'fetched_at' must be a plausible instant in ISO 8601")
    error = drop_controls(_text(found, "error"))[:_MAX_MESSAGE] if found.get("error") is not None else None
    values: dict[str, Any] = {key: _plain(found, key) for key in ("url", "kind", "outlet", "outcome")}
    values |= {key: _number(found, key) for key in _MOST if key in _REQUIRED or found.get(key) is not None}
    nothing: dict[str, Any] = dict.fromkeys(Fetch._fields)
    instants = {"fetched_at": at, "fetched_date": at.date(), "oldest_at": oldest}
    return Fetch(**nothing | values | instants | {"error": error, "seconds": float(values["seconds"])})


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str):
        raise UnusableError("bad_fetch_record", f"{key!r} must be str")
    return value


def _plain(found: dict[str, Any], key: str) -> str:
    text = _text(found, key)
    if len(text) > MAX_URL or _CONTROL.search(text):
        raise UnusableError("bad_fetch_record", f"{key!r} must be at most {MAX_URL} characters, and none of control")
    return text


def _number(found: dict[str, Any], key: str) -> float:
    value = found.get(key)
    kind = (int, float) if key == "seconds" else int
    if isinstance(value, bool) or not isinstance(value, kind):  # a boolean is an integer to Python
        raise UnusableError("bad_fetch_record", f"{key!r} must be {'int or float' if key == 'seconds' else 'int'}")
    if not 0 <= value <= _MOST[key]:
        raise UnusableError("bad_fetch_record", f"{key!r} must be from 0 to {_MOST[key]}")
    return value


def _instant(text: object) -> datetime | None:
    return parse_instant(text) if isinstance(text, str) else None
