"""Lines for people: the one place that takes control characters out of what came from outside.

Names of files, texts of errors, words of the command line: any may hold what moves a terminal's cursor, renames its
window or hides the rest of a line.
"""

from __future__ import annotations

import re
import sys
import traceback
from types import TracebackType

import click

# C0, DEL, C1, the marks that reorder a line or hide in it, halves of characters, which can't be printed, and what no
# drawing can hold, as XML does not.
CONTROL = "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
_CONTROL = re.compile(CONTROL + "+")
_CONTROL_IN_LINES = re.compile(CONTROL.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f") + "+")  # all but tab and line feed


def clean(text: str) -> str:
    """Replace each run of control and reordering characters with one space.

    >>> clean("a\\x1b[31mb")
    'a [31mb'
    """
    return _CONTROL.sub(" ", text)


def clean_lines(text: str) -> str:
    """Do the same, but for line feeds and tabs."""
    return _CONTROL_IN_LINES.sub(" ", text)


def tell(text: str) -> None:
    """Print a line to standard error."""
    click.echo(clean(text), err=True)


def say(text: str) -> None:
    """Print a line to standard output."""
    click.echo(clean(text))


def say_lines(text: str) -> None:
    """Print lines to standard output."""
    click.echo(clean_lines(text))


def print_traceback(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """Print what Python prints of an error that nobody caught, for sys.excepthook."""
    sys.stderr.write(clean_lines("".join(traceback.format_exception(kind, error, at))))
