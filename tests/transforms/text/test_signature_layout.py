"""The bytes of signatures: what is packed comes back, whatever lies in a lake."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.copies.signature_layout import LAYOUT, MOST_ANCHORS, PERMUTATIONS, pack, shortened, unpack
from dyadwire.transforms.text.copies.sketches import read_signatures

hashes = st.integers(0, 2**32 - 1)
minima_of = st.lists(hashes, min_size=PERMUTATIONS, max_size=PERMUTATIONS)
anchors_of = st.lists(hashes, max_size=MOST_ANCHORS)


@given(minima_of, st.integers(1, 2**32 - 1), hashes, anchors_of)
def test_what_is_packed_comes_back(minima, triples, agency, anchors):
    found, rows = unpack([None, pack(np.array(minima, np.uint32), triples, agency, np.array(anchors, np.uint32))])
    assert found[1].tolist() == [each % 1024 for each in minima]
    assert not found[0].any()
    assert rows["triples"].tolist() == [0, triples]
    assert rows["agency"][1] == (agency and (agency % 2**16 or 1))
    short = sorted({each % 2**16 or 2 for each in anchors})
    assert rows["anchors"][1].tolist() == short + [0] * (MOST_ANCHORS - len(short))


@given(minima_of, anchors_of)
def test_a_signature_of_version_3_is_shortened_to_what_is_packed_today(minima, anchors):
    before = np.array([*minima, 7, 2**16, *anchors], "<u4").tobytes()
    assert shortened(before) == pack(np.array(minima, np.uint32), 7, 2**16, np.array(anchors, np.uint32))


def test_names_stay_even_and_numbers_odd():
    nothing = np.zeros(PERMUTATIONS, np.uint32)
    sketches = read_signatures([pack(nothing, 1, 0, np.array([2**16, 2**17 + 4, 2**18 + 5], np.uint32))])
    assert (sketches.names[0], sketches.numbers[0]) == (2, 1)


@pytest.mark.parametrize("damaged", [b"", b"\xff", b"\xff" * 165, b"\xff" * 167, b"\xff" * (2 * LAYOUT.itemsize)])
def test_what_is_no_signature_is_read_as_one(damaged):
    assert read_signatures([damaged, None]).minhash.shape == (2, PERMUTATIONS)
