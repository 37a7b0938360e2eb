"""Write the reference pages of the documentation from the code: `python infra/write_reference.py FOLDER`.

commands.md from the parser, tables.md from the record definitions, sql.md from views.sql, python.md from docstrings.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

import dyadwire
from dyadwire.pipelines.cli import dyadwire as main_command
from dyadwire.pipelines.python_api.lake import Lake
from dyadwire.schemas.describe import describe

_QUESTIONS = "## Views and macros\n"


def commands_page() -> str:
    """Return every command with its usage, what it does and its options, as the parser has them."""
    parts = [
        "# Commands\n",
        "Made from the parser; `dyadwire COMMAND --help` prints the same. Exit codes: 0 done, 1 it failed (not one feed"
        " could be read), 2 the request can't be met, 130 ended by Ctrl-C.\n",
    ]
    context = click.Context(main_command, info_name="dyadwire")
    for name in main_command.list_commands(context):
        command = main_command.get_command(context, name)
        assert command is not None
        parts += _command(click.Context(command, parent=context, info_name=name), "##")
    return "\n".join(parts)


def _command(context: click.Context, heading: str) -> Iterator[str]:
    command = context.command
    yield f"{heading} {context.command_path.removeprefix('dyadwire ')}\n"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"```text\n{context.command_path} {usage}\n```\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    yield from (_option(option, context) for option in command.params if isinstance(option, click.Option))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _command(click.Context(below, parent=context, info_name=name), heading + "#")


def _option(option: click.Option, context: click.Context) -> str:
    spelled, help_text = option.get_help_record(context) or ("", "")
    return f"`{spelled}`\n:   {_escaped(help_text)}\n"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return re.sub(r"([*_<|\[])", r"\\\1", re.sub(r"\s+", " ", text))


def tables_page() -> str:
    """Return every table with its key, folder and columns, and the topics of figures."""
    tables, _, _ = describe().partition(_QUESTIONS)
    return (
        "# Tables and columns\n\nMade from the record definitions; `dyadwire tables` prints the same. A view of a"
        " table's name shows each article's current revision, `base.<table>` every row as written.\n\n"
        + tables[tables.index("## ") :]
    )


def sql_page() -> str:
    """Return every documented view and macro of views.sql."""
    _, _, questions = describe().partition(_QUESTIONS)
    head = "# SQL: views and macros\n\nMade from `views.sql`, which `dyadwire tables --views` prints."
    return head + re.sub(r"(?m)^### `((\w+).*)`$", r"## \2\n\n```sql\n\1\n```", questions)


def python_page() -> str:
    """Return what `import dyadwire` gives, from its docstrings."""
    functions = [getattr(dyadwire, name) for name in dyadwire.__all__]
    questions = [one for name, one in inspect.getmembers(Lake, inspect.isfunction) if not name.startswith("_")]
    return "\n".join(
        [
            "# Python\n\nMade from docstrings; `help(dyadwire)` prints the same.\n",
            *(_function(one, f"dyadwire.{one.__name__}") for one in functions),
            f"## Lake\n\nWhat `dyadwire.open` gives. {inspect.getdoc(Lake)}\n",
            *(_function(one, f"Lake.{one.__name__}", "###") for one in questions),
            *(f"### Lake.{name}\n\n{inspect.getdoc(one)}\n" for name, one in inspect.getmembers(Lake, _is_property)),
        ]
    )


def _is_property(member: object) -> bool:
    return isinstance(member, property)


def _function(function: Callable[..., Any], name: str, heading: str = "##") -> str:
    asked = inspect.signature(function)
    parameters = [one for one in asked.parameters.values() if one.name != "self"]
    listed = "".join(f"\n    {one}," for one in _with_star(parameters))
    call = f"{name}({listed}\n) -> {asked.return_annotation}" if listed else f"{name}() -> {asked.return_annotation}"
    return f"{heading} {name}\n\n```python\n{call}\n```\n\n{inspect.getdoc(function)}\n"


def _with_star(parameters: list[inspect.Parameter]) -> Iterator[str]:
    """Yield parameters as written, a star before the first that goes by name alone."""
    starred = False
    for one in parameters:
        if one.kind is one.KEYWORD_ONLY and not starred:
            yield "*"
        starred = starred or one.kind in {one.KEYWORD_ONLY, one.VAR_POSITIONAL}
        name = f"*{one.name}" if one.kind is one.VAR_POSITIONAL else one.name
        yield f"{name}: {one.annotation}" + ("" if one.default is one.empty else f" = {one.default!r}")


PAGES = {"commands": commands_page, "tables": tables_page, "sql": sql_page, "python": python_page}


def main(folder: str) -> int:
    """Write all pages into the folder."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (Path(folder) / f"{name}.md").write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
