"""People whom everybody knows, employers, and things that are no people: each once, in order, of a country."""

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.people.find.not_people import is_thing
from dyadwire.transforms.text.people.lexicon.famous import home_of_famous

LEXICON = load_lexicon()


@pytest.mark.parametrize("table", ["famous_people", "employers", "not_people"])
def test_names_are_sorted_and_listed_once(table):
    names = [row["name"] for row in LEXICON[table]]
    assert names == sorted(set(names))
    assert all(name.isascii() and name.strip() == name for name in names)


def test_people_and_employers_are_of_countries_that_there_are():
    known = {row["iso3"] for row in LEXICON["countries"]}
    assert {row["iso3"] for table in ("famous_people", "employers") for row in LEXICON[table]} <= known


def test_nobody_is_of_two_countries_however_the_name_is_written():
    said = {(row["name"], row["iso3"]) for row in LEXICON["famous_people"]}
    assert [name for name, iso3 in said if home_of_famous(name.split(" "), LEXICON) != iso3] == []


@pytest.mark.parametrize("name", ["Kim Jong-un", "Kim Jong Un", "KIM JONG UN", "Kim Jongun"])
def test_marks_and_capitals_of_a_name_do_not_matter(name):
    assert home_of_famous(name.split(" "), LEXICON) == "PRK"


def test_a_name_of_one_word_is_not_one_of_two():
    assert home_of_famous(["Yao", "Ming"], LEXICON) == "CHN"
    assert home_of_famous(["Yaoming"], LEXICON) is None


def test_things_are_no_people_and_known_people_no_things():
    assert [row["name"] for row in LEXICON["not_people"] if home_of_famous(row["name"].split(" "), LEXICON)] == []
    assert not [row["name"] for row in LEXICON["not_people"] if not is_thing(row["name"].split(" "), LEXICON)]
