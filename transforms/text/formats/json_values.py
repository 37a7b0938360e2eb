"""Values of JSON, read so that no integer is too long."""

from __future__ import annotations

import json
from typing import Any

_MOST_DIGITS = 4000  # of an integer: Python reads no more than 4,300 of one


def load_json(text: str | bytes, *, strict: bool = True) -> Any:
    """Return the value of a text of JSON, an integer of more than 4,000 digits as its digits where one is too long.

    `strict`: no control character may stand in a string. ValueError or RecursionError as of `json.loads`.

    >>> load_json('{"a": 7}')
    {'a': 7}
    """
    try:
        # Python reads its own integers three times as fast as those of a function.
        return json.loads(text) if strict else json.loads(text, strict=False)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError:  # an integer of more digits than Python reads
        return json.loads(text, strict=strict, parse_int=integer_of)


def integer_of(digits: str) -> int | str:
    """Return an integer as it is written, one of more than 4,000 digits as these."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits
