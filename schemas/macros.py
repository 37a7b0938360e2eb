"""The views and macros of views.sql as it documents them: name, arguments, what they answer and their columns."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import NamedTuple

# A comment whose first line is `name(arguments): text` or `name: text`, right above the definition of that name.
_DOCUMENTED = re.compile(
    r"^-- (?P<name>\w+)(?P<arguments>\([^\n]*?\))?: (?P<first>[^\n]*)\n(?P<rest>(?:--[^\n]*\n)*)"
    r"CREATE OR REPLACE (?P<kind>MACRO|VIEW) (?P=name)\b",
    re.MULTILINE,
)


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
    ['top_dyads(since, until, languages)']
    """
    return [_macro(found) for found in _DOCUMENTED.finditer(views_sql())]


def views_sql() -> str:
    """Return views.sql: all views and macros over the lake that the variable `lake` names."""
    return (files("dyadwire.schemas") / "views.sql").read_text(encoding="utf-8")


def _macro(found: re.Match[str]) -> Macro:
    lines = [line.removeprefix("--") for line in found["rest"].splitlines()]
    columns = [line.strip() for line in lines if line.startswith("   ")]
    told = [found["first"], *(line.strip() for line in lines if not line.startswith("   "))]
    call = found["name"] + (found["arguments"] or "")
    return Macro(found["name"], call, found["kind"].lower(), " ".join(told), " ".join(columns))
