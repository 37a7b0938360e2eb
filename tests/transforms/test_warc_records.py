"""Records are found by reading them, one after the other; only behind a broken one is the next one searched for."""

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.read.warc_records import BLOCK, CUT_SHORT, walk_records


def plain(body, url="https://a.example/"):
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def member(body):
    return gzip.compress(plain(body), mtime=0)


def stored(body):
    """Return a record whose member holds the bytes of its body as they are."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(plain(body)) + packer.flush()


def walk(content):
    return [(each.start, each.end, each.problem) for each in walk_records(io.BytesIO(content))]


def joined(*records):
    """Return the records as one file, and where each begins and ends."""
    ends = [sum(map(len, records[: number + 1])) for number in range(len(records))]
    return b"".join(records), list(zip([0, *ends[:-1]], ends, strict=True))


LARGE = bytes(range(256)) * (BLOCK // 64)


@pytest.mark.parametrize("make", [plain, member, stored])
def test_records_of_any_size_follow_one_another(make):
    content, places = joined(make(b"one"), make(b""), make(LARGE), make(b"four"))
    assert walk(content) == [(start, end, None) for start, end in places]


@pytest.mark.parametrize(("make", "inner"), [(plain, plain), (stored, member)])
def test_an_archive_inside_a_page_forges_no_record(make, inner):
    content, places = joined(make(b"\r\n\r\n" + inner(b"forged") + b"\r\n\r\n"), make(b"next"))
    assert walk(content) == [(start, end, None) for start, end in places]


@pytest.mark.parametrize("make", [plain, member])
def test_a_record_that_ends_early_costs_only_itself(make):
    short = make(LARGE + b"unlike")
    content, _ = joined(make(b"one"), short[: len(short) // 2], make(b"three"))
    found = walk(content)
    assert [problem is None for _, _, problem in found] == [True, False, True]
    assert content[found[2][0] :] == make(b"three")


def test_a_damaged_member_costs_only_itself():
    broken = bytearray(member(LARGE))
    broken[40:60] = b"\0" * 20
    content, places = joined(member(b"one"), bytes(broken), member(b"three"))
    assert [(start, end) for start, end, _ in walk(content)] == places
    assert [problem is None for _, _, problem in walk(content)] == [True, False, True]


@pytest.mark.parametrize("make", [plain, member])
def test_the_last_record_may_be_cut(make):
    content, places = joined(make(b"one"), make(LARGE))
    assert walk(content[:-100]) == [(*places[0], None), (places[1][0], len(content) - 100, CUT_SHORT)]


def test_padding_after_the_last_record_is_nothing():
    assert [problem for _, _, problem in walk(member(b"one") + b"\0" * 512)] == [None, None]


def test_the_digest_is_that_of_the_bytes():
    first, second = walk_records(io.BytesIO(member(b"one") + member(b"two")))
    (alone,) = walk_records(io.BytesIO(member(b"two")))
    assert second.digest == alone.digest != first.digest


_PARTS = st.sampled_from(
    [plain(b"a"), member(b"b"), b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\r\n\r\n", b"\0", b"Content-Length: 9"]
)


@given(st.lists(_PARTS | st.binary(max_size=30), max_size=12).map(b"".join))
def test_any_bytes_are_walked_once_without_gaps(content):
    found = walk(content)
    assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found)][: len(found)]
    assert (found[-1][1] if found else 0) == len(content)
    assert all(end > start for start, end, _ in found)
