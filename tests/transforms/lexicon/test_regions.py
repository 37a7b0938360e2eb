"""The lexicon of words by which news describes a country that it does not name."""

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.owners.described import Description, find_descriptions
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.tokens import Tokens

LEXICON = load_lexicon()
RULES = compile_rules(LEXICON)
KNOWN = {row["iso3"] for row in LEXICON["countries"]}
REGIONS = {row["words"]: row["members"].split() for row in LEXICON["regions"]}


def read(text: str) -> list[Description]:
    passage = read_document(text).passages[-1]
    return find_descriptions(Tokens(passage, passage.sentences[0], RULES.signals), RULES)


def test_rows_are_sorted_unique_and_known() -> None:
    words = [row["words"] for row in LEXICON["regions"]]
    assert words == sorted(set(words))
    for members in REGIONS.values():
        assert members == sorted(set(members))
        assert set(members) <= KNOWN
    for row in LEXICON["regions"]:
        alone = row["alone"].split()
        assert alone == sorted(set(alone))
        assert set(alone) <= set(REGIONS[row["words"]])


def test_a_part_of_a_continent_lies_in_it() -> None:
    parts = ["north african", "west african", "east african", "central african", "southern african"]
    for part in parts:
        assert set(REGIONS[part]) <= set(REGIONS["african"])
    assert set(REGIONS["central american"]) | set(REGIONS["south american"]) <= set(REGIONS["latin american"])
    for part in ("nordic", "baltic", "balkan", "iberian"):
        assert set(REGIONS[part]) <= set(REGIONS["european"])


@pytest.mark.parametrize(
    ("words", "iso3", "fits"),
    [
        ("South-East Asian country", "VNM", True),
        ("north-west African kingdom", "MAR", True),
        ("ex-communist state", "POL", True),
        ("Gulf of Guinea nation", "GHA", True),
        ("Baltic Sea state", "FIN", True),
        ("landlocked East European country", "BLR", True),
        ("Hermit Kingdom", "PRK", True),
        ("South-East Asian country", "KEN", False),
        ("Gulf of Guinea nation", "KWT", False),
    ],
)
def test_a_compound_or_a_sea_is_read_as_a_whole(words: str, iso3: str, fits: bool) -> None:
    assert read(f"Sales to the {words} rose.")[0].fits(iso3) is fits


def test_all_words_of_a_description_tell_of_whom_it_is() -> None:
    text = "Sales to the landlocked West African country, the Gulf coast state and the third country rose."
    landlocked, coast, third = read(text)
    assert landlocked.members == {"BFA", "MLI", "NER", "TCD"}
    assert coast.members == {"MEX", "USA"}
    assert third.members is None
    assert third.fits("JPN")
    assert not landlocked.fits("GHA")
