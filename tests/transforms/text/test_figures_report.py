"""Figures of reports: the period told in one sentence and meant in the next, and times that leave out their noun."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.figures.rules import compile_rules
from dyadwire.transforms.text.figures.times.elliptic import find_elliptic_times
from dyadwire.transforms.text.figures.times.phrases import find_time_phrases
from dyadwire.transforms.text.figures.tokens import Tokens
from tests.transforms.text.found_figures import PUBLISHED, figure


def period_of(text: str, surface: str) -> str | None:
    period = figure(text, surface).period
    return period.text if period else None


def days_of(text: str, surface: str) -> str | None:
    period = figure(text, surface).period
    return f"{period.start} {period.end}" if period else None


REPORT = "Kenya's exports fell 3 percent in March from a year earlier to $600 million. "


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("Imports dropped 8 percent to $1.9 billion.", "8 percent"),
        ("Imports dropped 8 percent to $1.9 billion.", "$1.9 billion"),
        ("Shipments to Uganda were down 4 percent, those to Egypt up 2 percent.", "2 percent"),
        ("Tea sales slid to $90 million from $110 million a year ago.", "$90 million"),
        ("Imports declined 5 percent after a fall of 7 percent in February.", "5 percent"),
        ("The trade deficit grew to $1.3 billion, its widest in two years.", "$1.3 billion"),
    ],
)
def test_a_sentence_goes_on_with_the_period_of_the_report(sentence: str, surface: str) -> None:
    assert period_of(REPORT + sentence, surface) == "in March"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Uganda bought 61 percent of it.", "in March"),
        ("Egypt took 61 percent of the total.", "in March"),
        ("Uganda will buy 61 percent of it.", None),
        ("Some 61 percent of farmers grow tea.", None),
    ],
)
def test_a_share_of_what_a_report_tells_is_of_its_period(sentence: str, period: str | None) -> None:
    assert period_of(REPORT + sentence, "61 percent") == period


def test_a_report_goes_on_behind_what_was_expected() -> None:
    text = REPORT + "Analysts had expected a fall of 5 percent. Imports dropped 8 percent to $1.9 billion."
    assert period_of(text, "$1.9 billion") == "in March"


def test_a_toll_is_of_the_day_behind_it_on_which_it_was_taken() -> None:
    text = "A storm left at least 114 dead and 127 missing in the central Philippines after it hit land on Tuesday."
    assert period_of(text, "114") == period_of(text, "127") == "on Tuesday"
    said = "At least 114 people have died of cholera in Chad, the health ministry said on Tuesday."
    assert period_of(said, "114") is None


@pytest.mark.parametrize("ahead", ["parliament will debate it on Monday", "the president is to come on Monday"])
def test_a_toll_is_not_of_a_day_on_which_something_else_will_be(ahead: str) -> None:
    assert period_of(f"At least 40 people were killed in the Chad flood, and {ahead}.", "40") is None


@pytest.mark.parametrize(
    "before",
    [
        "Prices in Spain rose 3.1 percent in October and 3 percent in September. ",
        "Prices in Spain rose 3.1 percent in October. They had dropped 2 percent in September. ",
    ],
)
def test_what_was_before_the_time_of_a_report_is_not_carried_on(before: str) -> None:
    assert period_of(before + "Energy costs jumped 9 percent.", "9 percent") == "in October"


def test_the_later_of_two_times_is_carried_on() -> None:
    text = "Exports were $4 billion in May and $5 billion in June. Imports fell 3 percent."
    assert period_of(text, "3 percent") == "in June"


def test_the_time_of_what_a_sentence_only_compares_with_is_not_carried_on() -> None:
    text = (
        "Kenya's economy grew by 4.2 percent in the second quarter of 2023, the bureau said. The rate is higher than "
        "the 3.5 percent recorded in the second quarter of 2022. Agriculture grew 2.8 percent."
    )
    assert period_of(text, "2.8 percent") == "in the second quarter of 2023"


def test_a_report_goes_on_from_sentence_to_sentence() -> None:
    text = (
        "Indonesia's trade surplus narrowed to $1.3 billion in March from $3.5 billion in February, the bureau said. "
        "Exports fell 18 percent from a year earlier to $20.9 billion. Imports dropped 8 percent to $19.6 billion."
    )
    assert period_of(text, "$20.9 billion") == period_of(text, "$19.6 billion") == "in March"


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("The government will cut imports by 8 percent.", "8 percent"),
        ("Kenya has imported oil worth $900 million.", "$900 million"),
        ("Imports of rice carried a duty of 35 percent.", "35 percent"),
        ("The trip lasted nine days.", "nine days"),
    ],
)
def test_what_is_of_no_report_has_no_period_of_one(sentence: str, surface: str) -> None:
    assert period_of(REPORT + sentence, surface) is None


def test_a_lead_without_figures_opens_a_report() -> None:
    lead = "Kenya's house prices dipped slightly in April, the office of statistics has said. "
    assert period_of(lead + "The average price fell to $61,000 from $62,000.", "$61,000") == "in April"
    assert period_of(lead + "A flat has a floor of 70 square metres.", "70 square metres") is None
    later = lead + "Flats are sought after. The average price fell to $61,000."
    assert period_of(later, "$61,000") is None
    assert period_of("Kenya signed a treaty with Uganda in April. The average price is $61,000.", "$61,000") is None


def test_a_time_of_its_own_is_kept() -> None:
    assert period_of(REPORT + "Imports rose 2 percent in February.", "2 percent") == "in February"


def test_a_year_earlier_is_reckoned_from_the_period_of_the_report() -> None:
    base = figure(REPORT + "Imports dropped 8 percent from a year earlier.", "8 percent").baseline
    assert base
    assert (base.start, base.end) == (date(2023, 3, 1), date(2023, 3, 31))


def test_the_month_and_the_same_period_are_those_of_the_report() -> None:
    march = "2024-03-01 2024-03-31"
    assert days_of(REPORT + "Reserves fell by $60 million during the month.", "$60 million") == march
    assert days_of(REPORT + "Imports fell 2 percent in the same period.", "2 percent") == march
    assert days_of(REPORT + "Reserves fell by $60 million in the quarter.", "$60 million") == "None None"


@pytest.mark.parametrize(
    ("text", "surface", "days"),
    [
        ("Exports grew 3% in the second quarter of 2023 after 2% in the first.", "2%", "2023-01-01 2023-03-31"),
        ("Output shrank 0.3% in the first quarter after a 0.1% fall in the fourth.", "0.1%", "2023-10-01 2023-12-31"),
        ("Growth is forecast at 4.8 percent this year and 5.1 percent next.", "5.1 percent", "2025-01-01 2025-12-31"),
        ("Kenya earned $1.3 billion in the year that ended on July 7.", "$1.3 billion", "2022-07-08 2023-07-07"),
        ("Profit rose 5 percent in the past quarter.", "5 percent", "2024-01-01 2024-03-31"),
        ("Sales fell 5 percent in the last two quarters.", "5 percent", "2023-10-01 2024-03-31"),
        ("Sales will fall 5 percent in the next quarter.", "5 percent", "2024-07-01 2024-09-30"),
        ("The deficit widened to $3 billion in the opening quarter.", "$3 billion", "2024-01-01 2024-03-31"),
        ("In the early months of 2023, imports dropped 4 percent.", "4 percent", "None None"),
        ("Norway's exports rose to $9bn from $8bn in 2022 and $7bn in 2021.", "$9bn", None),
        ("Norway's exports rose to $9bn from $8bn in 2022 and $7bn in 2021.", "$7bn", "2021-01-01 2021-12-31"),
    ],
)
def test_times_of_accounts(text: str, surface: str, days: str | None) -> None:
    assert days_of(text, surface) == days


@pytest.mark.parametrize(
    "clause", ["{} percent in the second quarter and {} percent in the third, ", "{} percent this year and {} next, "]
)
def test_thousands_of_times_without_a_noun_are_read_one_by_one(clause: str) -> None:
    text = "Growth was " + "".join(clause.format(number, number + 1) for number in range(1, 600))
    rules = compile_rules(load_lexicon())
    passage = read_document(text).passages[-1]
    tokens = Tokens(passage, passage.sentences[0], rules.signals)
    phrases = find_time_phrases(tokens, rules, PUBLISHED)
    found = find_elliptic_times(tokens, phrases, PUBLISHED)
    assert len(found) == len({*found}) == 2 * len(phrases)  # each once, though hundreds stand before it


def test_the_same_year_and_next_is_of_both() -> None:
    text = "GDP is expected to grow by 2.25 percent both this year and next, faster than last year's 1.5 percent."
    assert period_of(text, "1.5 percent") == "last year"


def test_this_time_last_year_is_a_base() -> None:
    found = figure("This represents a 40 percent increase over this time last year.", "40 percent")
    assert found.baseline
    assert found.baseline.text == "over this time last year"


@pytest.mark.parametrize(
    ("text", "surface", "measure"),
    [
        ("Car exports, which face a 15 percent tariff, declined 6 percent.", "6 percent", "car exports"),
        (
            "Steel shipments, which are subject to a duty, fell to 2 million tonnes.",
            "2 million tonnes",
            "steel shipments",
        ),
        ("The surplus, which includes trade in services, climbed to $7.4 billion.", "$7.4 billion", "surplus"),
        ("Tariffs would be cut by an average 7.7 percent in order to check inflation.", "7.7 percent", "tariffs"),
    ],
)
def test_a_relative_clause_that_is_over_tells_no_measure(text: str, surface: str, measure: str) -> None:
    assert figure(text, surface).measure == measure


def test_how_far_something_reaches_is_no_change() -> None:
    assert figure("The network extends to 500 km.", "500 km").direction is None
    assert figure("They will extend the line to 500 km.", "500 km").direction == "up"


def test_losses_of_men_are_casualties() -> None:
    assert figure("The regiment reported losses of 500 men.", "500").topic == "casualties"
    assert figure("The bank reported losses of 500 million euros.", "500 million euros").topic == "business"


def test_rupees_are_those_of_the_outlet_where_no_other_country_is_named() -> None:
    assert figure("The deficit came to Rs 5 billion.", "Rs 5 billion", outlet="MUS").currency == "MUR"
    assert figure("The deficit came to Rs 5 billion.", "Rs 5 billion").currency == "INR"
    assert figure("India's deficit came to Rs 5 billion.", "Rs 5 billion", outlet="MUS").currency == "INR"


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        (
            "They will sell $8 billion over the next four to six months.",
            "$8 billion",
            "over the next four to six months",
        ),
        (
            "Since the start of the season Kenya has sold 2.9 million tonnes.",
            "2.9 million tonnes",
            "Since the start of the season",
        ),
        ("Refunds worth $5 million were paid this fiscal.", "$5 million", "this fiscal"),
        ("Revenue is put at $11 billion for the coming fiscal year.", "$11 billion", "for the coming fiscal year"),
        (
            "Sales in the marketing year that ended on Oct. 31 rose 9%.",
            "9%",
            "in the marketing year that ended on Oct. 31",
        ),
        ("The last fiscal package was worth $5 billion.", "$5 billion", None),
        ("Prices rose 0.2 percent on the month.", "0.2 percent", None),
        (REPORT + "Imports rose 0.2 percent on the month and 4 percent on the year.", "4 percent", "in March"),
    ],
)
def test_more_times_of_accounts(text: str, surface: str, period: str | None) -> None:
    assert period_of(text, surface) == period


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("The industry employs 80,000 people.", "80,000", None),
        ("Some 4,000 Kenyan firms operate in the country.", "4,000", None),
        ("For the nine months, the total reached $5 billion.", "$5 billion", "For the nine months"),
        ("Peru sold 900 tonnes of tea in August, earning $3 million.", "$3 million", "in August"),
        ("Peru sold 900 tonnes in May, 10 percent up from May 2022, netting about $2 million.", "$2 million", "in May"),
        ("Peru gets 74% of its gas and 86% of its oil from Chad in winter.", "74%", "in winter"),
    ],
)
def test_what_is_so_now_is_not_of_the_report_and_what_came_of_a_level_is_of_its_time(
    text: str, surface: str, period: str | None
) -> None:
    assert period_of(REPORT + text, surface) == period


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("On Wednesday a rocket hit a market in Aden. Twelve people were killed and 30 wounded.", "Twelve", True),
        ("On Wednesday a rocket hit a market in Aden. Twelve people were killed and 30 wounded.", "30", True),
        ("A bus fell into a river on Wednesday. At least 12 people died.", "12", True),
        ("He came to Aden on Wednesday. At least 3,000 people have been killed in the war.", "3,000", False),
    ],
)
def test_the_killed_are_of_the_day_of_the_sentence_before(text: str, surface: str, period: bool) -> None:
    assert (period_of(text, surface) is not None) is period
