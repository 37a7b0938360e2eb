"""The answer to a question: rows with names, what is said above and below them, and how it is cut to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from dyadwire.pipelines.messages import plural

Row = Sequence[Any]


class AsTyped(str):
    """A sentence that repeats what somebody typed: nothing of it is rewritten for pages, or cut for charts."""

    __slots__ = ()


class Answer(NamedTuple):
    """Columns and rows, with a title above and notes below for those who read the table."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    title: str = ""
    notes: tuple[str, ...] = ()  # sentences, each whole
    bar: str | None = None  # the column that a bar is drawn for
    brief: tuple[str, ...] = ()  # the columns of a terminal's table; all of them where empty
    by: str = ""  # the step of the column `period`, for those who read labels
    marks: tuple[tuple[int, str], ...] = ()  # rows whose period was collected in part, each with its sign in a table
    dates: tuple[date | None, date | None] = (None, None)  # the first and last that are counted, where it goes by dates
    left_out: tuple[str, ...] = ()  # what of the note programs are told, too: what the rows do not count
    more: tuple[str, ...] = ()  # and that there are more rows than a command takes by itself
    read: tuple[str, ...] = ()  # and what a name was read as
    undated: tuple[str, ...] = ()  # and what is left out for its date, or for want of one
    called: tuple[tuple[str, str], ...] = ()  # names of codes, as they stand in the title, where these are others
    of_all: int | None = None  # how many rows there are, those beyond the limit too; None where all were asked for

    @property
    def note(self) -> str:
        """Return the notes as one text."""
        return " ".join(self.notes)

    @property
    def for_programs(self) -> tuple[str, ...]:
        """Return what programs are told, who see no notes: what was meant and left out; of no rows, all of it."""
        return (*self.more, *self.left_out, *self.read, *self.undated) if self.rows else self.notes

    def of(self, rows: Sequence[Row]) -> Answer:
        """Return the answer with some of its rows, in some order, each of which stays marked."""
        marked = [(self.rows[at], sign) for at, sign in self.marks]
        marks = ((at, sign) for at, row in enumerate(rows) for of, sign in marked if row == of)
        return self._replace(rows=rows, marks=tuple(marks))

    @property
    def named(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, column → value."""
        return named_rows(self.columns, self.rows)


def named_rows(columns: Sequence[str], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return rows as dictionaries, column → value.

    >>> named_rows(("dyad", "articles"), [("CHN-RUS", 3)])
    [{'dyad': 'CHN-RUS', 'articles': 3}]
    """
    return [dict(zip(columns, row, strict=True)) for row in rows]


def cut(answer: Answer, most: int, which: str = "first") -> Answer:
    """Keep so many rows of an answer that was asked for one more, and say so where there are more.

    >>> cut(Answer(("n",), [(1,), (2,)], notes=("Told.",)), 1).note, cut(Answer(("n",), [(1,)]), 1).note
    ('The first 1; see --limit. Told.', '')
    >>> cut(Answer(("n",), [(1,), (2,)], of_all=1200), 1).note
    'The first 1 of 1,200; see --limit.'
    """
    if len(answer.rows) <= most:
        return answer
    of = f" of {answer.of_all:,}" if answer.of_all else ""
    return answer._replace(rows=answer.rows[:most], notes=(f"The {which} {most:,}{of}; see --limit.", *answer.notes))


def more_notes(limit: int, every: int, noun: str) -> list[str]:
    """Say that there are more than were asked for, where there are.

    >>> more_notes(20, 1200, "pair"), more_notes(20, 20, "pair")
    (['The first 20 of 1,200 pairs: --limit takes more.'], [])
    """
    return [f"The first {limit:,} of {plural(every, noun)}: --limit takes more."] if every > limit else []


def collected_first(notes: Sequence[str]) -> list[str]:
    """Put what was collected, the basis of all counts, before other notes: with a chart the first stands above it.

    What counts on from it ("2 more …") is one note with it: apart, nobody would know more than what.

    >>> collected_first(["Each once.", "Collected: all 7 days.", "2 more have no date.", "Only 1 day."])
    ['Collected: all 7 days. 2 more have no date.', 'Each once.', 'Only 1 day.']
    """
    at = next((at for at, note in enumerate(notes) if note.startswith("Collected: ")), None)
    if at is None:
        return [*notes]
    after = takewhile(lambda note: note.partition(" ")[2].startswith("more "), notes[at + 1 :])
    end = at + 1 + len([*after])
    return [" ".join(notes[at:end]), *notes[:at], *notes[end:]]


def confidence_notes(which: str, confidence: float | None) -> list[str]:
    """Say that only rows of at least a probability are shown; nothing where all are.

    >>> confidence_notes("that are told with", 0.8), confidence_notes("of", None), confidence_notes("of", 0)
    (['Those alone that are told with a probability of 0.8 or more.'], [], [])
    """
    return [] if not confidence else [f"Those alone {which} a probability of {confidence:g} or more."]
