"""Leads in compressed packets, because a runner keeps what waits for a shuffle several times over."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.coders import FastPrimitivesCoder
from apache_beam.transforms.window import GlobalWindows

from dyadwire.transforms.text.formats.documents import Lead

PACKED_BYTES = 256_000  # of leads in one packet, before it is compressed: few enough that workers share a batch evenly
_FASTEST = 1
_CODER = FastPrimitivesCoder()


class PackLeads(beam.DoFn):
    """Leads of the global window → packets, which `unpack_leads` reads; texts take a third of their room there."""

    def start_bundle(self) -> None:
        """Begin with nothing held."""
        self._held: list[bytes] = []
        self._bytes = 0

    def process(self, element: Lead) -> Iterator[bytes]:
        """Hold one lead; yield a packet once there are enough bytes."""
        lead = _CODER.encode(element)  # all of it counts: of entries and of pages of WARC files nothing is a body
        self._held.append(lead)
        self._bytes += len(lead)
        if self._bytes >= PACKED_BYTES:
            yield self._packed()

    def finish_bundle(self) -> Iterator[Any]:
        """Yield what is left."""
        if self._held:
            yield GlobalWindows.windowed_value(self._packed())

    def _packed(self) -> bytes:
        content = zlib.compress(_CODER.encode(self._held), _FASTEST)
        self._held, self._bytes = [], 0
        return content


def unpack_leads(packet: bytes) -> Iterator[Lead]:
    """Yield the leads of a packet, in their order."""
    yield from map(_CODER.decode, _CODER.decode(zlib.decompress(packet)))
