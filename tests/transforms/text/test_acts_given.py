"""Deeds of cooperation by what is given, in the passive, and promised; and what only looks like one."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.deeds.deeds import PLAIN
from dyadwire.transforms.text.decide.acts.deeds.frames import LEADS
from dyadwire.transforms.text.decide.acts.deeds.table import CLIENT, FRAMES, NOBODY, NOUN, PASSIVE, TOGETHER
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import told_together as told

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany is sending two Patriot batteries to Ukraine, the defence minister said.", "DEU>UKR AID"),
        ("Mexico sent 29 cartel suspects to the United States on Thursday.", "MEX>USA COOPERATE"),
        ("Germany returned 20 Benin bronzes to Nigeria.", "DEU>NGA RETREAT"),
        ("Armenia handed four border villages over to Azerbaijan.", "ARM>AZE RETREAT"),
        ("France pulled its last soldiers out of Chad in January.", "FRA>TCD RETREAT"),
        ("The African Union lifted its suspension of Gabon.", "AU>GAB CONCEDE"),
        ("Switzerland extended an invitation to the Iranian foreign minister.", "CHE>IRN REQUEST"),
        ("Slovakia threw its support behind Hungary.", "SVK>HUN SUPPORT"),
        ("Bolivia and Israel re-established ties on Tuesday.", "BOL=ISR SUPPORT"),
        ("The leaders of Malaysia and Singapore unveiled an economic zone in Johor.", "MYS=SGP COOPERATE"),
        ("A delegation from Seoul arrived in Hanoi on Sunday to discuss nuclear power.", "KOR>VNM CONSULT"),
    ],
)
def test_a_verb_tells_a_deed_by_what_stands_with_it(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad was given blankets by the United Arab Emirates.", "ARE>TCD AID"),
        ("The fugitive banker was extradited to Switzerland from Brazil on Friday.", "BRA>CHE COOPERATE"),
        ("Six Thai hostages were released by the Iraqi authorities.", "IRQ>THA CONCEDE"),
        ("Sri Lanka got $200 million from India to buy fuel.", "IND>LKA AID"),
    ],
)
def test_who_gets_something_may_stand_before_the_verb(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_what_ends_with_an_agreement_ends_none() -> None:
    (act,) = extract("Xi's three-day trip to Hanoi ended with 45 agreements between China and Vietnam.", LEXICON).acts
    assert act.code == "AGREE"


def test_what_somebody_promises_is_agreed_to() -> None:
    assert told("Israel agreed to allow Egyptian trucks into Gaza.") == ["ISR>EGY AGREE"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A Chinese man helped his Japanese wife open a noodle shop in Osaka.", "CHN>JPN AID"),
        ("Colombia hosted Argentina in a friendly.", "COL>ARG CONSULT"),
        ("Greece was visited by two million Germans last year.", "DEU>GRC CONSULT"),
        ("Czech doctors treated 20 wounded Ukrainian soldiers in Prague.", "CZE>UKR ASSAULT"),
        ("Uganda has given Kenya one week to lift a ban on milk powder.", "UGA>KEN AID"),
        ("The US special envoy for Sudan met Egyptian diplomats in Cairo.", "SDN=EGY CONSULT"),
        ("Bahrain and Qatar restored flights, but not ambassadors.", "BHR=QAT SUPPORT"),
        ("Slovakia has promised to end gifts of arms to Ukraine.", "SVK>UKR AID"),
        ("Warsaw vowed to expel every Russian diplomat.", "POL>RUS AGREE"),
        ("Rwanda stands accused by Kinshasa of plundering tin.", "RWA>COD SUPPORT"),
    ],
)
def test_no_deed_is_told_of_who_only_stands_where_its_sides_would(text: str, wrong: str) -> None:
    assert wrong not in told(text)


def test_a_noun_that_tells_an_act_tells_it_beside_its_verb() -> None:
    text = "The president of Mexico paid an official visit to Turkey."
    (act,) = extract(text, LEXICON).acts
    assert act.trigger is not None
    assert text[slice(*act.trigger)] == "official visit"


def test_the_table_asks_for_nothing_that_is_not_known_and_for_all_that_is() -> None:
    frames = {
        "object",
        "that",
        "dative",
        "prisoner",
        "site",
        "traveller",
        "giver",
        "out",
        CLIENT,
        PASSIVE,
        TOGETHER,
        NOUN,
        NOBODY,
    }
    leads = LEADS | PREPOSITIONS | {"alongside", "behind", "beside"}
    used = {name for row in LEXICON["act_deeds"] for name in row["behind"].split()}
    kinds = {row["kind"] for row in LEXICON["act_deed_words"]}
    assert used - frames - leads - FRAMES - kinds == set()
    assert kinds - used == set()


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine strikes Turkmen gas deal.",
        "Ukraine strikes gas deal with Turkmenistan.",
        "Ukraine struck a Turkmen deal.",
    ],
)
def test_who_strikes_a_deal_attacks_nobody(text: str) -> None:
    (act,) = extract(text, LEXICON).acts
    assert (act.actor, act.recipient, act.code) == ("UKR", "TKM", "AGREE")
    assert act.confidence >= PLAIN


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("China bans exports of gallium to US", ("CHN", "USA", "SANCTION")),
        ("China sent 45 warplanes toward Taiwan.", ("CHN", "TWN", "MOBILIZE")),
        ("Kyrgyzstan, Tajikistan reopen border crossing", ("KGZ", "TJK", "COOPERATE")),
    ],
)
def test_headlines_tell_deeds_by_what_stands_with_their_verb(text: str, told: tuple[str, str, str]) -> None:
    (act,) = extract(text, LEXICON).acts
    assert (act.actor, act.recipient, act.code) == told
    assert act.confidence >= PLAIN


def test_who_hands_over_stands_behind_by() -> None:
    assert told("Tanks were delivered to Ukraine from Poland by the United States.") == ["USA>UKR AID"]


@pytest.mark.parametrize(
    "text",
    [
        "British tourists were flown to Germany from Egypt.",
        "The painting was sold to Japan by a Swiss dealer.",
        "The striker was loaned to Belgium by a French club.",
        "A Swedish teenager stabbed a Danish pupil.",
        "A Mexican film was banned by an American cinema.",
        "Poland was neither attacked by Russia nor threatened by Belarus.",
        "Israel's warning of an Iranian attack on Jordan was ignored.",
    ],
)
def test_private_people_and_what_did_not_happen_are_no_deeds(text: str) -> None:
    assert told(text) == []
