"""Rows of CSV and TSV: how a file of them is laid out, and where each row ends."""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, takewhile

from dyadwire.transforms.text.formats.decoding import encoding_by_evidence, mostly_utf8
from dyadwire.transforms.text.formats.delimited_cells import GKG, GKG_ROW, MOST_ROW, Layout, cells_of
from dyadwire.transforms.text.formats.long_lines import Part
from dyadwire.transforms.text.formats.record_fields import known_names

GOES_ON, IS_ROW, IS_BROKEN = range(3)  # what some bytes of a table are: of a row the next are of too, a row, none
# In the place of the number of cells: a quotation mark begins one and none ends it; one is too long to be held.
OPEN, TOO_LONG = -1, -2
FEWEST_ROWS, MOSTLY = 5, 0.9  # lines of a text may have as many commas as a row: so many together seldom have
MOST_LINES = 200  # of a row in which the mark that ends a cell is looked at
_MARKS = {"url": re.compile("https?://"), "published_at": re.compile(r"(?=.{4,40}\Z).*\d{2}")}
_DELIMITERS = (",", "\t", ";", "|")
_TOLD = re.compile(rb"(?:\xef\xbb\xbf)?sep=([,;|\t])\r?\n", re.IGNORECASE)  # as spreadsheets tell what parts cells


def layout_of(head: bytes, *, tabs: bool = False) -> Layout:
    """Find out how a file is laid out from its first bytes; `tabs`: its name says that tabs part its cells.

    >>> layout_of(b"title;text\\nA;B\\n")
    Layout(delimiter=';', quoted=True, names=('title', 'text'), heading=11, encoding=None)
    """
    if GKG_ROW.match(head):
        return Layout("\t", False, tuple(GKG.get(n, "") for n in range(27)), 0)
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
        return encoding_by_evidence(head) if mostly_utf8(head) is None else None
    return None


def _heading(lines: list[bytes], layout: Layout) -> Layout:
    first, _ = next(cut_rows(lines, layout), (b"", IS_ROW))
    cells = cells_of(first.removeprefix(b"\xef\xbb\xbf"), layout)
    return layout._replace(names=tuple(cell.strip() for cell in cells), heading=layout.heading + len(first))


def cut_rows(lines: Iterable[bytes], layout: Layout) -> Iterator[tuple[bytes, int]]:
    """Gather lines to rows, each with what it is: a quoted cell goes on over line ends.

    One that nothing ends, or the quotation mark that begins a cell of a later row, is broken, with the lines behind it
    that may as well be its text: those that look like rows of the table are rows. One that is too long to be held, as
    that of a `Part` of a line is, is given in parts, of which the last is empty and broken.
    """
    again: deque[bytes] = deque()
    fed = _fed(again, iter(lines))
    for line in fed:
        if not (layout.quoted or isinstance(line, Part)):
            yield line, IS_ROW
            continue
        again.appendleft(line)
        yield from (_long_row if isinstance(line, Part) else _rows_to_broken)(fed, again, layout)


def _fed(again: deque[bytes], lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield some lines, and before the next of them those that are to be looked at again."""
    for line in lines:
        yield line
        while again:
            yield again.popleft()


def _long_row(
    lines: Iterator[bytes], again: deque[bytes], layout: Layout, marks: int = 0
) -> Iterator[tuple[bytes, int]]:
    """Yield the parts of a row from a line that is too long to be held to its end; `marks`: 1 where a cell is open."""
    for part in lines:
        yield part, GOES_ON
        marks += part.count(b'"')
        if isinstance(part, Part) and part.is_last:
            break
    if marks % 2 and layout.quoted:
        yield from _rest_of_cell(lines, again, layout)
    yield b"", IS_BROKEN


def _rest_of_cell(lines: Iterator[bytes], again: deque[bytes], layout: Layout) -> Iterator[tuple[bytes, int]]:
    """Yield the lines of a quoted cell that is too long, down to the mark that ends it, or to what looks like a row."""
    for line in lines:
        if isinstance(line, Part) or len(cells_of(line, layout)) == len(layout.names) > 1:
            again.appendleft(line)
            return
        yield line, GOES_ON
        if line.count(b'"') % 2:
            return


def _rows_to_broken(lines: Iterator[bytes], again: deque[bytes], layout: Layout) -> Iterator[tuple[bytes, int]]:
    """Yield the rows down to the first that swallows others, and of that its parts; the lines behind it are `again`."""
    held: list[bytes] = []
    for row, width in _measured_rows(_to_long(lines, again), held, layout):
        if width == TOO_LONG:
            yield row, GOES_ON
            yield from _rest_of_cell(lines, again, layout)
            yield b"", IS_BROKEN
            return
        ends = len(held) if width == OPEN else _ends_at(held, layout)
        if not ends:
            yield row, IS_ROW
            continue
        behind = _rows_behind(held[1:ends], layout)
        if width == OPEN and again and not behind:  # the line that is too long is of its open cell
            yield row, GOES_ON
            yield from _long_row(lines, again, layout, marks=1)
            return
        yield b"".join(held[: ends - len(behind)]), IS_BROKEN
        yield from ((line, IS_ROW) for line in behind)
        again.extendleft(reversed(held[ends:]))
        return


def _to_long(lines: Iterator[bytes], again: deque[bytes]) -> Iterator[bytes]:
    """Yield the lines before one that is too long to be held, which is `again` then."""
    for line in lines:
        if isinstance(line, Part):
            again.appendleft(line)
            return
        yield line


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
            yield b"".join(held), TOO_LONG
            held.clear()
        else:
            return


def _latin(lines: Iterable[bytes], held: list[bytes], ended: list[bool]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line.decode("latin-1")
    ended.append(True)
