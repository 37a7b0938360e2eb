"""Figures: values, units and what is no figure."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.figures.figures import NOBODY, find_figures
from dyadwire.transforms.text.document import Document, read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import TITLE, FigureSpan, SentenceSpan
from tests.transforms.text.case_files import cases

LEXICON = load_lexicon()


def figures(text: str) -> tuple[FigureSpan, ...]:
    return find_figures(read_document(text), NOBODY, LEXICON, None)


@pytest.mark.parametrize("case", cases("figures_values.csv"), ids=lambda case: case["text"])
def test_value_and_unit(case: dict[str, str]) -> None:
    found = {figure.surface: figure for figure in figures(case["text"])}
    assert case["surface"] in found
    figure = found[case["surface"]]
    assert (figure.value is None) == (case["value"] == "" and "third" not in case["surface"])
    if case["value"]:
        assert figure.value == float(case["value"])
        assert figure.value_text == case["value"]
    assert figure.value_max == (float(case["value_max"]) if case["value_max"] else None)
    assert (figure.kind, figure.unit or "") == (case["kind"], case["unit"])
    assert figure.trivial == (case["minor"] == "1")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The United States fined the shop 3 cents.", (0.03, "USD", "USD", 0.03)),
        ("Britain fined the shop 40 pence. France did not.", (0.4, "GBP", "GBP", None)),
        ("Australia fined the shop 40 pence.", (0.4, "GBP", "GBP", None)),
        ("Ireland fined the shop 40 pence.", (40, "penny", None, None)),
        ("Australia fined the shop 3 cents.", (3, "cent", None, None)),
        ("Australia fined the shop 3 cents. The United States did not.", (3, "cent", None, None)),
        ("Australia fined the shop 3 cents, a bid for $5 oil.", (0.03, "USD", "USD", 0.03)),
    ],
)
def test_cents_are_of_the_currency_that_is_told(text: str, told: tuple[float, str, str | None, float | None]) -> None:
    figure = extract(text, LEXICON).figures[0]
    assert (figure.value, figure.unit, figure.currency, figure.value_usd) == told


@pytest.mark.parametrize("case", cases("figures_rejects.csv"), ids=lambda case: case["text"])
def test_is_no_figure(case: dict[str, str]) -> None:
    assert [figure for figure in figures(case["text"]) if not figure.trivial] == []


@pytest.mark.parametrize("case", cases("figures_nothing.csv"), ids=lambda case: case["text"])
def test_is_no_figure_not_even_a_minor_one(case: dict[str, str]) -> None:
    assert figures(case["text"]) == ()


@pytest.mark.parametrize("case", cases("figures_values.csv"), ids=lambda case: case["text"])
def test_offsets_point_at_the_surface_and_never_overlap(case: dict[str, str]) -> None:
    end = 0
    for figure in figures(case["text"]):
        assert case["text"][figure.start : figure.end] == figure.surface
        assert figure.start >= end
        end = figure.end


@pytest.mark.parametrize("case", cases("figures_titles.csv"), ids=lambda case: case["title"])
def test_titles_in_capitals(case: dict[str, str]) -> None:
    sentences = (SentenceSpan(TITLE, 0, len(case["title"])),)
    found = find_figures(Document("", case["title"], sentences), NOBODY, LEXICON, None)
    wanted = [(case["surface"], case["value"])] if case["surface"] else []
    assert [(figure.surface, figure.value_text) for figure in found] == wanted


def test_a_fraction_without_an_exact_decimal_has_no_text() -> None:
    (figure,) = figures("A third of the voters agreed.")
    assert figure.value == pytest.approx(100 / 3)
    assert figure.value_text is None


HOSTILE = """
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.decide.figures.figures import NOBODY, Sides, find_figures
from dyadwire.transforms.text.findings import CountrySpan
lexicon = load_lexicon()
NAMED = {"X": "CHN", "Y": "RUS"}
pieces = ["9", "$", ",", "9,", "1,1", "5 ", "$5 ", "one ", "and one hundred ", "5 to ", "1/", "-1", "1.", "May 5 "]
pieces += ["from 5 percent in 2023 to ", "between ", "half a ", "hundreds of ", "5-6 ", "in 2023 ", "X sold Y 5 tons "]
pieces += ["hundred and ", "three fifths and ", "1 in ", "2,000 people, up 5 percent "]
pieces += ["a cup and a half ", "nine in every ", "“10 Ways ", "18th and 19th ", "two, a third, ", "8 cows and 2000 "]
pieces += ["5c ", "at 5, ", "1/2/3/", "((((5) ", "٣٤ ", "10⁵ ", "5 Kh-101/", "5 kg·m/", "+44 20 ", "687 and "]
pieces += ["9 deaths, and Of ", "5-a-", "5 of the ", "half of X's ", "5 killed ", "each year 5 ", '5 "', "5 dead and "]
pieces += ["the third quarter ", "the 2021 Xe ", "with 2021 ", "from May to June ", "since the war at a "]
pieces += ["5 million ", "5 billion 5 million "]
pieces += ["since going to a ", "announced by a b c in May ", "over the weekend, which ", "at 5 than a "]
pieces += ["5 percent in the second quarter, 5 in the third, ", "5 percent this year, 6 percent next, "]
pieces += ["5, from a year earlier "]
pieces += ["5 tonnes of ", "to 4.1 and ", "the index at 5.5 ", "the yen at 5.5 per euro ", "for a year "]
sizes = {"9": 1_000_000, "$": 1_000_000, ",": 1_000_000, "5 tonnes of ": 3_000_000, "for a year ": 1_000_000}
sizes |= {"5, from a year earlier ": 600_000, "to 4.1 and ": 500_000, "the index at 5.5 ": 500_000}
for piece in pieces:
    size = sizes.get(piece, 40_000)
    text = piece * (size // len(piece)) + " 7 tonnes"
    spans = [CountrySpan(0, at, at + 1, "X", iso3, "name") for at, sign in enumerate(text) if (iso3 := NAMED.get(sign))]
    for figure in find_figures(read_document(text), Sides(tuple(spans), (), ()), lexicon, None):
        assert figure.value is None or abs(figure.value) <= 1e22
print("done")
"""


@pytest.mark.slow
def test_a_megabyte_of_noise_is_read_in_linear_time() -> None:
    # Quadratic work over a megabyte would take hours; linear work takes a second or so for each kind of noise.
    run = subprocess.run([sys.executable, "-c", HOSTILE], capture_output=True, text=True, timeout=280, check=False)
    assert run.stdout == "done\n", run.stderr[-2000:]
