"""dyadwire extract: the engine alone, texts in and JSON Lines out."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

import click

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.engine_options import model_option

FORMAT = """\b
Input: plain text (one text a file), or JSON Lines with "text" and, if known, "id", "title", "published_at", "url".
Output: one JSON object a line. Offsets are characters of the text as given; countries are ISO 3166-1.
\b
{"id", "language",
 "countries": [{start, end, surface, iso2, iso3, kind, use}],
 "blocs": [{start, end, surface, code}],
 "sentences": [{start, end}],
 "sentence_dyads": [{dyad: ["CHN", "RUS"], sentence, start, end, explicit, relational,
                     directed: [actor, recipient] | null}],
 "article_dyads": [{dyad, salience}],
 "acts": [{sentence, start, end, actor, recipient, code, act_class, mutual, status, confidence,
           period: {text, start, end} | null, background: true | false | null,
           trigger: {text, start, end} | null}],
 "events": [the same as "acts", with their older names: class for act_class, when for status],
 "figures": [{start, end, surface, value, value_text, value_max, kind, unit, currency, value_usd, rate_date, per,
              qualifier, state, direction, role, trivial, minor, measure, topic, linked_start,
              period: {text, start, end} | null,
              baseline: {text, start, end} | null, compared_with | null, dyad | null, countries, evidence,
              confidence | null, origin | null, destination | null}],
 "people": [{start, end, surface, full_name, role, iso3}],
 "title_countries", "title_acts", "title_figures", "title_people": the same of the title, whose offsets are its own,
 "decisions": only with --explain: [{decision, place, options: [{option, probability, features: {name: weight}}]}],
 "error": only where a line could not be read (then "id" alone is beside it), or a text is empty or no UTF-8}
\b
language: ISO 639-1, null where it can't be told. English is read whole. Of Arabic,
Chinese, French, German, Hindi, Indonesian, Italian, Korean, Portuguese, Russian, Spanish,
Turkish and Ukrainian: countries, pairs (never directed), and figures with value, unit, currency,
kind, qualifier (about, at least, at most, record), way, period, base, topic and whose they are.
Of a text in another language, or a long one in none, all lists are empty.
acts: what countries, or blocs themselves (EU, NATO, UN …), do to one another: PLOVER's
sixteen codes; start and end are those of the sentence; status: done, planned, denied; period:
the time that the text tells of the act; background: over for more than a month when the article
was published, null without a date. minor: what trivial says, by its older name.
kind: name, demonym, compound, capital, metonym, leader, org, city. Salience is the
probability that the article is about the pair; from 0.38 it counts as the article's.
"""


@click.command(epilog=FORMAT)
@click.argument("files", nargs=-1, metavar="[FILE...|-]")
@model_option
@click.option("--explain", is_flag=True, help="Add the learned decisions, with what their features weigh.")
def command(files: tuple[str, ...], model: str | None, explain: bool) -> None:
    """Extract countries, dyads, acts, figures and people from texts; JSON Lines out."""
    from dyadwire.pipelines.ask.printing import writing
    from dyadwire.pipelines.extraction import extract_lines, load_engine

    engine = load_engine(model)
    with writing(sys.stdout):
        for line in extract_lines(_texts(files or ("-",)), engine, explain=explain):
            click.echo(line)


def _texts(files: Iterable[str]) -> Iterator[tuple[str | int, bytes]]:
    for name in files:
        try:
            if name == "-":
                yield from _split("-", sys.stdin.buffer)
            else:
                with open(name, "rb") as file:
                    yield from _split(name, file)
        except OSError as error:
            raise DyadwireError(f"cannot read {name or repr(name)}: {error.strerror}") from error


def _split(name: str, file: BinaryIO) -> Iterator[tuple[str | int, bytes]]:
    """JSON Lines are told by their first byte, so that a pipe needs no file name; all the lines of one are JSON."""
    head: list[bytes] = []  # to the first line that is not blank
    for line in iter(file.readline, b""):  # no more than that: who writes the lines may wait for each answer
        head.append(line)
        if line.strip():
            break
    if not b"".join(head[-1:]).removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield name, b"".join([*head, file.read()])  # blank lines too: offsets count them
        return
    numbered = enumerate(chain(head[-1:], file), start=len(head))
    yield from ((number, line) for number, line in numbered if line.strip())
