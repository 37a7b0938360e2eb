"""Archives with a damaged record: it is one failure, and every good record beside it is read."""

import gzip
import io
import random
import struct
import zlib
from pathlib import Path

import pytest

from dyadwire.transforms.read.archives import load_body, read_records
from dyadwire.transforms.read.packed_bodies import ends
from dyadwire.transforms.read.warc_records import walk_records
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError

TRUNCATED, CORRUPT = "truncated_record", "corrupt_record"
_GZIP, _DEFLATE = b"Content-Encoding: gzip\r\n", b"Content-Encoding: deflate\r\n"
_CHUNKED = b"Transfer-Encoding: chunked\r\n"
_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def record(number: int, length: int | None = None, http: bytes = b"", body: bytes = b"") -> bytes:
    """Return a page of its own words, which hardly shrink; its length as it is, or as it says."""
    words = bytes(random.Random(number).choices(b"abcdefgh ", k=3000))
    content = _HTTP + http + b"\r\n" + (body or b"<html>%d %s</html>" % (number, words))
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
    head += "Content-Type: application/http; msgtype=response\r\nWARC-Date: 2026-10-20T08:00:00Z\r\n"
    said = len(content) if length is None else length
    return f"{head}Content-Length: {said}\r\n\r\n".encode() + content + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records), mtime=0)


def read(folder: Path, content: bytes) -> list[str]:
    """Return the last part of the address of each page that can be read, and the reason of each failure, in order."""
    path = folder / "a.warc"
    path.write_bytes(content)
    found = []
    for each in read_records(Slice(str(path), path.name, "warc", 0, len(content))):
        if isinstance(each, Document):
            number = each.uri.rsplit("/", 1)[1]
            assert load_body(each).startswith(b"<html>%s " % number.encode())
            found.append(number)
        elif isinstance(each, UnusableError):
            found.append(each.reason)
    return found


ONE, TWO, THREE, FOUR = map(record, range(1, 5))
# Each stands between the first page and the third.
DAMAGED = {
    "longer than it is": (record(2, length=3500), CORRUPT),
    "longer than the file": (record(2, length=10**9), TRUNCATED),
    "shorter than it is": (record(2, length=20), CORRUPT),
    "of a length below nothing": (record(2, length=-3), CORRUPT),
    "of no length": (TWO.replace(b"Content-Length", b"Content-Lngth"), CORRUPT),
    "of no version": (TWO.replace(b"WARC/1.0", b"WARX/1.0"), CORRUPT),
    "packed otherwise than it says": (record(2, http=_CHUNKED, body=b"ZZ\r\n<html>"), CORRUPT),
    "packed and broken": (record(2, http=_GZIP, body=packed(TWO)[:10] + b"\xff" * 99), CORRUPT),
    "packed and cut": (record(2, http=_GZIP, body=packed(TWO)[:900]), TRUNCATED),
    "packed, small and cut": (record(2, http=_GZIP, body=packed(b"<html>")[:12]), TRUNCATED),
    "packed in the other way and cut": (record(2, http=_DEFLATE, body=zlib.compress(TWO)[:900]), TRUNCATED),
    "packed in chunks and cut": (
        record(2, http=_CHUNKED + _GZIP, body=b"14\r\n%s\r\n0\r\n\r\n" % packed(TWO)[:20]),
        TRUNCATED,
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_record_of_a_plain_archive_costs_itself_alone(tmp_path, name):
    damaged, reason = DAMAGED[name]
    found = read(tmp_path, ONE + damaged + THREE + FOUR)
    assert [each for each in found if each.isdigit()] == ["1", "3", "4"]
    assert len(found) == 4
    assert reason in (None, found[1])


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_record_of_an_archive_that_was_compressed_as_a_whole_costs_itself_alone(tmp_path, name):
    found = read(tmp_path, packed(ONE, DAMAGED[name][0], THREE, FOUR))
    assert [each for each in found if each.isdigit()] == ["1", "3", "4"]
    assert len(found) == 4


@pytest.mark.parametrize("body", [packed(b"<html>2 a</html>"), packed(b"<html>2 ") + packed(b"a</html>")])
def test_a_body_that_is_packed_whole_is_read(tmp_path, body):
    assert read(tmp_path, ONE + record(2, http=_GZIP, body=body)) == ["1", "2"]


@pytest.mark.parametrize("whole", [bytes, packed])
def test_what_is_no_record_may_be_the_rest_of_the_one_before(tmp_path, whole):
    assert read(tmp_path, whole(ONE + TWO + b"junk\r\n\r\n" + THREE)) == ["1", CORRUPT, "3"]


def test_of_an_archive_that_was_compressed_as_a_whole_and_is_cut_the_records_before_are_read(tmp_path):
    assert read(tmp_path, packed(ONE, TWO, THREE, FOUR)[:-500]) == ["1", "2", "3", TRUNCATED]


def test_of_one_that_is_damaged_the_records_before_are_read(tmp_path):
    content = bytearray(packed(ONE, TWO, THREE, FOUR))
    content[-400:-380] = b"\0" * 20
    assert read(tmp_path, bytes(content)) == ["1", "2", "3", CORRUPT]


def test_a_damaged_member_of_several_records_costs_none_of_another_member(tmp_path):
    assert read(tmp_path, packed(ONE, TWO)[:-500] + packed(THREE) + packed(FOUR)) == ["1", CORRUPT, "3", "4"]


def test_a_member_that_holds_members_is_no_archive_of_theirs(tmp_path):
    assert read(tmp_path, packed(packed(ONE)) + packed(TWO)) == [CORRUPT, "2"]


class _Counting(io.BytesIO):
    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        self.taken += len(content)
        return content


def endless(count: int) -> bytes:
    """Return members of which each goes on to the end of the file: the stored blocks of one hold all behind it."""
    block = b"\0" + struct.pack("<HH", 400, 400 ^ 0xFFFF)
    return (b"\x1f\x8b\x08\0\0\0\0\0\0\3" + block + b"WARC/1.0\r\n").ljust(405, b"\0") * count


@pytest.mark.parametrize("content", [record(1, length=10**9) * 2000, endless(12_000)], ids=["lengths", "members"])
def test_records_that_have_no_end_do_not_make_the_file_be_read_for_each_of_them(content):
    file = _Counting(content)
    found = list(walk_records(file))
    assert found[-1].end == len(content)
    assert all(each.problem for each in found)
    assert file.taken < 300 * len(content)


def test_no_more_is_inflated_than_a_document_may_have(monkeypatch):
    body = packed(b"<html>" + bytes(9_000_000))
    assert (ends(body), ends(body[:-20])) == (True, False)
    monkeypatch.setattr("dyadwire.transforms.read.packed_bodies.MAX_DOCUMENT_BYTES", 3_000_000)
    assert ends(body[:-20])  # which is read as too large, be it cut or not


def test_a_body_of_several_members_ends_with_its_last():
    first, second = gzip.compress(b"<html>one", mtime=0), gzip.compress(b"two", mtime=0)
    assert [ends(first + rest) for rest in (second, second[:-3], second[:4], bytes(9))] == [True, False, False, True]
    assert ends(gzip.compress(b"", mtime=0) * 50_000)  # in a time that grows with them, not with their square
