"""Print the rows of an answer: a table in a terminal, tab-separated values in a pipe, JSON or CSV on request.

Text of the lake comes from outside. In no form do control characters reach a terminal, line breaks and tabs of CSV
apart, and a CSV cell that a spreadsheet would run as a formula is quoted.
"""

from __future__ import annotations

import csv
import errno
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count, islice
from typing import IO

from dyadwire.pipelines.ask.answer import Answer, Row
from dyadwire.pipelines.ask.values import csv_cell, json_text, json_value, text_of
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean, tell

_MOST_IN_TABLE = 10_000


def show(answer: Answer, form: str | None = None, out: IO[str] | None = None) -> None:
    """Print an answer as `table`, `plain`, `csv` or `json`; by default a table in a terminal, else plain.

    Programs do not see the note. On the standard error they are told what was meant, what is left out, and of no rows
    all of it.
    """
    to_program = out is None and not as_in_terminal(form)
    out = out or sys.stdout
    form = form or ("table" if out.isatty() else "plain")
    with writing(out):
        if form == "table":
            _table(answer, out)
        else:
            _FORMS[form](answer.columns, answer.rows, out)
    if to_program and answer.for_programs:
        tell(f"dyadwire: {' '.join(answer.for_programs)}")


def show_rows(columns: Sequence[str], rows: Iterator[Row], form: str | None = None) -> None:
    """Print rows as they come, in the forms of `show`; a table, whose widths all its rows decide, has the first 10,000.

    Columns of the same name get names of their own: programs read rows by name.
    """
    out = sys.stdout
    form = form or ("table" if out.isatty() else "plain")
    names = distinct(columns)
    if form == "table":
        show(Answer(names, list(islice(rows, _MOST_IN_TABLE + 1))), form, out)
        return
    with writing(out):
        _FORMS[form](names, rows, out)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ: the second of a name is numbered.

    >>> distinct(["n", "n", "n_2", "m"])
    ('n', 'n_3', 'n_2', 'm')
    """
    given, found = set(names), dict[str, None]()
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for name in names:
        numbered = (f"{name}_{n}" for n in numbers[name])
        free = next(n for n in numbered if n not in given) if name in found else name
        found[free] = None
    return tuple(found)


@contextmanager
def writing(out: IO[str]) -> Iterator[None]:
    """Write an answer: a reader that leaves early ends it and is no error; DyadwireError where it can't be written.

    OSError of another file, which has a name or is not there, passes.
    """
    try:
        yield
        out.flush()
    except BrokenPipeError:
        silence(out)  # the reader, such as head, has enough
    except OSError as error:
        if error.filename or error.errno == errno.ENOENT:
            raise
        silence(out)
        raise DyadwireError(f"can't write the answer: {error.strerror or error}") from error


def silence(out: IO[str]) -> None:
    """Let a stream that can't be written lead nowhere: what it still holds would fail again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, out.fileno())
    os.close(nowhere)


def as_in_terminal(form: str | None) -> bool:
    """Tell whether an answer is printed for people: asked for as a table, or in no form and to a terminal."""
    return form == "table" or (form is None and sys.stdout.isatty())


def _plain(columns: Sequence[str], rows: Iterable[Row], out: IO[str]) -> None:
    for row in chain([columns], rows):
        print("\t".join(clean(text_of(value)) for value in row), file=out)


def _csv(columns: Sequence[str], rows: Iterable[Row], out: IO[str]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    for row in chain([map(clean, columns)], rows):
        writer.writerow(map(csv_cell, row))


def _json(columns: Sequence[str], rows: Iterable[Row], out: IO[str]) -> None:
    before = "[\n"
    for row in rows:
        written = json_text([dict(zip(columns, map(json_value, row), strict=True))], indent=1)
        out.write(before + written.removeprefix("[\n").removesuffix("\n]"))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


_FORMS: dict[str, Callable[[Sequence[str], Iterable[Row], IO[str]], None]] = {
    "plain": _plain,
    "csv": _csv,
    "json": _json,
}


def _table(answer: Answer, out: IO[str]) -> None:
    from dyadwire.pipelines.ask.terminal import print_answer  # other forms don't pay for the import of rich

    if len(answer.rows) > _MOST_IN_TABLE:  # more take minutes to lay out, and nobody reads them
        more = f"The first {_MOST_IN_TABLE:,} rows; --json, --csv and a pipe have all."
        answer = answer._replace(rows=answer.rows[:_MOST_IN_TABLE], notes=(more, *answer.notes))
    print_answer(answer, out)
