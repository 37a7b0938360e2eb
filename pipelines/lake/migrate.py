"""Bring a lake of an earlier schema version up to date. What each version changed is a step here."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dyadwire.pipelines.lake.opening import locked, put_empty_tables
from dyadwire.pipelines.lake.path import check_path, no_lake_to_change
from dyadwire.pipelines.lake.repair_dates import RepairedDates, repair_dates
from dyadwire.pipelines.lake.repair_marker import version_of
from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite, rows_as_now
from dyadwire.pipelines.lake.settle import settle
from dyadwire.pipelines.lake.sweep import sweep
from dyadwire.schemas.arrow import schema_of, with_column
from dyadwire.schemas.manifest import manifest_path
from dyadwire.schemas.tables import SCHEMA_VERSION, TABLES
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import SETTLED, committed_files, read_manifests, read_rows
from dyadwire.transforms.text.copies.signature import signature_of
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


class Migrated(NamedTuple):
    """Version before; articles whose signature was made anew or, for want of a stored text, dropped; repaired dates."""

    version: int
    renewed: int = 0
    dropped: int = 0
    repaired: RepairedDates = RepairedDates()


def migrate(lake: str) -> Migrated:
    """Bring a lake to the newest schema version and mend its dates. May be killed and run again.

    Nothing happens to a lake that has the newest version and only dates that news can have.

    Version 1 had three layouts of signatures, none of which can be compared with that of today: articles are signed
    anew where their text is stored, and one without text counts as an original from then on. Version 2 had other names
    of columns, version 3 longer signatures. DyadwireError where there is no lake, a newer version wrote it, or another
    writer holds it.
    """
    check_path(lake)
    version = version_of(lake)
    if version is None:
        raise no_lake_to_change(lake)
    with locked(lake, "dyadwire migrate"):
        renewed, dropped = _modernised(lake, version) if version < SCHEMA_VERSION else (0, 0)
        repaired = repair_dates(lake)
        settle(lake)
        sweep(lake)
    return Migrated(version, renewed, dropped, repaired)


def _modernised(lake: str, version: int) -> tuple[int, int]:
    put_empty_tables(lake)
    rewrite_earlier(lake, version)
    signed = _sign_anew(lake) if version == 1 else (0, 0)
    # Settled files are of the version before as well: every month is made again, and published last.
    for path in filesystem.glob(manifest_path(lake, SETTLED + "*")):
        filesystem.remove(path)
    return signed


def _sign_anew(lake: str) -> tuple[int, int]:
    outdated: dict[tuple[str, str], pa.Table] = {}
    for table, month in file_groups(read_manifests(lake)):
        if table == "articles":
            columns = ["published_date", "signature", "text"]
            rows = read_rows(committed_files(lake, table, months=[month]), table, columns)
            found = rows.filter(pc.is_valid(rows["signature"]))
            if found.num_rows:
                outdated[table, month] = found
    if not outdated:
        return 0, 0
    texts = [text for rows in outdated.values() for text in rows["text"].to_pylist()]
    days = {day.isoformat() for rows in outdated.values() for day in rows["published_date"].to_pylist() if day}
    renewed = sum(text is not None for text in texts)
    settings: dict[str, object] = {"from": 1, "to": SCHEMA_VERSION, "renewed": renewed, "dropped": len(texts) - renewed}
    rewrite(lake, outdated, _signed, (record_of("migrate", settings, days),))
    return renewed, len(texts) - renewed


def _signed(_table: str, _month: str, rows: pa.Table) -> pa.Table:
    agencies = tuple(row["name"] for row in load_lexicon()["agencies"])
    signatures = [
        signature_of(text, agencies) if signature is not None and text is not None else None
        for signature, text in zip(rows["signature"].to_pylist(), rows["text"].to_pylist(), strict=True)
    ]
    return with_column(rows, "signature", pa.array(signatures, pa.binary()))


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
