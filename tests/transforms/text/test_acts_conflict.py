"""Deeds of conflict that a sentence tells plainly: by verbs with what stands beside them, passives and nouns."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.deeds.deeds import PLAIN
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import told

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bahrain pulled its ambassador out of Baghdad on Sunday.", "BHR>IRQ SANCTION"),
        ("Niger closed its airspace to Algerian planes.", "NER>DZA SANCTION"),
        ("Laos ordered two Thai firms out of its mines.", "LAO>THA SANCTION"),
        ("North Korea fired a missile over Japan.", "PRK>JPN MOBILIZE"),
        ("Angry protesters in Baghdad surrounded the Turkish embassy.", "IRQ>TUR PROTEST"),
        ("Crowds in Dhaka burned an Indian flag.", "BGD>IND PROTEST"),
        ("Vietnam seized a trawler owned by a Chinese tycoon.", "VNM>CHN COERCE"),
        ("Belarus moved tanks up to the Ukrainian border.", "BLR>UKR MOBILIZE"),
        ("Russia has put a Norwegian on trial for espionage.", "RUS>NOR COERCE"),
        ("Venezuela threatened to cut off power to Colombia.", "VEN>COL THREATEN"),
        ("Peru has taken Chile to the International Court of Justice.", "PER>CHL ACCUSE"),
        ("Slovenia protested on Monday against Austrian border checks.", "SVN>AUT ACCUSE"),
        ("Thousands of Iraqis rallied against Turkey.", "IRQ>TUR PROTEST"),
        ("Cuba hanged a Bahamian national.", "CUB>BHS ASSAULT"),
    ],
)
def test_what_stands_beside_a_verb_makes_it_a_deed(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Portugal to expel Belarusian consul over visas", "PRT>BLR SANCTION"),
        ("Japan scrambled jets to intercept Russian bombers.", "JPN>RUS MOBILIZE"),
        ("If Iran attacks Israel, the US will bomb Iran.", "USA>IRN ASSAULT"),
    ],
)
def test_who_is_to_do_something_does_it(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malawi was refused a loan by China last year.", "CHN>MWI REJECT"),
        ("Two Estonians were barred from Belarus.", "BLR>EST SANCTION"),
        ("The sanctions imposed on Mali by Senegal were widened.", "SEN>MLI SANCTION"),
        ("Tackling cases of Japanese nationals abducted by North Korea is his aim.", "PRK>JPN COERCE"),
        ("Albania was hit by Iranian missiles.", "IRN>ALB ASSAULT"),
        ("Albania was attacked by Iran again.", "IRN>ALB ASSAULT"),
    ],
)
def test_who_undergoes_something_does_not_do_it(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ban on Moldovan wine by Russia was extended.", "RUS>MDA SANCTION"),
        ("The arrest of a Danish engineer by Iran alarmed diplomats.", "IRN>DNK COERCE"),
        ("They discussed aggression on Ukraine by Russia.", "RUS>UKR ASSAULT"),
        ("The build-up of Russian troops on Ukraine's border goes on.", "RUS>UKR MOBILIZE"),
    ],
)
def test_whose_a_noun_is_does_it(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Uganda and Rwanda have expelled each other's envoys.", "SANCTION"),
        ("Greece and Turkey scrambled jets against each other.", "MOBILIZE"),
    ],
)
def test_what_two_do_to_each_other_is_mutual(text: str, code: str) -> None:
    (act,) = extract(text, LEXICON).acts
    assert (act.code, act.mutual, act.confidence >= PLAIN) == (code, True, True)


@pytest.mark.parametrize(
    "text",
    [
        "The withdrawal did not mean that Libya had cut its ties with Iran.",
        "Nzérékoré in Guinea is located close to the border to Liberia.",
        "Saudi Arabia broke into the Chinese market.",
        "Tajikistan also feels strongly threatened by Afghanistan.",
        "Sudan's war on hunger needs Egypt's grain.",
        "Hungary's crackdown on fraud cost an Austrian bank dearly.",
        "Cyprus complained to the United Nations.",
        "Japan's self-imposed restrictions on exports to America are old.",
        "Nato simulated a Russian invasion of Estonia.",
        "They called for an Irish ban on Moldovan wine.",
        "Mali could expel the Danish envoy.",
        "The Danish envoy could be expelled by Mali.",
        "Two Danes were hardly arrested by Mali.",
        "Laos reduced its trade deficit with Vietnam.",
        "Iran's enemies bombed Mali.",
        "Oslo denied that Norway had expelled the Malian envoy.",
        "German bakers are threatened by French pastries.",
        "Portugal sent home Serbia after a 2-2 draw.",
    ],
)
def test_what_only_looks_like_a_deed_of_conflict_is_none(text: str) -> None:
    assert [act for act in extract(text, LEXICON).acts if act.confidence >= PLAIN] == []


def test_a_manned_plane_is_attacked_and_a_drone_is_not() -> None:
    assert told("Syria downed a Russian spy plane.") == ["SYR>RUS ASSAULT"]
    assert told("Pakistan downed an Indian drone near Sialkot.") == ["PAK>IND COERCE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan was threatened by North Korea.", ["PRK>JPN THREATEN"]),
        ("Taiwan was threatened by Chinese officials with an invasion.", ["CHN>TWN THREATEN"]),
        ("Poland was threatened by Russia's president on Monday.", ["RUS>POL THREATEN"]),
        ("French bakers are threatened by Danish pastries.", []),
        ("Japan's coasts are threatened by Chinese plastic waste.", []),
    ],
)
def test_somebody_threatens_and_no_thing(text: str, expected: list[str]) -> None:
    assert [act for act in told(text) if act.endswith("THREATEN")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey expelled 10 diplomats of Greece after the 9-11 victory parade.", "TUR>GRC SANCTION"),
        ("Germany lost 10-15 percent of its gas when Russia cut supplies to Germany.", "RUS>DEU SANCTION"),
    ],
)
def test_a_range_is_no_score(text: str, expected: str) -> None:
    assert expected in told(text)
