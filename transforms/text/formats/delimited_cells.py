"""Cells of CSV and TSV: how the rows of a table are laid out, and what one row holds."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any, NamedTuple

from dyadwire.transforms.text.formats.decoding import decode_text

MOST_ROW = 20_000_000  # characters of a cell; beyond, a quotation mark was never closed
# The Global Knowledge Graph of GDELT 2.1 has no line of names: 27 columns, the first an id that begins with its time.
GKG_ROW = re.compile(rb"\d{14}-T?\d{1,6}\t(?:[^\t\n]*\t){25}[^\n]*")
GKG = {1: "published_at", 3: "outlet", 4: "url", 26: "title"}
_GKG_TITLE = re.compile(r"<PAGE_TITLE>(.{1,2000}?)</PAGE_TITLE>")


class Layout(NamedTuple):
    """How rows are written: what parts cells, whether a quoted one may hold it, the names of columns and their line."""

    delimiter: str
    quoted: bool
    names: tuple[str, ...]
    heading: int  # bytes before the first row
    encoding: str | None = None  # of the whole file, where its first bytes are not UTF-8

    @property
    def is_gkg(self) -> bool:
        """The rows are of GDELT's Global Knowledge Graph."""
        return not self.quoted


def cells_of(row: bytes, layout: Layout) -> list[str]:
    """Return the cells of one row. One that is not UTF-8 is in the encoding of its file, or in what it looks like.

    >>> cells_of(b'"one, two",3\\n', Layout(",", True, (), 0))
    ['one, two', '3']
    """
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError:
        text = row.decode(layout.encoding, "replace") if layout.encoding else decode_text(row)
    if not layout.quoted:
        return text.rstrip("\r\n").split(layout.delimiter)
    csv.field_size_limit(MOST_ROW)
    # Of a text, str.splitlines would make lines at marks that end none here, such as U+2028.
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter), [])


def misfit(cells: list[str], layout: Layout) -> str | None:
    """Say how many cells a row has too few or too many; blank ones at its end are not missed, and not too many.

    >>> layout = Layout(",", True, ("title", "text", ""), 0)
    >>> misfit(["A", "B"], layout), misfit(["A", "B", "", ""], layout), misfit(["A", "B", "", "C"], layout)
    (None, None, '4 cells, where the table has 3 columns')
    """
    if not layout.quoted:  # of the Global Knowledge Graph, whose rows are told by their form
        return None
    needed = max((place for place, name in enumerate(layout.names, 1) if name), default=0)
    if len(cells) >= needed and not any(map(str.strip, cells[len(layout.names) :])):
        return None
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    return f"{count}, where the table has {len(layout.names)} columns"


def record_of(cells: list[str], layout: Layout) -> dict[str, Any] | None:
    """Return a row as a record by the names of its columns; None for an empty row, or the line of names again."""
    if not any(map(str.strip, cells)) or tuple(cell.strip() for cell in cells) == layout.names:
        return None
    record = {name: cell for name, cell in zip(layout.names, cells, strict=False) if name}
    if layout.is_gkg:
        title = _GKG_TITLE.search(record.get("title", ""))
        record["title"] = html.unescape(title[1]).strip() if title else ""
    return record
