"""Errors that a user can mend."""

from __future__ import annotations


class DyadwireError(Exception):
    """Something that the user can mend: told in one line, with exit code 2 and no traceback."""

    exit_code = 2


class NothingCameError(DyadwireError):
    """What was asked for is right, and nothing of it could be had now: exit code 1, the next try may do."""

    exit_code = 1


def no_folder(error: OSError) -> str:
    """Say why a folder can't be made.

    >>> no_folder(FileExistsError(17, "File exists")), no_folder(PermissionError(13, "Permission denied"))
    ('it is a file, and a folder is needed', 'Permission denied')
    """
    is_file = isinstance(error, FileExistsError)
    return "it is a file, and a folder is needed" if is_file else error.strerror or str(error)
