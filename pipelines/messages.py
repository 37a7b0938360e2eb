"""Print lines for people, and take control characters out of text from outside: the one place that does.

File names, error messages and command-line words may all hold sequences that move a terminal's cursor, rename its
window or hide the rest of a line.
"""

from __future__ import annotations

import re
import sys
import traceback
from types import TracebackType
from typing import Any

import click

# C0, DEL, C1, the marks that reorder a line or hide in it, halves of characters, which can't be printed, and what no
# drawing can hold, as XML does not.
CONTROL = "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
_CONTROL = re.compile(CONTROL + "+")
_CONTROL_IN_LINES = re.compile(CONTROL.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f") + "+")  # all but tab and line feed


# What stands in a terminal for signs that its encoding lacks; in tables one is as wide as the other.
_ALIKE = {"–": "-", "—": "-", "→": "->", "↔": "<->", "…": "...", "×": "x", "·": "-", **dict.fromkeys("▏▎▍▌▋▊▉█", "#")}
_ALIKE |= {"’": "'", "‘": "'", "“": '"', "”": '"'}


def written_alike(error: UnicodeError) -> tuple[str, int]:
    """Return for what can't be encoded what looks like it, and of letters their escapes: a handler of errors of codecs.

    >>> written_alike(UnicodeEncodeError("ascii", "China–Перу", 5, 7, ""))
    ('-\\\\u041f', 7)
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_ALIKE.get(sign) or sign.encode("ascii", "backslashreplace").decode() for sign in signs), error.end


def clean(text: str) -> str:
    """Replace each run of control and reordering characters with one space.

    >>> clean("a\\x1b[31mb")
    'a [31mb'
    """
    return _CONTROL.sub(" ", text)


def clean_lines(text: str) -> str:
    """Replace each run of control and reordering characters, except line feeds and tabs, with one space."""
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


def print_line(console: Any, line: str) -> None:
    """Print a line to a console of rich as it stands: no markup, no colours, and no line breaks of its own."""
    console.print(line, highlight=False, markup=False, soft_wrap=True)


def plural(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> plural(1, "copy"), plural(1200, "copy"), plural(0, "day")
    ('1 copy', '1,200 copies', '0 days')
    """
    several = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else several}"


def print_traceback(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """Print what Python prints of an error that nobody caught, for sys.excepthook."""
    sys.stderr.write(clean_lines("".join(traceback.format_exception(kind, error, at))))
