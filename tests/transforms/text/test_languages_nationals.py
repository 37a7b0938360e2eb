"""Counts of people of one country in another are of the two: sentences written for these tests."""

from pathlib import Path

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages import nationals
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.mentions import find_mentions
from dyadwire.transforms.text.languages.pairs import find_pairs
from dyadwire.transforms.text.languages.sentences import pack_of

CASES = (Path(__file__).parent / "cases" / "language_nationals.txt").read_text(encoding="utf-8").splitlines()


def figures(code, text):
    document = read_document(text, "", pack_of(code))
    countries = find_mentions(document, code)
    return find_figures(document, code, countries, None, find_pairs(countries, document, code))


@pytest.mark.parametrize("line", [line for line in CASES if not line.startswith("#")])
def test_count_of_people_is_of_both_countries(line):
    code, want, text = (part.strip() for part in line.split("|", 2))
    found = [(str(figure.dyad), f"{figure.value:.0f}") for figure in figures(code, text) if figure.dyad]
    assert found == ([tuple(want.split())] if want else [])


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("fr", "Quelque 890 000 Algériens vivent en France.", "Algériens"),
        ("zh", "韩国约有20万越南人。", "越南人"),
        ("es", "En Colombia viven 2,8 millones de venezolanos.", "venezolanos"),
    ],
)
def test_people_are_the_unit(code, text, unit):
    assert [(figure.unit, figure.evidence) for figure in figures(code, text)] == [(unit, "sentence")]


def test_three_countries_are_no_pair():
    assert [f.dyad for f in figures("es", "En Colombia y Perú viven 2,8 millones de venezolanos.")] == [None]


def test_a_sentence_without_end_is_looked_through_once(monkeypatch):
    looked, counts = [], nationals._counts
    monkeypatch.setattr(nationals, "_counts", lambda *given: looked.append(given) or counts(*given))
    found = figures("es", "en Colombia viven 20 mil venezolanos y " * 500)
    assert sum(figure.dyad == ("COL", "VEN") for figure in found) == 500
    assert len(looked) < 500 * 30
