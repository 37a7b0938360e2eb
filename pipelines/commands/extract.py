"""dyadwire extract: the engine alone, texts in and JSON Lines out."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import click

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.engine_options import model_option
from dyadwire.pipelines.waiting import saying_what_is_awaited
from dyadwire.transforms.text.article.limits import MAX_DOCUMENT_BYTES, MAX_TEXT_CHARACTERS

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
 "error": only where a line could not be read (then "id" alone is beside it), or a text is empty, too long or no UTF-8}
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
_MOST_TEXT = 4 * (MAX_TEXT_CHARACTERS + 1)  # bytes: beyond, no text is read


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
                with _opened(name) as file:
                    yield from _split(name, file)
        except OSError as error:
            raise DyadwireError(f"cannot read {name or repr(name)}: {error.strerror}") from error


def _opened(name: str) -> BinaryIO:
    with saying_what_is_awaited(f"{name} is a pipe that nothing is written to yet"):
        return open(name, "rb")


def _split(name: str, file: BinaryIO) -> Iterator[tuple[str | int, bytes]]:
    """JSON Lines are told by their first byte, so that a pipe needs no file name; all the lines of one are JSON.

    Of a line or text that is too long so much is given as shows that it is.
    """
    given = "standard input" if name == "-" else name
    waits = f"waits for {given} to end, as a text is read as a whole; JSON Lines are answered one by one"
    with saying_what_is_awaited(waits):
        head = _to_first_line(file)
        is_text = not head[-1].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
        rest = file.read(_MOST_TEXT) if is_text else b""
    if is_text:
        yield name, _whole_characters(b"".join([*head, rest])[:_MOST_TEXT])  # blank lines too: offsets count them
        return
    yield from ((number, line) for number, line in enumerate(_lines(file, head[-1]), len(head)) if line.strip())


def _whole_characters(text: bytes) -> bytes:
    """Return a text without the part of a character that it ends with where no more of it was read."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    decoder.decode(text)
    return text[: len(text) - len(decoder.getstate()[0])] if len(text) == _MOST_TEXT else text


def _to_first_line(file: BinaryIO) -> list[bytes]:
    """Return the lines to the first that is not blank: no more, as who writes them may wait for each answer."""
    head = [file.readline(MAX_DOCUMENT_BYTES + 1)]
    while head[-1] and not head[-1].strip() and len(head) < _MOST_TEXT:
        head.append(file.readline(MAX_DOCUMENT_BYTES + 1))
    return head


def _lines(file: BinaryIO, line: bytes) -> Iterator[bytes]:
    """Yield a line that was read and those behind it; of one that is too long its beginning, before the rest comes."""
    while line:
        yield line
        while len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_DOCUMENT_BYTES + 1)
        line = file.readline(MAX_DOCUMENT_BYTES + 1)
