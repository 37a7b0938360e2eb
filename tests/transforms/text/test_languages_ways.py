"""Which way figures went, in ten languages: sentences written for these tests."""

from pathlib import Path

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages.figures import find_figures
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
    assert {(SIGNS[f.direction, f.role], f.value) for f in found if f.direction} == want
