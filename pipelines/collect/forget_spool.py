"""Forget in the segments of a spool, record by record.

The other records of a segment stay byte for byte as they are, and so does its name, by which a lake knows that it has
taken the segment in. A seal at its end proves that nothing else was lost.
"""

from __future__ import annotations

import html
import io
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator

from dyadwire.pipelines.collect.forget_responses import page_addresses, without_forgotten
from dyadwire.pipelines.collect.responses import FEED, NOT_MODIFIED, OK, PAGE, Response
from dyadwire.pipelines.collect.seal import is_whole, sealed, without_seal
from dyadwire.pipelines.collect.spool import http_block, pass_of, payload_digest, warc_record
from dyadwire.transforms.outcomes.failures import SURPRISES
from dyadwire.transforms.read.warc_records import walk_records
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import Forgotten
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.documents import UnusableError
from dyadwire.transforms.text.formats.json_records import read_fetch, read_object
from dyadwire.transforms.text.formats.urls import registered_domain
from dyadwire.transforms.write.forgotten_rows import addresses_in


class Scrubbed(NamedTuple):
    """What became of a spool.

    `records`: removed or rewritten; `naming`: pages that stay although they name what is forgotten; `foreign`: files
    that no collector wrote, which were left alone.
    """

    records: int = 0
    naming: int = 0
    foreign: tuple[str, ...] = ()


def with_aliases(spool: str, addresses: Iterable[str]) -> set[str]:
    """Return these addresses with all by which spooled pages lead to one of them: redirects and canonical links."""
    found = {canonical_url(address) or address for address in addresses}
    sites = {registered_domain(address) for address in found}
    # A page speaks for its own site alone, so that those of others need not be parsed.
    groups = [page_addresses(response) for response in _pages(spool) if registered_domain(response.final_url) in sites]
    while more := {address for group in groups if group & found for address in group} - found:
        found |= more
    return found


def sites_in(spool: str) -> frozenset[str]:
    """Return the sites that anything in a spool was asked of, as outlets are named."""
    records = (_record_of(member) for path in _segments(spool) for member in _members(filesystem.read(path)))
    return frozenset(registered_domain(record.url) for record in records if record and record.url)


def _pages(spool: str) -> Iterator[Response]:
    for path in _segments(spool):
        for record in map(_record_of, _members(filesystem.read(path))):
            if record and record.response and record.role == PAGE:
                yield record.response


def _segments(spool: str) -> list[str]:
    return [path for path in filesystem.glob(f"{spool}/*.warc.gz") if pass_of(path)]


def scrub(spool: str, gone: Forgotten, marks: Collection[bytes] = ()) -> Scrubbed:
    """Remove what is forgotten from the segments of a spool; count the pages that stay and contain any of `marks`."""
    changed = naming = 0
    for path in _segments(spool):
        content = filesystem.read(path)
        before = without_seal(path, content)
        kept = [(member, _kept(member, gone)) for member in _members(before)]
        changed += sum(member != after for member, after in kept)
        naming += sum(_holds(after, marks) for _, after in kept) if marks else 0
        after = b"".join(after for _, after in kept)
        if after != before:  # a seal would hide what was damaged before
            filesystem.put(path, sealed(path, after) if is_whole(path, content) else after)
    return Scrubbed(changed, naming, tuple(_foreign(spool)))


def _foreign(spool: str) -> list[str]:
    others = set(filesystem.glob(f"{spool}/*", folders=True)) - set(_segments(spool))
    return sorted(path for path in others if not path.rpartition("/")[2].startswith("."))


def _members(content: bytes) -> list[bytes]:
    """Return the compressed records of a segment."""
    return [content[found.start : found.end] for found in walk_records(io.BytesIO(content))]


class _Record(NamedTuple):
    """One record of a segment: its headers, its block or HTTP body, and the HTTP response, if it holds one."""

    headers: dict[str, str]
    at: datetime
    body: bytes
    response: Response | None

    @property
    def role(self) -> str:
        return self.headers.get("Dyadwire-Kind", "")

    @property
    def url(self) -> str:
        return self.headers.get("WARC-Target-URI", "")


def _record_of(member: bytes) -> _Record | None:
    """Read one packed record; None for one that is damaged."""
    try:
        for record in ArchiveIterator(io.BytesIO(member), parse_http=True):
            headers, body = dict(record.headers.items()), record.reader.read()
            at, http, url = record.record_date.astimezone(UTC), record.http_headers, headers.get("WARC-Target-URI", "")
            if not http:
                return _Record(headers, at, body, None)
            final = headers.get("Dyadwire-Final-URI", url)
            response = Response(url, final, OK, at, http.status_code, tuple(http.items()), body)
            return _Record(headers, at, body, response)
    except (OSError, *SURPRISES):
        return None
    return None


def _kept(member: bytes, gone: Forgotten) -> bytes:
    """Return what stays of a compressed record: itself, a smaller one, or nothing, as of a damaged one."""
    record = _record_of(member)
    if record is None:
        return b""
    if record.role == "fetches":
        lines = [line for line in record.body.splitlines(keepends=True) if not _names_forgotten(line, gone)]
        left = b"".join(lines)
        return member if left == record.body else warc_record(_kept_headers(record), left)
    if gone.covers_address(record.url) or (gone.before and record.at.date() < gone.before):
        return b""
    if record.response is None:
        return member
    if record.role == FEED:
        return _kept_feed(member, record, without_forgotten(record.response, gone))
    return b"" if any(map(gone.covers_address, page_addresses(record.response))) else member


def _kept_feed(member: bytes, record: _Record, left: Response) -> bytes:
    if left is record.response:
        return member
    if left.outcome == NOT_MODIFIED:
        return b""
    return warc_record(_kept_headers(record) | {"WARC-Payload-Digest": payload_digest(left.body)}, http_block(left))


def _kept_headers(record: _Record) -> dict[str, str]:
    made = ("WARC-Record-ID", "Content-Length")
    return {name: value for name, value in record.headers.items() if name not in made}


def _names_forgotten(line: bytes, gone: Forgotten) -> bool:
    try:
        fetch = read_fetch(read_object(line))
    except UnusableError:
        return True
    early = bool(gone.before and fetch.fetched_date and fetch.fetched_date < gone.before)
    places = (*addresses_in(fetch.url), *addresses_in(fetch.error or ""))
    return early or gone.covers_outlet(fetch.outlet) or any(map(gone.covers_address, places))


def _holds(member: bytes, marks: Collection[bytes]) -> bool:
    record = _record_of(member) if member else None
    return record is not None and any(mark in record.body for mark in marks)


def marks_of(addresses: Iterable[str], titles: Iterable[str]) -> set[bytes]:
    """Return the bytes by which a page names articles: their addresses without scheme, and their titles."""
    places = {address.partition("://")[2].removeprefix("www.") for address in addresses}
    escaped = {html.escape(title, quote=quoted) for title in titles for quoted in (True, False)}
    return {mark.encode("utf-8", "replace") for mark in places | escaped | set(titles) if mark}
