from __future__ import annotations

import re

import pytest

from dyadwire.pipelines.ask import country_names, near_names
from dyadwire.pipelines.ask.country_names import find_country, find_pair, find_place, place_notes
from dyadwire.pipelines.ask.places import lexicon_rows, name_of, pair_name, places
from dyadwire.pipelines.ask.subjects import read_pair, read_subjects
from dyadwire.pipelines.ask.wording import in_text
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.dyad import BLOCS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia", "RUS"),
        ("rus", "RUS"),
        ("RU", "RUS"),
        ("  united   states ", "USA"),
        ("U.S.", "USA"),
        ("UK", "GBR"),
        ("Cote d'Ivoire", "CIV"),
        ("Kosovo", "XKX"),
        ("nato", "NATO"),
        ("European Union", "EU"),
        ("United Nations", "UN"),
        ("African Union", "AU"),
        ("eu:members", "EU:MEMBERS"),
        ("Россия", "RUS"),
        ("OTAN", "NATO"),
        ("Европейский союз", "EU"),
        ("欧盟", "EU"),
        ("中国", "CHN"),
        ("deutschland", "DEU"),
        ("Reino Unido", "GBR"),
        ("भारत", "IND"),
        ("Costa-Rica", "CRI"),
        ("south-africa", "ZAF"),
        ("Saudi-Arabia", "SAU"),
        ("British-Virgin-Islands", "VGB"),
        ("Guinea-Bissau", "GNB"),
    ],
)
def test_finds_names_codes_and_blocs(text: str, code: str) -> None:
    assert find_place(text).code == code


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Russha", "Russia"),
        ("Chnia", "China"),
        ("Germny", "Germany"),
        ("Irac", "Iraq or Iran"),
        ("NATOO", "NATO"),
        ("Росия", "Russia"),
        ("Frankreic", "France"),
        ("Rusland", "Russia"),  # so Dutch and Danish; Russland is German
        ("Maleisië", "Malaysia"),
        ("EU:member", "EU members or Eurasian Economic Union members"),  # the whole, not its second half alone
        ("NATO:member", "NATO members"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_alone(text: str, near: str) -> None:
    with pytest.raises(DyadwireError, match=rf"; did you mean {near}\?$"):
        find_place(text)


@pytest.mark.parametrize("text", ["Russia-Chnia", "Chnia/Guinea-Bissau"])
def test_the_side_of_a_pair_that_is_wrong_is_answered(text: str) -> None:
    with pytest.raises(DyadwireError, match=r"; did you mean China\?$"):
        find_pair(text)


@pytest.mark.parametrize("text", ["Russa-Chna", "Russa/Chna", "Rusia–Chna"])
def test_a_pair_whose_sides_are_both_wrong_is_answered_with_both(text: str) -> None:
    with pytest.raises(DyadwireError, match=r"; did you mean Russia-China\?$"):
        find_pair(text)
    with pytest.raises(DyadwireError, match=r"blocs \(EU\) will do$"):
        find_pair("-".join([text] * 9))


@pytest.mark.parametrize("text", ["FOO:members", "Russia:members", "UN:Members ", "China/Rusia:members"])
def test_members_of_what_has_none_are_answered_with_who_has(text: str) -> None:
    with pytest.raises(DyadwireError, match=r"; members are known of [A-Z0-9, ]*\bEU, [A-Z0-9, ]*NATO"):
        find_place(text)


def test_a_name_that_is_like_none_is_answered_with_none() -> None:
    with pytest.raises(DyadwireError, match="names, ISO codes"):
        find_place("Persia")


@pytest.mark.parametrize("text", ["USSR", "U.S.S.R.", "Soviet Union", "yugoslavia"])
def test_a_state_that_is_gone_is_said_to_be_gone(text: str) -> None:
    with pytest.raises(DyadwireError, match=r"^no country or bloc '.*', which is no country of today"):
        find_place(text)


@pytest.mark.parametrize("text", ["", "?" * 5000, "\x00", "xyzzy"])
def test_noise_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DyadwireError):
        find_place(text)


