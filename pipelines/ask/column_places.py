"""Say which tables, views and macros have a column that a statement asks of another one."""

from __future__ import annotations

import re

_MISSING = re.compile(r'column "(?P<name>\w+)" not found|does not have a column named "(?P<named>\w+)"')


def where_is_column(objection: str) -> str:
    """Return what has the column that DuckDB misses, as a sentence; nothing where it misses none, or nothing has it.

    >>> where_is_column('Referenced column "relational_sentences" not found in FROM clause!')
    '; relational_sentences is a column of article_dyads, articles_of, articles_of_side'
    >>> where_is_column('Referenced column "price" not found'), where_is_column("syntax error")
    ('', '')
    """
    from dyadwire.schemas.arrow import schema_of  # pyarrow: most statements do without
    from dyadwire.schemas.tables import TABLES
    from dyadwire.schemas.views import macros

    if not (found := _MISSING.search(objection)):
        return ""
    name = (found["name"] or found["named"]).lower()
    tables = [table for table, its in TABLES.items() if name in schema_of(its.record).names]
    views = [macro.name for macro in macros() if re.search(rf"\b{name}\b", re.sub(r"\([^)]*\)", "", macro.columns))]
    having = dict.fromkeys((*tables, *views))
    return f"; {name} is a column of {', '.join(having)}" if having else ""
