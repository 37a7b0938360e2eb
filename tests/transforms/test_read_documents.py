import gzip
import io
import json

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that, equal_to, is_empty

from dyadwire.pipelines.run.cut import cut
from dyadwire.transforms.read import slices
from dyadwire.transforms.read.archives import load_body, read_records
from dyadwire.transforms.read.documents import ReadDocuments
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.read.warc_records import walk_records
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError

PAGE = b"<html><body><p>An article.</p></body></html>"


def record(record_type, url, body, kind=None):
    """Return one WARC record, compressed by itself, as archives hold them."""
    head = f"WARC/1.1\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n"
    head += f"Dyadwire-Kind: {kind}\r\n" if kind else ""
    if record_type == "response":
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        head += "Content-Type: application/http; msgtype=response\r\n"
    return gzip.compress(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n", mtime=0)


@pytest.fixture
def archive(tmp_path):
    """A WARC file of three pages, a feed, an unchanged page and a fetch."""
    fetch = b'{"record":"fetch","url":"https://a.example/rss","fetched_at":"2026-11-01T00:00:00Z","kind":"feed",'
    fetch += b'"outlet":"a.example","outcome":"ok","bytes":9,"seconds":0.5}\n'
    records = [record("response", f"https://a.example/{number}", PAGE, kind="page") for number in range(3)]
    records.append(record("response", "https://a.example/rss", b"<rss version='2.0'><channel/></rss>"))
    records.append(record("revisit", "https://a.example/9", b"", kind="page"))
    records.append(record("metadata", "urn:x", fetch))
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(b"".join(records))
    return path


def slice_of(path):
    (part,) = cut(str(path), path.name)
    return part.slice


def test_lines_are_documents_and_fetches(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"title": "A"}\n\n{"title": "B"}\n')
    with Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | _slices(path) | ReadDocuments()
        assert_that(
            read.documents,
            equal_to(
                [
                    Document(f"a.jsonl#{n}", "record", None, None, b'{"title": "%s"}' % c)
                    for n, c in ((0, b"A"), (16, b"B"))
                ]
            ),
        )
        assert_that(read.failures, is_empty(), label="no failures")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jsonl.gz"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_those_of_any_system(tmp_path, name, ending):
    path = tmp_path / name
    content = ending.join(b'{"title": "%s"}' % title for title in (b"A", b"B", b"C"))
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    found = [*read_slice(slice_of(path))]
    assert [json.loads(each.body) for each in found] == [{"title": title} for title in "ABC"]
    assert [each.uri for each in found] == [f"{name}#{n * (14 + len(ending))}" for n in range(3)]


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("size", [7, 14, 15, 16])
def test_lines_longer_than_a_block_end_likewise(tmp_path, monkeypatch, ending, size):
    monkeypatch.setattr(slices, "_BLOCK", size)
    (tmp_path / "a.jsonl").write_bytes(ending.join(b'{"title": "%s"}' % title for title in (b"A", b"B", b"C")))
    found = [*read_slice(slice_of(tmp_path / "a.jsonl"))]
    assert [json.loads(each.body) for each in found] == [{"title": title} for title in "ABC"]


def test_a_carriage_return_between_the_words_of_a_record_ends_no_line(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"title":\r "A"}\n{"title": "B"}\n')
    found = [*read_slice(slice_of(tmp_path / "a.jsonl"))]
    assert [json.loads(each.body) for each in found] == [{"title": "A"}, {"title": "B"}]


@pytest.mark.parametrize("zone", ["Mars/Phobos", "+99:00"])
def test_an_instant_of_a_zone_that_nobody_knows_is_read_as_it_is_stored(tmp_path, zone):
    at = pa.array([1_772_359_200], pa.timestamp("s", zone))
    pq.write_table(pa.table({"title": ["A"], "published_at": at}), tmp_path / "a.parquet")
    (found,) = read_slice(slice_of(tmp_path / "a.parquet"))
    assert json.loads(found.body)["published_at"] == "2026-03-01T10:00:00+00:00"


@pytest.mark.parametrize("of", ["list", "large_list", "fixed", "struct", "map"])
def test_values_that_are_made_of_such_instants_are_read_as_they_are_stored(tmp_path, of):
    at, told = pa.array([1_772_359_200], pa.timestamp("s", "Mars/Olympus")), "2026-03-01T10:00:00+00:00"
    made, read = {
        "list": (pa.ListArray.from_arrays([0, 1], at), [told]),
        "large_list": (pa.LargeListArray.from_arrays([0, 1], at), [told]),
        "fixed": (pa.FixedSizeListArray.from_arrays(at, 1), [told]),
        "struct": (pa.StructArray.from_arrays([at], ["at"]), {"at": told}),
        "map": (pa.MapArray.from_arrays([0, 1], ["at"], at), [{"key": "at", "value": told}]),
    }[of]
    pq.write_table(pa.table({"title": ["A"], "published_at": made}), tmp_path / "a.parquet")
    (found,) = read_slice(slice_of(tmp_path / "a.parquet"))
    assert json.loads(found.body)["published_at"] == read


def _slices(path):
    return beam.Create([slice_of(path)])


def test_a_file_of_no_known_kind_is_one_failure(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG")
    with Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | _slices(path) | ReadDocuments()
        assert_that(read.failures | "Reasons" >> _reasons(), equal_to(["unknown_format"]))
        assert_that(read.outcomes, equal_to(["read", "failed"]), label="outcomes")


def _reasons():
    return beam.Map(lambda row: row.reason)


def test_pages_of_an_archive_carry_their_place(archive):
    found = list(read_records(slice_of(archive)))
    kinds = [document.kind for document in found if isinstance(document, Document)]
    assert kinds == ["page", "page", "page", "feed", "revisit"]
    assert [load_body(document) for document in found[:3]] == [PAGE] * 3
    assert found[-1].outcome == "ok"


def test_a_corrupt_record_is_one_failure_and_reading_goes_on(archive):
    content = bytearray(archive.read_bytes())
    second = content.find(b"\x1f\x8b\x08", 10)
    content[second + 60 : second + 90] = b"\0" * 30
    archive.write_bytes(content)
    found = list(read_records(slice_of(archive)))
    assert [each.reason for each in found if isinstance(each, UnusableError)] == ["corrupt_record"]
    assert [each.url for each in found if isinstance(each, Document)][:2] == [
        "https://a.example/0",
        "https://a.example/2",
    ]


def test_each_corrupt_record_is_a_failure_of_its_own(archive):
    content = bytearray(archive.read_bytes())
    starts = [record.start for record in walk_records(io.BytesIO(content))]
    for start in (starts[1], starts[3]):
        content[start + 60 : start + 90] = b"\0" * 30
    archive.write_bytes(content)
    with Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | _slices(archive) | ReadDocuments()
        rows = read.failures | beam.Map(lambda row: (row.uri, row.failure_id)) | beam.Distinct()
        assert_that(rows | beam.Keys(), equal_to([f"{archive.name}#{starts[1]}", f"{archive.name}#{starts[3]}"]))


def test_lines_that_are_too_long_or_no_fetches_are_failures_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.transforms.read.slices.MAX_DOCUMENT_BYTES", 50)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 60 + b"\n" + b"y" * 60 + b"\n" + b'{"record": "fetch"}\n' * 2)
    assert [each.place for each in read_slice(slice_of(path))] == [f"a.jsonl#{start}" for start in (0, 61, 122, 142)]


def test_a_truncated_record_is_one_failure(archive):
    content = archive.read_bytes()
    third = content.find(b"\x1f\x8b\x08", content.find(b"\x1f\x8b\x08", 10) + 10)
    archive.write_bytes(content[: third + 120])
    found = list(read_records(slice_of(archive)))
    assert [type(each) for each in found] == [Document, Document, UnusableError]


def test_an_unreadable_compressed_file_is_one_failure(tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(b"\x1f\x8b\x08broken")
    with Pipeline(runner="FnApiRunner") as pipeline:
        read = pipeline | _slices(path) | ReadDocuments()
        assert_that(read.failures | _reasons(), equal_to(["unreadable"]))


def test_slices_of_lines_cut_at_line_ends(tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.run.cut.TEXT_SLICE_BYTES", 10)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(b'{"title": "%d"}\n' % n for n in range(9)))
    parts = [part.slice for part in cut(str(path), "a.jsonl")]
    assert len(parts) == 9
    assert isinstance(parts[0], Slice)
    assert parts[-1].end == path.stat().st_size


def test_an_archive_that_was_compressed_as_a_whole_carries_its_pages(archive):
    archive.write_bytes(gzip.compress(gzip.decompress(archive.read_bytes()), mtime=0))
    found = list(read_records(slice_of(archive)))
    assert [type(each).__name__ for each in found] == ["Document"] * 5 + ["Fetch"]
    assert [load_body(document) for document in found[:3]] == [PAGE] * 3


def test_an_article_that_says_record_and_fetch_is_an_article(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"record": 7, "title": "A", "kind": "fetch"}\n')
    assert [document.kind for document in read_slice(slice_of(path))] == ["record"]


def test_an_archive_cut_into_slices_gives_the_same_documents(archive, monkeypatch):
    whole = [each.url for each in read_records(slice_of(archive))]
    monkeypatch.setattr("dyadwire.pipelines.run.cut.SLICE_BYTES", 300)
    parts = [part.slice for part in cut(str(archive), archive.name)]
    assert len(parts) > 2
    assert [each.url for part in parts for each in read_records(part)] == whole
    pages = [
        each for part in parts for each in read_records(part) if isinstance(each, Document) and each.kind == "page"
    ]
    assert [load_body(page) for page in pages] == [PAGE] * 3


def test_a_feed_that_has_not_changed_is_no_article_to_count(tmp_path):
    path = tmp_path / "feeds.warc.gz"
    path.write_bytes(
        record("revisit", "https://a.example/rss", b"", kind="feed") + record("revisit", "https://a.example/1", b"")
    )
    assert [found.uri for found in read_records(slice_of(path))] == ["https://a.example/1"]
