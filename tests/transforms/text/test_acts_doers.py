"""Who does what is told by what stands beside its word, and what the verb before it makes of it."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import COUNTED
from tests.transforms.text.counted_acts import told_together as told

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine received criticism from Poland over grain.", "POL>UKR ACCUSE"),
        ("Kuwait drew fire from Iraq over the port.", "IRQ>KWT ACCUSE"),
        ("Qatar won praise from Germany for the talks.", "DEU>QAT SUPPORT"),
        ("Washington extracted promises from both Germany and Japan.", "DEU>USA AGREE"),
        ("Canada's offer to host a summit was turned down by India.", "IND>CAN REJECT"),
        ("Ghana's decision to expel the Togolese envoy was criticised by Benin.", "BEN>GHA ACCUSE"),
        ("Taiwan said it detected 14 Chinese aircraft and six ships around the island.", "CHN>TWN MOBILIZE"),
        ("Laos borrowed $600 million from Thailand to finish a dam.", "THA>LAO AID"),
        ("Austria dropped its objections to Romania joining the Schengen zone.", "AUT>ROU CONCEDE"),
        ("Rwandan rebels took Goma, prompting Congo to cut ties with Kigali.", "COD>RWA SANCTION"),
        ("An American envoy was back in Jordan to meet officials.", "USA>JOR CONSULT"),
        ("Brazil imports wheat from Argentina and sells coffee to Egypt.", "BRA>ARG COOPERATE"),
    ],
)
def test_who_does_it_may_stand_anywhere(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egypt should return the stones, Sudan's culture minister said.", ["SDN>EGY REQUEST"]),
        ("Iran said Israel must pay for the strike.", ["IRN>ISR REQUEST"]),
        ("The United States must stop arming Israel, Iran said.", ["IRN>USA REQUEST"]),
        ("Israel must end attacks on Lebanon, France said on Monday.", ["FRA>ISR REQUEST"]),
        ("Ukraine urged the European Union to tighten sanctions on Russia.", ["UKR>EU REQUEST"]),
    ],
)
def test_whom_somebody_says_should_do_something_is_asked(text: str, expected: list[str]) -> None:
    assert [act for act in told(text) if act.endswith("REQUEST")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hungary will not send arms to Ukraine, Orban said.", "HUN>UKR REJECT"),
        ("Turkey will not sell drones to Israel.", "TUR>ISR REJECT"),
        ("Vietnam refuses to buy Russian jets.", "VNM>RUS REJECT"),
        ("Japan promised not to sell weapons to Israel.", "JPN>ISR REJECT"),
        ("France pledged never to supply tanks to Ukraine.", "FRA>UKR REJECT"),
        ("Turkey said it has no plans to sell drones to Israel.", "TUR>ISR REJECT"),
        ("Poland refused to extradite a Ukrainian diver to Germany.", "POL>DEU REJECT"),
        ("Chile promised to send doctors to Peru.", "CHL>PER AGREE"),
        ("Russia pledged to withdraw its troops from Georgia.", "RUS>GEO AGREE"),
        ("Iran vowed to attack Israel.", "IRN>ISR THREATEN"),
        ("Israel vowed to raid Lebanese towns.", "ISR>LBN THREATEN"),
        ("Iran promised to send missiles to Russia.", "IRN>RUS AGREE"),
        ("Venezuela is currently seeking loans in Japan to finance a steel plant.", "VEN>JPN REQUEST"),
        ("The United States may lift 84 million dollars in trade sanctions against Japan.", "USA>JPN CONCEDE"),
    ],
)
def test_the_verb_before_makes_another_act_of_it(text: str, expected: str) -> None:
    assert expected in told(text)


def test_what_somebody_will_not_do_is_refused_now_and_what_he_did_not_do_is_denied() -> None:
    texts = ("Turkey will not sell drones to Israel.", "Turkey did not sell drones to Israel.")
    found = [act for text in texts for act in extract(text, LEXICON).acts]
    assert [(act.code, act.when) for act in found] == [("REJECT", "done"), ("COOPERATE", "denied")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru sold its shares in a Bolivian bank to Chile.", ["PER>BOL RETREAT", "PER>CHL COOPERATE"]),
        ("Norway's wealth fund sold its stake in three Israeli companies.", ["NOR>ISR RETREAT"]),
        ("Australia's Fortescue pulled out of a mine in Gabon.", ["AUS>GAB RETREAT"]),
        ("Panama let a US destroyer dock at Colon.", ["PAN>USA COOPERATE"]),
        ("Jamaica hosted a Venezuelan warship in Kingston last week.", ["JAM>VEN COOPERATE"]),
        ("Sudan shipped grain to Chad.", ["SDN>TCD COOPERATE"]),
        ("Norway shipped donated grain to Chad.", ["NOR>TCD AID"]),
        ("Venezuela's leader called Port of Spain a colony.", ["VEN>TTO ACCUSE"]),
        ("Vietnam exported more rice than Thailand to the Philippines last year.", ["VNM>PHL COOPERATE"]),
    ],
)
def test_stakes_ships_and_goods_have_codes_of_their_own(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chile's exports to China fell 10 percent in March as demand for copper slumped.",
        "Iraq's oil sales to Greece dropped by a third after the pipeline closed.",
        "Turkey reported a sharp drop in exports to Russia.",
        "Ecuador sold 40 percent fewer shrimps to China in the first quarter.",
    ],
)
def test_trade_that_falls_does_not_count(text: str) -> None:
    assert told(text) == []


def test_trade_that_falls_is_told_as_done() -> None:
    (act,) = extract("Iraq's oil sales to Greece dropped by a third.", LEXICON).acts
    assert (act.code, act.when) == ("COOPERATE", "done")
    assert act.confidence < COUNTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lavrov and his Turkish counterpart met in Baku.", ["RUS=TUR CONSULT"]),
        ("Russia's Lavrov met his Turkish counterpart Hakan Fidan.", ["RUS=TUR CONSULT"]),
        ("Latvia's president visited Estonia for talks on Russia.", ["LVA>EST CONSULT"]),
        (
            "Defence cooperation between Iran and Tajikistan worries officials in Afghanistan.",
            ["IRN=TJK COOPERATE"],
        ),
    ],
)
def test_talks_are_of_those_who_talk(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Syria's war on Turkish-backed rebels dragged on.",
        "The United States carried out strikes on Iran-backed militias in Idlib.",
        "Israel struck Iran-aligned fighters.",
    ],
)
def test_who_backs_those_that_are_attacked_is_not_attacked(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Oil exports to China should rise this year, Russia said.",
        "Talks with Japan should begin in May, China said.",
        "Ethiopia must resolve matters with Egypt, which, along with Sudan, claims the river.",
        "Expressing concern about a bill in the U.S. Congress, he said Japan should lower its tariffs.",
        "Israel should have paid, Iran said.",
        "Iran said Israel should not have paid.",
    ],
)
def test_nobody_is_asked_by_whom_others_speak_of(text: str) -> None:
    assert [act for act in told(text) if act.endswith("REQUEST")] == []


def test_who_trades_with_one_is_not_who_trades_with_another_behind() -> None:
    assert "BRA>CHN COOPERATE" not in told("Peru sells copper to China, which buys soy from Brazil.")


def test_who_seeks_to_help_asks_for_nothing() -> None:
    (act,) = extract("Spain is seeking to help Morocco.", LEXICON).acts
    assert act.code == "AID"


def test_what_somebody_promises_to_do_against_another_is_planned() -> None:
    (act,) = extract("Russia pledged to invade Georgia.", LEXICON).acts
    assert (act.code, act.when) == ("ASSAULT", "planned")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Brazil not only condemned Israel but also recalled its envoy.", "done"),
        ("Russia did not just sell jets to India.", "done"),
        ("Russia did not sell jets to India.", "denied"),
        ("Russia will not only sell jets to India but also build them.", "planned"),
    ],
)
def test_what_somebody_does_not_only_do_is_not_denied(text: str, when: str) -> None:
    (act,) = extract(text, LEXICON).acts
    assert act.code != "REJECT"
    assert act.when == when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Poland denied visas to tourists after reports that Russia had shelled Kyiv.", "done"),
        ("Officials denied Western reports that Russia had shelled Kyiv.", "denied"),
    ],
)
def test_what_is_reported_where_something_else_is_denied_is_not_denied(text: str, when: str) -> None:
    assert [act.when for act in extract(text, LEXICON).acts if act.code == "ASSAULT"] == [when]


def test_who_never_refused_does_not_refuse() -> None:
    assert "BRA>PER REJECT" not in told("Brazil never refused to sign a deal with Peru.")
