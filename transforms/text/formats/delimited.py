"""Rows of CSV and TSV: how a file of them is laid out, and where each row ends."""

from __future__ import annotations

import codecs
import csv
import html
import io
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from functools import cache
from itertools import accumulate, takewhile
from typing import Any, NamedTuple

from dyadwire.transforms.text.formats.decoding import decode_by_evidence, encoding_by_evidence
from dyadwire.transforms.text.formats.record_fields import known_names

OPEN = -1  # in the place of the number of cells: a quotation mark begins one, and none ends it
FEWEST_ROWS, MOSTLY = 5, 0.9  # lines of a text may have as many commas as a row: so many together seldom have
MOST_ROW = 20_000_000  # characters of a cell; beyond, a quotation mark was never closed
MOST_LINES = 200  # of a row in which the mark that ends a cell is looked at
_MARKS = {"url": re.compile("https?://"), "published_at": re.compile(r"(?=.{4,40}\Z).*\d{2}")}
_DELIMITERS = (",", "\t", ";", "|")
# The Global Knowledge Graph of GDELT 2.1 has no line of names: 27 columns, the first an id that begins with its time.
_GKG_ROW = re.compile(rb"\d{14}-T?\d{1,6}\t(?:[^\t\n]*\t){25}[^\n]*")
_GKG = {1: "published_at", 3: "outlet", 4: "url", 26: "title"}
_TOLD = re.compile(rb"(?:\xef\xbb\xbf)?sep=([,;|\t])\r?\n", re.IGNORECASE)  # as spreadsheets tell what parts cells
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


def layout_of(head: bytes, *, tabs: bool = False) -> Layout:
    """Find out how a file is laid out from its first bytes; `tabs`: its name says that tabs part its cells.

    >>> layout_of(b"title;text\\nA;B\\n")
    Layout(delimiter=';', quoted=True, names=('title', 'text'), heading=11, encoding=None)
    """
    if _GKG_ROW.match(head):
        return Layout("\t", False, tuple(_GKG.get(n, "") for n in range(27)), 0)
    declared = _TOLD.match(head)
    delimiters = (declared[1].decode(),) if declared else ("\t",) if tabs else _DELIMITERS
    before = declared.end() if declared else 0
    lines, encoding = head[before:].splitlines(keepends=True), _encoding_of(head)
    options = [_heading(lines, Layout(delimiter, True, (), before, encoding)) for delimiter in delimiters]
    return max(options, key=lambda layout: (len(known_names(layout.names)), len(layout.names)))


def _encoding_of(head: bytes) -> str | None:
    """Return the encoding of a file by its first bytes: rows with few letters beyond ASCII tell less, one by one."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return encoding_by_evidence(head)
    return None


def _heading(lines: list[bytes], layout: Layout) -> Layout:
    first, _ = next(cut_rows(lines, layout), (b"", True))
    cells = cells_of(first.removeprefix(b"\xef\xbb\xbf"), layout)
    return layout._replace(names=tuple(cell.strip() for cell in cells), heading=layout.heading + len(first))


def cut_rows(lines: Iterable[bytes], layout: Layout) -> Iterator[tuple[bytes, bool]]:
    """Gather lines to rows, each with whether it is one: a quoted cell goes on over line ends.

    One that nothing ends, or the quotation mark that begins a cell of a later row, is none, with the lines behind it
    that may as well be its text: those that look like rows of the table are rows. One that goes on for too long is
    given up.
    """
    if not layout.quoted:
        yield from ((line, True) for line in lines)
        return
    again: deque[bytes] = deque()
    fed = _fed(again, iter(lines))
    is_broken = True
    while is_broken:
        is_broken = yield from _rows_to_broken(fed, again, layout)


def _fed(again: deque[bytes], lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield some lines, and before the next of them those that are to be looked at again."""
    for line in lines:
        yield line
        while again:
            yield again.popleft()


def _rows_to_broken(
    lines: Iterator[bytes], again: deque[bytes], layout: Layout
) -> Generator[tuple[bytes, bool], None, bool]:
    """Yield the rows down to the first that swallows others, and of that its parts; the lines behind it are `again`.

    Return whether there is such a row.
    """
    held: list[bytes] = []
    for row, width in _measured_rows(lines, held, layout):
        ends = len(held) if width == OPEN else _ends_at(held, layout)
        if not ends:
            yield row, True
            continue
        behind = _rows_behind(held[1:ends], layout)
        yield b"".join(held[: ends - len(behind)]), False
        yield from ((line, True) for line in behind)
        again.extendleft(reversed(held[ends:]))
        return width != OPEN
    return False


