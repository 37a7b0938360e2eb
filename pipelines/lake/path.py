"""The path of a lake names one folder, never a pattern."""

from __future__ import annotations

import os

from pipelines.errors import DyadwireError

_PATTERN = frozenset("*?[")  # what DuckDB and fsspec match instead of reading it as it stands


def refuse_pattern(lake: str) -> None:
    """Refuse a path with a character of glob patterns in it, the folders above included, with DyadwireError.

    Taken as a pattern, `la[k]e` would list no file of its own and those of `lake` beside it.

    >>> refuse_pattern("s3://bucket/la[k]e")
    Traceback (most recent call last):
    pipelines.errors.DyadwireError: the lake's path s3://bucket/la[k]e holds [: name a folder without * ? [ in its path
    """
    path = os.path.realpath(lake) if "://" not in lake else lake
    if found := sorted(_PATTERN.intersection(path)):
        raise DyadwireError(f"the lake's path {path} holds {' '.join(found)}: name a folder without * ? [ in its path")
