"""Tell the kind of a file by its name, and where that leaves it open by its first bytes."""

from __future__ import annotations

import os
import re

from dyadwire.transforms.text.formats.json_values import load_json

KINDS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text",
    ".warc": "warc", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
RECORDS = frozenset(("jsonl", "json", "csv", "tsv", "parquet"))
PACKED = (".gz", ".zst", ".zip")
_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\{[ \t]*+[^\s]")


def kind_of(name: str) -> str:
    """Tell what a file holds by its name.

    >>> kind_of("a/b.html.gz"), kind_of("segment.warc.gz"), kind_of("photo.png")
    ('html', 'warc', 'unknown')
    """
    name = name.lower()
    bare = next((name.removesuffix(ending) for ending in PACKED if name.endswith(ending)), name)
    return KINDS.get(os.path.splitext(bare)[1], "unknown")


def json_kind(head: bytes) -> str:
    """Tell what JSON is by how it begins: an array of records, a feed, JSON Lines, or one record.

    >>> json_kind(b' [{"title"'), json_kind(b'{"a": 1}\\n{"a": 2}\\n'), json_kind(b'{"title": "A"}')
    ('array', 'jsonl', 'record')
    """
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return "array"
    if not head.startswith(b"{") or b"jsonfeed.org/version/" in head:
        return "feed"
    first, end, _ = head.replace(b"\r", b"\n").partition(b"\n")
    try:
        return "jsonl" if isinstance(load_json(first), dict) and end else "record"
    except (ValueError, RecursionError):
        return "record"


def begins_line(opening: bytes) -> bool:
    """Tell a file whose first line is a record, or the beginning of one, by its first bytes; not by a bare brace.

    >>> begins_line(b'{"a": 1'), begins_line(b'{\\n "a": 1'), begins_line(b'[{"a": 1'), begins_line(b"")
    (True, False, False, False)
    """
    return _LINE.match(opening) is not None


def lines_kind(head: bytes) -> str:
    """Tell what a file of JSON Lines is where its first line is none: an array over lines, or indented records.

    >>> lines_kind(b'{"a": 1}\\n'), lines_kind(b'[{"a": 1},\\n'), lines_kind(b'{\\n "a": 1}')
    ('jsonl', 'array', 'record')
    >>> lines_kind(b'[1]\\n{"a": 1}\\n')
    'jsonl'
    """
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r", b"\n").partition(b"\n")
    first = first.strip()
    if first == b"{":
        return "record"
    is_open = first.startswith(b"[") and (not first.endswith(b"]") or not rest.strip())
    return "array" if is_open else "jsonl"
