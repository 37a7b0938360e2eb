"""Qualifiers of figures in other languages than English; the sentences lie beside, each with its marks."""

import re
from pathlib import Path

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages import CODES
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.sentences import pack_of

SIGNS = {"~": "about", ">": "at least", "<": "at most", "!": "record"}
MARK = re.compile(r"\[([~><!])([^]]*)\]")

CASES = Path(__file__).parent / "cases" / "language_qualifiers.tsv"


def unmarked(marked: str) -> tuple[str, set[tuple[int, str]]]:
    """Return a text without its marks, and where a number begins that has which qualifier."""
    text, wanted = "", set()
    parts = MARK.split(marked)
    for at in range(0, len(parts) - 1, 3):
        text += parts[at]
        wanted.add((len(text), SIGNS[parts[at + 1]]))
        text += parts[at + 2]
    return text + parts[-1], wanted


def qualified(code: str, text: str, wanted: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return where figures have a qualifier: at the number that is wanted within their span, else at their start."""
    found = set()
    for figure in find_figures(read_document(text, "", pack_of(code)), code, (), None):
        if figure.qualifier:
            places = [at for at, _ in wanted if figure.start <= at < figure.end]
            found.add((places[0] if places else figure.start, figure.qualifier))
    return found


def cases() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("code", "marked"), cases())
def test_qualifier_touches_its_figure(code: str, marked: str) -> None:
    text, wanted = unmarked(marked)
    assert qualified(code, text, wanted) == wanted


def test_every_language_has_cases() -> None:
    assert {code for code, _ in cases()} == set(CODES)


@pytest.mark.parametrize(
    ("text", "old"), [("Eine 53-Jährige kam, fast 40 Jahre alt.", 2), ("Sie war etwa 40 Jahre alt.", 1)]
)
def test_ages_have_none(text: str, old: int) -> None:
    found = find_figures(read_document(text, "", pack_of("de")), "de", (), None)
    assert [figure.qualifier for figure in found if figure.trivial] == [None] * old
