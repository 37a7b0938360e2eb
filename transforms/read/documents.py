"""Read documents out of slices of input files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from dyadwire.transforms.outcomes.failures import OUTPUTS, failure_row
from dyadwire.transforms.read.archives import read_records
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError
from dyadwire.transforms.text.formats.readings import PLAIN, Reading


class ReadDocuments(beam.PTransform):
    """Slices → documents (main), and fetches, failures, outcomes on the side.

    Grain: one document a feed, page, text, record or row. A page inside a WARC file carries its place, not its body.
    Failures: unreadable or truncated records, one row each; the rest of the file is still read.
    Example: ``Slice("a.jsonl", "a.jsonl", "jsonl", 0, 80)`` → ``Document("a.jsonl#0", "record", None, None, b"{…}")``.
    """

    def __init__(self, reading: Reading = PLAIN) -> None:
        super().__init__()
        self._reading = reading

    def expand(self, slices: beam.PCollection[Slice]) -> Any:
        """Read every slice."""
        return slices | "Read slices" >> beam.ParDo(_ReadSlice(self._reading)).with_outputs(*OUTPUTS, main="documents")


class _ReadSlice(beam.DoFn):
    def __init__(self, reading: Reading) -> None:
        self._names = reading.names

    def process(self, element: Slice) -> Iterator[Any]:
        for found in read_records(element) if element.kind == "warc" else read_slice(element, self._names):
            if isinstance(found, UnusableError):
                yield TaggedOutput("failures", failure_row("read", found.place or element.name, found))
                yield from (TaggedOutput("outcomes", outcome) for outcome in ("read", "failed"))
            elif isinstance(found, Document):
                yield found if element.day_first is None else found._replace(day_first=element.day_first)
            else:
                yield TaggedOutput("fetches", found)
