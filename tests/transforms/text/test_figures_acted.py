"""Whose a figure is where an act tells of two, one of them by a firm or not at all; and in rows of countries."""

from __future__ import annotations

import pytest

from tests.transforms.text.found_figures import figure


@pytest.mark.parametrize(
    ("text", "surface", "pair"),
    [
        (
            "Turkish jets struck villages in northern Iraq overnight, officials said. At least seven people died.",
            "seven",
            ("IRQ", "TUR"),
        ),
        (
            "Somali militants attacked a base of Kenyan soldiers near Kulbiyow on Friday. Eleven troops were killed.",
            "Eleven",
            ("KEN", "SOM"),
        ),
        (
            "The Syrian ministry denounced the raid. On Friday morning, state media said that Israel had hit Damascus, "
            "killing three soldiers and injuring seven more.",
            "seven",
            ("ISR", "SYR"),
        ),
        (
            "Israel struck Lebanon overnight. The attack on a market killed nine people, medics said.",
            "nine",
            ("ISR", "LBN"),
        ),
        (
            "Israel struck Lebanon overnight. Officials said nine people were killed in the raid.",
            "nine",
            ("ISR", "LBN"),
        ),
        (
            "Canberra will buy three Virginia-class submarines from the United States. The boats will cost about "
            "$3bn each.",
            "$3bn",
            ("AUS", "USA"),
        ),
        (
            "Warsaw has signed a contract with Hanwha for rocket launchers. The deal, worth $1.6bn, includes training.",
            "$1.6bn",
            ("KOR", "POL"),
        ),
        (
            "India's tax office accused Xiaomi of fraud. The Enforcement Directorate said that it had seized 119 bank "
            "accounts of the Chinese firm.",
            "119",
            ("CHN", "IND"),
        ),
    ],
)
def test_a_figure_is_of_the_two_of_whom_an_act_tells(text: str, surface: str, pair: tuple[str, str]) -> None:
    assert figure(text, surface).dyad == pair


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Turkish jets struck northern Iraq overnight. Turkey has lost 40 soldiers this year.", "40"),
        (
            "Chile and Peru signed a treaty on Monday. Santiago has spent 30 million dollars on its navy.",
            "30 million dollars",
        ),
        ("Egypt condemned Israel's strikes on Lebanon, in which 12 people died.", "12"),
        ("Germany's chancellor met the president of Poland. Nine people died in a storm.", "Nine"),
        ("France struck targets in Mali on Tuesday. The war has lasted nine years.", "nine years"),
        ("Russia attacked Ukraine on Monday. An earthquake in the north killed 12 people.", "12"),
        ("Russia attacked Ukraine on Monday. Storms in the south have killed 40 people this week.", "40"),
        ("Israel struck Lebanon overnight. A bus crash in the capital killed nine people.", "nine"),
        ("Turkish jets struck villages in northern Iraq overnight. The flu has killed 4,000 people.", "4,000"),
        ("Israel struck Lebanon overnight. Last year 500 people died on the roads.", "500"),
        ("Saudi jets bombed Yemen. A shipwreck killed 60 migrants on Sunday.", "60"),
        ("Iran shelled Iraq. Separately, a court sentenced a man who killed four people.", "four"),
        ("Israel struck Lebanon overnight. Nine people were killed in an avalanche.", "Nine"),
        ("Israel struck Lebanon overnight. Nine people drowned.", "Nine"),
        ("Israel struck Lebanon on Monday. On Tuesday, 12 people were killed.", "12"),
        ("Israel struck Lebanon overnight. More than 300 people have been killed since October.", "300"),
        ("Mexico's Cemex bought a Spanish rival. Gold climbed to $2,000 an ounce.", "$2,000"),
    ],
)
def test_no_act_gives_a_figure_of_others(text: str, surface: str) -> None:
    assert figure(text, surface).dyad is None


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        (
            "Britain's trains are late, but Italy runs 72 percent on time, Germany 64 percent and Portugal, the worst, "
            "58 percent.",
            "58 percent",
            "PRT",
        ),
        (
            "Nigeria sold the most phones. Egypt bought 14 million, Kenya took 9 million and Ghana imported 5 million.",
            "9 million",
            "KEN",
        ),
        (
            "India drinks most of its tea, unlike Sri Lanka, which sells 95 percent abroad, Kenya, which sells "
            "94 percent, and Vietnam with 80 percent.",
            "94 percent",
            "KEN",
        ),
    ],
)
def test_each_of_a_row_of_countries_has_its_figure(text: str, surface: str, country: str) -> None:
    assert figure(text, surface).countries == (country,)


def test_a_figure_before_its_country_is_not_of_the_one_before() -> None:
    text = (
        "The bank lent $200 million to expand a grid in Egypt; $400 million to support Mozambique's gas project; "
        "$700 million to support Sudan's power network; and $500 million to help Chad."
    )
    assert figure(text, "$700 million").countries == ("SDN",)


WAR = "Israel struck Lebanon on Friday, killing six people. "


@pytest.mark.parametrize(
    ("text", "surface", "pair"),
    [
        ("A similar strike killed 46 people in December.", "46", ("ISR", "LBN")),
        ("Israeli strikes have killed 331 people since November.", "331", ("ISR", "LBN")),
        ("In April, a missile attack on the same village killed 14 people.", "14", ("ISR", "LBN")),
        ("A suicide attack in the city killed 30 people in May.", "30", None),
        ("An earthquake killed 70 people in Chile in May.", "70", None),
        ("Strikes on the heart of Beirut have killed 80 people.", "80", ("ISR", "LBN")),
        ("Heart attacks killed 12,000 people last year, doctors said.", "12,000", None),
        ("Similar bandit attacks killed 46 people in December.", "46", None),
        ("Shark attacks have killed 5 people since May.", "5", None),
    ],
)
def test_further_attacks_of_the_one_war_of_an_article_are_of_its_two(
    text: str, surface: str, pair: tuple[str, str] | None
) -> None:
    dyad = figure(WAR + text, surface).dyad
    assert (tuple(dyad) if dyad else None) == pair
