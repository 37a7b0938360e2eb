"""Lengths of time as people write them."""

from __future__ import annotations

import re

from pipelines.errors import DyadwireError

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


def parse_duration(written: str) -> float:
    """Return seconds; DyadwireError where it is no length of time above zero.

    >>> parse_duration("15m"), parse_duration("1.5h"), parse_duration("1s")
    (900.0, 5400.0, 1.0)
    """
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s?([smhd])", written.strip().lower())
    seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
    if not seconds:
        raise DyadwireError(f"{written!r} is no length of time; write for example 30s, 15m or 2h")
    return seconds
