"""Figures: no time that cannot be, given the date of the article, what is told of the figure, and its other time."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.text.case_files import cases
from tests.transforms.text.found_figures import figure, month_of


def test_nothing_is_compared_with_a_time_after_the_article() -> None:
    text = "The line is to be widened so that it can carry 1,500 megawatts more from 2028."
    assert figure(text, "1,500 megawatts").baseline is None


def test_a_month_with_which_a_plan_is_compared_lies_behind() -> None:
    text = "The ministry would cut its revenue forecast to $40 million, from the $52 million projected in December."
    assert month_of(figure(text, "$52 million").period) == (2023, 12)
    assert month_of(figure(text, "$40 million").baseline) == (2023, 12)


def test_a_month_with_which_a_month_is_compared_is_the_one_before_it() -> None:
    found = figure("Exports rose to $5 billion in March from $4 billion in April.", "$5 billion")
    assert (month_of(found.period), month_of(found.baseline)) == ((2024, 3), (2023, 4))


def test_what_is_compared_with_no_time_that_can_be_keeps_the_words() -> None:
    found = figure(
        "They agreed to raise the limit on exports to $5 billion from $4 billion for calendar 2026.", "$5 billion"
    )
    assert (found.baseline, found.compared_with) == (None, "from $4 billion")


def test_nothing_has_run_since_a_time_after_the_article() -> None:
    found = figure("Exports rose 12 percent since 2028.", "12 percent")
    assert (found.period, found.baseline) == (None, None)


def test_the_same_time_twice_is_no_base() -> None:
    found = figure("Exports reached $5 billion in 2023, up 12 percent from 2023.", "12 percent")
    assert (month_of(found.period), found.baseline) == ((2023, 1), None)


def test_the_time_that_a_figure_is_compared_with_is_not_its_own() -> None:
    found = figure("The meals reach 466 million children, 80 million more than in 2020.", "80 million")
    assert (month_of(found.period), month_of(found.baseline)) == (None, (2020, 1))
    found = figure("In 2023 it made a profit of $8 billion, an increase of $700 million over 2022.", "$700 million")
    assert (month_of(found.period), month_of(found.baseline)) == ((2023, 1), (2022, 1))
    found = figure("The duty on shoes was lowered to 15 percent from 24 percent in April 2022.", "15 percent")
    assert (month_of(found.period), found.baseline) == ((2022, 4), None)


def test_what_runs_since_a_month_is_compared_with_that_month() -> None:
    base = figure("The yen has risen 12 percent since September 2022.", "12 percent").baseline
    assert base is not None
    assert (base.start, base.end) == (date(2022, 9, 1), date(2022, 9, 30))


def test_a_neighbours_base_is_no_period() -> None:
    text = "Some 2.3 million came in the first half of 2023, up 41 percent from a year earlier, while 870,000 left."
    period = figure(text, "870,000").period
    assert period is None or "earlier" not in period.text


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("They met in Harbin, a city of 10 million people that railway workers helped to found in 1898.", "10 million"),
        ("The euro bonds due in 2030 fell by 4 cents.", "4 cents"),
        ("The yield on the Danish 2.5 percent bond due 2034 rose to 2.75 percent.", "2.75 percent"),
    ],
)
def test_when_something_else_began_or_ends_is_no_period(text: str, surface: str) -> None:
    assert figure(text, surface).period is None


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("By mid-March rents in Lisbon had risen 7 percent.", "7 percent", (2024, 3)),
        ("Visitors came to 3.4 million by the end of March.", "3.4 million", (2024, 3)),
        ("Sales will be $9 billion in the fourth quarter.", "$9 billion", (2024, 10)),
        (
            "Imports in the October-December quarter are expected to rise to 40 billion yen.",
            "40 billion yen",
            (2024, 10),
        ),
        ("In February the ministers promised to raise aid to $90m.", "$90m", (2024, 2)),
        ("The first 250 nurses are to come in January.", "250", (2025, 1)),
    ],
)
def test_a_time_without_a_year_is_on_the_side_where_the_figure_can_be(
    text: str, surface: str, period: tuple[int, int]
) -> None:
    assert month_of(figure(text, surface).period) == period


def test_what_has_ended_lies_behind() -> None:
    text = "Losses are likely to reach 3 percent of the $7 billion in sales during the nine months ended December."
    assert month_of(figure(text, "$7 billion").period) == (2023, 4)


def test_this_friday_is_of_this_week() -> None:
    period = figure("By this Friday some 800 tonnes will have been shipped.", "800 tonnes").period
    assert period is not None
    assert period.start == date(2024, 5, 17)


def test_what_begins_after_the_article_is_expected_and_what_is_over_is_not_by_rules_alone() -> None:
    assert figure("The company has promised 120 jobs by 2029.", "120").state == "expected"
    text = "The companies will build a line, raising the capacity from 600 to 1,200 megawatts by 2030."
    assert figure(text, "1,200 megawatts").state == "expected"
    assert figure("We do not see growth in 2025 above 2 percent.", "2 percent").state == "expected"
    assert figure("The slump in April was due to a $70 million drop in tourism.", "$70 million").state == "reported"
    assert figure("It was a policy of net 30 percent until 2030.", "30 percent").state == "reported"


def test_without_a_date_nothing_relative_is_said() -> None:
    text = "Sales will be $9 billion in the fourth quarter."
    found = figure(text, "$9 billion", None)
    assert found.period is not None
    assert found.period.start is None


PERIODS = cases("figure_periods.csv")


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: case["text"])
def test_a_part_of_a_year_is_not_the_year(case: dict[str, str]) -> None:
    period = figure(case["text"], case["surface"], date.fromisoformat(case["published"])).period
    assert period is not None
    days = f"{period.start} {period.end}" if period.start else ""
    assert days == case["period"]


@pytest.mark.parametrize(
    ("joined", "change"),
    [
        ("but up 12 percent on the year", "12 percent"),
        ("but up 12 percent from a year earlier", "12 percent"),
        ("and 15 percent higher than a year before", "15 percent"),
        ("but was still 10 percent above May last year", "10 percent"),
    ],
)
def test_a_change_joined_to_a_comparison_is_of_what_was_compared(joined: str, change: str) -> None:
    text = f"US imports from China were $46bn in June, down from $50bn in May {joined}."
    published = date(2022, 8, 12)
    assert figure(text, "$50bn", published).direction is None
    assert month_of(figure(text, change, published).period) == (2022, 6)


def test_another_former_level_has_its_own_time() -> None:
    text = "Lending grew 9 percent in March, up from 4.7 percent in February and 5.8 percent for the whole of 2023."
    assert month_of(figure(text, "5.8 percent").period) == (2023, 1)
