import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.pipelines.collect.decoding import TooLargeError, UndecodableError, decode_body

CODINGS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
LIMIT = 100_000
TEXT = b"<rss>" * 1000


@pytest.mark.parametrize("coding", CODINGS)
def test_codings(coding):
    packed = CODINGS[coding](TEXT)
    assert decode_body(packed, coding.upper(), LIMIT) == TEXT
    assert TEXT.startswith(decode_body(packed[:-6], coding, LIMIT))
    assert decode_body(TEXT, coding, LIMIT) == TEXT  # says so, but is not
    with pytest.raises(TooLargeError):
        decode_body(CODINGS[coding](b"\0" * 10_000_000), coding, LIMIT)


def test_layers():
    assert decode_body(gzip.compress(brotli.compress(TEXT)), "br, gzip", LIMIT) == TEXT
    assert decode_body(gzip.compress(b"a") + gzip.compress(b"b"), "x-gzip", LIMIT) == b"ab"
    assert decode_body(TEXT, "identity", LIMIT) == TEXT
    assert decode_body(zlib.compress(TEXT)[2:-4], "deflate", LIMIT) == TEXT
    with pytest.raises(UndecodableError):
        decode_body(TEXT, "gzip, gzip, gzip", LIMIT)
    with pytest.raises(UndecodableError):
        decode_body(TEXT, "compress", LIMIT)


def test_a_file_that_is_compressed_itself_is_unpacked_once():
    assert decode_body(gzip.compress(TEXT), "", LIMIT) == TEXT
    assert decode_body(brotli.compress(gzip.compress(TEXT)), "br", LIMIT) == TEXT
    nested = gzip.compress(gzip.compress(TEXT, 0, mtime=0))
    assert decode_body(nested, "", LIMIT) == gzip.compress(TEXT, 0, mtime=0)
    with pytest.raises(TooLargeError):
        decode_body(gzip.compress(b"\0" * 10_000_000), "", LIMIT)
    with pytest.raises(UndecodableError):
        decode_body(b"\x1f\x8b\x08 noise", "", LIMIT)


@given(st.binary(max_size=200), st.sampled_from(sorted(CODINGS)))
def test_noise_is_refused_or_read(noise, coding):
    with suppress(UndecodableError, TooLargeError):
        assert len(decode_body(noise, coding, LIMIT)) <= LIMIT


@pytest.mark.slow
def test_a_million_empty_members_are_read_in_one_go():
    members = gzip.compress(b"") * 1_000_000  # twenty megabytes, which took minutes when each copied what follows
    assert decode_body(members + gzip.compress(b"end"), "gzip", LIMIT) == b"end"
