"""Figures: direction, qualifier, period, base, measure, and whose they are."""

from __future__ import annotations

import json
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.decide.figures.figures import NOBODY, Sides, find_figures
from dyadwire.transforms.text.decide.pairs.article_pair import find_article_dyads
from dyadwire.transforms.text.document import Document, read_document
from dyadwire.transforms.text.document.sentences import split_sentences
from dyadwire.transforms.text.dyads import find_sentence_dyads
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.find.country_counts import ArticleFindings
from dyadwire.transforms.text.findings import TITLE, FigureSpan, FocusDyad, SentenceDyad, SentenceSpan
from tests.transforms.text.marked import read_marked

CASES = Path(__file__).parent / "cases"
LEXICON = load_lexicon()
PUBLISHED = date(2024, 5, 16)


def figures(
    marked: str, focus: tuple[FocusDyad, ...] = (), dyads: tuple[SentenceDyad, ...] = ()
) -> dict[str, FigureSpan]:
    text, _, sentences, countries = read_marked(marked)
    found = find_figures(Document(text, "", sentences), Sides(countries, dyads, focus), LEXICON, PUBLISHED)
    return {figure.surface: figure for figure in found}


def read_figures(marked: str) -> dict[str, FigureSpan]:
    """Read figures with the pairs that the engine finds in the text: whose a figure is leans on them."""
    text, _, sentences, countries = read_marked(marked)
    document = Document(text, "", sentences)
    dyads = find_sentence_dyads(document, countries, LEXICON)
    return figures(marked, find_article_dyads(ArticleFindings(document, countries, (), dyads, ())), dyads)


def describe(figure: FigureSpan, found: dict[str, FigureSpan]) -> dict[str, Any]:
    linked = next((other.surface for other in found.values() if other.start == figure.linked_start), None)
    phrases = {
        name: None
        if phrase is None
        else [phrase.text, phrase.start and str(phrase.start), phrase.end and str(phrase.end)]
        for name, phrase in (("period", figure.period), ("baseline", figure.base))
    }
    dyad = str(figure.dyad) if figure.dyad else None
    return figure._asdict() | phrases | {"linked": linked, "dyad": dyad, "countries": list(figure.countries)}


