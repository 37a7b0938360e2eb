import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.pipelines.collect.decoding import Decoded, TooLargeError, UndecodableError, decode_body

CODINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
LIMIT = 100_000
TEXT = b"<rss>" * 1000


@pytest.mark.parametrize("coding", CODINGS)
def test_codings(coding):
    packed = CODINGS[coding](TEXT)
    assert decode_body(packed, coding.upper(), LIMIT).body == TEXT
    assert TEXT.startswith(decode_body(packed[:-6], coding, LIMIT).body)
    assert decode_body(TEXT, coding, LIMIT).body == TEXT  # says so, but is not
    with pytest.raises(TooLargeError):
        decode_body(CODINGS[coding](b"\0" * 10_000_000), coding, LIMIT)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("size", [4_000_001, 5_000_000, 9_000_000])
def test_a_large_body_is_whole(coding, size):
    body = b"news " * (size // 5) + b"end"
    assert decode_body(CODINGS[coding](body), coding, 20_000_000) == Decoded(body)


@pytest.mark.parametrize("window", [9, 12, 15])
def test_deflated_bodies_have_any_window(window):
    packer = zlib.compressobj(wbits=window)
    assert decode_body(packer.compress(TEXT) + packer.flush(), "deflate", LIMIT) == Decoded(TEXT)


def test_layers():
    assert decode_body(gzip.compress(brotli.compress(TEXT)), "br, gzip", LIMIT).body == TEXT
    assert decode_body(gzip.compress(b"a") + gzip.compress(b"b"), "x-gzip", LIMIT).body == b"ab"
    assert decode_body(TEXT, "identity", LIMIT).body == TEXT
    assert decode_body(zlib.compress(TEXT)[2:-4], "deflate", LIMIT).body == TEXT
    with pytest.raises(UndecodableError):
        decode_body(TEXT, "gzip, gzip, gzip", LIMIT)
    with pytest.raises(UndecodableError):
        decode_body(b"\x1f\x9d packed", "compress", LIMIT)


@pytest.mark.parametrize("word", ["none", "UTF-8", "aws-chunked", "gzip; q=1"])
def test_what_is_plainly_text_is_read_whatever_its_coding_is_called(word):
    assert decode_body(TEXT, word, LIMIT) == Decoded(TEXT)
    assert decode_body(b"\xef\xbb\xbf\n<rss>", word, LIMIT) == Decoded(b"\xef\xbb\xbf\n<rss>")
    with pytest.raises(UndecodableError):
        decode_body(b"\0" + TEXT, word, LIMIT)


def test_a_file_that_is_compressed_itself_is_unpacked_once():
    assert decode_body(gzip.compress(TEXT), "", LIMIT).body == TEXT
    assert decode_body(brotli.compress(gzip.compress(TEXT)), "br", LIMIT).body == TEXT
    nested = gzip.compress(gzip.compress(TEXT, 0, mtime=0))
    assert decode_body(nested, "", LIMIT).body == gzip.compress(TEXT, 0, mtime=0)
    with pytest.raises(TooLargeError):
        decode_body(gzip.compress(b"\0" * 10_000_000), "", LIMIT)
    with pytest.raises(UndecodableError):
        decode_body(b"\x1f\x8b\x08 noise", "", LIMIT)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_that_was_cut_is_told(coding):
    packed = CODINGS[coding](TEXT)
    assert [decode_body(body, coding, LIMIT).is_cut for body in (packed, packed[:-6], b"", TEXT)] == [0, 1, 0, 0]
    assert decode_body(packed[:-6], f"gzip, {coding}" if coding != "gzip" else "", LIMIT).is_cut


def test_a_body_that_was_cut_in_a_later_member_is_told():
    first, second = gzip.compress(b"a"), gzip.compress(b"b")
    assert decode_body(first + second[:-4], "gzip", LIMIT) == Decoded(b"ab", is_cut=True)
    assert decode_body(first + second[:5], "gzip", LIMIT).is_cut
    assert decode_body(first + second + bytes(100), "gzip", LIMIT) == Decoded(b"ab")  # padded, as tapes are


def test_frames_of_zstd_are_read_to_the_last():
    first, second = zstandard.compress(b"a"), zstandard.compress(b"b")
    skipped = b"\x5f\x2a\x4d\x18\x04\0\0\0size"
    assert decode_body(skipped + first + skipped + second, "zstd", LIMIT) == Decoded(b"ab")
    assert decode_body(first + second[:-2], "zstd", LIMIT).is_cut


@given(st.binary(max_size=200), st.sampled_from(sorted(CODINGS)))
def test_noise_is_refused_or_read(noise, coding):
    with suppress(UndecodableError, TooLargeError):
        assert len(decode_body(noise, coding, LIMIT).body) <= LIMIT


@pytest.mark.slow
def test_a_million_empty_members_are_read_in_one_go():
    members = gzip.compress(b"") * 1_000_000  # twenty megabytes, which took minutes when each copied what follows
    assert decode_body(members + gzip.compress(b"end"), "gzip", LIMIT).body == b"end"
