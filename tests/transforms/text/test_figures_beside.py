"""Figures that a sentence tells of several countries one by one are each of the country beside them."""

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
