"""Hold a small lake in a connection's memory, for who asks it hundreds of questions, such as a page for every pair.

Of a small lake a question takes longer to prepare than to answer, and a third of that is to look into its files, anew
for each view that the question goes through.
"""

from __future__ import annotations

import os

import duckdb

from dyadwire.schemas.views import definitions

_MOST_BYTES = 64 * 2**20  # of Parquet: some tens of thousands of articles; in memory it takes several times that


def hold(connection: duckdb.DuckDBPyConnection, most: int = _MOST_BYTES) -> bool:
    """Copy what the views of files read into memory and let them read that; tell whether it was little enough.

    Nothing is held of a lake in a store, whose files have no size here, or of a folder that has no list of its files.
    duckdb.Error where a file can't be read.
    """
    size = _size(connection)
    if size is None or size > most:
        return False
    connection.execute("CREATE SCHEMA held")
    for name in definitions().reading_files():
        table = f"held.{name.replace('.', '_')}"
        connection.execute(f"CREATE TABLE {table} AS FROM {name}")
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {table}")
    return True


def _size(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return how many bytes the files of a connection's snapshot have, or None where that can't be told."""
    question = """
        SELECT getvariable('lake'), flatten(list(files.value::VARCHAR[]))
        FROM json_each(getvariable('files')::JSON) AS files"""
    found = connection.execute(question).fetchone()
    if not found or not found[1] or "://" in found[0]:
        return None
    try:
        return sum(os.path.getsize(os.path.join(found[0], file)) for file in found[1])
    except OSError:  # one is gone: the questions tell it
        return None
