"""An answer as people read it in a terminal: a table with a bar, or where that is too wide, a block a row.

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
from dyadwire.pipelines.ask.values import number_text, percent, text_of
from dyadwire.pipelines.ask.wording import CALLED, CODED, in_words
from dyadwire.pipelines.messages import clean

GAP = "–"  # where nothing was collected
_BAR_CELLS = 18  # with six columns of numbers a row fits 80 cells
_FEWEST_BAR_CELLS = 4  # shorter ones tell nothing
_SHORT = 20  # cells up to this length are never broken: dates, codes, counts
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
    def least_width(self) -> int:
        """Cells below which something would be cut: longer texts are broken at words."""
        cells = [word for cell in self.cells for word in cell.split()] if self.broken else self.cells
        widest = max(map(cell_len, cells), default=0)
        return max(min(widest, _SHORT), *(cell_len(line) for line in self.heading.splitlines()), 0)


def open_console(out: IO[str] | None = None) -> Console:
    """Return what prints to a terminal: of the usual width where COLUMNS is 0, never of a few cells."""
    console = Console(file=out, highlight=False)
    console.width = max(console.width or _USUAL, _LEAST)
    return console


def print_answer(answer: Answer, out: IO[str]) -> None:
    """Print title, rows and note."""
    console = open_console(out)
    if answer.title:
        console.print(Text(clean(answer.title), style="bold"))
    columns = [_column(answer, name) for name in answer.brief or answer.columns]
    room = _room(console, columns)
    if room < 0 and answer.title:  # a question's names and offices may be broken at words before its rows are
        broken = [column._replace(broken=not column.numeric) for column in columns]
        columns = broken if _room(console, broken) >= 0 else columns
        room = min(_room(console, columns), 0)  # for no bar
    if room < 0 and answer.rows:
        # Words of a question's columns; SQL has its own as they were asked for.
        _print_blocks(console, columns, len(answer.rows), " " if answer.title else "_")
    elif answer.rows or not answer.note:  # headings above nothing tell less than the note
        console.print(_table(answer, columns, min(_BAR_CELLS, room - _BETWEEN)))
    if answer.note:
        console.print(Text(clean(answer.note), style="dim"))


def _room(console: Console, columns: Sequence[_Column]) -> int:
    """Return the cells that are left beside all columns at their least widths; below 0 they don't fit."""
    return console.width - sum(column.least_width for column in columns) - _BETWEEN * (len(columns) - 1)


def _column(answer: Answer, name: str) -> _Column:
    at = answer.columns.index(name)
    values = [row[at] for row in answer.rows]
    counts = any(isinstance(value, int | float | Decimal) for value in values)
    numeric = counts or all(value is None for value in values)  # a column of gaps stays where its counts would be
    days = answer.columns.index("collected_days") if "collected_days" in answer.columns else None
    collected = [days is None or bool(row[days]) for row in answer.rows]
    cells = [_shown(name, value, collected=it) for value, it in zip(values, collected, strict=True)]
    heading = clean(name).replace("_", "\n")
    if answer.title and name in {*CALLED, *CODED}:  # a question; what SQL asks for stays as it was asked for
        heading = CALLED.get(name, heading)
        coded = zip(values, cells, strict=True) if name in CODED else ()
        cells = [in_words(name, value) if value else cell for value, cell in coded] or cells
    if name == "period":
        heading = HEADINGS.get(answer.by, heading)
        cells = [label(value, answer.by) for value in values] if answer.by else cells
        cells = [f"{cell} *" if at in answer.unfinished else cell for at, cell in enumerate(cells)]
    return _Column(name, cells, numeric, heading)


def _table(answer: Answer, columns: Sequence[_Column], bar_cells: int) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    cells: list[Sequence[str]] = []
    for column in columns:
        justify: Any = "right" if column.numeric else "left"
        least = column.least_width if column.broken else None
        shape: dict[str, Any] = {"no_wrap": column.short, "overflow": "fold", "min_width": least}
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
    is_share = "share" in name.split("_")
    if value is None:
        return "" if is_share and collected else GAP  # no share of nothing is not a gap
    if is_share and isinstance(value, int | float | Decimal):
        return percent(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return clean(text_of(value))
