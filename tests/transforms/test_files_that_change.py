"""Files that are cut short, go or are exchanged between the plan and the reading: told, and what is left is read."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from dyadwire.pipelines.run.cut import cut
from dyadwire.transforms.read.archives import load_body, read_records
from dyadwire.transforms.read.plain_bytes import SHORTER
from dyadwire.transforms.read.slices import Found, read_slice
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", content)
    return held.getvalue()


LINES = [b'{"url": "https://a.example/%d", "text": "China and Russia met in Moscow."}\n' % n for n in range(40)]
FILES = {
    "a.jsonl": b"".join(LINES),
    "a.json": b"[" + b",".join(LINES) + b"]",
    "a.csv": b"url,text\n" + b"".join(b"https://a.example/%d,China and Russia met.\n" % n for n in range(40)),
    "a.html": b"<html><p>China and Russia met.</html>",
    "a.txt": b"China and Russia met. " * 40,
}
PACKERS = {"gz": gzip.compress, "zst": lambda content: pa.compress(content, "zstd", asbytes=True), "zip": zipped}


def warc(name: str, body: bytes) -> bytes:
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{name}\r\n"
    head += "Content-Type: application/http; msgtype=response\r\nWARC-Date: 2026-10-20T08:00:00Z\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def planned(folder: Path, name: str, content: bytes) -> tuple[Path, Slice]:
    path = folder / name
    path.write_bytes(content)
    (part,) = cut(str(path), name)
    return path, part.slice


def split(found: list[Found]) -> tuple[int, list[str]]:
    """Return the number of documents, and what is told of the rest, all of it as of a file that has changed."""
    assert {each.reason for each in found if isinstance(each, UnusableError)} <= {"changed", "bad_json", "bad_record"}
    return sum(isinstance(each, Document) for each in found), [str(e) for e in found if isinstance(e, UnusableError)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_emptied_is_a_failure(tmp_path: Path, name: str) -> None:
    path, part = planned(tmp_path, name, FILES[name])
    path.write_bytes(b"")
    documents, told = split([*read_slice(part)])
    assert documents == 0
    assert told[-1].endswith(SHORTER)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_of_a_file_that_is_cut_what_is_left_is_read(tmp_path: Path, name: str) -> None:
    path, part = planned(tmp_path, name, FILES[name])
    path.write_bytes(FILES[name][: len(FILES[name]) // 2])
    documents, told = split([*read_slice(part)])
    assert documents >= 18
    assert told[-1].endswith(SHORTER)


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_a_packed_file_that_is_cut_or_exchanged_is_told_from_one_that_was_broken(
    tmp_path: Path, name: str, pack: str
) -> None:
    packed, shorter = (PACKERS[pack](content) for content in (FILES[name], FILES[name][:-700]))
    path, part = planned(tmp_path, f"{name}.{pack}", packed)
    before = [*read_slice(part)]
    for left in (packed[: len(packed) // 2], packed[:-60], shorter):
        path.write_bytes(left)
        assert isinstance((last := [*read_slice(part)][-1]), UnusableError)
        assert (last.reason, str(last)) == ("changed", f"{path.name}: {SHORTER}")
    path.write_bytes(packed)
    assert [*read_slice(part)] == before
    path, part = planned(tmp_path, f"{name}.{pack}", packed[:-9])
    assert isinstance((last := [*read_slice(part)][-1]), UnusableError)
    assert last.reason == "unreadable"


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_grows_is_read_as_it_was_planned(tmp_path: Path, name: str) -> None:
    path, part = planned(tmp_path, name, FILES[name])
    before = [*read_slice(part)]
    path.write_bytes(FILES[name] + b"\n" + FILES[name])
    assert [*read_slice(part)] == before


def test_an_archive_that_is_cut_or_gone_is_a_failure(tmp_path: Path) -> None:
    whole = warc("one", b"One") + warc("two", b"Two")
    path, part = planned(tmp_path, "a.warc", whole)
    path.write_bytes(warc("one", b"One"))
    assert split([*read_records(part)]) == (1, [f"a.warc: {SHORTER}"])
    path.unlink()
    documents, (told,) = split([*read_records(part)])
    assert (documents, "No such file" in told) == (0, True)


@pytest.mark.parametrize(("name", "pack"), [("a.warc", bytes), ("a.warc.gz", gzip.compress)])
def test_a_page_that_is_cut_or_gone_when_it_is_parsed_is_a_failure(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    one, two = pack(warc("one", b"One" * 500)), pack(warc("two", b"Two" * 500))
    path, part = planned(tmp_path, name, one + two)
    pages = [page for page in read_records(part) if isinstance(page, Document)]
    assert [load_body(page) for page in pages] == [b"<html>" + word * 500 for word in (b"One", b"Two")]
    for left in (one + two[: len(two) // 2], one, b"", None):
        path.unlink() if left is None else path.write_bytes(left)
        with pytest.raises(UnusableError) as told:
            load_body(pages[1])
        assert told.value.reason == "changed"


def test_no_page_is_that_of_another_address(tmp_path: Path) -> None:
    path, part = planned(tmp_path, "a.warc", warc("one", b"One"))
    (page,) = read_records(part)
    assert isinstance(page, Document)
    assert load_body(page) == b"<html>One"
    path.write_bytes(warc("two", b"Two"))
    with pytest.raises(UnusableError, match="another record is in its place"):
        load_body(page)
