"""Print passages of text in a terminal: a heading, what was written, where."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.printing import writing
from dyadwire.pipelines.messages import clean

UNDATED = "undated"  # in the place of a date


class Passage(NamedTuple):
    """One sentence of the news with what to know about it; `marks` are spans (start, end) to show in reverse."""

    heading: str
    text: str | None
    source: str
    marks: Sequence[dict[str, Any]] = ()


def read_out(title: str, passages: Iterable[Passage], notes: Sequence[str] = ()) -> None:
    """Print passages one below the other; neighbours with one heading and source share them."""
    from rich.text import Text

    from dyadwire.pipelines.ask.terminal import open_console, print_notes

    console = open_console()
    with writing(sys.stdout):
        console.print(Text(clean(title), style="bold"))
        for (heading, source), together in groupby(passages, key=lambda passage: (passage.heading, passage.source)):
            console.print()
            console.print(Text(clean(heading), style="cyan"))
            for passage in together:
                text = marked(passage.text, passage.marks) if passage.text else Text("(texts are not kept)", "dim")
                console.print(text)
            console.print(Text(clean(source), style="dim"), soft_wrap=True)  # a link in one piece can be clicked
        console.print()
        print_notes(console, notes)


def marked(text: str, marks: Sequence[dict[str, Any]]) -> Any:
    """Return the text for a terminal with its marks in reverse; offsets stay true as each control becomes one space."""
    from rich.text import Text

    shown = Text("".join(map(clean, text)))
    for mark in marks:
        shown.stylize("reverse", mark["start_char"], mark["end_char"])
    return shown
