"""Lengths of time as people write them."""

from __future__ import annotations

import re

from dyadwire.pipelines.errors import DyadwireError

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_MOST = 36_525 * _UNITS["d"]  # no system waits for longer than some three times that


def parse_duration(written: str) -> float:
    """Return seconds; DyadwireError where it is no length of time above zero.

    >>> parse_duration("15m"), parse_duration("1.5h"), parse_duration("1s")
    (900.0, 5400.0, 1.0)
    """
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s?([smhd])", written.strip().lower())
    seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
    if not seconds:
        raise DyadwireError(f"{written!r} is no length of time; write for example 30s, 15m or 2h")
    if seconds > _MOST:
        raise DyadwireError(f"{written!r} is longer than a hundred years")
    return seconds


def write_duration(seconds: float) -> str:
    """Write seconds as `parse_duration` reads them, in the largest unit that is even.

    >>> write_duration(300.0), write_duration(5400.0), write_duration(0.5)
    ('5m', '90m', '0.5s')
    """
    unit = next((unit for unit, size in reversed(_UNITS.items()) if seconds >= size and not seconds % size), "s")
    return f"{seconds / _UNITS[unit]:g}{unit}"
