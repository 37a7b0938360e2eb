"""Values of a lake as text, as a CSV cell and in JSON: with every digit, and no control character."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dyadwire.pipelines.messages import CONTROL, clean_lines

_NOT_IN_JSON = re.compile(CONTROL.replace("\x00-\x1f", ""))  # C0 is escaped in any case
_EXACT = 2.0**53  # up to here a float holds every integer
_LARGEST = 1e15  # that is written whole for people
_ONE_DIGIT, _MOST_DIGITS = 0.05, 12  # percent from which on one digit tells it from zero, and digits that are enough
_FORMULA = ("=", "+", "-", "@", "−")  # U+2212 as well, which no normal form makes a hyphen


def is_share(column: str) -> bool:
    """Tell whether a column has shares, which are written as percents.

    >>> is_share("recent_share"), is_share("shareholders")
    (True, False)
    """
    return "share" in column.split("_")


def is_estimate(column: str) -> bool:
    """Tell whether a column has what is reckoned of small counts, of which two digits tell enough."""
    return column in {"expected", "ratio", "q"}


def csv_cell(value: Any) -> str:
    """Return a value as the text of a CSV cell, formulas quoted, control characters but tab and line feed blank.

    >>> csv_cell(-1.5), csv_cell(" =1+1"), csv_cell("＝1+1"), csv_cell("two\\nlines")
    ('-1.5', "' =1+1", "'＝1+1", 'two\\nlines')
    """
    if isinstance(value, int | float | Decimal):
        return text_of(value)
    text = clean_lines(text_of(value))
    # A spreadsheet passes over blanks in front of a formula, runs one that begins with a tab, and reads full-width
    # and other compatible forms of a sign as the sign.
    sign = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return "'" + text if text.startswith("\t") or sign.startswith(_FORMULA) else text


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, letters as they are, every control and reordering character escaped.

    >>> json_text({"title": "Türkiye\\x9b"})
    '{"title": "Türkiye\\\\u009b"}'
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent, default=text_of, allow_nan=False)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def json_value(value: Any) -> Any:
    """Return a value that JSON can hold: no NaN, no decimals, keys of maps as text.

    >>> json_value([float("nan"), Decimal("2.50"), {date(2026, 1, 2): 1}])
    [None, 2.5, {'2026-01-02': 1}]
    """
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    if isinstance(value, dict):
        return {text_of(key): json_value(one) for key, one in value.items()}
    return value


def number_text(value: float) -> str:
    """Return a number as people read it: four digits at least, and whole from a thousand on, short of 1e15.

    >>> number_text(1234567), number_text(0.123456), number_text(86543.21), number_text(2.4e11)
    ('1,234,567', '0.1235', '86,543', '240,000,000,000')
    """
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if 1000 <= abs(value) < _LARGEST else f"{value:,.4g}"


def estimate_text(value: float) -> str:
    """Return an estimate as people read it: two digits, and whole from ten on.

    >>> estimate_text(5.895), estimate_text(0.7538), estimate_text(108.57), estimate_text(0.00046), estimate_text(0)
    ('5.9', '0.75', '109', '0.00046', '0')
    """
    return number_text(round(value)) if abs(value) >= 10 else f"{value:.2g}"


def percent(share: float | Decimal) -> str:
    """Return a share as people read it: what is not zero is not told as zero, unless it is below 1e-14.

    >>> percent(0.125), percent(0), percent(0.00034), percent(2e-7)
    ('12.5%', '0.0%', '0.03%', '0.00002%')
    """
    value = 100 * float(share)
    digits = min(-math.floor(math.log10(abs(value))), _MOST_DIGITS) if 0 < abs(value) < _ONE_DIGIT else 1
    return f"{value:.{digits}f}%"


def text_of(value: Any) -> str:
    """Return a value as text: dates in ISO 8601, numbers with every digit they have, null as nothing.

    >>> text_of(1234567.5), text_of(240e9), text_of(0.1), text_of(float("nan"))
    ('1234567.5', '240000000000', '0.1', 'nan')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple | dict):
        return json.dumps(json_value(value), ensure_ascii=False, default=text_of)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))  # amounts of money: nobody reads 2.4e+11
    return str(value)
