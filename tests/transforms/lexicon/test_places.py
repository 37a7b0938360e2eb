"""The lexicon of places: sorted, without duplicates, with known codes and labels only."""

from importlib.resources import files

import pytest

from dyadwire.transforms.lexicon import load_lexicon

LEXICON = load_lexicon()
CODES = {row["iso3"] for row in LEXICON["countries"]}
KEYS = {
    "capitals": ("capital", "iso3"),
    "cities": ("city", "iso3"),
    "context_words": ("word", "role"),
    "countries": ("iso3",),
    "country_aliases": ("alias", "iso3", "kind"),
    "divisions": ("division", "iso3"),
    "exonyms": ("city", "iso3"),
    "metonyms": ("metonym", "iso3"),
    "not_countries": ("phrase",),
    "organs": ("organ", "iso3"),
    "people_names": ("name",),
    "towns": ("town", "iso3"),
}
DOUBTS = {"person", "given", "surname", "word", "rare", "language", "state", "context", "article", "shared"}
KINDS = {"name", "demonym", "prefix"}


@pytest.mark.parametrize("table", KEYS)
def test_rows_are_sorted_and_unique(table: str) -> None:
    keys = [tuple(row[column] for column in KEYS[table]) for row in LEXICON[table]]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", KEYS)
def test_every_row_has_every_column_and_no_stray_space(table: str) -> None:
    for row in LEXICON[table]:
        assert all(value is not None and value == value.strip() for value in row.values()), row
        assert None not in row, row
        assert row[KEYS[table][0]], row


@pytest.mark.parametrize("table", [table for table in KEYS if "iso3" in LEXICON[table][0]])
def test_codes_are_known(table: str) -> None:
    empty_allowed = {"not_countries", "organs"}
    unknown = {row["iso3"] for row in LEXICON[table]} - CODES - ({""} if table in empty_allowed else set())
    assert not unknown


def test_every_country_has_a_name_among_the_aliases() -> None:
    named = {row["iso3"] for row in LEXICON["country_aliases"] if row["kind"] == "name"}
    assert named == CODES
    assert len(CODES) == 249 + 1  # ISO 3166-1, and Kosovo


def test_labels_are_known() -> None:
    for table in ("capitals", "cities", "country_aliases", "divisions", "metonyms", "organs"):
        assert {doubt for row in LEXICON[table] for doubt in row["doubt"].split()} <= DOUBTS, table
    assert {row["kind"] for row in LEXICON["country_aliases"]} == KINDS


def test_organs_without_a_country_take_it_from_the_context() -> None:
    assert all((row["doubt"] == "context") == (not row["iso3"]) for row in LEXICON["organs"])


def test_towns_lie_in_known_states() -> None:
    states = {row["code"] for row in LEXICON["divisions"] if row["iso3"] == "USA" and row["code"]}
    for row in LEXICON["towns"]:
        assert row["divisions"].split() == sorted(set(row["divisions"].split()))
        assert set(row["divisions"].split()) <= states | {"DC"}, row


def test_readme_tells_every_file() -> None:
    folder = files("dyadwire.transforms.lexicon")
    told = folder.joinpath("README.md").read_text(encoding="utf-8")
    for table in KEYS:
        assert f"`{table}.csv`" in told
    roles = {row["role"] for row in LEXICON["context_words"]}
    assert all(f"`{role}`" in told for role in roles)
