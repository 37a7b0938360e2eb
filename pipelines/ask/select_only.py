"""Let one SELECT or EXPLAIN through and nothing else.

DuckDB's own parser judges the text. Its statement type alone does not suffice: a SELECT may hold a COPY, INSERT,
UPDATE or DELETE as a common table expression, and EXPLAIN ANALYZE runs what it explains; with external access off both
still write into an allowed folder. So the parse tree is read as well: only query nodes and named table functions pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb

from dyadwire.pipelines.ask.damage import in_one_line
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.views import definitions

_EXPLAIN = re.compile(r"\s*EXPLAIN(?:\s+ANALYZE\b)?(?:\s*\([A-Za-z_, ]{0,60}\))?\s+", re.IGNORECASE)
_QUERY_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
# Table functions that only compute or describe; the macros of the views are added by name. None takes a file: the
# views name every file of a lake.
_TABLE_FUNCTIONS = frozenset(
    {
        "duckdb_columns", "duckdb_functions", "duckdb_views", "generate_series", "json_each", "json_tree",
        "pragma_table_info", "pragma_version", "range", "repeat", "unnest",
    }
)  # fmt: skip
# It takes the name of a relation, which could be a file's.
_INTERNAL_MACROS = frozenset({"by_period"})
_REFUSED_FUNCTIONS = frozenset({"write_log", "nextval", "setval", "setseed", "sleep_ms", "pg_sleep"})


def check_select(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return the statement if it is exactly one SELECT or EXPLAIN of a SELECT; DyadwireError says what else it is."""
    statement = _only_statement(connection, sql)
    query = statement.query
    if statement.type == duckdb.StatementType.EXPLAIN:
        query = _explained(connection, query)
    elif statement.type != duckdb.StatementType.SELECT:
        raise DyadwireError(f"sql answers one SELECT or EXPLAIN, not {_kind(statement)}")
    _check_tree(connection, query)
    return str(statement.query)


def _only_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise DyadwireError(in_one_line(error)) from error
    if len(statements) != 1:
        raise DyadwireError(f"sql answers exactly one statement, not {len(statements)}")
    return statements[0]


def _explained(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    prefix = _EXPLAIN.match(query)
    if not prefix:
        raise DyadwireError("write EXPLAIN at the very beginning, with no comment before the SELECT")
    inner = _only_statement(connection, query[prefix.end() :])
    if inner.type != duckdb.StatementType.SELECT:
        raise DyadwireError(f"EXPLAIN is for a SELECT here, not for {_kind(inner)}")
    return str(inner.query)


def _kind(statement: Any) -> str:
    return str(statement.type.name).replace("_", " ")


def _check_tree(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    found = connection.execute("SELECT json_serialize_sql($query)", {"query": query}).fetchone()
    try:
        tree = json.loads(found[0]) if found else {"error": True}
    except RecursionError as error:
        raise DyadwireError("sql can't check this statement: it is nested too deeply") from error
    if tree["error"]:
        raise DyadwireError(f"sql can't check this statement: {tree.get('error_message', 'not a SELECT')}")
    macros = definitions().table_macros() - _INTERNAL_MACROS
    for node in _nodes(tree["statements"]):
        _check_node(node, _TABLE_FUNCTIONS | macros)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]  # a stack, not recursion: the depth of a query is the asker's choice
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _check_node(node: dict[str, Any], table_functions: frozenset[str]) -> None:
    kind = str(node.get("type", ""))
    if kind.endswith("_NODE") and kind not in _QUERY_NODES:
        raise DyadwireError(f"sql only reads; it does not run {kind.removesuffix('_QUERY_NODE').replace('_', ' ')}")
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).lower()
        if name not in table_functions:
            from difflib import get_close_matches  # only for what is refused

            near = get_close_matches(name[:60], table_functions, n=1, cutoff=0.8)
            meant = f"did you mean {near[0]}?" if near else "ask the views (dyadwire tables)"
            raise DyadwireError(f"sql does not run the table function {name or '?'}; {meant}")
    if str(node.get("function_name", "")).lower() in _REFUSED_FUNCTIONS:
        raise DyadwireError(f"sql does not run the function {node['function_name']}")
