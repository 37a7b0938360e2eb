"""Whose a figure of trade is, where its sentence names the partner alone."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()
LEAD = "South Korea's exports to the United States fell 12 percent to $8.7 billion in August. "


def owners(text: str) -> dict[str, tuple[str, ...]]:
    return {figure.surface: figure.countries for figure in extract(text, LEXICON).figures}


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        ("Shipments to China slipped 2.9 percent.", "2.9 percent", ("CHN", "KOR")),
        ("Shipments to China slipped, while those to Taiwan jumped 39 percent.", "39 percent", ("KOR", "TWN")),
        ("Shipments to China fell 3 percent and to Japan by 15 percent.", "15 percent", ("JPN", "KOR")),
        ("The deficit with Japan was $5 billion.", "$5 billion", ("JPN", "KOR")),
        ("Some 400,000 tonnes were shipped to Vietnam.", "400,000 tonnes", ("KOR", "VNM")),
        ("China bought fewer chips, while its imports from Brazil rose 9 percent.", "9 percent", ("BRA", "CHN")),
        ("It has a surplus of $30 billion last year with Brazil.", "$30 billion", ("BRA", "KOR")),
        ("Mexico ran a deficit of $4 billion with Japan.", "$4 billion", ("JPN", "MEX")),
        ("Overall exports grew 1.3 percent.", "1.3 percent", ("KOR",)),
    ],
)
def test_who_trades_is_told_before(text: str, surface: str, countries: tuple[str, ...]) -> None:
    assert owners(LEAD + text)[surface] == countries


@pytest.mark.parametrize(
    "text",
    [
        "Latin American exports to China grew 34 percent.",
        "The carmaker's sales to China grew 34 percent.",
        "The deficit with Japan rose, and with Western Europe it grew 34 percent.",
        "European exports to China grew 34 percent.",
        "Apple's sales to China grew 34 percent.",
        "Japan's exports rose and China's imports grew, while shipments to Vietnam grew 34 percent.",
    ],
)
def test_what_no_country_trades_is_tied_to_no_trader(text: str) -> None:
    assert "KOR" not in owners(LEAD + text)["34 percent"]


@pytest.mark.parametrize("trade", ["bilateral trade", "two-way trade"])
def test_bilateral_trade_is_that_of_the_pair_of_the_article(trade: str) -> None:
    text = (
        "Iran and Tajikistan signed a trade agreement in Dushanbe. Ties have improved, "
        f"and Iranian officials say that {trade} doubled to $121 million."
    )
    assert owners(text)["$121 million"] == ("IRN", "TJK")
