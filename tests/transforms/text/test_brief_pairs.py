"""The pair of a title and a summary, as feeds tell of an article."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.extract import extract

LEXICON = load_lexicon()


def pairs_of(title: str, text: str) -> list[str]:
    found = extract(text, LEXICON, title=title).article_dyads
    return [str(pair.dyad) for pair in found if pair.salience >= DEFAULT_THRESHOLD]


@pytest.mark.parametrize(
    ("title", "text", "pair"),
    [
        ("Fico threatens to cut electricity to Kyiv", "The Slovak premier wants transit restored.", "SVK-UKR"),
        ("Warsaw to check cars from Monday", "Tusk says Berlin has pushed migrants across the Oder.", "DEU-POL"),
        ("Court hears fugitive brothers", "The two were arrested in Dubai and face trial in South Africa.", "ARE-ZAF"),
        ("Pemex ships crude to Havana", "The tanker loaded 400,000 barrels at Pajaritos.", "CUB-MEX"),
    ],
)
def test_two_countries_of_a_brief_text_are_its_pair(title: str, text: str, pair: str) -> None:
    assert pairs_of(title, text) == [pair]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Mild winter lowers prices", "Gas is cheaper in Italy and Spain than a year ago."),
        ("Rich list grows", "SINGAPORE, Feb. 25 – The wealth of tycoons in Hong Kong rose 7.5% last year."),
        ("Pandemic subsides", "A 20-billion US-dollar plant opens in Taiwan."),
        ("Samoan fund grows", "It holds 900 million New Zealand dollars."),
        ("Envoys meet in Vienna", "Iran hopes for relief."),
        ("Quake off Tonga", "No warning was issued in Fiji after the sea calmed down near Samoa."),
    ],
)
def test_lists_datelines_currencies_venues_and_three_countries_make_none(title: str, text: str) -> None:
    assert pairs_of(title, text) == []


def test_longer_texts_are_read_as_articles() -> None:
    text = (
        "The two were arrested in Dubai and face trial in South Africa. " + "The court sat for hours on Monday. " * 12
    )
    assert pairs_of("Court hears fugitive brothers", text) == []
