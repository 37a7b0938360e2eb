"""Find a file of a lake that no dyadwire wrote, where a question failed: to look before would cost each of them."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from dyadwire.pipelines.lake.data_files import own_files
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.pipelines.lake.repair import has_columns_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import filesystem


def foreign_file(lake: str) -> str:
    """Say in a line which file of a lake has other columns than its table, as of types or nulls that this never has.

    Empty where none has, or where the lake is in a store: there it would take a request a file.
    """
    for path in own_files(lake) if filesystem.is_local(lake) else ():
        table = path.rsplit("/", 3)[1]
        if table in TABLES and not _is_of(table, path):
            return f"{path} has not the columns of {table}: `dyadwire verify {lake_option_of(lake)}` tells what to do"
    return ""


def _is_of(table: str, path: str) -> bool:
    try:
        return has_columns_of(table, pq.read_schema(path))
    except (pa.ArrowException, OSError):
        return False
