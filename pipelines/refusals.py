"""What the user can mend, in a line: wrong options and values, and what the system refuses."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Collection

import click

from dyadwire.pipelines.errors import DyadwireError

# What a user can mend outside of here: long names, permissions, disks that are full, read only or gone, too many open
# files, folders and rings of links in a file's place.
_SYSTEM_ERRNOS = frozenset(
    (
        errno.ENAMETOOLONG,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EMFILE,
        errno.ELOOP,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.ENXIO,
        errno.EIO,
        errno.ESTALE,
    )
)

_FULL_ERRNOS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS))  # which only who writes meets

# What Python and the libraries say where memory, or room for a thread or a library, is short. A step's error is text.
_NO_MEMORY = re.compile(
    r"^(?:RuntimeError: )?[\w.]*MemoryError\b|^can't start new thread|^ArrowMemoryError|"
    r"failed to map segment from shared object|[Cc]annot allocate memory|^Out of Memory Error",
    re.MULTILINE,
)
NO_MEMORY = "there is too little memory: give more, or see what limits it (ulimit -v, a container)"

# Bytes of addresses that a run of Beam, Arrow and DuckDB needs: it takes 1.8 GB on two processors, and fills a quarter.
# With less, a thread that can't start ends the process from C++, or is waited for for ever.
RUN_ADDRESSES = 2_000_000 * 1024
# And a drawing: what runs Vega reserves 64 GB at once, of which it fills next to nothing, or ends the process.
DRAWING_ADDRESSES = 70_000_000 * 1024

_ALIKE = 0.75  # of two options: --sinze is --since, and --limit is not --plot


def user_message(error: Exception, arguments: list[str], commands: Collection[str]) -> str | None:
    """Say what the user can mend, in a line; None where it is a defect.

    `arguments` are those that were refused, the name of a command first, `commands` the names that there are.
    """
    if isinstance(error, click.ClickException):
        return _in_a_line(error, arguments, commands)
    if isinstance(error, OSError):
        if error.errno in _SYSTEM_ERRNOS:
            _silence_what_is_full()
            full = "can't write: " if error.errno in _FULL_ERRNOS else ""
            return f"{error.strerror}: {error.filename}" if error.filename else f"{full}{error.strerror}"
        if _is_nowhere():
            return "the folder that this was started in is gone: go to another"
        return _no_temporary_folder(error)
    return str(error)


def _no_temporary_folder(error: OSError) -> str | None:
    """Say that no folder takes temporary files, as Python finds by writing one to each; None of any other error."""
    if "temporary directory" not in str(error.strerror):
        return None
    from dyadwire.transforms.storage.spooled_file import no_room

    return no_room(f"disks are full or read only ({error.strerror})")


def is_short_of_memory(error: BaseException | None) -> bool:
    """Tell whether an error, or one that led to it, is of memory that the system did not give.

    >>> is_short_of_memory(MemoryError()), is_short_of_memory(RuntimeError("can't start new thread"))
    (True, True)
    >>> is_short_of_memory(ValueError("no MemoryError"))
    False
    """
    while error is not None:
        if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def refuse_short_addresses(what: str, addresses: int) -> None:
    """Raise DyadwireError where the process may have fewer addresses, in bytes (`ulimit -v`), than something takes."""
    if sys.platform == "win32":  # has no such limits
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < addresses:
        needed, allowed = addresses // 1024, limit // 1024
        raise DyadwireError(f"{what} takes {needed:,} kB of addresses, and ulimit -v allows {allowed:,}: raise it")


def end_where_addresses_are_short(program: str, what: str, addresses: int) -> None:
    """End the process with one line and exit code 2 where `refuse_short_addresses` refuses: before all is imported."""
    try:
        refuse_short_addresses(what, addresses)
    except DyadwireError as error:
        sys.stderr.write(f"{program}: {error}\n")
        sys.exit(2)


def _silence_what_is_full() -> None:
    """Print nothing more where the output takes nothing more, as on a full disk."""
    try:
        sys.stdout.flush()
    except OSError:
        from dyadwire.pipelines.ask.printing import silence  # only here: it takes a while

        silence(sys.stdout)


def _is_nowhere() -> bool:
    """Tell whether the working directory was removed, so that no path but those from the root leads anywhere."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _in_a_line(refusal: click.ClickException, arguments: list[str], commands: Collection[str]) -> str:
    message = " ".join(_message_of(refusal).split()).removesuffix(".")
    message = message[:1].lower() + message[1:]
    if not isinstance(refusal, click.UsageError):
        return message
    # Where a value is missing, click does not say of which command.
    named = " ".join(["dyadwire", *(word for word in arguments[:1] if word in commands)])
    return f"{message} (try {refusal.ctx.command_path if refusal.ctx else named} --help)"


def _message_of(refusal: click.ClickException) -> str:
    if not isinstance(refusal, click.NoSuchOption) or refusal.ctx is None:
        return refusal.format_message()
    import difflib

    # click itself suggests what is hardly alike: --plot for --limit, --days for --by.
    options = [word for one in refusal.ctx.command.get_params(refusal.ctx) for word in one.opts if word[:2] == "--"]
    near = difflib.get_close_matches(refusal.option_name[:40], options, n=1, cutoff=_ALIKE)
    meant = f": did you mean {near[0]}?" if near else f"; there are {', '.join(options)}"
    return f"no such option {refusal.option_name!r}{meant}"


def refuse_other_than_text(arguments: list[str]) -> None:
    """Raise DyadwireError of an argument that is no UTF-8 or holds a NUL."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:  # bytes that are no UTF-8: neither DuckDB nor a JSON file takes them
            raise DyadwireError(f"{argument!r} is not UTF-8") from error
        if "\0" in argument:  # which only a program can pass; no file is called so
            raise DyadwireError(f"{argument!r} holds a NUL")
