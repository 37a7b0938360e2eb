"""Files are cut into slices without being held, whatever is in them."""

import gzip
import io
import json
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.run.cut import cut
from dyadwire.transforms.read import archives, slices
from dyadwire.transforms.read.archives import read_records
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.text.formats.documents import Document, UnusableError
from tests.bench.news_archive import write_archive

LINES = [b'{"title": "%d"}' % number for number in range(100)]


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 200)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 200)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.PACKED_SLICE_BYTES", 200)
    monkeypatch.setattr("dyadwire.pipelines.run.cut._BLOCK", 64)
    monkeypatch.setattr("dyadwire.transforms.read.slices._BLOCK", 64)


def parts_of(path):
    return [part.slice for part in cut(str(path), path.name)]


def read(path):
    return [found for part in parts_of(path) for found in read_slice(part)]


def write_table(path, rows):
    """Write so many rows in the format of a name."""
    records = [{"url": f"https://a.example/{number}", "title": f"{number}"} for number in range(rows)]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    match path.name.removeprefix("a."):
        case "parquet":
            pq.write_table(pa.Table.from_pylist(records), path)
        case "csv":
            path.write_text("url,title\n" + "".join(f"{each['url']},{each['title']}\n" for each in records))
        case "array.json":
            path.write_text(json.dumps(records))
        case "jsonl.gz":
            path.write_bytes(gzip.compress(lines.encode()))
        case _:
            path.write_text(lines)
    return path


def bodies(found):
    return [each.body for each in found if isinstance(each, Document)]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_lines_are_read_once_each_from_many_slices(tmp_path, name):
    content = b"\n".join(LINES)
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    assert len(parts_of(path)) > 5
    assert bodies(read(path)) == LINES
    assert len({found.uri for found in read(path)}) == len(LINES)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_that_is_too_long_is_one_failure(tmp_path, name, monkeypatch):
    monkeypatch.setattr(slices, "MAX_DOCUMENT_BYTES", 1000)
    content = b"\n".join([LINES[0], b"x" * 5000, LINES[1], b"y" * 1001, LINES[2]])
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    found = read(path)
    assert bodies(found) == LINES[:3]
    assert [each.reason for each in found if isinstance(each, UnusableError)] == ["too_large", "too_large"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "csv", "array.json", "parquet"])
def test_a_large_table_opens_with_a_small_slice(tmp_path, kind, monkeypatch):
    path = write_table(tmp_path / f"a.{kind}", 300)
    whole = bodies(read(path))
    monkeypatch.setattr("dyadwire.pipelines.run.cut.LARGE_BYTES", path.stat().st_size - 1)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.OPENING_BYTES", 60)
    opening, *others = cut(str(path), path.name)
    assert opening.size < 120 < min(part.size for part in others[:-1])
    assert bodies(read(path)) == whole
    assert len(whole) == 300


@pytest.mark.usefixtures("small")
def test_compressed_lines_that_are_cut_are_one_failure_after_the_whole_ones(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(LINES))[:-30])
    found = read(path)
    kept = bodies(found)
    assert kept[:-1] == LINES[: len(kept) - 1]  # the last one may be cut as well
    assert len(kept) > 20
    assert [each.reason for each in found if isinstance(each, UnusableError)] == ["unreadable"]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive_with_two_broken_records_loses_two(tmp_path, name, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 100_000)
    path = tmp_path / name
    write_archive(path, 40, damage=True)
    parts = parts_of(path)
    assert len(parts) > 4
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    found = [each for part in parts for each in read_records(part)]
    numbers = [int(each.url.rpartition("/")[2]) for each in found if isinstance(each, Document)]
    assert numbers == [number for number in range(40) if number not in (19, 39)]
    reasons = [each.reason for each in found if isinstance(each, UnusableError)]
    assert reasons == ["corrupt_record", "truncated_record"]


def test_a_record_that_is_too_large_is_alone_and_one_failure(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 100_000)
    monkeypatch.setattr(archives, "MAX_DOCUMENT_BYTES", 150_000)
    path = tmp_path / "crawl.warc"
    write_archive(path, 3)
    video = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000\r\n\r\n" + b"\0" * 900_000 + b"\r\n\r\n"
    path.write_bytes(path.read_bytes() + video)
    found = [each for part in parts_of(path) for each in read_records(part)]
    assert [getattr(each, "reason", "page") for each in found] == ["page", "page", "page", "too_large"]


