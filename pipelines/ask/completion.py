"""What a shell completes: countries and blocs, lakes, tables."""

from __future__ import annotations

import os
from typing import Any

import click
from click.shell_completion import CompletionItem

_MOST = 200  # lakes that are looked for in one folder


def complete_places(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name or code of a country or bloc; after a hyphen the other side of a pair.

    A shell parts words at blanks, so names of several words are completed by their codes.
    """
    from dyadwire.pipelines.ask.places import places

    one, hyphen, start = incomplete.rpartition("-")
    words = [(place.code if " " in place.name else place.name, place.name) for place in places().values()]
    words += [(place.code, place.name) for place in places().values() if len(start) > 1]
    found = {word: name for word, name in sorted(words) if word.casefold().startswith(start.casefold())}
    return [CompletionItem(f"{one}{hyphen}{word}", help=name) for word, name in found.items()]


def complete_lakes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the path of a lake, or of a folder that may hold one."""
    start = incomplete.rpartition("/")[2]
    prefix = incomplete[: len(incomplete) - len(start)]
    try:
        entries = sorted(os.scandir(prefix or "."), key=lambda entry: entry.name)
    except OSError:
        return []
    named = [entry for entry in entries if entry.name.startswith(start) and (start or not entry.name.startswith("."))]
    folders = [entry for entry in named if entry.is_dir()][:_MOST]
    lakes = [entry for entry in folders if os.path.isfile(f"{entry.path}/_lake.json")]
    return [CompletionItem(f"{prefix}{entry.name}{'' if lakes else '/'}") for entry in lakes or folders]


def complete_tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a table."""
    from dyadwire.schemas.tables import TABLES

    words = (*TABLES, "network") if ctx.info_name == "export" else tuple(TABLES)
    return [CompletionItem(word) for word in words if word.startswith(incomplete)]


def script_of(shell: str, group: Any) -> str:
    """Return what a shell is to read to complete the words of `dyadwire`; KeyError for an unknown shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise KeyError(shell)
    return str(kind(group, {}, "dyadwire", "_DYADWIRE_COMPLETE").source())
