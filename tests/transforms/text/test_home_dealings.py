"""Whose a figure is that tells of a partner of the article's own country, named in its clause alone."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import FigureSpan

LEXICON = load_lexicon()
LEAD = "LIMA, Peru - Peru's exports of fruit were worth $2.3 billion last season. "
GUESTS = "SUVA, Fiji - Fiji had 100,400 visitors in July, 3 percent more than a year earlier. "
DEBT = "LUSAKA - Zambia's foreign debt stood at $15.5 billion at the end of June. "
UP = (
    "LIMA, Peru - Peru's exports of fruit were worth $2.3 billion last season, the growers of Ica said. They were "
    "4 percent up. "
)
GAMES = "NAIROBI - Kenya won 17 medals. The games lasted nine days. "
MEETING = (
    "LIMA - Peru's growers met on Monday. Chile and Ecuador were there, too. Morocco and Spain were not. Mexico, "
    "Poland and India had sent letters. The meeting in Peru cost 200,000 soles. "
)
VOTE = "LIMA, Peru - The turnout was 80 percent in Peru. Ecuador's had been 70 percent. "
MINES = "SANTIAGO, Chile - Chile's largest mine was closed. China and Japan wait for its copper. "
HELP = "TUNIS - Tunisia received 1,400 tonnes of wheat as aid in May. "


def figure(text: str, surface: str) -> FigureSpan:
    (found,) = [one for one in extract(text, LEXICON).figures if one.surface == surface]
    return found


@pytest.mark.parametrize(
    ("text", "surface", "pair"),
    [
        (LEAD + "Germany received 9 percent, Spain 7 percent and Italy 4 percent.", "4 percent", ("ITA", "PER")),
        (
            LEAD + "Chile was second with 92,000 tonnes, followed by Britain with 61,000 tonnes.",
            "61,000 tonnes",
            ("GBR", "PER"),
        ),
        (
            LEAD + "Chile was second with 92,000 tonnes, ahead of Japan with 61,000 tonnes.",
            "61,000 tonnes",
            ("JPN", "PER"),
        ),
        (LEAD + "China buys 90 percent of its beans.", "90 percent", ("CHN", "PER")),
        (LEAD + "India is the first customer for oil, at 3,500 tonnes.", "3,500 tonnes", ("IND", "PER")),
        (LEAD + "China accounted for 12 percent, or 31,000 tonnes.", "31,000 tonnes", ("CHN", "PER")),
        (LEAD + "Poland is a new buyer. It took 5,000 tonnes.", "5,000 tonnes", ("PER", "POL")),
        (MINES + "Shipments to Chinese smelters fell 7 percent, those to Japan rose.", "7 percent", ("CHL", "CHN")),
        (LEAD + "Washington's duty of 10 percent hurts.", "10 percent", ("PER", "USA")),
        (GUESTS + "New Zealanders made up 29 percent.", "29 percent", ("FJI", "NZL")),
        (DEBT + "The government owes Beijing some $4.1 billion.", "$4.1 billion", ("CHN", "ZMB")),
        (DEBT + "China is the biggest creditor. It is owed $4.1 billion.", "$4.1 billion", ("CHN", "ZMB")),
        (DEBT + "India gave $60 million in May for a hospital.", "$60 million", ("IND", "ZMB")),
        (HELP + "Italy, which paid a part last year, has given 18 million euros.", "18 million euros", ("ITA", "TUN")),
    ],
)
def test_a_partner_deals_with_the_country_of_the_article(text: str, surface: str, pair: tuple[str, str]) -> None:
    assert figure(text, surface).dyad == pair


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        (UP + "China makes up 12 percent of world output.", "12 percent"),
        (UP + "Norway gave 1.6 percent of its output to the army.", "1.6 percent"),
        (UP + "Norway bought 70 percent of its cars abroad.", "70 percent"),
        (GAMES + "China came first with 126 medals, followed by Japan with 45.", "45"),
        (GAMES + "Japan took third place with 45 medals.", "45"),
        (MEETING + "Germany donated 300 beds to a hospital.", "300"),
        (MEETING + "Germany donates 300 beds a year.", "300"),
        (MEETING + "Italy, which Albania lent 300 boats, is calm.", "300"),
        (VOTE + "Egypt came second with 92,000 tonnes.", "92,000 tonnes"),
    ],
)
def test_what_others_do_among_themselves_is_not_of_the_country_of_the_article(text: str, surface: str) -> None:
    assert not {"KEN", "PER"} & set(figure(text, surface).countries)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Beijing is Kuwait's largest trading partner. Last year trade was worth $21 billion.", "$21 billion"),
        ("China has invested in Kuwait. Trade between the two countries reached $21 billion.", "$21 billion"),
        (
            "Beijing is Kuwait's largest trading partner. Last year trade was worth $21 billion, of which oil made up "
            "$15 billion.",
            "$15 billion",
        ),
    ],
    ids=["partner", "two", "part"],
)
def test_trade_is_of_the_two_of_the_sentence_before(text: str, surface: str) -> None:
    lead = "KUWAIT CITY - Kuwait will build a port with Egypt for $1 billion. "
    assert figure(lead + text, surface).dyad == ("CHN", "KWT")


def test_what_a_partner_took_is_of_the_time_of_the_whole() -> None:
    found = figure(LEAD + "The growers are glad. The Netherlands bought 120,000 tonnes.", "120,000 tonnes")
    assert found.period is not None
    assert found.period.text == "last season"


def test_a_figure_of_the_economy_is_of_the_country_of_the_article_again() -> None:
    text = "PORT LOUIS, Mauritius - Mauritius will spend 9 billion rupees. India gave $680 million for a port."
    assert figure(text + " Growth should be 3.3 percent this year.", "3.3 percent").countries == ("MUS",)


@pytest.mark.parametrize(
    ("text", "currency"), [("F$2.6 billion", "FJD"), ("WS$740 million", "WST"), ("SI$9 million", "SBD")]
)
def test_dollars_and_tala_of_the_pacific(text: str, currency: str) -> None:
    assert figure(f"Earnings were {text} last year.", text).currency == currency
