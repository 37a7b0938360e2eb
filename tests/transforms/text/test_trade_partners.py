"""Whose a figure of trade is, where its sentence names the partner alone."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.model import Model, use_model
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
        ("Peru's exports grew, and 40 percent went to China.", "40 percent", ("CHN", "PER")),
        ("Peru imports 60 percent of its gas, and 15 percent came from Chad.", "15 percent", ("PER", "TCD")),
        ("Peru exported 9 tonnes of gas, with nearly 40 percent going to Chad.", "40 percent", ("PER", "TCD")),
        ("Exports to China went up and those to Japan rose by 9 percent.", "9 percent", ("JPN", "KOR")),
        ("Peru's exports grew. Shipments to China fell 5 percent.", "5 percent", ("CHN", "PER")),
        ("With Peru the deficit was low. The deficit with Japan was $5 billion.", "$5 billion", ("JPN", "KOR")),
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
    (figure,) = [figure for figure in extract(LEAD + text, LEXICON).figures if figure.surface == "34 percent"]
    assert figure.dyad is None or "KOR" not in figure.dyad


def test_the_title_tells_who_trades() -> None:
    found = extract(
        "Shipments to the United States dropped 15.9%.", LEXICON, title="South Korea's exports fall"
    ).figures
    assert [figure.countries for figure in found] == [("KOR", "USA")]


def test_trade_with_all_others_is_of_no_pair() -> None:
    lead = "Russia will send more gas to China, the presidents of Russia and China agreed. "
    assert owners(lead + "China imported 178 tonnes by rail and ship together.")["178 tonnes"] == ("CHN",)
    total = "China bought 13 tonnes of Russian grain last year, out of total imports of 38 tonnes."
    assert [len(sides) for sides in owners(lead + total).values()] == [2, 1]
    both = "Overall trade between China and Russia reached $240 billion."
    assert owners(lead + both)["$240 billion"] == ("CHN", "RUS")


@pytest.mark.parametrize("trade", ["bilateral trade", "two-way trade"])
def test_bilateral_trade_is_that_of_the_pair_of_the_article(trade: str) -> None:
    text = (
        "Iran and Tajikistan signed a trade agreement in Dushanbe. Ties have improved, "
        f"and Iranian officials say that {trade} doubled to $121 million."
    )
    assert owners(text)["$121 million"] == ("IRN", "TJK")


def told(text: str) -> dict[str, tuple[str, ...]]:
    """Return whose the figures of a text are by grammar alone, without any weight."""
    use_model(Model("figure_owner", {}), "figure_owner")
    try:
        return owners(text)
    finally:
        use_model(None, "figure_owner")


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        ("Peru is pressed by Chile to cut its bilateral trade surplus of $7bn.", "$7bn", ("CHL", "PER")),
        ("India wants Nepal to cut its trade deficit with India to $7 billion.", "$7 billion", ("IND", "NPL")),
        ("Ghana's record $7 billion trade surplus with Togo will shrink.", "$7 billion", ("GHA", "TGO")),
        ("Toyota expects its U.S. sales to total at least 600,000 cars.", "600,000", ("JPN", "USA")),
        ("Volkswagen's Brazilian sales fell 5 percent.", "5 percent", ("BRA", "DEU")),
    ],
)
def test_grammar_tells_who_trades_with_whom(text: str, surface: str, countries: tuple[str, ...]) -> None:
    assert told(text)[surface] == countries


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Peru, Chile and Ghana agreed to reduce their shipments to Togo by 30 percent.", "30 percent"),
        ("Ford's plants pleased Japan as U.S. sales rose 5 percent.", "5 percent"),
    ],
)
def test_of_several_and_of_others_no_two_are_told(text: str, surface: str) -> None:
    assert len(told(text)[surface]) < 2


EXPORTER = "Malawi's exports of tea rose 3 percent. "


@pytest.mark.parametrize(
    "text",
    [
        "The biggest buyers were Pakistan with 4,000 tonnes and Kenya with 3,000 tonnes.",
        "Ships are loading 4,000 tonnes for Pakistan and 3,000 tonnes for Kenya.",
    ],
)
def test_each_figure_of_a_list_of_partners_is_of_the_trader_too(text: str) -> None:
    found = told(EXPORTER + text)
    assert (found["4,000 tonnes"], found["3,000 tonnes"]) == (("MWI", "PAK"), ("KEN", "MWI"))


def test_a_list_of_guests_is_of_them_and_the_country_of_the_article() -> None:
    text = "Mauritius counts on guests. Mauritius has beaches. The main markets were France with 83,938 tourists"
    found = told(text + " and Germany with 31,636 tourists.")
    assert (found["83,938"], found["31,636"]) == (("FRA", "MUS"), ("DEU", "MUS"))


def test_what_rivals_sell_is_not_of_the_trader() -> None:
    assert "MWI" not in told(EXPORTER + "Kenya picked 4,000 tonnes and India 9,000 tonnes.")["4,000 tonnes"]


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        ("Cabbage is cheap. Imports of kimchi from China came to $176 million.", "$176 million", ("CHN", "KOR")),
        ("Chile and South Korea are far apart. Exports to Chile rose 5 percent.", "5 percent", ("CHL", "KOR")),
        # Of two that are named, either may be the one that trades.
        ("Peru and Chile grow cherries. Exports to China rose 5 percent.", "5 percent", None),
    ],
)
def test_where_nobody_else_is_named_the_outlets_country_trades(
    text: str, surface: str, countries: tuple[str, ...] | None
) -> None:
    found = {one.surface: one.countries for one in extract(text, LEXICON, outlet_country="KOR").figures}
    assert found[surface] == countries if countries else "KOR" not in found[surface]


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        (
            "India and Peru held talks on Monday. Over 40 Indian firms operate in the South American country.",
            "40",
            ("IND", "PER"),
        ),
        (
            "Israel will sell gas to Egypt. Exports to the North African country will rise to 5 bcm.",
            "5 bcm",
            ("EGY", "ISR"),
        ),
        (
            "Israel will sell gas to Egypt. Remittances to the African country rose to $30 billion.",
            "$30 billion",
            ("ISR",),
        ),
        ("German exports to China fell 5.4% in May. Overall, Germany's exports slipped 0.5%.", "0.5%", ("DEU",)),
        ("Iran deported 9,000 Afghans. Half of Afghanistan's 42 million people rely on aid.", "42 million", ("AFG",)),
        (
            "Nepal received remittances worth $1 billion in May. Inflows from Qatar led with $90 million.",
            "$90 million",
            ("NPL", "QAT"),
        ),
        (
            "Nepal received remittances worth $1 billion in May. Inflows from Qatar led with $90 million, followed by "
            "Oman with $70 million.",
            "$70 million",
            ("NPL", "OMN"),
        ),
        (
            "Nepal received remittances worth $1 billion in May. Peru gave Chad $90 million.",
            "$90 million",
            ("PER", "TCD"),
        ),
    ],
)
def test_one_of_two_is_told_by_what_it_is_or_before(text: str, surface: str, countries: tuple[str, ...]) -> None:
    assert owners(text)[surface] == countries


@pytest.mark.parametrize(
    "text",
    [
        "Ghana imported 9 tonnes of rice in 2023: 5 tonnes from Togo, 3 tonnes from Peru and 1 tonne from India.",
        "Ghana sold 9 tonnes of its gold to Togo last year, 5 tonnes to Peru and 1 tonne to India.",
        "Ghana's exports grew in 2023. Some 9 percent went to Togo, 3 percent to Peru and 1 percent to India.",
        "Ghana is rich. Of its 2024 exports 9 percent went to Togo, 3 percent to Peru and 1 percent to India.",
    ],
)
def test_each_partner_of_a_list_has_the_one_who_trades_with_all(text: str) -> None:
    pairs = [figure.dyad for figure in extract(text, LEXICON, title="Ghana's trade").figures if figure.dyad]
    assert [("GHA" in pair) for pair in pairs] == [True] * 3
    assert {"IND", "PER"} < {iso3 for pair in pairs for iso3 in pair}


def test_what_goes_to_two_from_two_is_of_none_of_them_with_all() -> None:
    text = "Ghana and Mali sold gold, 9 tonnes to Peru and 3 tonnes to India."
    assert all(figure.dyad is None for figure in extract(text, LEXICON).figures)
