"""The marker of a lake, `_lake.json`: it says the schema version, and the snapshot that readers ask.

Reading it imports nothing heavy: each question begins with it.
"""

from __future__ import annotations

import os
import re
from typing import Any

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of
from dyadwire.schemas.manifest import LAKE_FILE, parse_json
from dyadwire.schemas.tables import SCHEMA_VERSION

OPEN_FLAGS = os.O_RDONLY | os.O_NONBLOCK  # a pipe in the place of a file would keep its reader waiting for a writer
_SNAPSHOT = re.compile(r"[0-9a-f]{16}")


def read_marker(lake: str) -> dict[str, Any] | None:
    """Return what `_lake.json` says; None where there is none, DyadwireError where it is damaged."""
    marker = _parsed(lake)
    if isinstance(marker, str):
        raise DyadwireError(_damaged_line(lake, marker))
    return marker


def whole_marker(lake: str) -> dict[str, Any] | None:
    """Return what `_lake.json` says; None where there is none, or it is damaged."""
    marker = _parsed(lake)
    return marker if isinstance(marker, dict) else None


def damaged_marker_problem(lake: str) -> str | None:
    """Return what is wrong with `_lake.json`, and what to do; None where it is whole or not there."""
    flaw = _parsed(lake)
    return _damaged_line(lake, flaw) if isinstance(flaw, str) else None


def _damaged_line(lake: str, flaw: str) -> str:
    path = f"{lake}/{LAKE_FILE}"
    mend = "remove it, and " if os.path.isdir(path) else ""
    return f"{path} is damaged: {mend}the next `dyadwire run` or `dyadwire migrate` writes it anew ({flaw})"


def _parsed(lake: str) -> dict[str, Any] | str | None:
    """Return what `_lake.json` says, or why it says nothing; None where there is none.

    DyadwireError where that cannot be told: what is out of reach is not damaged.
    """
    path = f"{lake}/{LAKE_FILE}"
    try:
        marker: dict[str, Any] = parse_json(_read(path))
        if type(marker["schema_version"]) is not int:
            return f"{marker['schema_version']!r} is no schema version"
        # The first version had no snapshots.
        named = marker["schema_version"] != SCHEMA_VERSION or _SNAPSHOT.fullmatch(marker["snapshot"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, IsADirectoryError) as error:
        return str(error)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DyadwireError(reason if path in reason else f"cannot read {path}: {reason}") from error
    return marker if named else f"{marker['snapshot']!r} is no snapshot"


def check_marker(lake: str, marker: dict[str, Any]) -> None:
    """Refuse a lake of another schema version, with what to do about it."""
    version = marker["schema_version"]
    if version > SCHEMA_VERSION:
        reads = f"this dyadwire reads up to {SCHEMA_VERSION}: upgrade it"
        raise DyadwireError(f"the lake at {lake} has schema version {version}, and {reads}")
    if version < SCHEMA_VERSION:
        mend = f"`dyadwire migrate {lake_option_of(lake)}` brings it to {SCHEMA_VERSION}"
        raise DyadwireError(f"the lake at {lake} has schema version {version}: {mend}")


def _read(path: str) -> bytes:
    if "://" in path:
        from dyadwire.transforms.storage import filesystem  # imports fsspec, which local lakes do without

        return filesystem.read(path)
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | OPEN_FLAGS)) as file:
        return file.read()
