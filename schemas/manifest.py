"""The manifest of a batch: written last, so that what it lists is whole."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from dyadwire.schemas.tables import SCHEMA_VERSION

FOLDER = "_manifests"
LAKE_FILE = "_lake.json"
STREAM_FILE = "_stream"  # names the one stream that may commit
SNAPSHOTS = "_snapshots"
TAKEN = "_taken"
NO_MANIFEST = (ValueError, KeyError, TypeError, AttributeError)  # what reading a damaged manifest may raise


class FileEntry(NamedTuple):
    """One file of a lake: path relative to the lake, table, rows, bytes and BLAKE2b checksum."""

    path: str
    table: str
    rows: int
    bytes: int
    checksum: str


class Books(NamedTuple):
    """What became of the candidates of a batch: read = kept + duplicate + discarded + failed."""

    read: int = 0
    kept: int = 0
    duplicate: int = 0
    discarded: int = 0
    failed: int = 0

    @property
    def balance(self) -> bool:
        """Tell whether nothing was lost.

        >>> Books(read=3, kept=1, duplicate=2).balance
        True
        """
        return self.read == self.kept + self.duplicate + self.discarded + self.failed


class Absorbed(NamedTuple):
    """A batch whose rows lie in a rewritten lake's files now, or a change that was made to them.

    `mark` is the checksum of the batch's own manifest. The rest is what that said: a rerun finds itself done.
    """

    batch: str
    mark: str
    extractor: str
    settings: dict[str, Any]
    books: Books
    dates: tuple[str, ...]
    polled: tuple[str, ...]


class Manifest(NamedTuple):
    """All that a committed batch holds. It has no time and no address: the same bytes give the same manifest.

    `dates` are those of its articles, `polled` those of its polls of feeds: what settling must look at again.
    `absorbed` names the batches that a rewriting (compaction, takedown) replaced: their own manifests count no more.
    """

    batch: str
    extractor: str
    settings: dict[str, Any]
    books: Books
    files: tuple[FileEntry, ...]
    dates: tuple[str, ...]
    polled: tuple[str, ...]
    schema_version: int = SCHEMA_VERSION
    absorbed: tuple[Absorbed, ...] = ()

    def to_json(self) -> bytes:
        """Return the manifest as JSON, keys sorted."""
        fields = self._asdict() | {"books": self.books._asdict(), "files": [file._asdict() for file in self.files]}
        fields["absorbed"] = [batch._asdict() | {"books": batch.books._asdict()} for batch in self.absorbed]
        return (json.dumps(fields, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Read a manifest; one of `NO_MANIFEST` where it is not one."""
        fields = parse_json(content)
        files = tuple(FileEntry(**file) for file in fields.pop("files"))
        absorbed = tuple(Absorbed(**_typed(batch)) for batch in fields.pop("absorbed", ()))
        manifest = cls(**_typed(fields) | {"files": files, "absorbed": absorbed})
        if type(manifest.schema_version) is not int:
            raise ValueError(f"{manifest.schema_version!r} is no schema version")
        return manifest


def parse_json(content: bytes) -> Any:
    """Return what JSON in UTF-8 says; ValueError where it is none, or nests deeper than can be read.

    >>> parse_json(b'{"a": 1}')
    {'a': 1}
    """
    try:
        return json.loads(content.decode())  # of bytes, it would take UTF-16 and the mark of an editor
    except RecursionError as error:
        raise ValueError("it nests too deep") from error


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Turn lists into tuples, and books into Books, as JSON has neither; ValueError or TypeError for other kinds."""
    books, dates, polled = Books(**fields["books"]), tuple(fields["dates"]), tuple(fields["polled"])
    for day in (*dates, *polled):
        date.fromisoformat(day)
    kinds = {"batch": str, "extractor": str, "settings": dict}
    if not all(isinstance(fields[name], kind) for name, kind in kinds.items()) or {*map(type, books)} != {int}:
        raise ValueError(f"no batch: {', '.join(kinds)} or books are of another kind")
    return fields | {"books": books, "dates": dates, "polled": polled}


def manifest_path(lake: str, batch: str) -> str:
    """Return the path of a batch's manifest.

    >>> manifest_path("lake", "b1")
    'lake/_manifests/b1.json'
    """
    return f"{lake}/{FOLDER}/{batch}.json"


def snapshot_path(lake: str, name: str) -> str:
    """Return the path of a snapshot: the list of the files of one settled state.

    >>> snapshot_path("lake", "a1")
    'lake/_snapshots/a1.json'
    """
    return f"{lake}/{SNAPSHOTS}/{name}.json"
