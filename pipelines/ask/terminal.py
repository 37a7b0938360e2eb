"""An answer as people read it in a terminal: a table with a bar, where that is too wide some, or a block a row.

No number is ever cut: a count that lost its last digits would be quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import IO, Any, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.periods import HEADINGS, label
from dyadwire.pipelines.ask.values import estimate_text, is_estimate, is_share, number_text, percent, text_of
from dyadwire.pipelines.ask.wording import CALLED, CODED, in_words
from dyadwire.pipelines.messages import clean

GAP = "–"  # where nothing was collected
_BAR_CELLS = 18  # with six columns of numbers a row fits 80 cells
_FEWEST_BAR_CELLS = 4  # shorter ones tell nothing
_SHORT = 20  # cells up to this length are never broken: dates, codes, counts
_WORD = 36  # nor are words up to this length: names of outlets, keys of articles
_FEW_ROWS, _MOST_PARTS = 2, 3  # of blocks that are read as easily as tables, and of tables that one answer makes
_BETWEEN = 2  # cells between two columns
_USUAL, _LEAST = 80, 20  # cells
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class _Column(NamedTuple):
    name: str
    cells: list[str]
    numeric: bool
    heading: str
    broken: bool = False  # at words, however short

    @property
    def short(self) -> bool:
        return not self.broken and max(map(cell_len, self.cells), default=0) <= _SHORT

    @property
    def width(self) -> int:
        """Cells in which nothing is broken."""
        return max(map(cell_len, (*self.cells, *self.heading.splitlines())), default=0)

    @property
    def least_width(self) -> int:
        """Cells below which something would be cut: longer texts are broken at words."""
        longest = max((cell_len(word) for cell in self.cells for word in cell.split()), default=0)
        widest = longest if self.broken else max(map(cell_len, self.cells), default=0)
        heading = (cell_len(line) for line in self.heading.splitlines())
        return max(min(widest, _SHORT), min(longest, _WORD), *heading, 0)


def open_console(out: IO[str] | None = None) -> Console:
    """Return what prints to a terminal: of the usual width where COLUMNS is 0, never of a few cells."""
    console = Console(file=out, highlight=False)
    console.width = max(console.width or _USUAL, _LEAST)
    return console


def print_answer(answer: Answer, out: IO[str]) -> None:
    """Print title, rows and notes."""
    console = open_console(out)
    if answer.title:
        console.print(Text(clean(answer.title), style="bold"))
    if _tells_something(answer) or not answer.notes:  # headings above nothing tell less than the notes
        _print_rows(console, answer)
    print_notes(console, answer.notes)


def _print_rows(console: Console, answer: Answer) -> None:
    """Print a table; where it is too wide some, or a block a row."""
    columns = [_column(answer, name) for name in answer.brief or answer.columns]
    room = _room(console, columns)
    if room < 0 and answer.title:  # a question's names and offices may be broken at words before its rows are
        broken = [column._replace(broken=not column.numeric) for column in columns]
        columns = broken if _room(console, broken) >= 0 else columns
        room = min(_room(console, columns), 0)  # for no bar
    if room >= 0 or not answer.rows:
        console.print(_table(console, answer, columns, _bar_cells(console, columns, room)))
    elif parts := _parts(console, columns) if len(answer.rows) > _FEW_ROWS and not answer.title else []:
        for part in parts:
            console.print(_table(console, answer, part, 0))
            console.print()
    else:  # words of a question's columns; SQL has its own as they were asked for
        _print_blocks(console, columns, len(answer.rows), " " if answer.title else "_")


def _bar_cells(console: Console, columns: Sequence[_Column], room: int) -> int:
    """Return how long a bar may be: no word is broken for one that is longer than the shortest."""
    unbroken = console.width - sum(column.width for column in columns) - _BETWEEN * len(columns)
    return min(_BAR_CELLS, max(unbroken, min(room - _BETWEEN, _FEWEST_BAR_CELLS)))


def _tells_something(answer: Answer) -> bool:
    """Tell whether an answer has rows, and of periods one in which something was collected: else its notes say it."""
    if "collected_days" not in answer.columns or not answer.title:
        return bool(answer.rows)
    at = answer.columns.index("collected_days")
    return any(row[at] for row in answer.rows)


def print_notes(console: Console, notes: Sequence[str]) -> None:
    """Print notes, each on a line of its own."""
    for note in notes:
        console.print(Text(clean(note), style="dim"))


def _room(console: Console, columns: Sequence[_Column]) -> int:
    """Return the cells that are left beside all columns at their least widths; below 0 they don't fit."""
    return console.width - sum(column.least_width for column in columns) - _BETWEEN * (len(columns) - 1)


def _parts(console: Console, columns: Sequence[_Column]) -> list[list[_Column]]:
    """Divide columns among tables that fit, each beginning with the first column, which tells a row in all of them.

    Nothing where those are too many, or where the first column has a value twice: which row is which nobody would know.
    """
    if len(set(columns[0].cells)) < len(columns[0].cells):
        return []
    parts = [[columns[0]]]
    for column in columns[1:]:
        if len(parts[-1]) > 1 and _room(console, [*parts[-1], column]) < 0:
            parts.append([columns[0]])
        parts[-1].append(column)
    fit = all(_room(console, part) >= 0 for part in parts)
    return parts if fit and len(parts) <= _MOST_PARTS else []


