"""Rows gathered by bucket: packed to chunks on the way, so that a shuffle holds a twentieth of them as objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import apache_beam as beam

from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.records import Failure
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.coverage import ArticleRows
from dyadwire.transforms.write.chunks import encode

# Rows held per bundle and bucket before they become a compressed chunk: some 2 MB of Python objects.
CHUNK_ARTICLES = 500
_KINDS = ("articles", "fetches", "failures")


def by_bucket(
    rows: dict[str, beam.PCollection[Any]],
    buckets: int,
    kinds: tuple[str, ...] = _KINDS,
    more: tuple[beam.PCollection[Any], ...] = (),
) -> beam.PCollection[tuple[int, Any]]:
    """Gather rows of some kinds by bucket, as chunks, and more that are chunks of a bucket already: one shuffle."""
    named = " and ".join(kinds)
    chunks = [
        rows[kind] | f"Pack {kind}" >> beam.ParDo(PackRows(buckets, kind)).with_output_types(tuple[int, Any])
        for kind in kinds
    ] + list(more)
    together = chunks[0] if len(chunks) == 1 else chunks | f"Chunks of {named}" >> beam.Flatten()
    return together | f"Group {named} by bucket" >> beam.GroupByKey()


def bucket_of(key: str, buckets: int) -> int:
    """Return the bucket of a key, the same in every process."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=4).digest(), "big") % buckets


class PackRows(beam.DoFn):
    """Rows → (bucket, compressed Arrow chunk of one table). A chunk weighs a twentieth of its rows as objects."""

    def __init__(self, buckets: int, kind: str) -> None:
        self._buckets, self._kind = buckets, kind

    def start_bundle(self) -> None:
        """Begin with nothing held."""
        self._held: dict[tuple[Any, int], dict[str, list[Any]]] = {}
        self._articles: Counter[tuple[Any, int]] = Counter()

    def process(self, element: Any, window: Any = beam.DoFn.WindowParam) -> Iterator[Any]:
        """Hold one row, or the rows of one article; yield a chunk once there are enough."""
        key, rows = self._keyed(element)
        place = window, bucket_of(key, self._buckets)
        held = self._held.setdefault(place, {})
        for table, added in rows.items():
            held.setdefault(table, []).extend(added)
        self._articles[place] += 1
        if self._articles[place] >= CHUNK_ARTICLES:
            yield from self._flush(place)

    def finish_bundle(self) -> Iterator[Any]:
        """Yield what is left, each in its window."""
        from apache_beam.utils.windowed_value import WindowedValue

        for window, bucket in sorted(self._held, key=lambda place: (place[0].max_timestamp(), place[1])):
            for pair in self._flush((window, bucket)):
                yield WindowedValue(pair, window.max_timestamp(), [window])
        self._held = {}

    def _keyed(self, element: Any) -> tuple[str, dict[str, list[Any]]]:
        if isinstance(element, ArticleRows):
            return element.article_id, element.rows
        key = element.failure_id if isinstance(element, Failure) else element.url
        return key, {self._kind: [element]}

    def _flush(self, place: tuple[Any, int]) -> Iterator[tuple[int, tuple[str, bytes]]]:
        for table, rows in self._held[place].items():
            if rows:
                yield place[1], (table, encode(to_table(TABLES[table].record, rows)))
        self._held[place], self._articles[place] = {}, 0
