"""The settings of a DuckDB that asks a lake: its memory, where it leaves what exceeds that, and what it may read."""

from __future__ import annotations

import shutil
import weakref

import duckdb

from dyadwire.pipelines.scratch import locked_folder


def opened_in_memory(memory: str) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB of our settings; where it may leave what exceeds its memory is gone with it, not with a cursor.

    On a full disk there is no such place: most questions need none.
    """
    try:
        folder = locked_folder()
    except OSError:
        return duckdb.connect(config=settings_of(memory) | {"temp_directory": ""})
    try:
        room = f"{shutil.disk_usage(folder.path).free // 2**21}MiB"
        # By default it would lie in the working directory.
        left = {"temp_directory": folder.path, "max_temp_directory_size": room}
        connection = duckdb.connect(config=settings_of(memory) | left)
    except BaseException:
        folder.remove()
        raise
    weakref.finalize(connection, folder.remove)
    return connection


def settings_of(memory: str) -> dict[str, str | bool | int | float | list[str]]:
    """Return the settings of every DuckDB that asks a lake."""
    return {"python_enable_replacements": False, "memory_limit": memory}


def lock_settings(connection: duckdb.DuckDBPyConnection, root: str) -> None:
    """Let a connection read the files of a lake and nothing else, and keep its settings as they are."""
    connection.execute("SET temp_directory = ''")  # nothing is written: a sort beyond the limit fails
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET allow_community_extensions = false")
    connection.execute(f"SET allowed_directories = [{_quoted(root)}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