def _ends_at(lines: list[bytes], layout: Layout) -> int:
    """Return before which line of a row another begins, whose mark that opens a cell has closed one of this; else 0."""
    if not 1 < len(lines) <= MOST_LINES:  # what is looked at again costs no more than so many times itself
        return 0
    row, delimiter = b"".join(lines), layout.delimiter.encode()
    for cell in _cell_pattern(layout.delimiter).finditer(row):
        at = cell.start("end")
        begins, follows = row[at - 1 : at] in (delimiter, b"\n", b"\r"), row[at + 1 : at + 2]
        if at > 0 and begins and follows not in (b"", delimiter, b"\n", b"\r"):
            ends = accumulate(map(len, lines))
            return next(number for number, end in enumerate(ends) if at < end)
    return 0


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[bytes]:
    """Return what a cell is, with the mark that ends it if one does; what is behind that belongs to it."""
    parts = re.escape(delimiter.encode())
    quoted = rb'"(?>(?:[^"]++|"")*)(?:(?P<end>")|(?!"))'
    return re.compile(rb"(?>(?:%b)?)[^%b\r\n]*+(?:%b|\r\n?|\n|\Z)" % (quoted, parts, parts))


def _rows_behind(lines: list[bytes], layout: Layout) -> list[bytes]:
    """Return the rows that some lines are, or the last of them; none where they may as well be the text of a cell."""
    found = [*_measured_rows(lines, [], layout)]
    alike = sum(width == len(layout.names) for _, width in found)
    if len(found) >= FEWEST_ROWS and alike >= MOSTLY * len(found):
        return [row for row, _ in found]
    texts = [*takewhile(lambda line: _tells_row(line, layout), reversed(lines))]
    return texts[::-1]


def _tells_row(line: bytes, layout: Layout) -> bool:
    """Tell a row by its cells alone: as many as the table has columns, and an address or a date where it has these."""
    cells, known = cells_of(line, layout), known_names(layout.names)
    if len(cells) != len(layout.names):
        return False
    record = dict(zip(layout.names, map(str.strip, cells), strict=True))
    told = [(mark, record[name]) for field, mark in _MARKS.items() for name in known.get(field, ())[:1]]
    return bool(told) and all(mark.match(cell) for mark, cell in told)


def _measured_rows(lines: Iterable[bytes], held: list[bytes], layout: Layout) -> Iterator[tuple[bytes, int]]:
    """Yield each row with the number of its cells, the last with OPEN where nothing ends it: `held` has its lines."""
    ended: list[bool] = []
    source = _latin(lines, held, ended)
    csv.field_size_limit(MOST_ROW)
    while True:
        try:
            # One byte is one character here: only the marks that part cells are looked at.
            for cells in csv.reader(source, delimiter=layout.delimiter):
                if ended:  # more was asked for to end the row, and there was none
                    yield b"".join(held), OPEN
                    return
                yield b"".join(held), len(cells)
                held.clear()
        except csv.Error:
            yield b"".join(held), 0
            held.clear()
        else:
            return


def _latin(lines: Iterable[bytes], held: list[bytes], ended: list[bool]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line.decode("latin-1")
    ended.append(True)


def cells_of(row: bytes, layout: Layout) -> list[str]:
    """Return the cells of one row. One that is not UTF-8 is in the encoding of its file, or in what it looks like.

    >>> cells_of(b'"one, two",3\\n', Layout(",", True, (), 0))
    ['one, two', '3']
    """
    try:
        text = row.decode("utf-8")
    except UnicodeDecodeError:
        text = row.decode(layout.encoding, "replace") if layout.encoding else decode_by_evidence(row)
    if not layout.quoted:
        return text.rstrip("\r\n").split(layout.delimiter)
    csv.field_size_limit(MOST_ROW)
    # Of a text, str.splitlines would make lines at marks that end none here, such as U+2028.
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter), [])


def misfit(cells: list[str], layout: Layout) -> str | None:
    """Say how many cells a row has too few or too many; blank ones at its end are not missed, and not too many.

    >>> layout = layout_of(b"title,text,\\n")
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
