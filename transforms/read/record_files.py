"""Records of files that other programs write: CSV and TSV, Parquet, arrays of JSON; each as a document of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.transforms.read.plain_bytes import BROKEN, blocks, plain_records, reason_of
from dyadwire.transforms.storage.filesystem import open_file
from dyadwire.transforms.text.formats.decoding import decode_text
from dyadwire.transforms.text.formats.delimited import GOES_ON, IS_BROKEN, cut_rows, layout_of
from dyadwire.transforms.text.formats.delimited_cells import Layout, cells_of, misfit, record_of
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError
from dyadwire.transforms.text.formats.json_arrays import elements_of, is_json
from dyadwire.transforms.text.formats.long_lines import lines_of, without_first
from dyadwire.transforms.text.formats.record_fields import known_names

HEAD_BYTES = 262_144  # in which a line of names ends, and the first row of a file without one
_MOST_BYTES = 2_000_000_000  # of a row group, decompressed, whose rows are too large on an average
_ROWS_AT_ONCE = 8  # of which each may be of MB, from a file of a few kB
# A file may hold what no value of Python is: text of other bytes than UTF-8, instants of no calendar or known zone.
_NO_VALUE = (pa.ArrowException, ValueError, OverflowError, LookupError)
NO_PARQUET = (*_NO_VALUE, OSError)  # what reading broken bytes as Parquet raises


def read_delimited(part: Slice, content: Iterable[bytes], most: int) -> Iterator[Document | UnusableError]:
    """Read a slice of CSV or TSV, blocks of `content`; a row of more than `most` bytes is a failure.

    So is a file whose line of names is too long to be read: one, whatever number of rows and slices it has.
    """
    layout = layout_at(part.path, tabs=part.kind == "tsv")
    if layout.heading < HEAD_BYTES:
        yield from _delimited_rows(part, content, most, layout)
    elif part.start == 0:
        yield UnusableError("too_large", f"{part.name}: its line of names has more than {HEAD_BYTES:,} bytes")


def _delimited_rows(
    part: Slice, content: Iterable[bytes], most: int, layout: Layout
) -> Iterator[Document | UnusableError]:
    skipped = 0 if part.start else layout.heading
    begins = place = part.start + skipped
    for row, what in cut_rows(lines_of(without_first(content, skipped), most), layout):
        place += len(row)
        if what == GOES_ON:
            continue
        if row.isspace() and place - begins == len(row):  # a file may be little else
            begins = place
            continue
        uri, size, begins = f"{part.name}#{begins}", place - begins, place
        if size > most:
            yield UnusableError("too_large", f"{uri}: a row of more than {most} bytes", uri)
        elif what == IS_BROKEN:
            yield UnusableError("bad_record", f"{uri}: a quotation mark begins a cell, and none ends it", uri)
        elif (record := record_of(cells := cells_of(row, layout), layout)) is not None:
            wrong = misfit(cells, layout)
            yield UnusableError("bad_record", f"{uri}: {wrong}", uri) if wrong else _document(uri, record)


def layout_at(path: str, *, tabs: bool) -> Layout:
    """Return how the rows of a file are laid out, as its beginning tells."""
    return layout_of(head_of(path), tabs=tabs)


def head_of(path: str) -> bytes:
    """Return the first bytes of a file of records, decompressed and in UTF-8; fewer where it is broken."""
    held = b""
    try:
        with open_file(path) as file, plain_records(cast("BinaryIO", file)) as read:
            for block in blocks(read, HEAD_BYTES):
                held += block
    except BROKEN:
        pass
    return held


def read_array(
    part: Slice, content: Iterable[bytes], most: int, goes_on: Callable[[], bool]
) -> Iterator[Document | UnusableError]:
    """Read a slice of an array of JSON, blocks of `content`; an element of more than `most` bytes is a failure.

    So is an array that nothing ends, where the file does not go on behind the slice.
    """
    last = None
    for last in elements_of(content, most, first=part.start == 0):
        uri = f"{part.name}#{part.start + last.place}"
        if last.content is None:
            yield UnusableError("too_large", f"{uri}: a record of more than {most} bytes", uri)
        elif last.content:
            yield Document(uri, "record", None, None, last.content)
    if last and last.is_open and is_json(last.content) and not goes_on():  # else its failure tells it
        yield UnusableError("bad_json", f"{part.name}: the array is cut off: no ] ends it", f"{part.name}#{part.end}")


def read_parquet(part: Slice, most: int, given: Mapping[str, str] | None = None) -> Iterator[Document | UnusableError]:
    """Read rows of a Parquet file: those from `start` to `end`, of the columns that an article may be made of."""
    try:
        with open_file(part.path) as file:
            yield from _rows_of(pq.ParquetFile(file), part, most, given)
    except NO_PARQUET as error:
        yield UnusableError(reason_of(error), f"{part.name}: {str(error).partition(chr(10))[0]}")


def _rows_of(
    source: pq.ParquetFile, part: Slice, most: int, given: Mapping[str, str] | None
) -> Iterator[Document | UnusableError]:
    columns = sorted({name for names in known_names(source.schema_arrow.names, given).values() for name in names})
    columns = columns or source.schema_arrow.names[:1]  # for the reader of the record to refuse
    row = 0
    for group, metadata in enumerate(row_groups(source)):
        first, row = row, row + metadata.num_rows
        if row <= part.start or first >= part.end:
            continue
        if metadata.total_byte_size > max(_MOST_BYTES, most * metadata.num_rows):
            yield UnusableError("too_large", f"{part.name}: rows from {part.start} on, of more than {most} bytes each")
            continue
        at = first
        for batch in source.iter_batches(_ROWS_AT_ONCE, row_groups=[group], columns=columns):
            yield from _wanted(batch, at, part, most)
            at += batch.num_rows
            if at >= part.end:  # the rest of the group is for other slices
                break
        if at < min(row, part.end):
            yield UnusableError(
                "unreadable", f"{part.name}: row {at} and the next ones, of which it tells, are not there"
            )


def _wanted(batch: pa.RecordBatch, at: int, part: Slice, most: int) -> Iterator[Document | UnusableError]:
    """Read the rows of a batch that a slice has; `at` is the number of the first of the batch."""
    for number in range(max(at, part.start), min(at + batch.num_rows, part.end)):
        yield _row(f"{part.name}#row{number}", batch.slice(number - at, 1), most)


def row_groups(source: pq.ParquetFile) -> list[pq.RowGroupMetaData]:
    """Return what a file tells of its row groups; pa.ArrowInvalid where no file can be so."""
    found = [source.metadata.row_group(n) for n in range(source.num_row_groups)]
    if any(group.num_rows < 0 or group.num_columns < 1 for group in found):
        raise pa.ArrowInvalid("a group of no columns, or of fewer rows than none")
    return found


def _row(uri: str, row: pa.RecordBatch, most: int) -> Document | UnusableError:
    """Return one row as a document, looked at as Python's values only where it is not too large for that."""
    # A dictionary counts whole, with the values of all other rows: as where a table has its texts as categories.
    cells = [each.dictionary_decode() if pa.types.is_dictionary(each.type) else each for each in row.columns]
    if sum(each.nbytes for each in cells) <= most:
        document = _document(uri, {name: _cell(each[0]) for name, each in zip(row.schema.names, cells, strict=True)})
        if len(document.body or b"") <= most:
            return document
    return UnusableError("too_large", f"{uri}: too large", uri)


def _cell(value: pa.Scalar) -> Any:
    """Return one value: bytes that are not UTF-8 decoded as what they look like, None for an instant of no calendar."""
    try:
        return value.as_py()
    except _NO_VALUE as error:
        if pa.types.is_string(value.type) or pa.types.is_large_string(value.type):
            return decode_text(value.as_buffer().to_pybytes())
        if isinstance(error, LookupError) and pa.types.is_timestamp(value.type):
            # The zone is told by a name that nobody knows; what is stored counts from 1970 in UTC.
            return _cell(value.cast(pa.timestamp(value.type.unit, "UTC")))
        return _parts(value)


def _parts(value: pa.Scalar) -> Any:
    """Return a value that is made of others, a list, a map or a structure; None for any other."""
    if isinstance(value, pa.StructScalar):
        return {field.name: _cell(value[at]) for at, field in enumerate(value.type)}
    return [_cell(each) for each in value.values] if isinstance(value, pa.ListScalar) else None


def _document(uri: str, record: Mapping[str, Any]) -> Document:
    body = json.dumps(record, ensure_ascii=False, default=_plain_value).encode("utf-8", "replace")
    return Document(uri, "record", None, None, body)


def _plain_value(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
