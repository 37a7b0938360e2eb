"""A plugin of dbt-duckdb: the views and macros of a lake, in every connection of a run, over one snapshot.

Views read where the lake lies, which of its files count, and which dates are asked by default, from variables. DuckDB
keeps those by connection, and dbt has one a thread: each gets the values of the first, so that all models of a run ask
the same snapshot.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

# The variables that views.sql reads or sets, each with what its value is, as DuckDB must be told.
_VARIABLES = {
    "lake": "VARCHAR",
    "snapshot": "VARCHAR",
    "files": "JSON",
    "usual": "STRUCT(first_date DATE, last_date DATE, earliest DATE, latest DATE)",
}


class Plugin(BasePlugin):
    """`lake`: folder of the lake; `views`: the file that `dyadwire tables --views` prints."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """Take the settings of the profile."""
        self._lake = str(Path(plugin_config["lake"]).resolve())
        self._views = Path(plugin_config["views"]).read_text(encoding="utf-8")
        self._values: tuple[Any, ...] = ()

    def configure_connection(self, conn: Any) -> None:
        """Make the views, and remember which snapshot they read."""
        conn.execute("SET VARIABLE lake = $1", [self._lake])
        conn.execute(self._views)
        asked = ", ".join(f"getvariable('{name}')" for name in _VARIABLES)
        self._values = conn.execute(f"SELECT {asked}").fetchone()

    def configure_cursor(self, cursor: Any) -> None:
        """Give a thread's connection the same snapshot."""
        cursor.execute("SET TimeZone = 'UTC'")
        for (name, kind), value in zip(_VARIABLES.items(), self._values, strict=True):
            cursor.execute(f"SET VARIABLE {name} = $1::{kind}", [value])