@pytest.mark.parametrize("sign", ["-", "a-", "Russia-", "\u0301:", "ﷺ"])
def test_of_a_text_longer_than_any_two_names_no_more_is_read(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    folded = country_names.folded

    def noted(text: str) -> str:
        asked.append(text)
        return folded(text)

    for module in (country_names, near_names):
        monkeypatch.setattr(module, "folded", noted)
    with pytest.raises(DyadwireError) as refused:
        read_pair((sign * 100_000,))
    assert sum(map(len, asked)) < 100_000
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Russia-China", ("RUS", "CHN")),
        ("Guinea-Bissau-Mali", ("GNB", "MLI")),
        ("Mali/Timor-Leste", ("MLI", "TLS")),
        ("Russia–EU", ("RUS", "EU")),
        ("Russia:EU:members", ("RUS", "EU:MEMBERS")),
        ("EU:members-China", ("EU:MEMBERS", "CHN")),
        ("CHN-RUS", ("CHN", "RUS")),
    ],
)
def test_reads_pairs(text: str, codes: tuple[str, str]) -> None:
    one, other = find_pair(text)
    assert (one.code, other.code) == codes


def test_a_bloc_is_no_country() -> None:
    with pytest.raises(DyadwireError, match="bloc"):
        find_country("EU")


def test_every_bloc_that_a_text_may_name_can_be_asked_of() -> None:
    assert {row["bloc"] for row in lexicon_rows("bloc_names")} == BLOCS
    assert {row["bloc"] for row in lexicon_rows("blocs")} <= BLOCS <= set(places())


def test_what_the_code_of_a_bloc_is_else_is_told() -> None:
    (told,) = place_notes(find_place("AU"))
    assert told.startswith("AU, the African Union, is the bloc itself: ")
    assert told.endswith("; Australia is AUS.")
    with pytest.raises(DyadwireError, match="no country or bloc"):
        find_place("Russia:members")


def test_no_side_of_a_pair_is_called_by_what_is_the_code_of_a_country() -> None:
    codes = {row[name] for row in lexicon_rows("countries") for name in ("iso2", "iso3")}
    assert [name_of(bloc) for bloc in BLOCS if name_of(bloc) in codes] == []
    assert pair_name("AU", "CHN") == "African Union–China"
    for place in places().values():
        assert find_place(place.name) == place


def test_every_member_of_a_bloc_is_a_known_country() -> None:
    assert {iso3 for row in lexicon_rows("blocs") for iso3 in row["members"].split()} <= set(places())


def test_a_sentence_has_an_article_before_plural_and_common_nouns_alone() -> None:
    """Islands, states and republics have one; two places joined, and one island, do not."""
    common = re.compile(
        r"(?:United|Isle of|(?:Democratic )?Republic of) |.* (?:Republic|Territor(?:y|ies))$|[^ ].* Islands$|"
        r"(?:Bahamas|Comoros|Gambia|Maldives|Netherlands|Philippines|Vatican)$"
    )
    joined = {"Heard Island and McDonald Islands", "South Georgia and the South Sandwich Islands"}
    names = [row["name"] for row in lexicon_rows("countries")]
    assert joined < set(names)
    for name in names:
        assert in_text(name) == (f"the {name}" if common.match(name) and name not in joined else name)
    blocs = [name_of(bloc) for bloc in sorted(BLOCS)]
    assert [bloc for bloc in blocs if in_text(bloc) == bloc] == ["ASEAN", "AUKUS", "BRICS", "NATO"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Costa-Rica-USA", "CRI USA"),
        ("USA-Costa-Rica", "USA CRI"),
        ("South-Africa/New-Zealand", "ZAF NZL"),
        ("Samoa-America", "WSM USA"),  # which without a hyphen are one place
        ("Guinea-Bissau-Mali", "GNB MLI"),
    ],
)
def test_hyphens_stand_for_spaces_and_part_pairs(text: str, codes: str) -> None:
    assert " ".join(place.code for place in find_pair(text)) == codes
    assert country_names.known_place(text) is None


def test_many_hyphens_are_no_pair() -> None:
    with pytest.raises(DyadwireError, match="is not a pair such as Russia-China"):
        find_pair("-a" * 60)


@pytest.mark.parametrize(
    ("words", "name"),
    [("South Korea US", "South Korea"), ("Iran Saudi Arabia", "Saudi Arabia"), ("South Korea", "South Korea"),
     ("Bosnia and Herzegovina Serbia", "Bosnia and Herzegovina"), ("Guinea New Zealand", "New Zealand")],
)  # fmt: skip
def test_a_name_in_several_words_is_told_to_want_quotes(words: str, name: str) -> None:
    with pytest.raises(DyadwireError, match=f"^'{name}' is one name: put it in quotes$"):
        read_subjects(tuple(words.split()))


def test_two_places_are_no_name_in_parts() -> None:
    assert [subject.code for subject in read_subjects(("South Korea", "United States"))] == ["KOR-USA"]
    assert [subject.code for subject in read_subjects(("Russia-China", "South Korea-Japan"))] == ["CHN-RUS", "JPN-KOR"]
