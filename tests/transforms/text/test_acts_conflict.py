"""Deeds of conflict that a sentence tells plainly: by verbs with what stands beside them, passives and nouns."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.acts.deeds.deeds import PLAIN
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.counted_acts import counted, told, told_of

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chinese ships shelled a Japanese trawler. Tokyo lodged a strong protest.", ["JPN>CHN ACCUSE"]),
        ("Turkey lifted its ban on Iraqi flights. Baghdad welcomed the decision.", ["IRQ>TUR SUPPORT"]),
        (
            "Israel bombed an airport in Yemen. Iran and Oman condemned the attack.",
            ["IRN>ISR ACCUSE", "OMN>ISR ACCUSE"],
        ),
        ("Armenia and Azerbaijan swapped prisoners. India welcomed the swap.", ["IND>ARM SUPPORT", "IND>AZE SUPPORT"]),
        ("Lebanon and Syria signed an accord. Saudi Arabia hosted the talks.", ["SAU>LBN CONSULT", "SAU>SYR CONSULT"]),
        ("Australia expelled Iran's ambassador. New Zealand followed suit on Tuesday.", ["NZL>IRN SANCTION"]),
        ("Tokayev met Takaichi in Tokyo. Sixty agreements were signed during the visit.", ["JPN>KAZ AGREE"]),
        # Who speaks of something else, or of others.
        ("Poland expelled three Russian diplomats. Warsaw condemned the killing of a journalist.", []),
        ("The US imposed tariffs on Brazilian coffee. Brazil warned that drought could cut its harvest.", []),
        ("China banned Japanese seafood. Japan's parliament rejected the budget.", []),
        ("India and Pakistan exchanged fire. India praised the army for its courage.", []),
        ("Australia expelled Iran's ambassador. Sales in New Zealand followed suit on Tuesday.", []),
        ("Israel bombed Yemen. Oman condemned the attack by rebels on its embassy.", []),
        ("India and Pakistan met in Doha. Brazil hosted the talks with farmers.", []),
        ("Iran shelled Israel. Israel demanded calm from its citizens.", []),
        ("Poland cut its interest rates after Russia attacked Ukraine. Hungary followed suit.", []),
        ("China and Brazil signed a deal. The agreement between unions and bosses was signed.", []),
        ("Peru and Chile signed a deal. The agreement between Google and the city was signed, too.", []),
    ],
)
def test_who_answers_what_was_told_need_not_name_whom(text: str, expected: list[str]) -> None:
    assert [one for act in counted(text) if act.sentence == 1 for one in told_of([act])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow criticised Denmark and demanded his release.", ["RUS>DNK ACCUSE", "RUS>DNK REQUEST"]),
        ("Kenya accused Sudan of arming rebels, a charge Khartoum denied.", ["KEN>SDN ACCUSE", "SDN>KEN REJECT"]),
        ("Xi Jinping met Tokayev in Astana and signed 20 agreements.", ["CHN>KAZ AGREE", "CHN>KAZ CONSULT"]),
        ("Chinese hackers targeted Taiwanese chipmakers.", ["CHN>TWN COERCE"]),
        ("Ukraine hit Russian oil depots as hackers took down Moscow sites.", ["UKR>RUS ASSAULT"]),
        ("Belgium vetoed EU funding for Ukraine on Friday.", ["BEL>EU REJECT", "BEL>UKR REJECT"]),
        ("A U.S. judge ordered the release of a Turkish student.", ["USA>TUR CONCEDE"]),
        ("Ireland will boycott Eurovision in protest at Israel's participation.", ["IRL>ISR SANCTION"]),
        ("Germany sent 32 items of looted royal regalia back to Cameroon.", ["DEU>CMR RETREAT"]),
        ("Japan lodged a protest over Chinese drilling.", ["JPN>CHN ACCUSE"]),
        # What no country does to another.
        ("A Dutch court ordered Shell to hand over papers to Nigeria.", []),
        ("A Turkish driver was killed in a crash when his lorry hit a Bulgarian bus.", []),
        ("Somali pirates seized a Greek tanker on Friday.", []),
        ("Ghana moved its citizens from Burkina Faso after an attack by jihadists.", []),
        ("Dutch police held six men who shipped cocaine from Ecuador to Rotterdam.", []),
        ("Japan and France, which chair a group of creditors, signed a deal with the island a year ago.", []),
        ("Canada should stop apologising to Washington.", []),
    ],
)
def test_who_speaks_for_a_country_and_who_does_not(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Trade between India and Brazil could reach $20 billion by 2030.", "planned"),
        ("Exports from Kenya to Uganda are expected to double.", "planned"),
        ("Trade between India and Brazil reached $20 billion.", "done"),
    ],
)
def test_trade_that_is_only_foreseen_is_planned(text: str, status: str) -> None:
    assert [act.when for act in counted(text)] == [status]
