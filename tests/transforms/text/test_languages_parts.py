"""Fractions and multiples in words, in thirteen languages: sentences written for these tests, a third of them traps."""

from fractions import Fraction
from pathlib import Path

import pytest

from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.languages.figures import find_figures
from dyadwire.transforms.text.languages.forms import read_forms
from dyadwire.transforms.text.languages.fraction_words import BESIDE, SAID, STEM, compile_parts
from dyadwire.transforms.text.languages.pack import CODES, load_language
from dyadwire.transforms.text.languages.sentences import pack_of

SIGNS = {("up", "change"): "+", ("down", "change"): "-", ("up", "level"): "^", ("down", "level"): "_"}
UNITS = {"%": "%", "x": "time"}
CASES = (Path(__file__).parent / "cases" / "language_parts.txt").read_text(encoding="utf-8").splitlines()


def read_case(line):
    code, parts, text = (part.strip() for part in line.split("|", 2))
    found = {
        (word[0] if word[0] in "+-^_" else "", float(word.strip("+-^_%x")), UNITS[word[-1]]) for word in parts.split()
    }
    return code, text, found


def parts_of(code, text):
    found = find_figures(read_document(text, "", pack_of(code)), code, (), None)
    return {
        (SIGNS.get((f.direction, f.role), ""), round(f.value, 1), f.unit) for f in found if f.unit in UNITS.values()
    }


@pytest.mark.parametrize(("code", "text", "want"), [read_case(line) for line in CASES if not line.startswith("#")])
def test_parts_are_what_a_reader_says(code, text, want):
    assert parts_of(code, text) == want


def test_part_has_the_fields_of_english():
    found = find_figures(
        read_document("Ein Drittel der Exporte, fast das Doppelte.", "", pack_of("de")), "de", (), None
    )
    told = [(f.surface, f.value_text, f.kind, f.unit, f.qualifier, f.trivial) for f in found]
    assert told == [
        ("Ein Drittel", None, "percent", "%", None, False),
        ("das Doppelte", "2", "quantity", "time", "about", False),
    ]


@pytest.mark.parametrize("code", CODES)
def test_parts_in_a_row_are_read_once(code):
    words = compile_parts(code)
    forms = [form.removesuffix(STEM) for form in (*words.alone, *words.beside)]
    text = load_language(code).fold(" ".join(forms) + "".join(forms) + " 2 " + " 3 ".join(forms))
    for noise in (text, text.upper(), "\u0301".join(text), (forms[0] + " ") * 3000):
        assert isinstance(parts_of(code, noise), set)


@pytest.mark.parametrize("code", CODES)
def test_words_of_parts_say_a_value(code):
    rows = [row for row in read_forms(code) if row.kind in {*SAID, *BESIDE}]
    assert all(Fraction(row.value or 1) > 0 for row in rows if row.kind in SAID)
    assert all(row.value in ("up", "down", "") for row in rows if row.kind in ("times", "turned_by"))
    assert all(row.value == "" or int(row.value) > 1 for row in rows if row.kind in ("part", "part_of", "part_first"))


def test_part_is_found_behind_letters_that_grow_when_small():
    assert parts_of("tr", "İ" * 300 + ". İhracatın üçte biri Almanya'ya gidiyor.") == {("", 33.3, "%")}
