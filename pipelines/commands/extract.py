"""dyadwire extract: the engine alone, texts in and JSON Lines out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import click

from pipelines.engine_options import model_option
from pipelines.errors import DyadwireError

FORMAT = """\b
Input: plain text (one text a file), or JSON Lines with "text" and, if known, "id", "title", "published_at".
Output: one JSON object a line. Offsets are characters of the text as given; countries are ISO 3166-1.
\b
{"id", "language",
 "countries": [{start, end, surface, iso2, iso3, kind, use}], "title_countries": [the same, of the title],
 "sentences": [{start, end}],
 "sentence_dyads": [{dyad: ["CHN", "RUS"], sentence, start, end, explicit, relational,
                     directed: [actor, recipient] | null}],
 "article_dyads": [{dyad, salience}],
 "figures": [{start, end, surface, value, value_text, value_max, kind, unit, currency, value_usd, rate_date, per,
              qualifier, direction, role, minor, measure, linked_start, period: {text, start, end} | null,
              baseline: {text, start, end} | null, dyad | null, countries, evidence}],
 "people": [{start, end, surface, full_name, role, iso3}],
 "error": only where a line could not be read (then "id" alone is beside it), or a text is empty or no UTF-8}
\b
language: ISO 639-1, null where it can't be told. Only English is read: of a text in
another language, or a long one in none, all lists are empty.
kind: name, demonym, compound, capital, metonym, leader, org, city. A pair is the
article's from a salience of 0.4, which the gold chose.
"""


@click.command(epilog=FORMAT)
@click.argument("files", nargs=-1, metavar="[FILE...|-]")
@model_option
def command(files: tuple[str, ...], model: str) -> None:
    """Extract countries, dyads, figures and people from texts; JSON Lines out."""
    from pipelines.answers.printing import writing
    from pipelines.extraction import extract_lines, load_engine

    engine = load_engine(None if model == "none" else model)
    with writing(sys.stdout):
        for line in extract_lines(_texts(files or ("-",)), engine):
            click.echo(line)


def _texts(files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for name in files:
        try:
            if name == "-":
                yield from _split("-", sys.stdin.buffer)
            else:
                with open(name, "rb") as file:
                    yield from _split(name, file)
        except OSError as error:
            raise DyadwireError(f"cannot read {name}: {error.strerror}") from error


def _split(name: str, file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """JSON Lines are told by their first byte, so that a pipe needs no file name."""
    first = file.readline()
    while first and not first.strip():
        first = file.readline()
    if not first.lstrip().startswith(b"{"):
        yield name, first + file.read()
        return
    yield name, first
    yield from ((name, line) for line in file if line.strip())
