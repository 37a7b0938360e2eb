"""Bring a lake of an earlier schema version up to date. What each version changed is a step here."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.errors import DyadwireError
from pipelines.lake.opening import locked, put_empty_tables, sweep
from pipelines.lake.path import refuse_pattern
from pipelines.lake.pins import check_marker, read_marker
from pipelines.lake.rewrite import file_groups, record_of, rewrite
from pipelines.lake.settle import settle
from schemas.manifest import manifest_path
from schemas.tables import SCHEMA_VERSION
from transforms import storage
from transforms.committed import SETTLED, committed_files, read_manifests, read_rows
from transforms.lexicon import load_lexicon
from transforms.text.signature import signature_of


class Migrated(NamedTuple):
    """Version before, and articles whose signature was made anew or, for want of a stored text, dropped."""

    version: int
    renewed: int
    dropped: int


def migrate(lake: str) -> Migrated:
    """Bring a lake to the newest schema version; nothing happens to one that has it. May be killed and run again.

    Version 1 had three layouts of signatures, none of which can be compared with that of today: articles are signed
    anew where their text is stored, and one without text counts as an original from then on. DyadwireError where there
    is no lake, a newer version wrote it, or another writer holds it.
    """
    refuse_pattern(lake)
    marker = read_marker(lake)
    if marker is None:
        raise DyadwireError(f"no lake at {lake}: `dyadwire run INPUT --lake {lake}` makes one")
    version = int(marker["schema_version"])
    if version >= SCHEMA_VERSION:
        check_marker(lake, marker)
        return Migrated(version, 0, 0)
    with locked(lake, "dyadwire migrate"):
        put_empty_tables(lake)
        renewed, dropped = _sign_anew(lake)
        # Settled files have other columns and names now: every month is made again, and published last.
        for path in storage.glob(manifest_path(lake, SETTLED + "*")):
            storage.remove(path)
        settle(lake)
        sweep(lake)
    return Migrated(version, renewed, dropped)


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
    told: dict[str, object] = {"from": 1, "to": SCHEMA_VERSION, "renewed": renewed, "dropped": len(texts) - renewed}
    rewrite(lake, outdated, _signed, (record_of("migrate", told, days),))
    return renewed, len(texts) - renewed


def _signed(_table: str, _month: str, rows: pa.Table) -> pa.Table:
    agencies = tuple(row["name"] for row in load_lexicon()["agencies"])
    signatures = [
        signature_of(text, agencies) if signature is not None and text is not None else None
        for signature, text in zip(rows["signature"].to_pylist(), rows["text"].to_pylist(), strict=True)
    ]
    at = rows.schema.get_field_index("signature")
    return rows.set_column(at, rows.schema.field(at), pa.array(signatures, pa.binary()))
