"""Drop the requests and failures that a lake was made to forget, and quotations from unreadable inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.schemas.arrow import with_column
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten

_ADDRESS = re.compile(r"https?://[^\s'\"<>]+")
# Where these rows have addresses. A failure's payload is no such place: it is cut, and goes whatever it holds.
_PLACES = {"fetches": ("url", "error"), "failures": ("uri", "message")}


def drop_forgotten_requests(gone: Forgotten, table: str, rows: pa.Table) -> pa.Table:
    """Return the rows of fetches or failures that stay; those of other tables as they are.

    Once a lake has forgotten anything, its failures hold no words of their input: of what could not be read nobody can
    tell whether it is what was to be forgotten. Where it lies is still told, and why it was not used.
    """
    if table not in _PLACES or gone == NOTHING:
        return rows
    left = rows.filter(pc.invert(_goes(gone, table, rows)))
    return _without_words(left) if table == "failures" else left


def _goes(gone: Forgotten, table: str, rows: pa.Table) -> pa.Array:
    goes = pa.array([False] * rows.num_rows, pa.bool_())
    for column in _PLACES[table]:
        covered = [text for text in rows[column].unique().to_pylist() if text and _names_forgotten(gone, text)]
        goes = pc.or_(goes, pc.is_in(rows[column], pa.array(covered, pa.string())))
    if table == "fetches" and gone.outlets:
        covered = list(filter(gone.covers_outlet, rows["outlet"].unique().to_pylist()))
        goes = pc.or_(goes, pc.is_in(rows["outlet"], pa.array(covered, pa.string())))
    if gone.before:
        # A date whose articles are gone must not look like one that was collected and held none.
        early = pc.less(rows["fetched_date"], pa.scalar(gone.before, pa.date32()))
        goes = pc.or_(goes, pc.fill_null(early, False))
    return goes


def _names_forgotten(gone: Forgotten, text: str) -> bool:
    return any(map(gone.covers_address, addresses_in(text)))


def addresses_in(text: str) -> Iterator[str]:
    """Yield a text itself, which may be an address or a file's name, and the addresses in it."""
    yield text
    yield from (found[0].rstrip(".,;:)") for found in _ADDRESS.finditer(text))


def _without_words(failures: pa.Table) -> pa.Table:
    """Blank payloads, and messages of exceptions, which quote what they choke on."""
    silent = pa.scalar(None, pa.string())
    kept = pc.if_else(pc.is_valid(failures["exception"]), silent, failures["message"])
    return with_column(with_column(failures, "payload", pa.nulls(failures.num_rows, pa.string())), "message", kept)
