"""Which of day and month comes first in a table's dates, as those of them tell that can be read in one way only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice

from dyadwire.pipelines.run.cut import cut
from dyadwire.pipelines.run.input_kinds import RECORDS, kind_of
from dyadwire.transforms.read.slices import read_slice, to_its_end
from dyadwire.transforms.storage.filesystem import modified, size
from dyadwire.transforms.text.formats.dates import in_order, order_told, parse_date
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError
from dyadwire.transforms.text.formats.json_records import read_object
from dyadwire.transforms.text.formats.readings import Reading
from dyadwire.transforms.text.formats.record_fields import value_of

_FIRST = 200  # records: where none of them has a date that needs an order, the rest is not looked at for it


def day_first_in(path: str, name: str, reading: Reading) -> bool | None:
    """Return whether the day comes first in the dates of a file of records, where all of its dates that tell agree.

    None for other files, where nothing tells, and where the user does. The file is read to its end where it has dates
    that need it; once, as long as it is the same.
    """
    if reading.day_first is not None or kind_of(path) not in RECORDS:
        return None
    try:
        return _day_first(path, name, reading.fields, (size(path), modified(path)))
    except OSError:  # who reads it tells what is amiss
        return None


@lru_cache(1000)
def _day_first(path: str, name: str, fields: tuple[tuple[str, str], ...], _: tuple[int, datetime]) -> bool | None:
    names = dict(fields)
    first = next(cut(path, name), None)
    opening = islice(_dates(first.slice, names), _FIRST) if first else iter(())
    if not first or not any(order_told(written) is not None or _needs_order(written) for written in opening):
        return None
    told, wanted = set[bool](), False
    for written in _dates(to_its_end(first.slice), names):  # not slice by slice: each would be unpacked from the start
        order = order_told(written)
        if order is None:
            wanted = wanted or _needs_order(written)
        elif order not in told and parse_date(in_order(written, order)):
            told.add(order)
        if len(told) > 1:
            return None
    return told.pop() if told and wanted else None


def _needs_order(written: str) -> bool:
    return in_order(written, True) != in_order(written, False)


def _dates(part: Slice, names: dict[str, str]) -> Iterator[str]:
    """Yield the dates of a slice's records, as they are written."""
    for found in read_slice(part, names):
        if not isinstance(found, Document) or found.kind != "record":
            continue
        try:
            written = value_of("published_at", read_object(found.body or b""), names)
        except UnusableError:
            continue
        if isinstance(written, str):
            yield written