def test_a_large_file_is_never_held(tmp_path, monkeypatch):
    """Planning reads a block at a time, of compressed lines, of a bomb and of one record alike."""
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 1_000_000)
    read_sizes = []

    class Counted(io.BytesIO):
        def read(self, size=-1):
            read_sizes.append(size)
            return super().read(size)

    monkeypatch.setattr("dyadwire.pipelines.run.cut.open_file", lambda *_: Counted(content))
    for name, content in (
        ("a.jsonl", b"x" * 5_000_000),
        ("a.html", b"x" * 5_000_000),
        ("a.jsonl.gz", gzip.compress(Random(1).randbytes(2_500_000).hex().encode(), mtime=0)),
        ("a.warc", b"WARC/1.0\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 5_000_000 + b"\r\n\r\n"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"\0" * 50_000_000, mtime=0)),
    ):
        (part,) = cut(name, name)
        assert part.size in (len(content), 5_000_000)
    assert 0 < max(read_sizes) <= 1_000_000
    assert min(read_sizes) > 0


def _table(long):
    rows = "".join(f'T{n},"The text, {n}",https://a.example/{n}\n' for n in range(6))
    return "title,text,url\n" + rows.replace('"The text, 2"', long)


def _array(long):
    return json.dumps([{"title": f"T{n}", "text": long if n == 2 else f"The text, {n}"} for n in range(6)])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("slice_bytes", [200, 100_000])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", _table("x" * 9000)),
        ("a.csv", _table('"' + "x" * 9000 + '"')),
        ("a.csv", _table('"' + "x" * 9000 + '\nand, so on\nat the end"')),
        ("a.csv", _table('"one line\n' + "x" * 9000 + '\nat the end"')),
        ("a.csv", _table('"' + "many lines\n" * 900 + '"')),
        ("a.csv", _table('"' + "many lines\n" * 900).replace("\n", "\r")),  # nothing ends it
        ("a.json", _array("x" * 9000)),
        ("a.json", _array(["}, {", '\\"] , [', "\\"] * 900)),
        ("a.jsonl", _array("x" * 9000).strip("[]").replace("}, {", "}\n{")),
    ],
    ids=[
        "row",
        "quoted",
        "quoted lines",
        "quoted later",
        "many lines",
        "returns, open",
        "array",
        "array of marks",
        "lines",
    ],
)
def test_what_is_too_long_to_be_held_is_one_failure(tmp_path, monkeypatch, name, content, packed, slice_bytes):
    for size in ("SLICE_BYTES", "TEXT_SLICE_BYTES", "PACKED_SLICE_BYTES"):
        monkeypatch.setattr(f"dyadwire.pipelines.run.cut.{size}", slice_bytes)
    for most in ("pipelines.run.cut.MAX_DOCUMENT_BYTES", "transforms.read.slices.MAX_DOCUMENT_BYTES"):
        monkeypatch.setattr(f"dyadwire.{most}", 1000)
    monkeypatch.setattr("dyadwire.transforms.text.formats.delimited.MOST_ROW", 1000)
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(content.encode()) if packed else content.encode())
    found = read(path)
    assert [json.loads(body)["title"] for body in bodies(found)] == ["T0", "T1", "T3", "T4", "T5"]
    assert [each.reason for each in found if isinstance(each, UnusableError)] == ["too_large"]
    assert sum(part.end - part.start for part in parts_of(path)) == len(content.encode())


@pytest.mark.usefixtures("small")
def test_records_behind_a_first_one_that_is_too_long_are_lines(tmp_path, monkeypatch):
    for most in ("pipelines.run.cut.MAX_DOCUMENT_BYTES", "transforms.read.slices.MAX_DOCUMENT_BYTES"):
        monkeypatch.setattr(f"dyadwire.{most}", 1000)
    path = tmp_path / "a.json"
    path.write_bytes(b"\n".join([b'{"title": "%s"}' % (b"x" * 5000), *LINES[:3]]))
    found = read(path)
    assert bodies(found) == LINES[:3]
    assert [each.reason for each in found if isinstance(each, UnusableError)] == ["too_large"]
