"""Open a lake for writing: it exists, can be written, and was not made by a newer version."""

from __future__ import annotations

import json

from pipelines.errors import DyadwireError
from schemas.manifest import LAKE_FILE
from schemas.tables import SCHEMA_VERSION, TABLES, UNKNOWN_MONTH
from transforms import storage
from transforms.merge_bucket import empty_file


def open_lake(lake: str) -> None:
    """Make a lake where there is none, with an empty file for each table so that a glob over it never fails.

    DyadwireError where it cannot be written or was made by a newer version.
    """
    try:
        if storage.exists(f"{lake}/{LAKE_FILE}"):
            check_version(lake)
            return
        for name, table in TABLES.items():
            storage.put(f"{lake}/{table.folder(UNKNOWN_MONTH)}/part-empty.parquet", empty_file(name))
        marker = {"schema_version": SCHEMA_VERSION, "made_by": "dyadwire"}
        storage.put(f"{lake}/{LAKE_FILE}", (json.dumps(marker, sort_keys=True) + "\n").encode())
    except OSError as error:
        raise DyadwireError(f"cannot write the lake at {lake}: {error.strerror or error}") from error


def check_version(lake: str) -> None:
    """Refuse a lake that a newer version made, or a folder that is no lake, with DyadwireError."""
    try:
        version = json.loads(storage.read(f"{lake}/{LAKE_FILE}"))["schema_version"]
    except FileNotFoundError as error:
        raise DyadwireError(f"no lake at {lake}: `dyadwire run INPUT --lake {lake}` makes one") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DyadwireError(f"{lake}/{LAKE_FILE} is damaged: {error}") from error
    if version > SCHEMA_VERSION:
        raise DyadwireError(
            f"the lake at {lake} has schema version {version}; this dyadwire reads up to {SCHEMA_VERSION}: upgrade dyadwire"
        )