CONTEXT = [json.loads(line) for line in (CASES / "figures_context.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CONTEXT, ids=lambda case: case["text"])
def test_context(case: dict[str, Any]) -> None:
    found = read_figures(case["text"])
    for surface, wanted in case["figures"].items():
        assert surface in found
        given = describe(found[surface], found)
        assert {key: given[key] for key in wanted} == wanted


def in_focus(*pairs: tuple[str, float]) -> tuple[FocusDyad, ...]:
    return tuple(FocusDyad(Dyad.parse(pair), salience, 3, 2, True, 0) for pair, salience in pairs)


def test_world_trade_is_no_pairs() -> None:
    found = figures("Global trade came to $9 trillion.", in_focus(("CHN-RUS", 0.8)))
    assert found["$9 trillion"].dyad is None


def test_the_sign_of_yen_and_yuan_follows_the_pair_in_focus() -> None:
    text = "A port operator will invest ¥3.5 billion."
    assert figures(text, in_focus(("CHN-RUS", 0.8)))["¥3.5 billion"].currency == "CNY"
    assert figures(text, in_focus(("CHN-JPN", 0.8)))["¥3.5 billion"].currency == "JPY"
    assert figures(text)["¥3.5 billion"].currency == "JPY"


def test_a_shared_name_of_money_follows_the_country_that_the_article_names_most() -> None:
    text = "{Jordan|JOR} and {Iraq|IRQ} met. {Jordan|JOR} will pay. It is worth 4 million dinars."
    assert figures(text)["4 million dinars"].currency == "JOD"
    assert figures("It is worth 4 million dinars.")["4 million dinars"].currency == "IQD"
    text = "{Pakistan|PAK} raised the tariff. A unit costs Rs48.84 now."
    assert figures(text)["Rs48.84"].currency == "PKR"
    assert figures("A unit costs Rs48.84 now.")["Rs48.84"].currency == "INR"
    text = "{Australia|AUS} was glad. The prize is 4 million dollars."
    assert figures(text)["4 million dollars"].currency == "USD"


def test_days_joined_by_and_are_one_date() -> None:
    assert figures("The presidents will meet in the port on 22 and 23 September.") == {}


SUMMIT = """BEIJING — Chinese President Liang Wenbo welcomed his Russian counterpart, Oleg Dorin, on Thursday.

The leaders of the two countries signed a joint statement. About 40 officials took part in the talks.

Trade between China and Russia hit a record $240 billion in 2023, up 63 percent from 2021, customs data show."""


def test_a_summit_report_yields_the_trade_of_the_pair() -> None:
    title = "China and Russia hail record trade"
    found = {
        figure.surface: figure for figure in extract(SUMMIT, LEXICON, title=title, published_date=PUBLISHED).figures
    }
    for surface in ("$240 billion", "63 percent"):
        figure = found[surface]
        assert figure.dyad == Dyad.of("CHN", "RUS")
        assert figure.period is not None
        assert (figure.period.start, figure.period.end) == (date(2023, 1, 1), date(2023, 12, 31))
        assert figure.direction == "up"
    assert found["$240 billion"].qualifier == "record"
    change = found["63 percent"]
    assert change.role == "change"
    assert change.baseline is not None
    assert (change.baseline.start, change.baseline.end) == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("title", "text", "surface", "countries", "evidence"),
    [
        (
            "China and Russia trade more",
            "Bilateral trade came to $9 billion last year.",
            "$9 billion",
            "CHN RUS",
            "focus",
        ),
        ("Kenya and Uganda open a border post", "Kenya's population is 55 million.", "55 million", "KEN", "clause"),
        ("", "Norway's exports to Poland rose 47 percent.", "47 percent", "NOR POL", "clause"),
        ("", "The copper price rose 4 percent.", "4 percent", "", None),
        ("", "Turkey sold four frigates to Indonesia.", "four", "IDN TUR", "clause"),
        ("", "Turkey sold Indonesia a ship that is four years old.", "four years", "", None),
        ("", "Turkey and Indonesia signed what the two sides had agreed on.", "two", "", None),
        ("", "Turkey and Greece signed what the two neighbouring countries had agreed on.", "two", "", None),
        ("", "Four frigates will be sold.", "Four", "", None),
    ],
)
def test_whose_a_figure_is(title: str, text: str, surface: str, countries: str, evidence: str | None) -> None:
    found = {figure.surface: figure for figure in extract(text, LEXICON, title=title, published_date=PUBLISHED).figures}
    figure = found[surface]
    assert (figure.countries, figure.evidence) == (tuple(countries.split()), evidence)
    assert figure.dyad == (figure.countries if len(figure.countries) > 1 else None)


@pytest.mark.parametrize(
    ("text", "surface", "countries"),
    [
        ("The WHO says 390 million people catch dengue worldwide each year.", "390 million", ""),
        ("Dengue is found in 129 countries.", "129", ""),
        ("Some 30 labs around the world work on a vaccine.", "30", ""),
        ("The global vaccine market is worth $60 billion.", "$60 billion", ""),
        ("Globally, 12 percent of all fevers are dengue.", "12 percent", ""),
        ("The price of oil rose 3 percent.", "3 percent", ""),
        ("The firm has 40 offices around the world.", "40", "FJI"),
        ("The World Bank will lend $60 million for drains.", "$60 million", "FJI"),
        ("Fiji has six labs, as many as its peers around the world.", "six", "FJI"),
    ],
)
def test_what_is_of_the_world_is_nobodys(text: str, surface: str, countries: str) -> None:
    lead = "Fiji has 10,312 cases of dengue this year, and 11 people died in Fiji. "
    figures = extract(lead + text, LEXICON, title="Fiji fights dengue", published_date=PUBLISHED).figures
    assert [" ".join(figure.countries) for figure in figures if figure.surface == surface] == [countries]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "Tests took 20 hours. Chinese researchers built it. China will sell 40. The Chinese firm has 90 staff.",
            {"CHN"},
        ),
        ("A team of 166 craftsmen will repair the roof of the museum.", {"OMN"}),
        ("Oman and India met in Muscat. Omani builders will repair the roof. It took 166 hours.", {"OMN"}),
    ],
)
def test_an_outlets_country_has_no_figures_of_an_article_on_another_one(text: str, countries: set[str]) -> None:
    figures = extract(text, LEXICON, published_date=PUBLISHED, outlet_country="OMN").figures
    assert {iso3 for figure in figures for iso3 in figure.countries} == countries


