"""Files of a few kB that unpack to hundreds of MB, or hold nothing but line ends: a failure, and soon."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pyarrow as pa
import pytest

from dyadwire.pipelines.run.cut import cut
from dyadwire.transforms.read.archives import read_records
from dyadwire.transforms.read.slices import Found, read_slice
from dyadwire.transforms.read.warc_records import BOMB
from dyadwire.transforms.text.formats.documents import Document

_MB = 1_000_000


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", content)
    return held.getvalue()


PACKERS = {".gz": gzip.compress, ".zip": zipped, ".zst": lambda content: pa.compress(content, "zstd", asbytes=True)}


def read(path: Path) -> list[Found]:
    parts = [part.slice for part in cut(str(path), path.name)]
    return [found for part in parts for found in (read_records if part.kind == "warc" else read_slice)(part)]


def record(number: int) -> bytes:
    return b'{"title": "Article %d"}\n' % number


@pytest.mark.parametrize("ending", PACKERS)
def test_a_bomb_is_a_failure_and_what_stands_before_it_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(PACKERS[ending](record(1) + b"\n" + bytes(80 * _MB)))
    first, last = read(path)
    assert isinstance(first, Document)
    assert str(last) == f"{path.name}: {BOMB}"


@pytest.mark.parametrize("kind", ["csv", "json", "txt", "warc"])
def test_a_bomb_of_any_kind_is_one_failure_that_says_so(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}.gz"
    path.write_bytes(
        gzip.compress({"csv": b"title,text\n", "json": b"[", "txt": b"", "warc": b""}[kind] + bytes(80 * _MB))
    )
    (failure,) = read(path)
    # A text is one document, of which less is too much already.
    assert str(failure).endswith("bytes" if kind == "txt" else BOMB)


def test_a_bomb_among_the_records_of_an_archive_costs_no_other(tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>News</html>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    head += b"WARC-Target-URI: https://a.example/%d\r\nContent-Length: %d\r\n\r\n"
    ended = [head % (n, len(page)) + page + b"\r\n\r\n" for n in range(2)]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, [ended[0], bytes(80 * _MB), ended[1]])))
    first, bomb, last = read(path)
    assert [each.uri for each in (first, last) if isinstance(each, Document)] == [
        f"https://a.example/{n}" for n in (0, 1)
    ]
    assert str(bomb).endswith(BOMB)


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_packed_body_that_is_a_bomb_is_one_failure(tmp_path: Path, coding: str) -> None:
    pack = {"br": lambda body: brotli.compress(body, quality=1), "gzip": gzip.compress}[coding]
    block = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n" % coding.encode() + pack(b"<html>" + bytes(200 * _MB))
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    head += b"WARC-Target-URI: https://a.example/1\r\nContent-Length: %d\r\n\r\n" % len(block)
    (tmp_path / "a.warc").write_bytes(head + block + b"\r\n\r\n")
    assert [getattr(each, "reason", None) for each in read(tmp_path / "a.warc")] == ["too_large"]


@pytest.mark.parametrize("packed", [bytes, gzip.compress], ids=["plain", "gz"])
def test_records_that_pack_well_are_no_bomb(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.jsonl"
    path = path.with_name("a.jsonl.gz") if packed is gzip.compress else path
    path.write_bytes(packed(b"".join(record(n) for n in range(250_000))))
    assert len(read(path)) == 250_000


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv"])
def test_empty_lines_are_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes({"a.jsonl": b"", "a.tsv": b"title\ttext\n"}[name] + b"\n \n\t\n" * 1000)
    assert read(tmp_path / name) == []
