"""Read the whole items of a JSON Feed that is no valid JSON: cut short, or with a broken item."""

from __future__ import annotations

import json
import re
from typing import Any

from dyadwire.transforms.text.formats.json_values import integer_of, load_json

_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
# Neither a line break in a string nor a long integer is a reason to lose an item.
_DECODER = json.JSONDecoder(strict=False, parse_int=integer_of)
_MOST_BROKEN = 100  # each may be looked through to the end of the feed


def read_broken_feed(body: bytes, most: int) -> tuple[dict[str, Any] | None, bool]:
    """Return the head of a feed, where that is whole, with up to `most` of its items, and whether any is missing.

    None where it has no items at all. Behind a broken item only what has an id is one: authors and attachments have
    none.

    >>> read_broken_feed(b'{"title": "A", "items": [{"id": 1}, {"id: 2}, {"id": 3, "url": "u"}', 10)
    ({'title': 'A', 'items': [{'id': 1}, {'id': 3, 'url': 'u'}]}, True)
    >>> read_broken_feed(b'{"items": [{"id": 1},]}', 10)
    ({'items': [{'id': 1}]}, False)
    """
    text = body.decode("utf-8-sig", "replace")
    found = _ITEMS.search(text)
    if found is None:
        return None, True
    items, missing = _items(text, found.end(), most)
    return _head(text[: found.start()]) | {"items": items}, missing


def _head(text: str) -> dict[str, Any]:
    try:
        head = load_json(text.rstrip(", \r\n\t") + "}")
    except (ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def _items(text: str, position: int, most: int) -> tuple[list[dict[str, Any]], bool]:
    items: list[dict[str, Any]] = []
    broken = 0
    while len(items) < most and broken < _MOST_BROKEN:
        start = text.find("{", position)
        if not broken and "]" in text[position : start if start >= 0 else len(text)]:
            return items, False
        if start < 0:
            break
        try:
            item, position = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            broken, position = broken + 1, start + 1
            continue
        if not broken or "id" in item:
            items.append(item)
    return items, len(items) < most or bool(broken)