@pytest.mark.parametrize(
    ("text", "published", "usd", "rate_date"),
    [
        ("It cost €10 million.", date(2020, 1, 3), 11147000.0, date(2020, 1, 3)),
        ("It cost €10 million.", date(2020, 1, 5), 11147000.0, date(2020, 1, 3)),  # a Sunday takes Friday's rate
        ("It cost $10 million.", None, 10000000.0, None),
        ("It cost €10 million.", None, None, None),
        ("It cost 10 million rubles.", date(2023, 1, 3), None, None),
        ("It cost 10 million dirhams.", date(2020, 1, 3), None, None),
        ("It cost €10 million.", date(2199, 1, 3), None, None),
    ],
)
def test_value_in_dollars(text: str, published: date | None, usd: float | None, rate_date: date | None) -> None:
    (figure,) = find_figures(read_document(text), NOBODY, LEXICON, published)
    assert (figure.value_usd, figure.rate_date) == (usd, rate_date)


def test_a_foreign_amount_takes_the_rate_at_the_end_of_its_period() -> None:
    text = "It cost €10 million in January 2020."
    (figure,) = find_figures(read_document(text), NOBODY, LEXICON, PUBLISHED)
    assert figure.rate_date == date(2020, 1, 31)


def test_relative_periods_without_a_date_of_publication_stay_text() -> None:
    text = "It cost $10 million last year and $12 million in 2020."
    found = find_figures(read_document(text), NOBODY, LEXICON, None)
    assert [figure.period and figure.period.start for figure in found] == [None, date(2020, 1, 1)]


def test_title_and_text_keep_their_own_offsets() -> None:
    title, text = "Trade hits $5bn", "It was $4bn in 2020."
    sentences = (SentenceSpan(TITLE, 0, len(title)), *split_sentences(text))
    first, second = find_figures(Document(text, title, sentences), NOBODY, LEXICON, PUBLISHED)
    assert (first.sentence, title[first.start : first.end]) == (TITLE, "$5bn")
    assert (second.sentence, text[second.start : second.end]) == (0, "$4bn")


WORDS = sorted({row["word"] for row in LEXICON["figure_words"]} | {row["form"] for row in LEXICON["numbers"]})
SIGNS = [
    "1",
    "5",
    "10",
    "2021",
    "3,000",
    "1.5",
    "0",
    "1/2",
    "1/0",
    "12:30",
    "1e9",
    "9e99",
    "0^5",
    "½",
    "km²",
    "١٢",
    "İ",
    "-",
    "–",
    "/",
    "$",
    "€",
    "%",
    "(",
    ")",
    ",",
    ".",
    ";",
    "rose",
    "fell",
    "trade",
    "{X|CHN}",
    "{Y|RUS}",
]


@settings(max_examples=300, derandomize=True)
@given(
    st.lists(st.sampled_from(SIGNS * 12 + WORDS), max_size=40), st.sampled_from([None, PUBLISHED, date.min, date.max])
)
def test_any_words_give_finite_ordered_figures(words: list[str], published: date | None) -> None:
    text, _, sentences, countries = read_marked(" ".join(words))
    end = (TITLE, 0)
    for figure in find_figures(
        Document(text, "", sentences), Sides(countries, (), in_focus(("CHN-RUS", 0.8))), LEXICON, published
    ):
        assert text[figure.start : figure.end] == figure.surface
        assert (figure.sentence, figure.start) >= end
        end = (figure.sentence, figure.end)
        assert all(isfinite(value) for value in (figure.value, figure.value_max, figure.value_usd) if value is not None)
        for phrase in (figure.period, figure.baseline):
            assert phrase is None or phrase.start is None or (phrase.end is not None and phrase.start <= phrase.end)


@pytest.mark.parametrize("end", ["higher than", "compared with", "against"])
def test_a_sentence_that_breaks_off_where_a_base_would_follow_is_read(end):
    (found,) = figures(f"In 2023 its exports were 5 percent {end}").values()
    assert (found.base, found.period.text) == (None, "In 2023")


