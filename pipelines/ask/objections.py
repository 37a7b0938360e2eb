"""Say what a statement that DuckDB objects to may have meant: where a column is, and what a macro takes."""

from __future__ import annotations

import re

_MISSING = re.compile(r'column "(?P<name>\w+)" not found|does not have a column named "(?P<named>\w+)"')
_CALLED = re.compile(r"\b(?P<macro>\w+)\s*\(\s*(?:'(?P<text>[^']{1,500})')?")
_TAKES = re.compile(r"CREATE OR REPLACE MACRO \w+\((?P<parameters>[^)]*)\)")
# What DuckDB says where the name of a relation is none, and may be that of a file.
_NO_RELATION = re.compile(
    r'Table with name "?(?P<relation>.{1,500}?)"? does not exist|'
    r'(?:Cannot access file|reading the file|match the pattern) "(?P<file>[^"]{1,500})"'
)
# And where arguments are not what the inside of a macro needs, whose functions the asker has not named.
_NO_ARGUMENTS = re.compile(
    r"Macro (?P<macro>\w+)\(\) does not support|Invalid LIST argument|"
    r"No function matches the given name and argument types '(?P<function>\w+)|function call \"(?P<called>\w+)"
)


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


def what_macro_takes(objection: str, sql: str) -> str:
    """Return what a macro that a statement calls takes, where DuckDB objects to what it was given; else nothing.

    >>> what_macro_takes("Table with name RUS does not exist!", "FROM people_once('RUS')")
    "people_once takes the name of a table, view or WITH, not 'RUS'; of countries ask people_of or people_of_side"
    >>> what_macro_takes('No files found that match the pattern "acts/part-0.parquet"', "FROM newest_of('base.acts')")
    ''
    >>> what_macro_takes("Macro outlets_of() does not support the supplied arguments", "FROM act_trend()")
    ''
    """
    from dyadwire.schemas.views import definitions

    of_tables = definitions().table_macros()
    called = [each for each in _CALLED.finditer(sql) if each["macro"].lower() in of_tables]
    if missed := _NO_RELATION.search(objection):
        name = missed["relation"] or missed["file"]
        given = (each.group("macro", "text") for each in called if each["text"])
        return next((_takes_relation(*each) for each in given if name in (each[1], each[1].rpartition(".")[2])), "")
    found = _NO_ARGUMENTS.search(objection)
    names = list(dict.fromkeys(each["macro"].lower() for each in called))
    if not found or len(names) != 1 or (found["macro"] or names[0]) != names[0]:
        return ""
    inner = found["function"] or found["called"]
    if inner and re.search(rf"\b{inner}\b", sql, re.IGNORECASE):
        return ""  # the asker's own call
    if "Invalid LIST" in objection:
        return f"{names[0]} takes lists in brackets, such as languages := ['en']"
    return f"{names[0]} can't take these arguments; it takes {', '.join(_parameters(names[0]))}"


def _takes_relation(macro: str, text: str) -> str:
    """Say that a macro takes no such text; where others of its name take countries, these are named."""
    from dyadwire.schemas.views import definitions

    word = macro.lower().partition("_")[0]
    near = [name for name in definitions().table_macros() if name.startswith(word) and _parameters(name)]
    asked = sorted(name for name in near if _parameters(name)[0] in ("dyad", "side"))[:3]
    others = f"; of countries ask {' or '.join(asked)}" if asked else ""
    return f"{macro} takes the name of a table, view or WITH, not '{text}'{others}"


def _parameters(macro: str) -> list[str]:
    """Return what a macro takes, as views.sql has it."""
    from dyadwire.schemas.views import definitions

    found = _TAKES.match(definitions().made[macro].sql)
    return [part for part in map(str.strip, found["parameters"].split(",")) if part] if found else []
