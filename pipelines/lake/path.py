"""Normalise the path of a lake, so that all processes mean the same folder, lock and files."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean

_PATTERN = frozenset("*?[")  # what DuckDB and fsspec match instead of reading it as it stands
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_LOCAL = re.compile(r"(?:file|local):(?://([^/]*))?(.*)", re.IGNORECASE | re.DOTALL)  # fsspec knows both names
_ONE_SLASH = re.compile(r"([a-z][a-z0-9+.-]+:)/(?!/)", re.IGNORECASE)  # else a folder named s3: would be made
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def lake_path(written: str) -> str:
    """Return the path or address of a lake, as a user wrote it, in the one form that everything else takes.

    A local folder is a path, never an address: addresses have no locks, and no writing in one step. DyadwireError for
    what can be no lake: nothing, the root folder, a file, a pattern, another machine's folder.

    >>> lake_path("file:///srv/our%20lake/"), lake_path("s3://bucket/lake/"), lake_path("./lake//")
    ('/srv/our lake', 's3://bucket/lake', './lake')
    """
    if not written.strip() or "\0" in written:
        raise DyadwireError("the lake has no name: name a folder or an object-store address")
    if "::" in written:  # fsspec's mark of a file system before another, which would hide what other writers do
        raise DyadwireError(f"the lake's path {written} holds ::, which is read as two addresses: name one")
    path = os.path.expanduser(_local_path(written))  # fsspec expands it, and the lock would be elsewhere
    if _UNSEEN.search(path):  # each message that names it would be several lines, or another name
        raise DyadwireError(f"the lake's path {clean(path)} holds characters that cannot be seen: name another folder")
    return _address(path) if "://" in path else _folder(path)


def check_path(lake: str) -> None:
    """Refuse what can be no lake, and a local folder that is written as an address, with DyadwireError.

    >>> check_path("s3://b/[k]")
    Traceback (most recent call last):
    dyadwire.pipelines.errors.DyadwireError: the lake's path s3://b/[k] holds [: name a folder without * ? [ in its path
    """
    if lake_path(lake) != lake.rstrip("/"):
        raise DyadwireError(f"the lake at {lake} is a local folder: name it {lake_path(lake)}")


def _local_path(written: str) -> str:
    """Return the path that the address of a local folder stands for; other addresses and paths as they are."""
    found = _LOCAL.fullmatch(written)
    if found is None:
        return written
    if (found[1] or "localhost").lower() != "localhost":
        raise DyadwireError(f"{written} is on another machine: a folder of this one has three slashes, file:///FOLDER")
    path = unquote(found[2]) or "/"
    return f"/{path.lstrip('/')}" if path.startswith("/") else path


def _folder(path: str) -> str:
    if path.lower().startswith("data:"):  # fsspec takes what follows for the file itself
        raise DyadwireError(f"{path} is read as a file that is written out, which can be no lake: name another folder")
    if found := _ONE_SLASH.match(path):
        raise DyadwireError(f"{path} has one slash after {found[1]}: an address has two, {found[1]}//BUCKET/FOLDER")
    real = os.path.realpath(path)
    if real == "/":
        raise DyadwireError(f"{path} is the root folder, which can be no lake: name a folder in it")
    if os.path.exists(real) and not os.path.isdir(real):
        raise DyadwireError(f"{path} is a file, and a lake is a folder: name another")
    if os.path.islink(path.rstrip("/")) and not os.path.exists(real):
        raise DyadwireError(f"{path} is a link to {clean(real)}, which is not there: make that folder, or name another")
    _refuse_pattern(real)
    return path.rstrip("/")


def _address(path: str) -> str:
    scheme, _, place = path.partition("://")
    if not _SCHEME.fullmatch(scheme):
        raise DyadwireError(f"the lake's path {path} holds ://, which is read as an address: name another folder")
    if not place.strip("/ "):
        raise DyadwireError(f"the lake's address {path} names no bucket: write {scheme}://BUCKET/FOLDER")
    _refuse_pattern(path)
    return path.rstrip("/")


def _refuse_pattern(path: str) -> None:
    """Taken as a pattern, `la[k]e` would list no file of its own and those of `lake` beside it."""
    if found := sorted(_PATTERN.intersection(path)):
        raise DyadwireError(f"the lake's path {path} holds {' '.join(found)}: name a folder without * ? [ in its path")


BY_OPTION = "with --lake DIR"  # which Python has not


def lake_option_of(lake: str) -> str:
    """Return the option that names a lake, as a shell takes it in a command that a message advises.

    >>> lake_option_of("news/lake"), lake_option_of("our lake")
    ('--lake news/lake', "--lake 'our lake'")
    """
    import shlex  # only where something is advised

    return f"--lake {shlex.quote(lake)}"


def no_lake_to_ask(lake: str) -> DyadwireError:
    """Return the error of a question about a lake that is not there, or whose path the system refuses."""
    try:
        os.stat(lake)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        return DyadwireError(f"can't read the lake {lake}: {error.strerror}")
    return DyadwireError(f"no lake at {lake}; make one with dyadwire run, or name another {BY_OPTION}")


def no_lake_to_change(lake: str) -> DyadwireError:
    """Return the error of a command that changes or proves a lake which is not there."""
    return DyadwireError(f"no lake at {lake}: `dyadwire run INPUT {lake_option_of(lake)}` makes one")
