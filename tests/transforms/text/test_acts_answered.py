"""Deeds that answer others, what somebody calls another, and whom he says to have done something."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import counted, told, told_of

LEXICON = load_lexicon()


def told_last(*sentences: str) -> list[str]:
    """Return the counted acts of the last of some sentences as "USA>UKR AID"."""
    return told_of(act for act in counted(" ".join(sentences)) if act.sentence == len(sentences) - 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trump called Putin a week ago.", ["USA>RUS CONSULT"]),
        ("Trump called Putin a liar.", ["USA>RUS ACCUSE"]),
        ("Trump called Putin a strong leader.", ["USA>RUS SUPPORT"]),
        ('Caracas called Irfaan Ali a "lackey of the oil companies".', ["VEN>GUY ACCUSE"]),
        ("Zelenskyy called the move a gift to Moscow.", []),
    ],
)
def test_who_is_called_something_is_not_rung_up(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("lead", "text", "expected"),
    [
        ("Poland accused Belarus of spying.", "Minsk closed the border crossing over it.", "BLR>POL SANCTION"),
        (
            "France expelled three Algerian diplomats.",
            "Algeria retaliated by recalling its ambassador.",
            "DZA>FRA SANCTION",
        ),
        ("Pakistani jets bombed hideouts in Afghanistan.", "Afghan guards then shelled two posts.", "AFG>PAK ASSAULT"),
        ("Turkey jailed a German journalist.", "Ankara freed the journalist on Friday.", "TUR>DEU CONCEDE"),
        (
            "Guyana accused Venezuela of an attack.",
            "Guyana lodged a complaint with the United Nations.",
            "GUY>VEN ACCUSE",
        ),
        ("Sweden promised Poland a rescue ship.", "Stockholm hailed the deal as a milestone.", "SWE>POL SUPPORT"),
        ("Turkey and Armenia signed a protocol.", "The Armenian opposition denounced the protocol.", ""),
        ("Poland accused Belarus of spying.", "Minsk warned that if Poland closed the border, it would lose.", ""),
    ],
)
def test_a_deed_is_done_to_the_one_with_whom_somebody_quarrels(lead: str, text: str, expected: str) -> None:
    assert told_last(lead, text) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canadian police said then that Indian agents were behind the shooting.", ["CAN>IND ACCUSE"]),
        ("Ukraine said on Monday Russia was responsible for the outage.", ["UKR>RUS ACCUSE"]),
        ("Ecuador's ministry said Codelco of Chile had failed to drill.", ["ECU>CHL ACCUSE"]),
    ],
)
def test_whom_somebody_says_to_have_done_it_is_accused(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan expelled more than 900 Afghans in a week.", ["PAK>AFG COERCE"]),
        ("Pakistan expelled 90 Afghans in a week.", ["PAK>AFG SANCTION"]),
        ("Poland turned down offers from Germany.", ["POL>DEU REJECT"]),
        ("Spain returned 38 pre-Columbian pieces to Mexico.", ["ESP>MEX RETREAT"]),
        ("Vanuatu shelved an accord with Australia.", ["VUT>AUS REJECT"]),
    ],
)
def test_what_a_deed_is_done_with_tells_its_code(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_two_to_whom_a_third_one_does_the_same_do_nothing_to_one_another() -> None:
    found = extract("Turkey and Armenia signed a protocol. France congratulated both governments.", LEXICON).acts
    assert {(act.actor, act.recipient) for act in found if act.sentence == 1} == {("FRA", "ARM"), ("FRA", "TUR")}


def test_what_somebody_says_who_denies_something_else_is_not_denied() -> None:
    (act,) = extract("India denied the charge and said that Ottawa sheltered separatists.", LEXICON).acts
    assert (act.code, act.when) == ("ACCUSE", "done")


def test_he_may_be_a_person_whose_country_is_named_before() -> None:
    found = extract("Hungary's Peter Szijjarto was in Moscow. He has been to the Russian capital often.", LEXICON).acts
    assert [(act.sentence, act.actor, act.recipient, act.code) for act in found] == [(1, "HUN", "RUS", "CONSULT")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway summoned the Russian envoy after Russian soldiers boarded its trawler.",
            ["NOR>RUS ACCUSE", "RUS>NOR COERCE"],
        ),
        ("Iran attacked its own allies.", []),
        ("China said Japan recalled its envoy.", []),
    ],
)
def test_what_is_taken_is_of_who_is_named_first(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "Venezuelan police stormed Ecuador's consulate.",
                "Ecuador expelled the Venezuelan envoy.",
                "Colombia deplored the raid.",
            ),
            "COL>VEN ACCUSE",
        ),
        (("Ecuador expelled the Venezuelan envoy.", "Caracas responded in kind."), "VEN>ECU SANCTION"),
        (("Minsk asked Lithuania to open the border.", "Latvia has taken similar steps."), ""),
        (("Lithuania closed its border with Belarus.", "Latvia has taken similar steps."), "LVA>BLR SANCTION"),
    ],
)
def test_a_deed_is_known_by_its_noun_and_repeated_by_others(lines: tuple[str, ...], expected: str) -> None:
    assert told_last(*lines) == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Bangladesh has begun to import power from Nepal.", "done"),
        ("North Korea dispatched soldiers to help Russia.", "done"),
        ("Bangladesh plans to begin to import power from Nepal.", "planned"),
    ],
)
def test_what_has_begun_is_done(text: str, when: str) -> None:
    assert {act.when for act in extract(text, LEXICON).acts} == {when}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A Bolivian war hero shot down by Chile in 1879 is remembered.", "CHL"),
        ("In 2017 Tanzania burned 6,400 day-old chicks seized from Kenyan traders.", "TZA"),
        ("Kenya stopped the imports, saying some had not come from Uganda.", "KEN"),
    ],
)
def test_who_undergoes_it_by_the_words_beside_it_does_not_do_it(text: str, actor: str) -> None:
    assert {act.actor for act in extract(text, LEXICON).acts} == {actor}


@pytest.mark.parametrize(
    ("title", "told_day"),
    [
        ("Putin and Erdogan summit on Friday", False),
        ("Putin met Erdogan on Friday", True),
    ],
)
def test_a_weekday_of_a_meeting_in_a_headline_without_a_past_tense_is_none(title: str, told_day: bool) -> None:
    (act,) = extract("Rain fell.", LEXICON, title=title, published_date=date(2026, 9, 16)).acts
    assert bool(act.period) is told_day


def test_who_shares_an_island_works_together_on_nothing() -> None:
    assert not extract("Haiti and the Dominican Republic share an island and a river.", LEXICON).acts


@pytest.mark.parametrize(
    ("lead", "text", "expected"),
    [
        ("Saudi Arabia met Iraq in Riyadh.", "Iraq's ambassador praised the Kingdom for its role.", [("IRQ", "SAU")]),
        (
            "Saudi Arabia met Britain in Riyadh.",
            "Iraq's ambassador praised the Kingdom for its role.",
            [("IRQ", "SAU")],
        ),
        ("Qatar met Afghanistan in Doha.", "Iraq's ambassador praised the emirate for its role.", [("IRQ", "QAT")]),
        ("Nepal warned India.", "China's envoy praised the Himalayan nation for its help.", [("CHN", "NPL")]),
        ("Iran warned Qatar.", "China's envoy praised the Gulf state for its help.", [("CHN", "QAT")]),
        ("Singapore met Japan.", "Japan's envoy praised the city-state for its help.", [("JPN", "SGP")]),
        ("China warned Britain.", "The US said that Pelosi visited the island.", []),
        ("China warned Taiwan.", "The US said that Pelosi visited the self-ruled island.", [("USA", "TWN")]),
    ],
)
def test_a_state_may_be_called_by_what_it_is(lead: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = extract(f"{lead} {text}", LEXICON).acts
    assert [(act.actor, act.recipient) for act in found if act.sentence == 1] == expected
