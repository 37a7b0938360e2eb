"""Who acts where the grammar around an act turns its sides round, and what is only supposed."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.told import Told
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import counted, told

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syrian media said that Israel had hit Damascus, killing three.", ["ISR>SYR ASSAULT"]),
        ("Ukrainian officials said that Russia had hit Odesa, killing three people.", ["RUS>UKR ASSAULT"]),
        ("Pakistan said India had fired missiles, killing eight civilians.", ["IND>PAK ASSAULT"]),
        ("Cambodia said Thailand had dropped bombs near the border, wounding eight.", ["THA>KHM ASSAULT"]),
        ("Kyiv said Russian forces had shelled Kherson, killing two and wounding nine.", ["RUS>UKR ASSAULT"]),
        (
            "Ukraine said Russia and Belarus had shelled Chernihiv, killing four.",
            ["BLR>UKR ASSAULT", "RUS>UKR ASSAULT"],
        ),
        ("Ukraine said Russia had hit Poland, killing two farmers.", ["RUS>POL ASSAULT"]),
        ("Syria said Israel had been hit by Iranian missiles, killing three.", ["IRN>ISR ASSAULT"]),
        ("Pakistan's army said Indian shelling had wounded two of its soldiers.", ["IND>PAK ASSAULT"]),
        ("Pakistan's army said Indian shelling killed two soldiers.", ["IND>PAK ASSAULT"]),
        ("Russia hit Odesa, killing three.", ["RUS>UKR ASSAULT"]),
        ("China said it had killed three Indian soldiers.", ["CHN>IND ASSAULT"]),
        ("Turkey said it had bombed Syria, killing 12 fighters.", ["TUR>SYR ASSAULT"]),
        ("Russian missiles hit Kharkiv, killing six, Ukrainian officials said.", ["RUS>UKR ASSAULT"]),
    ],
)
def test_who_speaks_does_not_what_is_reported(text: str, expected: list[str]) -> None:
    assert set(expected) == set(told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China drew criticism from the US over its human rights record.", ["USA>CHN ACCUSE"]),
        ("Turkey has drawn condemnation from Greece over the drilling.", ["GRC>TUR ACCUSE"]),
        ("Russia faces new sanctions from Britain.", ["GBR>RUS SANCTION"]),
        ("Mali faces sanctions from France and Niger.", ["FRA>MLI SANCTION", "NER>MLI SANCTION"]),
        ("Turkish troops came under attack by Syrian forces.", ["SYR>TUR ASSAULT"]),
        ("China criticised Japan over the release of water.", ["CHN>JPN ACCUSE"]),
    ],
)
def test_who_draws_it_does_not_do_it(text: str, expected: list[str]) -> None:
    assert set(expected) == set(told(text))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Is Turkey about to invade Syria?", []),
        ("Will China ban Japanese seafood again?", []),
        ("When will China ban Japanese seafood?", ["CHN>JPN SANCTION"]),
        ("Is India's ban on Chinese apps working?", ["IND>CHN SANCTION"]),
    ],
)
def test_a_question_whether_somebody_does_it_does_not_count(title: str, expected: list[str]) -> None:
    assert told("The ministry was asked about it.", title=title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway exports salmon to France and imports fruit from Spain.",
            ["NOR>ESP COOPERATE", "NOR>FRA COOPERATE"],
        ),
        (
            "Norway's exports to France and imports from Spain rose.",
            ["NOR>ESP COOPERATE", "NOR>FRA COOPERATE"],
        ),
        (
            "Kenya exports tea to Pakistan, and Egypt imports rice from India.",
            ["EGY>IND COOPERATE", "KEN>PAK COOPERATE"],
        ),
    ],
)
def test_those_with_whom_a_third_one_trades_do_not_trade(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_attack_is_of_those_on_whom_it_is_blamed() -> None:
    text = "Iraq has tensions with Turkey over a deadly shelling blamed on Turkish forces."
    (act,) = extract(text, LEXICON).acts
    assert (act.actor, act.recipient) == ("TUR", "IRQ")


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine braces for Russian attack.",
        "South Korea braces for North Korean missile attack.",
        "Lithuania and Latvia brace for Russian attack.",
        "Taiwan prepares for a possible Chinese attack.",
        "Finland is preparing for a possible Russian attack.",
        "Israel is bracing for an Iranian attack.",
        "If China attacks Taiwan, the United States would defend it.",
        "Should North Korea attack South Korea, the United States would respond.",
        "Analysts doubt that China would attack Taiwan.",
        "Germany fears that Russia would attack Lithuania.",
        "A possible Russian attack on Poland would be costly.",
        "What would happen if China invaded Taiwan?",
        "NATO would respond in case of a Russian attack on Poland.",
        "In the event of a Chinese invasion of Taiwan, Japan would act.",
        "The EU's war on Chinese cars goes on.",
    ],
)
def test_what_is_only_supposed_does_not_count(text: str) -> None:
    assert [act for act in counted(text) if act.code == "ASSAULT"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea warned it would attack South Korea if the drills went ahead.", ["PRK>KOR THREATEN"]),
        ("Israel threatened to strike Iran if it enriched more uranium.", ["ISR>IRN THREATEN"]),
        ("Syria vows retaliation for Turkish raid.", ["SYR>TUR THREATEN"]),
        ("Trump threatened tariffs of 30 percent on Mexican goods.", ["USA>MEX THREATEN"]),
        ("Russia prepares attack on Ukraine.", ["RUS>UKR ASSAULT"]),
        ("Russia is expected to attack Ukraine within weeks.", ["RUS>UKR ASSAULT"]),
    ],
)
def test_threats_and_plans_count(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Iran Denounces Israeli Missile Strike On Damascus", True, ["IRN>ISR ACCUSE", "ISR>SYR ASSAULT"]),
        ("Iran denounces Israeli missile strike on Damascus.", False, ["IRN>ISR ACCUSE", "ISR>SYR ASSAULT"]),
        ("Israel welcomed the US strike on Iran.", False, ["ISR>USA SUPPORT", "USA>IRN ASSAULT"]),
        ("Iran vows revenge for Israeli strike on Damascus.", False, ["IRN>ISR THREATEN", "ISR>SYR ASSAULT"]),
    ],
)
def test_who_reacts_to_an_attack_is_no_attacker(text: str, title: bool, expected: list[str]) -> None:
    assert (told("", title=text) if title else told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger's military rulers revoked a defence pact with Washington in March.", ["NER>USA SANCTION"]),
        ("Panama cancelled an agreement with China on ports.", ["PAN>CHN SANCTION"]),
        ("Britain withdrew from a fisheries agreement with Norway.", ["GBR>NOR SANCTION"]),
    ],
)
def test_who_ends_a_pact_acts_alone(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_noun_is_of_the_one_before_it() -> None:
    text = (
        "The treaty created jobs and led to increases in Korean investment in the United States, "
        "South Korea and the United States said."
    )
    investments = [act for act in extract(text, LEXICON).acts if act.code == "COOPERATE"]
    assert [(act.actor, act.recipient) for act in investments] == [("KOR", "USA")]


def test_what_somebody_refuses_to_do_is_denied() -> None:
    (act,) = counted("Serbia refuses to join sanctions on Russia.")
    assert (act.actor, act.code, act.when) == ("SRB", "SANCTION", "denied")


def test_who_neither_condemns_nor_endorses_does_not_condemn() -> None:
    (act,) = counted("France neither condemned nor endorsed the Israeli raid.")
    assert (act.code, act.when) == ("ACCUSE", "denied")


def test_an_act_is_done_by_the_one_that_is_among_some() -> None:
    one = Told("SYR", "ISR", mutual=False, code="ASSAULT", trigger=3)
    assert one.by(frozenset(("ISR", "IRN"))).actor == "ISR"
    assert one.by(frozenset(("ISR", "SYR"))) == one == one.by(frozenset())