def _column(answer: Answer, name: str) -> _Column:
    at = answer.columns.index(name)
    values = [row[at] for row in answer.rows]
    counts = any(isinstance(value, int | float | Decimal) for value in values)
    numeric = counts or all(value is None for value in values)  # a column of gaps stays where its counts would be
    days = answer.columns.index("collected_days") if "collected_days" in answer.columns else None
    collected = [days is None or bool(row[days]) for row in answer.rows]
    cells = [_shown(name, value, collected=it) for value, it in zip(values, collected, strict=True)]
    return _Column(name, _worded(answer, name, values, cells), numeric, _heading(answer, name))


def _heading(answer: Answer, name: str) -> str:
    """Return what stands above a column: of a question in words; what SQL asks for stays as it was asked for."""
    heading = clean(name)
    if name.isidentifier():  # what SQL computes without a name stays in one piece: count_star()
        heading = heading.replace("_", "\n")
    if answer.title:
        heading = CALLED.get(name, heading)
    return HEADINGS.get(answer.by, heading) if name == "period" else heading


def _worded(answer: Answer, name: str, values: Sequence[Any], cells: list[str]) -> list[str]:
    """Return the cells of a column in words: codes by their names, days of how many, periods with their signs."""
    if answer.title and name in CODED:
        asked = dict(answer.called)
        coded = zip(values, cells, strict=True)
        return [asked.get(value) or in_words(name, value) if value else cell for value, cell in coded]
    if answer.title and name == "collected_days":
        every = answer.columns.index("days")
        return [f"{cell} of {number_text(row[every])}" for cell, row in zip(cells, answer.rows, strict=True)]
    if answer.title and is_estimate(name):
        return [cell if value is None else estimate_text(value) for value, cell in zip(values, cells, strict=True)]
    if name == "period":
        labels = [label(value, answer.by) for value in values] if answer.by else cells
        signs = dict(answer.marks)
        return [f"{cell} {signs[at]}" if at in signs else cell for at, cell in enumerate(labels)]
    return cells


def _widths(columns: Sequence[_Column], cells: int) -> list[int]:
    """Return how wide columns are in so many cells: as their texts, up to a width at which all fit, no less than least.

    Left to itself Rich gives each as much as the next, and cuts the last off where one can't be as narrow.
    """
    wide, least = [column.width for column in columns], [column.least_width for column in columns]
    most = max(min(max(wide, default=0), cells), 0)  # a text of megabytes is no wider than the room
    while True:
        widths = [max(low, min(width, most)) for low, width in zip(least, wide, strict=True)]
        if not most or sum(widths) <= cells:
            return widths
        most -= 1


def _table(console: Console, answer: Answer, columns: Sequence[_Column], bar_cells: int) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    cells: list[Sequence[str]] = []
    between = _BETWEEN * (len(columns) - 1) + (bar_cells + _BETWEEN if bar_cells >= _FEWEST_BAR_CELLS else 0)
    for column, width in zip(columns, _widths(columns, console.width - between), strict=True):
        justify: Any = "right" if column.numeric else "left"
        shape: dict[str, Any] = {"no_wrap": column.short, "overflow": "fold", "width": width}
        table.add_column(Text(column.heading), justify=justify, **shape)
        cells.append(column.cells)
        if column.name == answer.bar and bar_cells >= _FEWEST_BAR_CELLS:
            table.add_column("", no_wrap=True, min_width=bar_cells)
            cells.append(_bars(answer.rows, answer.columns.index(column.name), bar_cells))
    for row in zip(*cells, strict=True):
        table.add_row(*map(Text, row))
    return table


def _print_blocks(console: Console, columns: Sequence[_Column], rows: int, between: str) -> None:
    for number in range(rows):
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(no_wrap=True)
        block.add_column(overflow="fold")
        for column in columns:
            block.add_row(Text(column.heading.replace("\n", between), style="bold"), Text(column.cells[number]))
        console.print(block)
        console.print()


def _bars(rows: Sequence[Row], at: int, cells: int) -> list[str]:
    largest = max((row[at] or 0 for row in rows), default=0)
    return [bar(row[at], largest, cells) for row in rows]


def bar(value: float | None, largest: float, cells: int) -> str:
    """Draw a value as blocks, to an eighth of a cell; any value above zero shows.

    >>> bar(1, 2, 18), bar(0, 2, 18)
    ('█████████', '')
    """
    if not value or not largest:
        return ""
    eighths = max(1, round(value / largest * cells * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _shown(name: str, value: Any, *, collected: bool) -> str:
    of_share = is_share(name)
    if value is None:
        return "" if of_share and collected else GAP  # no share of nothing is not a gap
    if of_share and isinstance(value, int | float | Decimal):
        return percent(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return clean(text_of(value))
