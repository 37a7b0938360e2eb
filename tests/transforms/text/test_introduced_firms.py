"""Firms that a text introduces by their country are found wherever it names them, by any of their short names."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.owners.introduced import MOST_NAMES, find_introduced
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.find.firms import find_firms

LEXICON = load_lexicon()


def introduced(text: str) -> list[tuple[int, str, str]]:
    body, countries = read_document(text).body, extract(text, LEXICON).countries
    firms = tuple(find_firms(body, countries, LEXICON))
    found = list(find_introduced(body, countries, firms, LEXICON))
    assert all(text[span.start : span.end] == span.surface for span in found)
    return [(span.sentence, span.surface, span.iso3) for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Italy's Orvanto Salumi bought a farm. Orvanto paid 5 million euros.",
            [(0, "Orvanto Salumi", "ITA"), (1, "Orvanto", "ITA")],
        ),
        ("The US gaming consortium QLB bid again. QLB owns 22 percent.", [(0, "QLB", "USA"), (1, "QLB", "USA")]),
        (
            "Tarlen Energy, a British oil producer, fell. Tarlen's shares lost 4 percent.",
            [(0, "Tarlen Energy", "GBR"), (1, "Tarlen", "GBR")],
        ),
        ("A Norway-based supplier, Velmark, grew. Swedish carmaker Ostrand shrank.", [(1, "Ostrand", "SWE")]),
        ("General Motors sold its works. GM got 2 million dollars.", [(1, "GM", "USA")]),
        ("Thai Prime Minister Orvanto met Laos's General Tarlen. Orvanto left.", []),
        ("France's Orvanto and Spain's Orvanto merged. Orvanto grew.", []),
        ("Peru's Oil Ministry met. Oil rose.", [(0, "Oil Ministry", "PER")]),
    ],
)
def test_firms_are_found_by_what_introduces_them(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert introduced(text) == expected


def test_a_list_introduces_nobody() -> None:
    names = [f"Velm{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(MOST_NAMES + 1)]
    assert introduced(" ".join(f"Italy's {name} grew." for name in names)) == []
    assert len(introduced(" ".join(f"Italy's {name} grew." for name in names[1:]))) == MOST_NAMES


def test_a_firm_that_is_introduced_owns_figures_beside_the_name_of_its_country() -> None:
    text = "Italy's Orvanto buys wine in China. Orvanto will pay China's Changlu Wine 58 million euros for a stake."
    assert [(figure.surface, figure.dyad) for figure in extract(text, LEXICON).figures] == [
        ("58 million euros", ("CHN", "ITA"))
    ]
