"""Whose a figure is, where its clause names by grammar who gives and who takes."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.model import Model, use_model
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()


def owners(text: str) -> dict[str, tuple[str, ...]]:
    """Return whose the figures of a text are by grammar alone, without any weight."""
    use_model(Model("figure_owner", {}), "figure_owner")
    try:
        return {figure.surface: figure.countries for figure in extract(text, LEXICON).figures}
    finally:
        use_model(None, "figure_owner")


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        ("Japan will lend Vietnam $2bn.", "$2bn", ("JPN", "VNM")),
        ("Kenya signed for a $500m loan to Kenya from China.", "$500m", ("CHN", "KEN")),
        ("China's $3bn investment in Pakistan has brought few ships.", "$3bn", ("CHN", "PAK")),
        ("Kuwait donated 40 tonnes of medicine to Sudan.", "40 tonnes", ("KWT", "SDN")),
        ("South Korea bought 87,000 tonnes of U.S. corn.", "87,000 tonnes", ("KOR", "USA")),
        ("About 11,000 Chinese nationals study in New Zealand.", "11,000", ("CHN", "NZL")),
        ("The U.S. deficit with Japan hit $58 billion, an $18 billion deficit abroad.", "$58 billion", ("JPN", "USA")),
        ("Tourism from Russia to Turkey grew to 6.3 million people.", "6.3 million", ("RUS", "TUR")),
        ("Turkey has exported 240,000 tonnes to Iran and 62,000 tonnes to Iraq.", "62,000 tonnes", ("IRQ", "TUR")),
    ],
)
def test_who_gives_and_who_takes_are_told(text: str, surface: str, countries: tuple[str, ...]) -> None:
    assert owners(text)[surface] == countries


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Britain and Australia offered 129,250 tonnes of wheat to Bangladesh.", "129,250 tonnes"),
        ("Taiwan's exports to the U.S., Japan and Peru slipped to 148,000 tonnes.", "148,000 tonnes"),
        ("Unemployment rose, from Sweden to Spain, by 5 percent.", "5 percent"),
        ("The U.S. deficit with Japan hit $58 billion, an $18 billion deficit abroad.", "$18 billion"),
        ("Kyrgyzstan, with a population of seven million, bought cars from Germany.", "seven million"),
        ("Serbia borrowed $1.3 billion from China and paid Russia €330 million.", "€330 million"),
        ("Gambia, to which Spain gives €6 million a year, and to Senegal.", "€6 million"),
        ("Mexico overtook China as the top exporter to the United States, with $475.6 billion.", "$475.6 billion"),
        ("Colombia suspended exports to Ecuador because drought lowered its lakes to 48.9%.", "48.9%"),
        ("Kenya sold tea while China grew 5 percent.", "5 percent"),
        ("Hungary borrowed 1 billion euros from China, its economy shrank 0.8 percent.", "0.8 percent"),
    ],
)
def test_lists_third_countries_and_other_clauses_tell_no_two(text: str, surface: str) -> None:
    assert len(owners(text)[surface]) < 2


@pytest.mark.parametrize(
    ("amount", "countries"),
    [
        ("99 baht", ("THA",)),
        ("90 dollars", ("JPN",)),  # others count in dollars, too
        ("$3 (99 baht)", ("JPN",)),
    ],
)
def test_an_amount_is_of_the_country_that_alone_has_its_currency(amount: str, countries: tuple[str, ...]) -> None:
    text = f"Japan and Thailand sell rice. Japan's shops are cheap. A set of rice costs {amount} at the restaurant."
    assert next(figure.countries for figure in extract(text, LEXICON).figures) == countries


def test_who_pays_in_the_money_of_another_keeps_its_amounts() -> None:
    text = "Greenland's parliament met in Nuuk. Greenland is large. The new airport costs 500 million Danish kroner."
    assert [figure.countries for figure in extract(text, LEXICON).figures] == [("GRL",)]


@pytest.mark.parametrize(
    ("text", "surface", "alone"),
    [
        ("Russia and Belarus agreed to lend Cuba $500 million.", "$500 million", "CUB"),
        ("France and Germany gave Ukraine 40 tanks.", "40", "UKR"),
        ("Kuwait and Qatar sent 40 tonnes of aid to Sudan.", "40 tonnes", "SDN"),
    ],
)
def test_who_has_to_do_with_several_is_in_no_pair(text: str, surface: str, alone: str) -> None:
    found = {figure.surface: figure.countries for figure in extract(text, LEXICON).figures}
    assert found[surface] == (alone,)


def test_a_town_and_its_country_are_no_list() -> None:
    text = "Qatar pledged $2 billion for a fairground in Tashkent, Uzbekistan, its minister said."
    assert extract(text, LEXICON).figures[0].dyad == ("QAT", "UZB")
