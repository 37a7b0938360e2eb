"""Print the rows of an answer: a table in a terminal, tab-separated values in a pipe, JSON or CSV on request.

Text of the lake comes from outside. In no form do control characters reach a terminal, line breaks and tabs of CSV
apart, and a CSV cell that a spreadsheet would run as a formula is quoted.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, NamedTuple

from pipelines.errors import DyadwireError

Row = Sequence[Any]
# C0, DEL, C1, and the marks that reorder a line or hide in it.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_CONTROL_IN_LINES = re.compile(_CONTROL.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))  # all but tab and line feed
_NOT_IN_JSON = re.compile(_CONTROL.pattern.replace("\x00-\x1f", "").removesuffix("+"))  # C0 is escaped in any case
_EXACT = 2.0**53  # up to here a float holds every integer
_FORMULA = ("=", "+", "-", "@")


class Answer(NamedTuple):
    """Columns and rows, with a title above and a note below for those who read the table."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    title: str = ""
    note: str = ""
    bar: str | None = None  # the column that a bar is drawn for
    brief: tuple[str, ...] = ()  # the columns of a terminal's table; all of them where empty


def show(answer: Answer, form: str | None = None, out: IO[str] | None = None) -> None:
    """Print an answer as `table`, `plain`, `csv` or `json`; by default a table in a terminal, else plain."""
    out = out or sys.stdout
    form = form or ("table" if out.isatty() else "plain")
    with writing(out):
        {"table": _table, "plain": _plain, "csv": _csv, "json": _json}[form](answer, out)


@contextmanager
def writing(out: IO[str]) -> Iterator[None]:
    """Write an answer: a reader that leaves early ends it and is no error; DyadwireError where it can't be written."""
    try:
        yield
        out.flush()
    except BrokenPipeError:
        _silence(out)  # the reader, such as head, has enough
    except OSError as error:
        _silence(out)
        raise DyadwireError(f"can't write the answer: {error.strerror or error}") from error


def _silence(out: IO[str]) -> None:
    # What is still buffered would fail again when Python ends, with a traceback.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)


def as_in_terminal(form: str | None) -> bool:
    """Tell whether an answer is printed for people: asked for as a table, or in no form and to a terminal."""
    return form == "table" or (form is None and sys.stdout.isatty())


def plural(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> plural(1, "copy"), plural(1200, "copy"), plural(0, "day")
    ('1 copy', '1,200 copies', '0 days')
    """
    several = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"


def clean(text: str) -> str:
    """Replace each run of control and reordering characters with one space.

    >>> clean("a\\x1b[31mb")
    'a [31mb'
    """
    return _CONTROL.sub(" ", text)


def _plain(answer: Answer, out: IO[str]) -> None:
    for row in (answer.columns, *answer.rows):
        print("\t".join(clean(text_of(value)) for value in row), file=out)


def _csv(answer: Answer, out: IO[str]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(clean, answer.columns))
    writer.writerows([csv_cell(value) for value in row] for row in answer.rows)


def csv_cell(value: Any) -> str:
    """Return a value as the text of a CSV cell, formulas quoted, control characters but tab and line feed blank.

    >>> csv_cell(-1.5), csv_cell(" =1+1"), csv_cell("two\\nlines")
    ('-1.5', "' =1+1", 'two\\nlines')
    """
    if isinstance(value, int | float | Decimal):
        return text_of(value)
    text = _CONTROL_IN_LINES.sub(" ", text_of(value))
    # A spreadsheet passes over blanks in front of a formula, and runs one that begins with a tab.
    return "'" + text if text.startswith("\t") or text.lstrip().startswith(_FORMULA) else text


def _json(answer: Answer, out: IO[str]) -> None:
    rows = [dict(zip(answer.columns, map(json_value, row), strict=True)) for row in answer.rows]
    print(json_text(rows, indent=1), file=out)


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, letters as they are, every control and reordering character escaped.

    >>> json_text({"title": "Türkiye\\x9b"})
    '{"title": "Türkiye\\\\u009b"}'
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent, default=text_of, allow_nan=False)
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def json_value(value: Any) -> Any:
    """Return a value that JSON can hold: no NaN, no decimals."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


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
        return json.dumps(value, ensure_ascii=False, default=text_of)
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))  # amounts of money: nobody reads 2.4e+11
    return str(value)


def _table(answer: Answer, out: IO[str]) -> None:
    from pipelines.answers.terminal import print_answer  # other forms don't pay for the import of rich

    print_answer(answer, out)
