"""Records that are too long to be held: each is told once, wherever the blocks end in which a file is read."""

import pytest

from dyadwire.transforms.text.formats.json_arrays import elements_of
from dyadwire.transforms.text.formats.long_lines import Part, lines_of

MOST = 6


def in_two(content):
    return [[content[:at], content[at:]] for at in range(1, len(content))] + [[content]]


@pytest.mark.parametrize("blocks", in_two(b'[1,"too long, this",2,"as is this"]'), ids=lambda blocks: len(blocks[0]))
def test_an_element_that_is_too_long_is_told_though_it_is_the_last(blocks):
    assert list(elements_of(blocks, MOST, first=True)) == [(1, b"1"), (3, None), (20, b"2"), (22, None)]


@pytest.mark.parametrize("blocks", in_two(b"one\r\ntoo long a line\r\ntwo\r\n"), ids=lambda blocks: len(blocks[0]))
def test_of_a_line_that_is_too_long_one_part_is_the_last(blocks):
    lines = list(lines_of(blocks, MOST))
    assert b"".join(lines) == b"".join(blocks)
    assert [line for line in lines if not isinstance(line, Part)] == [b"one\r\n", b"two\r\n"]
    assert [part.is_last for part in lines if isinstance(part, Part)].count(True) == 1
