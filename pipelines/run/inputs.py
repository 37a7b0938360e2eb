"""Look into inputs before a run: which fields records have, and which files can't be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, cast

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.cut import cut
from dyadwire.pipelines.run.date_orders import day_first_in
from dyadwire.pipelines.run.input_kinds import RECORDS, kind_of
from dyadwire.pipelines.run.packed_inputs import packed_notes
from dyadwire.transforms.read.plain_bytes import BROKEN, blocks, plain_records
from dyadwire.transforms.read.record_files import head_of, layout_at
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.storage.filesystem import open_file, reaching
from dyadwire.transforms.text.formats.dates import in_order, parse_date
from dyadwire.transforms.text.formats.decoding import encoding_by_evidence, mostly_utf8
from dyadwire.transforms.text.formats.documents import Document, UnusableError
from dyadwire.transforms.text.formats.json_records import ArticleRecord, read_object
from dyadwire.transforms.text.formats.readings import Reading
from dyadwire.transforms.text.formats.record_fields import field_values, known_names

_LINES = frozenset(("jsonl", "json", "csv", "tsv"))
_MOST_FILES = 50  # that are looked into: the files of a folder are mostly alike
_FIRST = 20  # documents of a file among which its first record is
_TEXTS = ("text", "html")
_CONTENT = (*_TEXTS, "title")


def read_map(written: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read `text=body,published_at=date`; DyadwireError for what is no field of an article.

    >>> read_map(["text=body,published_at=Publish Date"])
    (('text', 'body'), ('published_at', 'Publish Date'))
    """
    found: dict[str, str] = {}
    # A comma may end a list; a list of nothing is a variable of a shell that is empty.
    for pair in (part for each in written for part in each.split(",") if part.strip() or not each.strip(", ")):
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not equals or not name or field not in ArticleRecord._fields:
            fields = ", ".join(ArticleRecord._fields)
            raise DyadwireError(f"--map takes FIELD=NAME, where FIELD is one of {fields}; not {pair.strip()!r}")
        found[field] = name
    return tuple(found.items())


def refuse_unreadable(files: list[tuple[str, str]]) -> None:
    """Raise DyadwireError where no file is of a kind that can be read: no lake is made for them."""
    if files and all(kind_of(path) == "unknown" for path, _ in files):
        kinds = "feeds, pages, texts, JSON, JSON Lines, CSV, TSV, Parquet and WARC files"
        others = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
        raise DyadwireError(
            f"can't read {files[0][1]}{others} by the name: there are {kinds}, and any of them as .gz or .zst"
        )


def record_notes(files: list[tuple[str, str]], reading: Reading) -> Iterator[str]:
    """Yield a line for each way in which records of other programs will be read; ours need none.

    DyadwireError where the first record of the only file, or a mapped name in all, is nowhere to be found.
    """
    yield from _text_file_notes(files)
    looked_into = _looked_into(files)
    packed = packed_notes(looked_into if len(files) > 1 else files, alone=len(files) == 1)
    yield from packed.values()
    names, yielded = reading.names, set[str]()
    for path, name in (each for each in looked_into if each[0] not in packed):
        yield from _json_notes(path, name)
        record = _first_record(path, name, names)
        if record is None:
            yield from _heading_alone_notes(path, name, names, alone=len(files) == 1)
            continue
        if kind_of(path) in ("csv", "tsv"):
            yield from _layout_notes(path, name)
        found = known_names(record, names)
        if len(files) == 1:
            _refuse_foreign(name, record, found)
        guessed = {field: each[0] for field, each in found.items() if each[0] != field}
        if guessed and (line := ", ".join(f"{field} from {each!r}" for field, each in guessed.items())) not in yielded:
            yielded.add(line)
            yield f"{name}: {line}"
        if (order := day_first_in(path, name, reading)) is not None:
            first = "day" if order else "month"
            yield f"{name}: the {first} is first in dates such as 03/11/2026, as others of them tell"


def _text_file_notes(files: list[tuple[str, str]]) -> Iterator[str]:
    """Tell of tables whose name is that of a text, as spreadsheets call their "Unicode text"."""
    for path, name in [each for each in files if kind_of(each[0]) == "text"][:_MOST_FILES]:
        first = next(iter(cut(path, name)), None)  # what `cut` has not found to be a file must not be opened
        columns = layout_at(path, tabs=True).names if first and first.slice.kind == "text" else ()
        if len(columns) > 1 and set(_CONTENT) & set(known_names(columns)):
            yield f"{name} is read as one text, though its first line names columns; as .tsv its rows are articles"


