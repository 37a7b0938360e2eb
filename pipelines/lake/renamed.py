"""Give the columns of lakes of version 2 and before their names of today."""

from __future__ import annotations

import pyarrow as pa

from dyadwire.pipelines.lake.rewrite import file_groups, rewrite
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage.committed import read_manifests, read_rows

_SPAN = {"start_char": "start", "end_char": "end"}
# Table → today's name of a column → that of version 2.
BEFORE: dict[str, dict[str, str]] = {
    "sentences": _SPAN,
    "country_mentions": _SPAN,
    "figures": _SPAN | {"linked_start_char": "linked_start", "trivial": "minor"},
    "fetches": {"fetched_at": "at"},
}
_RENAMED_IN = 3


def rename_columns(lake: str) -> None:
    """Write the files with columns of earlier names anew, and swap them at once; nothing where none is left.

    One manifest lists either the old files or the new ones, so a kill leaves no mixture. The caller holds the lock.
    """
    earlier = [each for each in read_manifests(lake) if each.schema_version < _RENAMED_IN]
    groups = [group for group in file_groups(earlier) if group[0] in BEFORE]
    if groups:
        rewrite(lake, groups, read=_rows_of_before)


def _rows_of_before(paths: list[str], table: str) -> pa.Table:
    schema = schema_of(TABLES[table].record)
    names = [BEFORE[table].get(name, name) for name in schema.names]
    before = pa.schema([field.with_name(name) for field, name in zip(schema, names, strict=True)])
    return read_rows(paths, table, names, schema=before).rename_columns(schema.names).cast(schema)
