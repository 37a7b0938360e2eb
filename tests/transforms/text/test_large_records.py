"""Records that are too long to be held: each is told once, wherever the blocks end in which a file is read."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.json_arrays import elements_of
from dyadwire.transforms.text.formats.long_lines import Part, lines_of

MOST = 6


def in_two(content):
    return [[content[:at], content[at:]] for at in range(1, len(content))] + [[content]]


@pytest.mark.parametrize("blocks", in_two(b'[1,"too long, this",2,"as is this"]'), ids=lambda blocks: len(blocks[0]))
def test_an_element_that_is_too_long_is_told_though_it_is_the_last(blocks):
    found = [(each.place, each.content) for each in elements_of(blocks, MOST, first=True)]
    assert found == [(1, b"1"), (3, None), (20, b"2"), (22, None)]


@given(st.text("ab\r\n", max_size=40), st.lists(st.integers(1, 9)))
def test_lines_are_the_same_wherever_blocks_end(text, sizes):
    content = text.encode()
    ends = [0, *accumulate(sizes), len(content)]
    blocks = [block for start, end in pairwise(ends) if (block := content[start:end])]
    whole = [[]]
    for line in lines_of(blocks, MOST):
        whole[-1].append(line)
        if not isinstance(line, Part) or line.is_last:
            whole.append([])
    lines = [b"".join(parts) for parts in whole if parts]
    assert lines == content.splitlines(keepends=True)
    assert [isinstance(parts[0], Part) for parts in whole if parts] == [len(line) > MOST for line in lines]