def columns_without_text(files: list[tuple[str, str]], names: Mapping[str, str]) -> str:
    """Return the file and columns of the first table in which nothing is read as a text; empty where all have one."""
    for path, name in _looked_into(files):
        record = _first_record(path, name, names)
        if record and "record" not in record and not set(_TEXTS) & set(known_names(record, names)):
            return f"{name} has {_listed(record)}"
    return ""


def first_unread_date(files: list[tuple[str, str]], reading: Reading) -> str:
    """Return the file and words of the first date of a table that can't be read as one; empty where all can."""
    for path, name in _looked_into(files):
        order = day_first_in(path, name, reading) if reading.day_first is None else reading.day_first
        for record in _first_records(path, name, reading.names):
            written = field_values(record, reading.names).get("published_at")
            if isinstance(written, str) and written and parse_date(in_order(written, order)) is None:
                return f"{name} has {written[:40]!r}"
    return ""


def line_of(uri: str, files: list[tuple[str, str]]) -> int | None:
    """Return the line of one of the files that a record begins in, which is named by its byte; None for other names.

    The file is read again up to there: that is worth a record that is told, not each one.
    """
    name, _, place = uri.rpartition("#")
    path = next((path for path, given in files if given == name and kind_of(path) in _LINES), None)
    if path is None or not place.isdecimal():
        return None
    newlines = returns = 0
    try:
        with reaching(path), open_file(path) as file, plain_records(cast("BinaryIO", file)) as read:
            for block in blocks(read, int(place)):
                newlines, returns = newlines + block.count(b"\n"), returns + block.count(b"\r")
    except BROKEN:
        return None
    return 1 + (newlines or returns)  # a table's lines may end with returns alone


def _looked_into(files: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path, name) for path, name in files if kind_of(path) in RECORDS][:_MOST_FILES]


def _first_record(path: str, name: str, names: Mapping[str, str]) -> list[str] | None:
    """Return the names of the first record of a file; None where it has none that can be read."""
    first = next(_first_records(path, name, names), None)
    return None if first is None else list(first)


def _first_records(path: str, name: str, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the records that can be read among the first documents of a file."""
    first = next(iter(cut(path, name)), None)
    for found in islice(read_slice(first.slice, names) if first else (), _FIRST):
        if isinstance(found, Document) and found.kind == "record":
            try:
                yield read_object(found.body or b"")
            except UnusableError:
                continue


def _heading_alone_notes(path: str, name: str, names: Mapping[str, str], *, alone: bool) -> Iterator[str]:
    """Tell of a table of one line that names no columns: a row without names above it, of which nothing is read."""
    first = next(iter(cut(path, name)), None)
    if first is None or first.slice.kind not in ("csv", "tsv") or next(iter(read_slice(first.slice)), None):
        return
    columns = [column for column in layout_at(path, tabs=first.slice.kind == "tsv").names if column]
    found = known_names(columns, names)
    if columns and not any(field in found for field in _CONTENT):
        if alone:
            _refuse_foreign(name, columns, found)
        yield f"{name} has one line alone, which is read as the names of its columns"


def _layout_notes(path: str, name: str) -> Iterator[str]:
    """Tell of a table that is not in UTF-8, and of columns of one name, of which one is read."""
    layout = layout_at(path, tabs=kind_of(path) == "tsv")
    if layout.encoding:
        yield f"{name} is not in UTF-8; it is read as {layout.encoding}"
    counted = Counter(layout.names)
    for column in (column for columns in known_names(counted).values() for column in columns if counted[column] > 1):
        yield f"{name} has {counted[column]} columns called {column[:40]!r}, of which the last is read"


def _json_notes(path: str, name: str) -> Iterator[str]:
    """Tell of records of JSON that are not in UTF-8, as JSON has to be: each would be a failure, and none says why."""
    first = next(iter(cut(path, name)), None) if kind_of(path) in ("jsonl", "json") else None
    if first and first.slice.kind in ("jsonl", "array") and mostly_utf8(head := head_of(path)) is None:
        mend = f"iconv -f {encoding_by_evidence(head)} -t UTF-8 mends it"
        yield f"{name} is not in UTF-8, as JSON has to be, and its records that are not fail; {mend}"


def _refuse_foreign(name: str, record: list[str], found: Mapping[str, tuple[str, ...]]) -> None:
    missing = [each[0] for each in found.values() if each[0] not in record]
    if missing:
        raise DyadwireError(f"{name} has no {missing[0]!r}; it has {_listed(record)}")
    if not any(field in found for field in _CONTENT):
        mend = "say which is which, as in --map text=NAME"
        raise DyadwireError(f"{name} has neither text nor html nor title, but {_listed(record)}: {mend}")


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in names[:_FIRST])
    return f"{shown} …" if len(names) > _FIRST else shown
