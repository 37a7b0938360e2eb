"""Where what a figure of a pair counts comes from, and where it goes to."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract


def flows(text: str) -> list[str | None]:
    """Return the flows of the figures of a text, in order."""
    found = extract(text, load_lexicon()).figures
    return [f"{one.origin} {one.destination}" if one.origin else None for one in found if one.kind != "duration"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("China's exports to Russia rose to $12bn.", "CHN RUS"),
        ("US aid to Ukraine of $61bn was approved.", "USA UKR"),
        ("Zambia owes China $4bn.", "CHN ZMB"),
        ("Japan's premier visits Hanoi, offers $500m loan.", "JPN VNM"),
        ("Russia imported 3m tonnes from Kazakhstan.", "KAZ RUS"),
        ("About 900,000 Chinese tourists visited Thailand.", "CHN THA"),
        ("Germany delivered 18 tanks to Ukraine.", "DEU UKR"),
        ("Saudi Arabia invested $2bn in Pakistan.", "SAU PAK"),
        ("Poland bought 366 tanks from South Korea.", "KOR POL"),
        ("About 3m tonnes of wheat were exported to Egypt by Russia.", "RUS EGY"),
        ("More than 30,000 Congolese have crossed into Burundi.", "COD BDI"),
        ("Russia deported 29,000 Uzbek citizens to Uzbekistan.", "RUS UZB"),
        ("China's purchases of Australian coal rose to 7.5 million tonnes.", "AUS CHN"),
        ("Remittances from Saudi Arabia to Pakistan climbed to $7.4 billion.", "SAU PAK"),
    ],
)
def test_who_gives_and_who_takes_is_told(text: str, told: str) -> None:
    assert flows(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Trade between China and Russia reached $240bn.",
        "The United States imposed a 25% tariff on imports from China.",
        "The US trade deficit with China fell to $270bn.",
        "Israeli air strikes on Lebanon killed 22 people.",
        "Imports from and exports to China of Japan came to $214bn.",
        "Canadian-Mexican investment reached $12bn.",
        "Spain's imports from and sales to Algeria came to $9 billion.",
        "China said only one in eight Russian shops takes the Chinese card system.",
        "Russia asked China for $215 per 1,000 cubic metres of gas, and Beijing offered $165.",
    ],
)
def test_what_flows_nowhere_or_both_ways_tells_nothing(text: str) -> None:
    assert {*flows(text)} <= {None}


def test_imports_beside_exports_are_of_the_same_two() -> None:
    text = "Spain exported goods worth 2 billion euros to Algeria while its imports were valued at 5 billion euros."
    assert flows(text) == ["ESP DZA", "DZA ESP"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("India's imports from Russia rose to $60bn and its exports to Russia fell to $4bn.", ["RUS IND", "IND RUS"]),
        ("Chinese exports to Russia came to $68bn and imports from Russia to $82bn.", ["CHN RUS", "RUS CHN"]),
        ("Brazil's exports to Argentina fell 9%, while imports from Argentina rose 17%.", ["BRA ARG", "ARG BRA"]),
        ("Russia's shipments of wheat to Egypt fell 12%, as Egypt's total imports were $11bn.", ["RUS EGY", None]),
    ],
)
def test_where_a_sentence_tells_both_ways_the_noun_of_a_figure_says_which(text: str, told: list[str | None]) -> None:
    assert flows(text) == told


def test_sides_are_those_of_the_pair_or_none() -> None:
    text = "Germany and France sent Ukraine 18 tanks. China lent Zambia $4bn, and Angola owes Beijing $17bn."
    for one in extract(text, load_lexicon()).figures:
        assert (one.origin is None) == (one.destination is None)
        assert one.origin is None or (one.dyad and {one.origin, one.destination} == {*one.dyad})


def test_people_come_from_no_other_country_than_their_own() -> None:
    assert flows("Some 44,000 Chinese study at Russian universities and 19,000 Russians at Chinese ones.")[1] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Remittances from Nepalis in Qatar came to $1.2 billion.", "QAT NPL"),
        ("Tajik migrants in Russia remitted $2.5 billion.", "RUS TJK"),
        ("Kenyans in Britain sent home $300 million last year.", "GBR KEN"),
        ("Mexico's remittances from the United States fell to $60 billion.", "USA MEX"),
        ("Egyptians working in Saudi Arabia transferred $11 billion home.", "SAU EGY"),
    ],
)
def test_remittances_go_home(text: str, told: str) -> None:
    assert flows(text)[0] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pakistan has sent back 1.1 million Afghans since 2023.", "PAK AFG"),
        ("Germany sent home 4,000 Syrians.", "DEU SYR"),
    ],
)
def test_who_is_sent_home_comes_from_abroad(text: str, told: str) -> None:
    assert flows(text)[0] == told
