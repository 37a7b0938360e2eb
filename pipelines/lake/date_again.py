"""Let go of articles without a date that a later run found one for: they are in the lake twice until then."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from dyadwire.pipelines.lake.rewrite import file_groups, record_of, rewrite
from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES, UNKNOWN_MONTH
from dyadwire.transforms.storage.committed import committed_files, read_manifests, read_rows


def let_go_of_undated(lake: str) -> int:
    """Drop every row of undated articles that stand under a date, too; return the number of those articles.

    The caller holds the lock, and settles. A kill between the batch that dates them and this is made good by whoever
    opens the lake next.
    """
    dated = _dated_since(lake)
    if not len(dated):
        return 0
    chosen = [
        (table, month)
        for table, month in file_groups(read_manifests(lake))
        if month == UNKNOWN_MONTH and {"article_id", "published_date"} <= set(schema_of(TABLES[table].record).names)
    ]
    record = record_of("redate", {"articles": sorted(dated.to_pylist())}, ())
    record = record._replace(settings={"articles": len(dated)})
    rewrite(lake, chosen, lambda _table, _month, rows: _without(rows, dated), (record,))
    return len(dated)


def _dated_since(lake: str) -> pa.Array:
    """Return the ids of articles that stand under a date and under none."""
    undated = committed_files(lake, "articles", months=[UNKNOWN_MONTH])
    if not undated:
        return pa.array([], pa.string())
    ids = pa.array(read_rows(undated, "articles", ["article_id"])["article_id"].unique(), pa.string())
    others = sorted({*committed_files(lake, "articles")}.difference(undated))
    return pa.array(
        read_rows(others, "articles", ["article_id"], ds.field("article_id").isin(ids))["article_id"].unique(),
        pa.string(),
    )


def _without(rows: pa.Table, ids: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows["article_id"].cast(pa.string()), ids)))
