"""The files of trained pipelines as they were tested: a .sha256 for each, as sha256sum writes it in its folder.

Whoever may publish a package may publish another file under its name: what is installed is compared before it is run.
A new version's list is made in its folder, by
`find . -type f -not -path '*/__pycache__/*' | sed 's,^./,,' | LC_ALL=C sort | xargs sha256sum`.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path


def recorded(model: str) -> dict[str, str] | None:
    """Return the SHA-256 of each file of a model, by its path in the package; None where none are recorded."""
    if not model.isidentifier():  # a path, not a package
        return None
    listed = files("dyadwire.pipelines.model_files") / f"{model}.sha256"
    if not listed.is_file():
        return None
    lines = (line.split("  ", 1) for line in listed.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in lines}


def altered(folder: Path, wanted: dict[str, str]) -> list[str]:
    """Return the files of a package's folder that are not as recorded: changed, missing, more. None is run."""
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.relative_to(folder).parts
    }
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
