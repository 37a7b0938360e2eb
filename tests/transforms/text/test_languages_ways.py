"""Which way figures went, in ten languages: sentences written for these tests."""

from pathlib import Path

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.levels import FARTHEST, compile_leading
from dyadwire.transforms.text.languages.pack import CODES
from dyadwire.transforms.text.languages.sentences import pack_of

SIGNS = {("up", "change"): "+", ("down", "change"): "-", ("up", "level"): "^", ("down", "level"): "_"}
CASES = (Path(__file__).parent / "cases" / "ways.txt").read_text(encoding="utf-8").splitlines()


def read_case(line):
    code, moved, text = (part.strip() for part in line.split("|", 2))
    missed = moved.startswith("!")
    want = {(word[0], float(word[1:])) for word in moved.removeprefix("!").split()}
    return pytest.param(
        code, text, want, marks=[pytest.mark.xfail(reason="not told yet", strict=True)] if missed else []
    )


@pytest.mark.parametrize(("code", "text", "want"), [read_case(line) for line in CASES if not line.startswith("#")])
def test_figure_went_the_way_that_a_reader_says(code, text, want):
    found = find_figures(read_document(text, "", pack_of(code)), code, (), None)
    assert {(SIGNS[f.direction, f.role], round(f.value, 2)) for f in found if f.direction} == want


@pytest.mark.parametrize("code", CODES)
def test_what_leads_to_a_level_is_looked_for_in_a_line_of_time(code):
    for between in ("a " * 45, "a, " * 30, "، ا" * 30, "2022 " * 18, "约" * 90, "до около " * 10):
        assert not compile_leading(code).fullmatch(between[:FARTHEST])
