"""views.sql as Python reads it: its text, what it documents, and which definitions a question needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# A comment whose first line is `name(arguments): text` or `name: text`, right above the definition of that name.
_DOCUMENTED = re.compile(
    r"^-- (?P<name>\w+)(?P<arguments>\([^\n]*?\))?: (?P<first>[^\n]*)\n(?P<rest>(?:--[^\n]*\n)*)"
    r"CREATE OR REPLACE (?P<kind>MACRO|VIEW) (?P=name)\b",
    re.MULTILINE,
)
_DEFINED = re.compile(r"^CREATE OR REPLACE (?:VIEW|MACRO) (?P<name>[\w.]+)", re.MULTILINE)
# Comments and string literals name nothing, except literals that name a table to a macro: 'base.acts'.
_NO_NAME = re.compile(r"--.*|('base\.\w+')|'[^']*'")
_TABLE_MACRO = re.compile(r"CREATE OR REPLACE MACRO [^()]+\([^)]*\) AS TABLE")
_NAME = re.compile(r"\b(?:base\.)?\w+")
_FILES = "rows_of"  # the macro by which views read files


def views_sql() -> str:
    """Return views.sql: all views and macros over the lake that the variable `lake` names."""
    return (files("dyadwire.schemas") / "views.sql").read_text(encoding="utf-8")


class Macro(NamedTuple):
    """One view or macro: how it is called, `view` or `macro`, a description and its columns, each as written."""

    name: str
    call: str
    kind: str
    description: str
    columns: str


def macros() -> list[Macro]:
    """Return the documented views and macros, in order of definition.

    >>> [macro.call for macro in macros() if macro.name == "top_dyads"]
    ['top_dyads(since, until, languages, side)']
    """
    return [_macro(found) for found in _DOCUMENTED.finditer(views_sql())]


def _macro(found: re.Match[str]) -> Macro:
    lines = [line.removeprefix("--") for line in found["rest"].splitlines()]
    columns = [line.strip() for line in lines if line.startswith("   ")]
    comment = [found["first"], *(line.strip() for line in lines if not line.startswith("   "))]
    call = found["name"] + (found["arguments"] or "")
    return Macro(found["name"], call, found["kind"].lower(), " ".join(comment), " ".join(columns))


class Definition(NamedTuple):
    """One view or macro: the statement that makes it, and the names of those that it may need."""

    sql: str
    uses: frozenset[str]


class Definitions(NamedTuple):
    """What comes before the first view or macro, and all of them by name, in the order in which they can be made."""

    before: str
    made: dict[str, Definition]

    def needed(self, names: Iterable[str]) -> list[str]:
        """Return these names and what they need, in the order in which they are made."""
        waiting, found = list(names), set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(self.made[name].uses)
        return [name for name in self.made if name in found]

    def of_files(self) -> list[str]:
        """Return the views that read files of a lake themselves, and what they need."""
        return self.needed(self.reading_files())

    def reading_files(self) -> list[str]:
        """Return the views that read files of a lake themselves."""
        return [name for name, definition in self.made.items() if _FILES in definition.uses]

    def table_macros(self) -> frozenset[str]:
        """Return the macros that stand where a table does."""
        return frozenset(name for name, definition in self.made.items() if _TABLE_MACRO.match(definition.sql))

    def named_in(self, sql: str) -> frozenset[str]:
        """Return the views and macros whose names a statement holds, be it those of columns or in a text.

        >>> sorted(definitions().named_in("FROM top_dyads() SEMI JOIN base.Acts ON articles > 1"))
        ['articles', 'base.acts', 'top_dyads']
        """
        return frozenset(self.made.keys() & _NAME.findall(sql.lower()))


@cache
def definitions() -> Definitions:
    """Return what views.sql defines: what stands between two, as a variable that is set, belongs to the first."""
    text = views_sql()
    found = list(_DEFINED.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    statements = {each["name"]: text[each.start() : end] for each, end in zip(found, ends, strict=True)}
    names = Definitions(text[: found[0].start()], dict.fromkeys(statements, Definition("", frozenset())))
    made = {
        name: Definition(sql, names.named_in(_NO_NAME.sub(r"\1", sql)) - {name}) for name, sql in statements.items()
    }
    return names._replace(made=made)
