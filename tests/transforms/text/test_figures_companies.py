"""Companies tell whose a figure is, and are no mentions of a country."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.owners.firms import KINDS, find_owner_firms
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import CountrySpan, SentenceSpan

LEXICON = load_lexicon()
RULES = compile_rules(LEXICON)


def companies(text: str, *countries: CountrySpan) -> list[tuple[str, str, str]]:
    body = read_document(text).body
    found = list(find_owner_firms(countries, Tokens(body, SentenceSpan(0, 0, len(text)), frozenset()), RULES))
    assert all(text[span.start : span.end] == span.surface for span in found)
    return [(span.surface, span.iso3, span.kind) for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gazprom cut what it sends Naftogaz.", [("Gazprom", "RUS", "company"), ("Naftogaz", "UKR", "company")]),
        ("Gazprom Neft's refinery", [("Gazprom Neft's", "RUS", "company")]),
        ("the Nikkei and McDonald’s", [("Nikkei", "JPN", "index"), ("McDonald’s", "USA", "company")]),
        ("the reactors at Akkuyu", [("Akkuyu", "TUR", "works")]),
        ("a Huawei-made phone, a Huawei – in short", [("Huawei", "CHN", "company")]),
        ("a nifty bank of china, standard and public", []),
    ],
)
def test_companies_are_found_as_written(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert companies(text) == expected


def test_a_name_in_which_a_country_was_found_is_left_to_it() -> None:
    assert companies("Bank of China") == [("Bank of China", "CHN", "company")]
    assert companies("Bank of China", CountrySpan(0, 8, 13, "China", "TWN", "name")) == []


@pytest.mark.parametrize(("place", "kind"), [("Russia", "name"), ("Omsk", "city")])
def test_a_company_stands_beside_its_country(place: str, kind: str) -> None:
    span = CountrySpan(0, 11, 11 + len(place), place, "RUS", kind)
    assert companies(f"Gazprom of {place}", span) == [("Gazprom", "RUS", "company")]


def test_companies_tell_whose_a_figure_is_and_name_no_country() -> None:
    found = extract("Gazprom cut its supplies to Naftogaz by 30 percent.", LEXICON)
    assert [figure.dyad for figure in found.figures] == [("RUS", "UKR")]
    assert not found.countries
    assert not found.sentence_dyads


def test_a_company_stays_in_what_is_measured() -> None:
    found = extract("Japan raised Boeing orders by 30 percent.", LEXICON)
    assert [figure.measure for figure in found.figures] == ["Boeing orders"]


def test_rows_are_sorted_unique_and_known() -> None:
    rows = LEXICON["companies"]
    names = [row["company"] for row in rows]
    assert names == sorted(set(names))
    assert {row["iso3"] for row in rows} <= {row["iso3"] for row in LEXICON["countries"]}
    assert {row["kind"] for row in rows} == KINDS
    assert all(name == name.strip() and any(map(str.isupper, name)) for name in names)


def test_every_name_may_be_an_owner() -> None:
    for row in LEXICON["companies"]:
        for end in ("'s", "’s"):
            assert companies(f"{row['company']}{end} plans") == [(row["company"] + end, row["iso3"], row["kind"])]
