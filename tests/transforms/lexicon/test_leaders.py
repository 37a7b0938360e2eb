from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from dyadwire.transforms.lexicon import Row, load_lexicon
from dyadwire.transforms.text.people.lexicon.leaders import gazetteer_of, parse_day

LEXICON = load_lexicon()
ROWS = LEXICON["leaders"]
# Offices that several people hold at a time; every other office has one holder a country.
SHARED = frozenset(
    {
        "ambassador",
        "coordinating minister",
        "deputy foreign minister",
        "deputy prime minister",
        "envoy",
        "presidency member",
        "presidential adviser",
        "presidential aide",
        "spokesperson",
        "top official",
        "vice premier",
        "vice president",
    }
)


def key(row: Row) -> tuple[str, ...]:
    return row["iso3"], row["office"], row["since"], row["full_name"]


def test_rows_are_sorted_and_unique() -> None:
    keys = [key(row) for row in ROWS]
    assert keys == sorted(keys)
    assert [each for each, count in Counter(keys).items() if count > 1] == []


def test_enough_countries_are_covered() -> None:
    assert len({row["iso3"] for row in ROWS}) >= 150


def test_country_codes_are_known() -> None:
    known = {row["iso3"] for row in LEXICON["countries"]} | {""}
    assert {row["iso3"] for row in ROWS} - known == set()
    assert {row["iso3"] for row in LEXICON["titles"]} - known == set()


def test_dates_are_dates_in_order() -> None:
    for row in ROWS:
        since = parse_day(row["since"], last=False)
        assert not row["until"] or since <= parse_day(row["until"], last=True), row


def test_one_holder_at_a_time() -> None:
    for one, other in pairwise(ROWS):
        if key(one)[:2] != key(other)[:2] or one["office"] in SHARED:
            continue
        assert one["until"], f"{one['full_name']} is still {one['office']} when {other['full_name']} begins"
        # Terms meet on the day of the handover; a year or month alone is read as early as it allows.
        assert parse_day(one["until"], last=False) <= parse_day(other["since"], last=True), (one, other)


def test_one_person_is_written_in_one_way() -> None:
    written: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for row in ROWS:
        same = (row["surnames"], row["aliases"], row["alone"], row["gender"])
        written.setdefault((row["iso3"], row["full_name"]), set()).add(same)
        assert row["gender"] in ("m", "f")
        assert row["alone"] in ("yes", "")
        assert row["surnames"]
    assert [person for person, ways in written.items() if len(ways) > 1] == []


def test_one_surname_in_two_countries() -> None:
    bearers = {
        leader.full_name for leader in gazetteer_of(LEXICON).by_surname["Lee"] if leader.office_at(date(2025, 8, 1))
    }
    assert "Lee Jae Myung" in bearers
    assert "Lee Myung-bak" not in bearers


def test_titles_and_words_are_sorted_and_unique() -> None:
    titles = [row["title"] for row in LEXICON["titles"]]
    words = [(row["use"], row["word"]) for row in LEXICON["person_words"]]
    assert titles == sorted(set(titles))
    assert words == sorted(set(words))
    standings = {"state", "shared", "world", "local", "politics", "figure"}
    assert {row["standing"] for row in LEXICON["titles"]} <= standings


def test_shapes_and_offices_are_sorted_and_their_countries_known() -> None:
    known = {row["iso3"] for row in LEXICON["countries"]}
    shapes = [(row["part"], row["text"]) for row in LEXICON["name_shapes"]]
    offices = [row["office"] for row in LEXICON["offices"]]
    assert shapes == sorted(set(shapes))
    assert offices == sorted(set(offices))
    assert {part for part, _ in shapes} == {"given", "surname", "suffix"}
    assert {row["rule"] for row in LEXICON["offices"]} == {"only", "never"}
    for row in (*LEXICON["name_shapes"], *LEXICON["offices"]):
        assert set(row["countries"].split()) <= known, row
