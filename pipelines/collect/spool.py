"""The spool: what came over the wire, as it came, in WARC segments that appear whole or not at all."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import re
import uuid
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path
from typing import Any

from dyadwire.pipelines.collect.responses import Response
from dyadwire.pipelines.errors import DyadwireError, no_folder
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.storage.filesystem import put_new
from dyadwire.transforms.storage.local_files import sync_folder
from dyadwire.transforms.text.formats.markup import drop_controls

SEGMENT_BYTES = 256 * 2**20  # compressed; a segment is read whole by one worker
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# Headers that were true of the wire, not of the body that is stored.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"})
_MAX_HEADER = 2000  # characters
# Bytes of all: readers of WARC take no more than 30,000. Beyond, those alone are kept that tell of the body.
_MAX_HEADERS = 20_000
_OF_THE_BODY = frozenset({"content-type", "etag", "last-modified"})
_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"(?:\A|/)(\d{8}T\d{12}Z)-\d{3}-[0-9a-f]{12}\.warc\.gz\Z")


class Spool:
    """Writes the segments of one pass into a folder. A segment is hidden until it is whole and on the disk."""

    def __init__(self, folder: Path, at: datetime) -> None:
        """Begin; nothing is written before something is kept. The caller has locked the folder."""
        self.folder = folder
        self.segments: list[Path] = []
        self._at = at
        self._stamp = at.strftime("%Y%m%dT%H%M%S%fZ")
        self._file: BufferedRandom | None = None
        self._fetches: list[Fetch] = []

    def keep_response(self, response: Response, kind: str) -> None:
        """Write a body with its headers."""
        about = {
            "Content-Type": "application/http; msgtype=response",
            "WARC-Payload-Digest": payload_digest(response.body),
        }
        if response.final_url != response.url:
            about["Dyadwire-Final-URI"] = response.final_url
        self._write("response", response.url, kind, response.at, about, http_block(response))

    def keep_revisit(self, url: str, kind: str, at: datetime, digest: str | None = None) -> None:
        """Write that an address has not changed since an earlier segment: told by the server, or by its bytes."""
        about = {"WARC-Profile": _SAME_BYTES if digest else _UNCHANGED}
        if digest:
            about["WARC-Payload-Digest"] = digest
        self._write("revisit", url, kind, at, about, b"")

    def keep_fetch(self, fetch: Fetch) -> None:
        """Tell of one request; told at the end of the segment."""
        self._fetches.append(fetch)
        self._open()

    def close(self) -> list[Path]:
        """Finish the last segment and return all of this pass."""
        if self._file:
            self._finish()
        return self.segments

    def abandon(self) -> None:
        """Drop the unfinished segment."""
        if self._file:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
            self._file = None

    def _open(self) -> BufferedRandom:
        if self._file is None:
            name = f".{self._stamp}-{len(self.segments):03d}.tmp"
            self._file = (self.folder / name).open("w+b")
        return self._file

    def _write(self, kind: str, url: str, role: str, at: datetime, about: dict[str, str], block: bytes) -> None:
        file = self._open()
        headers = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": instant_text(at),
            "Dyadwire-Kind": role,
            **about,
        }
        file.write(warc_record(headers, block))
        if file.tell() >= SEGMENT_BYTES:
            self._finish()

    def _finish(self) -> None:
        file = self._open()
        self._write_fetches()
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        file.close()
        segment = self.folder / f"{self._stamp}-{len(self.segments):03d}-{digest}.warc.gz"
        os.replace(file.name, segment)
        sync_folder(str(self.folder))
        self.segments.append(segment)
        self._file, self._fetches = None, []

    def _write_fetches(self) -> None:
        lines = "".join(json.dumps(fetch_line(fetch), ensure_ascii=False) + "\n" for fetch in self._fetches)
        headers = {
            "WARC-Type": "metadata",
            "WARC-Target-URI": "urn:dyadwire:fetches",
            "WARC-Date": instant_text(self._at),
            "Dyadwire-Kind": "fetches",
            "Content-Type": "application/x-ndjson",
        }
        self._open().write(warc_record(headers, lines.encode("utf-8", "replace")))


@contextmanager
def locked_spool(folder: Path) -> Iterator[None]:
    """Lock a spool against other collectors, and remove unfinished segments that killed ones left.

    DyadwireError where another collector has locked it, or where it can't be written. The system frees the lock when
    this process ends, however it ends.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a+b")  # to write alone waits for a reader where it is a pipe
    except OSError as error:
        raise DyadwireError(f"cannot write the spool at {folder}: {no_folder(error)}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DyadwireError(f"another collector fills {folder}: wait for it, or name another --spool") from error
        for left in folder.glob(".*.tmp"):
            left.unlink(missing_ok=True)
        yield


def warc_record(headers: dict[str, str], block: bytes) -> bytes:
    """Return one WARC 1.1 record as a gzip member of its own. The same content gives the same bytes."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, repr(sorted(headers.items())) + hashlib.sha256(block).hexdigest())
    headers = {**headers, "WARC-Record-ID": f"<urn:uuid:{name}>", "Content-Length": str(len(block))}
    head = "".join(f"{key}: {drop_controls(value)}\r\n" for key, value in headers.items())
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)  # 31: with a gzip header, which zlib leaves without a time
    content = b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"
    return packer.compress(content) + packer.flush()


def http_block(response: Response) -> bytes:
    """Return a response as HTTP writes it: a status line, headers that are true of the stored body, and the body."""
    headers = [(name, value) for name, value in response.headers if name.lower() not in _OF_THE_WIRE]
    lines = _header_lines(headers)
    if len(lines) > _MAX_HEADERS:
        told = {name.lower(): (name, value) for name, value in headers if name.lower() in _OF_THE_BODY}
        lines = _header_lines(told.values())
    lines += _header_lines([("Content-Length", str(len(response.body)))])
    status = f"HTTP/1.1 {response.status} {_REASONS.get(response.status or 0, 'Answer')}\r\n"
    return status.encode() + lines + b"\r\n" + response.body


def _header_lines(headers: Iterable[tuple[str, str]]) -> bytes:
    lines = "".join(f"{name}: {_SPACE.sub(' ', value)[:_MAX_HEADER]}\r\n" for name, value in headers)
    return lines.encode("utf-8", "replace")


def instant_text(at: datetime) -> str:
    """Return an instant, as WARC writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_REASONS = {200: "OK", 203: "Non-Authoritative Information"}


def fetch_line(fetch: Fetch) -> dict[str, Any]:
    """Return a request as the object of one JSON line."""
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in fetch._asdict().items()
    }
    return {"record": "fetch", **plain}


def payload_digest(body: bytes) -> str:
    """Return the digest of a body, as WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def pass_of(path: str) -> str | None:
    """Return the pass that a segment is part of, by its name; None for any other file. They sort by time.

    >>> pass_of("spool/20261103T090000000000Z-001-0123456789ab.warc.gz"), pass_of("CC-NEWS-2026.warc.gz")
    ('20261103T090000000000Z', None)
    """
    found = _NAME.search(path)
    return found[1] if found else None


def upload(segments: list[Path], address: str) -> list[str]:
    """Move finished segments to an object store, each gone from here once it is there; return their addresses.

    One that is there is left as it is: its name holds its digest, and who only adds may not replace.
    """
    placed = []
    for segment in segments:
        target = f"{address.rstrip('/')}/{segment.name}"
        with suppress(FileExistsError):
            put_new(target, segment.read_bytes())
        segment.unlink(missing_ok=True)
        placed.append(target)
    return placed
