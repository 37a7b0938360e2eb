"""Figures of the country beside them: in lists of several, and what one has to itself in an article about two."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.owners.figure_owner import move_to
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Cuba mines nickel, behind Indonesia (21 million tons), Australia (20 million) and Brazil (16 million).",
            ["IDN", "AUS", "BRA"],
        ),
        (
            "China drinks little wine. People drink 59 litres in France, 12 litres in the US and 3 litres in Japan.",
            ["FRA", "USA", "JPN"],
        ),
        ("Saudi Arabia led. Britain had 23 percent, France 24 percent and Canada 38 percent.", ["GBR", "FRA", "CAN"]),
    ],
)
def test_each_figure_of_a_list_is_of_the_country_beside_it(text: str, owners: list[str]) -> None:
    assert [figure.countries for figure in extract(text, LEXICON).figures] == [(iso3,) for iso3 in owners]


def test_a_figure_beside_a_country_may_be_of_a_pair_with_it() -> None:
    text = "China's trade with Kenya was 5 billion dollars and its trade with Ghana was 7 billion dollars."
    first, second = extract(text, LEXICON).figures
    assert first.dyad == ("CHN", "KEN")
    assert "GHA" in second.countries


def test_what_others_would_have_is_left_to_the_country_beside_a_figure() -> None:
    likelihood: dict[tuple[str, ...], float] = {
        (): 0.1,
        ("CHN",): 0.3,
        ("FRA",): 0.2,
        ("CHN", "FRA"): 0.25,
        ("CHN", "USA"): 0.15,
    }
    left = move_to("FRA", likelihood)
    assert left == {("FRA",): pytest.approx(0.75), ("CHN", "FRA"): 0.25}
    assert move_to("JPN", likelihood) == likelihood


GAS = "Turkey imported 11.5 bcm of gas from Azerbaijan in 2024, or 22% of all its imports."
CARS = "Brazil exported 302,000 cars to Argentina in 2025, 85% more than a year before."
COPPER = "Chinese firms have put $1.3 billion into a port in Peru. Peruvian exports to China came to $23 billion."
TARIFFS = "The United States raised tariffs on Vietnam to 20 percent."
LOAN = "China lent Sri Lanka $5 billion."
STEEL = "Germany's trade with the US reached $250bn. German exports to the US fell 2% in March."


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (f"{GAS} Turkey consumes 53 bcm a year.", "TUR"),
        (f"{CARS} Argentina makes 500,000 cars a year.", "ARG"),
        (f"{COPPER} China refines 44 percent of the world's copper.", "CHN"),
        (f"{STEEL} German exports to the North African country rose to $3bn.", "DEU"),
    ],
)
def test_what_a_country_has_to_itself_is_no_pairs(text: str, owner: str) -> None:
    last = extract(text, LEXICON).figures[-1]
    assert (last.dyad, last.countries) == (None, (owner,))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (f"{GAS} Turkey burns 2 million tonnes of Azerbaijani oil a year.", ("AZE", "TUR")),
        (f"{GAS} Its external debt to Azerbaijan reached $12 billion.", ("AZE", "TUR")),
        (f"{LOAN} Chinese loans make up 20 percent of its external debt.", ("CHN", "LKA")),
        (f"{LOAN} China holds 20 percent of its external debt.", ("CHN", "LKA")),
        (f"{TARIFFS} Imports from the South-East Asian country rose to $130 billion.", ("USA", "VNM")),
        (f"{COPPER} Chinese exports to the South American country rose to $14 billion.", ("CHN", "PER")),
    ],
)
def test_what_is_of_another_one_or_for_it_is_the_pairs(text: str, pair: tuple[str, str]) -> None:
    assert extract(text, LEXICON).figures[-1].dyad == pair


@pytest.mark.parametrize(
    "text",
    [
        "Belarus and Russia agreed on a loan of $1 billion. Its reserves held in Russia fell to $3 billion.",
        "Egypt signed a $35 billion gas deal with Israel. Israeli gas meets 20 percent of its consumption.",
        "The United States and Japan agreed on the cost of American bases. America has 54,000 troops there.",
        "America and Japan spoke of bases. Washington wants more money from Tokyo, as it has 54,000 troops there.",
    ],
)
def test_what_is_partly_anothers_is_not_given_to_the_one_named_alone(text: str) -> None:
    assert len(extract(text, LEXICON).figures[-1].countries) == 2
