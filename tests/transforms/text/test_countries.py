"""Spans that stand for countries."""

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.countries import find_countries
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.language import detect_language
from dyadwire.transforms.text.trained_pipeline import Judge
from tests.transforms.text.case_files import cases

LEXICON = load_lexicon()


def found(text: str, title: str = "") -> list[str]:
    """Return what is found as `surface=ISO3/kind`."""
    return [f"{one.surface}={one.iso3}/{one.kind}" for one in find_countries(read_document(text, title), LEXICON)]


@pytest.mark.parametrize("case", cases("countries.csv"), ids=lambda case: f"{case['topic']}: {case['text'][:40]}")
def test_mentions(case: dict[str, str]) -> None:
    expected = [mention.partition(":") for mention in case["mentions"].split("; ") if mention]
    assert found(case["text"]) == [mention for mention, _, _ in expected]
    spans = find_countries(read_document(case["text"]), LEXICON)
    for span, (_, _, use) in zip(spans, expected, strict=True):
        assert not use or span.use == use


@pytest.mark.parametrize(
    ("home", "organ"),
    [
        (None, "Foreign Ministry=SYR/org"),
        ("ISR", "Foreign Ministry=ISR/org"),  # a paper's own ministry needs no country
        ("KEN", "Foreign Ministry=SYR/org"),  # nor is it one of whose country nothing is said
    ],
)
def test_an_organ_is_that_of_the_papers_country_where_this_is_named_half_as_often(home: str | None, organ: str) -> None:
    document = read_document("Syria shut a bridge, Israel said. Syria reopened it. The Foreign Ministry took note.")
    spans = find_countries(document, LEXICON, outlet_country=home)
    assert f"{spans[-1].surface}={spans[-1].iso3}/{spans[-1].kind}" == organ


@pytest.mark.parametrize(("home", "iso3"), [(None, "USA"), ("PER", "PER"), ("CHN", "USA")])
def test_an_organ_that_several_states_have_is_that_of_the_papers_country(home: str | None, iso3: str) -> None:
    spans = find_countries(read_document("The mayor called on Congress to act."), LEXICON, outlet_country=home)
    assert [(span.surface, span.iso3) for span in spans] == [("Congress", iso3)]


def test_offsets_are_those_of_the_text() -> None:
    text = "“China’s envoy met Côte d’Ivoire’s,” officials in New\xa0Delhi said."
    for span in find_countries(read_document(text), LEXICON):
        assert text[span.start : span.end] == span.surface


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ger\xadmany met Po\u200bland in War\xadsaw.",
            {"Ger\xadmany": "DEU", "Po\u200bland": "POL", "War\xadsaw": "POL"},
        ),
        ("South&nbsp;Korea&#8217;s envoy met Japan&rsquo;s.", {"South&nbsp;Korea": "KOR", "Japan": "JPN"}),
        (
            "so russia bombed ukraine and the us is silent, they told us",
            {"russia": "RUS", "ukraine": "UKR", "us": "USA"},
        ),
        ("chad will polish the turkey", {}),
        ("read bbc.co.uk and www.china.com or europa.eu, poland said", {"poland": "POL"}),
        ("Poland\u200b and Germany\xad met.", {"Poland": "POL", "Germany": "DEU"}),
    ],
)
def test_names_are_found_as_texts_spell_them(text: str, names: dict[str, str]) -> None:
    spans = extract(text, LEXICON).countries
    assert {span.surface: span.iso3 for span in spans} == names
    assert all(text[span.start : span.end] == span.surface for span in spans)


@pytest.mark.parametrize(
    "text", [" " * 1_000_000, "China " * 100_000, "US-" * 100_000, "Georgia, " * 50_000, "\x00\xff" * 100_000]
)
def test_hostile_text_is_bounded(text: str) -> None:
    spans = find_countries(read_document(text), LEXICON)
    assert all(text[span.start : span.end] == span.surface for span in spans)


def test_other_languages_are_left_alone() -> None:
    assert detect_language("Le président français a rencontré son homologue à Paris hier soir.") == "fr"
    assert detect_language("Россия и Китай подписали соглашение о поставках газа.") == "ru"
    assert detect_language("\x00\x01\x02" * 1000) is None


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.load()


@pytest.mark.parametrize("text", ["The Bank of England raised rates.", "Nigeria closed its border with Niger."])
def test_the_judge_leaves_countries_alone(judge: Judge, text: str) -> None:
    document = read_document(text)
    assert find_countries(document, LEXICON, judge) == find_countries(document, LEXICON)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turkish Energy and Natural Resources Minister Bayraktar said so.", True),
        ("Indian Petroleum and Natural Gas Ministry officials said so.", True),
        ("The shares of Turkish Energy and Mines fell.", False),
        ("American Airlines Global Business Travel President Lee said so.", False),
    ],
)
def test_a_ministry_of_several_fields_is_no_firm(text: str, found: bool) -> None:
    kinds = [span.kind for span in find_countries(read_document(text), load_lexicon())]
    assert ("demonym" in kinds) == found


@pytest.mark.parametrize("iso3", ["JAM", "CAN"])
def test_a_paper_means_the_town_of_its_own_country(iso3: str) -> None:
    text = "A buyer from Kingston paid more for yam. Kingston, he said, grows none."
    found = {span.surface: span.iso3 for span in extract(text, LEXICON, outlet_country=iso3).countries}
    assert found["Kingston"] == iso3
