"""Rewrite lakes of earlier versions: columns under their present names, signatures in their present form."""

from __future__ import annotations

import pyarrow as pa

from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite, rows_as_now
from dyadwire.schemas.arrow import schema_of, with_column
from dyadwire.schemas.tables import SCHEMA_VERSION, TABLES
from dyadwire.transforms.storage.committed import read_manifests, read_rows
from dyadwire.transforms.text.copies.signature_layout import shortened

_SPAN = {"start_char": "start", "end_char": "end"}
# Table → today's name of a column → that of version 2 and before.
BEFORE: dict[str, dict[str, str]] = {
    "sentences": _SPAN,
    "country_mentions": _SPAN,
    "figures": _SPAN | {"linked_start_char": "linked_start", "trivial": "minor"},
    "fetches": {"fetched_at": "at"},
}
_RENAMED_IN = 3


def rewrite_earlier(lake: str, version: int) -> None:
    """Write the files that a version has in another form anew, and swap them at once; nothing where none is left.

    Signatures of version 1 are left alone: they had other layouts. How sure the owners of figures are is not known of
    figures of before, until their texts are extracted again. The new files lie beside the old ones, also in a lake that
    was compacted, as the change has a record of its own; one manifest lists either, so a kill leaves no mixture. The
    caller holds the lock.
    """
    changed = {"figures", *(BEFORE if version < _RENAMED_IN else ()), *(("articles",) if version > 1 else ())}
    earlier = [each for each in read_manifests(lake) if each.schema_version < SCHEMA_VERSION]
    groups = [group for group in file_groups(earlier) if group[0] in changed]
    if groups:
        read = _rows_of_before if version < _RENAMED_IN else rows_as_now
        record = record_of("migrate", {"from": version, "to": SCHEMA_VERSION}, ())
        rewrite(lake, groups, _with_short_signatures, (record,), read)


def _rows_of_before(paths: list[str], table: str) -> pa.Table:
    schema = schema_of(TABLES[table].record)
    names = [BEFORE.get(table, {}).get(name, name) for name in schema.names]
    before = pa.schema([field.with_name(name) for field, name in zip(schema, names, strict=True)])
    return read_rows(paths, table, names, schema=before).rename_columns(schema.names).cast(schema)


def _with_short_signatures(table: str, _month: str, rows: pa.Table) -> pa.Table:
    if table != "articles":
        return rows
    signatures = [signature and shortened(signature) for signature in rows["signature"].to_pylist()]
    return with_column(rows, "signature", pa.array(signatures, pa.binary()))