@pytest.mark.parametrize("aside", ["", " (£29bn)", " ($29bn; £22bn)"])
def test_an_amount_said_again_in_brackets_stands_between_no_figure_and_its_change(aside):
    found = figures(f"In October the deficit was €55.5bn{aside}, up 9 percent from September.")
    assert found["9 percent"].linked_start == found["€55.5bn"].start
    assert {figure.direction for figure in found.values()} == {"up"}


@pytest.mark.parametrize(
    ("text", "timed", "words"),
    [
        ("Turnout rose to 58 percent from 39 percent.", None, "from 39 percent"),
        ("Turnout rose to 58 percent from 39 percent in 2019.", "from 39 percent in 2019", None),
        ("Turnout rose by 8 percent from 2019.", "from 2019", None),
        ("Profits rose 20 percent from the unknown level now.", None, "from the unknown level"),
        ("Sales in May were 12 percent higher than Mayfair's model.", None, "than Mayfair's model"),
        ("The jet is 12 percent faster than its rivals.", None, "than its rivals"),
    ],
)
def test_a_base_is_a_time_and_anything_else_has_words_of_its_own(text, timed, words):
    found = next(iter(figures(text).values()))
    assert (found.baseline and found.baseline.text, found.compared_with) == (timed, words)
    assert found.base is not None
    assert found.base.text == (timed or words)


@pytest.mark.parametrize("text", ["The April inflation rate was 3.2 percent.", "Its April exports fell 3.2 percent."])
def test_a_month_before_a_measure_is_its_period(text):
    assert figures(text)["3.2 percent"].period.text == "April"


def test_a_few_years_ago_has_no_dates():
    found = figures("A few years ago exports were $5 billion.")["$5 billion"]
    assert found.period.start is None


@pytest.mark.parametrize(
    ("text", "home", "currency"),
    [
        ("Councils in New Zealand had spent $60,000 on a report.", "NZL", "NZD"),
        ("Councils in New Zealand had spent $60,000 on a report.", None, "USD"),
        ("Councils in Fiji had spent $60,000 on a report.", "NZL", "USD"),
        ("The film took 61 million Hong Kong dollars ($7.8 million) in Hong Kong.", "HKG", "USD"),
    ],
)
def test_dollars_of_news_at_home(text: str, home: str | None, currency: str) -> None:
    amounts = [
        figure for figure in extract(text, LEXICON, outlet_country=home).figures if figure.surface.startswith("$")
    ]
    assert [amount.currency for amount in amounts] == [currency]


@pytest.mark.parametrize(
    ("text", "surface", "base"),
    [
        ("Exports rose 15 percent from the 1985 level, it said.", "15 percent", "from the 1985 level"),
        ("Profits rose 19 percent from year-earlier levels.", "19 percent", "from year-earlier levels"),
        ("Sales rose to $3bn, up 4 percent on the year-earlier period, it said.", "4 percent",
         "on the year-earlier period"),
        ("Its share will rise to 40 percent from the current 25 percent.", "40 percent", "from the current 25 percent"),
        ("Prices are 20 percent down from Monday's auction averages.", "20 percent", "from Monday's auction averages"),
        ("Imports rose to $2.73bn from $2.02bn in the same 1986 period.", "$2.73bn",
         "from $2.02bn in the same 1986 period"),
        ("It fell from a peak of more than 300,000 during a post-civil war construction boom to less than 20,000.",
         "20,000", "from a peak of more than 300,000 during a post-civil war construction boom"),
        ("Exports rose 15 percent from the 1985 level analysts say.", "15 percent", "from the 1985 level"),
        ("Exports fell 15 percent from the 2020 deal says Beijing.", "15 percent", "from the 2020 deal"),
        ("Prices fell 15 percent from the March level amid weak demand.", "15 percent", "from the March level"),
        ("Exports fell 15 percent from the 1985 oil supply.", "15 percent", "from the 1985 oil supply"),
        ("Exports rose 15 percent from 1985 in dollar terms.", "15 percent", "from 1985"),
        ("Sales rose 15 percent from a year earlier mainly in dollar terms.", "15 percent", "from a year earlier"),
    ],
)  # fmt: skip
def test_a_base_is_told_with_the_noun_that_its_time_stands_before(text: str, surface: str, base: str) -> None:
    found = {figure.surface: figure.base for figure in extract(text, LEXICON, published_date=PUBLISHED).figures}
    told = found[surface]
    assert told is not None
    assert told.text == base
