"""Tell a damaged lake from a question that can't be answered, where DuckDB objects: it names neither."""

from __future__ import annotations

import re

import duckdb

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_option_of

_GONE = ("No files found", "No such file")
_UNREADABLE = re.compile(r"Failed to read file|No magic bytes|too small to be a Parquet file")
_POINTER = re.compile(r"\n+LINE \d+: .*\n *\^+")  # to the words in question: it points at nothing within one line
_LONGEST = 2000  # characters that are read of what DuckDB says: it repeats the name of a file, however long that is
_QUOTED_FILE = re.compile(r"[\"']([^\"']+\.parquet)[\"']")
_FILE = re.compile(r"[^\"'\s]+/([^/\"'\s]+/[^/\"'\s]+/[^/\"'\s]+\.parquet)")


def in_one_line(error: duckdb.Error) -> str:
    r"""Write what DuckDB objects to in one line, without its pointer to the words in question.

    >>> in_one_line(duckdb.Error('No column "foo"!\nThere is: "a"\n\nLINE 1: SELECT foo\n               ^^^; b has it'))
    'No column "foo"! There is: "a"; b has it'
    """
    return " ".join(_POINTER.sub("", str(error)).split())


def is_gone(error: Exception) -> bool:
    """Tell whether files are gone: takedowns remove them at once, nothing else touches what a connection holds."""
    return any(sign in str(error) for sign in _GONE)


def is_of_other_file(error: Exception, root: str) -> bool:
    """Tell whether DuckDB names a local file of Parquet that is not in the folder of a lake: the asker named it.

    >>> is_of_other_file(duckdb.Error("No magic bytes found at end of file '/tmp/a.parquet'"), "/news/lake")
    True
    """
    file = _QUOTED_FILE.search(str(error).partition("\n")[0][:_LONGEST])
    return file is not None and "://" not in root and not file[1].startswith(f"{root}/")


def damaged(error: duckdb.Error, lake: str) -> DyadwireError | None:
    """Return the error of a lake whose files are gone, out of reach or not what was written; None for any other.

    What its reader of Parquet finds is told without a kind of error, as of no class but the first.

    >>> print(damaged(duckdb.Error("TProtocolException: Invalid data"), "news"))
    the lake news is damaged (TProtocolException: Invalid data): `dyadwire verify --lake news` tells what mends it
    """
    told = " ".join(str(error).partition("\n")[0].split())[:_LONGEST]
    file = _FILE.search(told)
    if is_gone(error):
        from dyadwire.transforms.storage.local_files import refusal_of  # only where a file is missed

        if file and (refused := refusal_of(f"{lake}/{file[1]}")):
            return DyadwireError(f"cannot read {refused.filename}: {refused.strerror}")
        why = f"{file[1]} is gone" if file else told
    elif type(error) is duckdb.Error or _UNREADABLE.search(told):
        why = f"{file[1]} can't be read" if file else told
    else:
        return None
    proved = f"`dyadwire verify {lake_option_of(lake)}` tells what mends it"
    return DyadwireError(f"the lake {lake} is damaged ({why}): {proved}")
