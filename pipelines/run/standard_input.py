"""Keep standard input as a file during a run, because its records are read more than once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.input_kinds import json_kind
from dyadwire.pipelines.scratch import temporary_folder
from dyadwire.pipelines.waiting import saying_what_is_awaited
from dyadwire.transforms.read.plain_bytes import BROKEN, begins_packed, blocks, plain_records
from dyadwire.transforms.text.formats.delimited import layout_of
from dyadwire.transforms.text.formats.record_fields import known_names

GIVEN = "-"
_HEAD = 65_536
_ENDINGS = {"array": ".json", "jsonl": ".jsonl", "record": ".json", "feed": ".json"}


@contextmanager
def with_standard_input(inputs: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return the inputs, standard input as the path of a file that holds it; DyadwireError where it is a terminal."""
    if GIVEN not in inputs:
        yield inputs
        return
    if sys.stdin.isatty():
        raise DyadwireError("- reads what is piped in, and nothing is")
    with temporary_folder() as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as file, saying_what_is_awaited("waits for standard input to end, before it is read"):
            while block := sys.stdin.buffer.read(1_000_000):
                file.write(block)
        if not path.stat().st_size:
            raise DyadwireError("nothing came by standard input")
        named = path.rename(path.with_name("stdin" + ending_of(path)))
        yield tuple(str(named) if given == GIVEN else given for given in inputs)


def ending_of(path: Path) -> str:
    """Tell what a file without a name holds, as the ending of one: .jsonl, .csv.gz."""
    with path.open("rb") as file:
        packed = begins_packed(file)
        try:
            with plain_records(file) as read:
                head = b"".join(blocks(read, _HEAD))
        except BROKEN:
            head = b""
    return sniffed(head) + (".gz" if packed else "")


def sniffed(head: bytes) -> str:
    """Return the ending of what begins so.

    >>> sniffed(b'{"title": "A"}'), sniffed(b"title,text"), sniffed(b"<rss><channel>"), sniffed(b"Beijing and Moscow")
    ('.jsonl', '.csv', '.xml', '.txt')
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        kind = json_kind(start)
        return ".jsonl" if kind == "record" and b"\n" not in start.strip() else _ENDINGS[kind]
    if start.startswith(b"PAR1"):
        return ".parquet"
    if start.startswith(b"WARC/"):
        return ".warc"
    if start.startswith(b"<"):
        lower = start[:1000].lower()
        return ".html" if b"<html" in lower or b"<!doctype html" in lower else ".xml"
    layout = layout_of(head)
    fields = known_names(layout.names)
    return ".csv" if layout.is_gkg or (len(layout.names) > 1 and {"text", "html", "title"} & set(fields)) else ".txt"
