"""Figures: what learned decisions and the rules beside them make of whole passages."""

from __future__ import annotations

from datetime import date

from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.qualifiers import AHEAD
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from tests.transforms.text.test_figures_context import figures


def test_a_figure_goes_by_the_time_that_the_sentence_before_has_told() -> None:
    found = figures("Exports rose 5 percent to $20 billion in 2023. Imports fell 3 percent to $12 billion.")
    assert found["$12 billion"].period is not None
    assert found["$12 billion"].period.text == "in 2023"


def test_a_conversion_shares_all_that_is_said_of_its_amount() -> None:
    found = figures("Profits rose to 60 billion yen ($500m; £300m) in 2023 from 50 billion yen in 2022.")
    for surface in ("$500m", "£300m"):
        assert found[surface].direction == found["60 billion yen"].direction == "up"
        assert found[surface].period == found["60 billion yen"].period
        assert found[surface].baseline == found["60 billion yen"].baseline


def test_a_change_set_off_by_a_spaced_hyphen_keeps_its_base() -> None:
    found = figures("Trade reached $240 billion in 2023 - up 63 percent from 2021, before the war.")
    assert found["63 percent"].baseline is not None
    assert found["63 percent"].baseline.text == "from 2021"


def test_what_is_yet_to_be_is_no_fact() -> None:
    found = figures("The amusement park will have 12 cinemas, analysts reckon, and welcome 40,000 visitors a year.")
    assert found["12"].qualifier in AHEAD
    assert found["40,000"].qualifier in AHEAD
    found = figures("The fine of $1.5m (£799,000) is to be paid next year. It has paid 3 million euros since 2010.")
    assert found["£799,000"].qualifier == found["$1.5m"].qualifier
    assert found["3 million euros"].qualifier is None
    assert figures("Growth is to slow to 3 percent next year from 5 percent.")["5 percent"].qualifier is None


def test_a_plan_is_none_of_what_a_relative_clause_counts() -> None:
    found = figures("Kast said Chile would lift visa rules for Bolivians, of whom 184,000 live in the country.")
    assert found["184,000"].state == "reported"


def test_how_much_is_told_apart_from_whether_yet() -> None:
    found = figures("Russia plans to sell China at least 40 ships. It sold India more than 90 tanks last year.")
    assert [found[text].qualifier for text in ("40", "90")] == ["at least"] * 2
    assert [found[text].state for text in ("40", "90")] == ["expected", "reported"]


def test_what_came_about_is_reported_behind_what_was_expected() -> None:
    found = figures("Trade with Iran, which was expected to reach $30 billion, fell to $10 billion.")
    assert [found[text].state for text in ("$30 billion", "$10 billion")] == ["expected", "reported"]


def test_what_is_denied_has_no_direction() -> None:
    assert figures("Prices didn't rise by 5 percent.")["5 percent"].direction is None
    assert figures("The bill to cut spending was backed by 52 percent.")["52 percent"].direction is None


def test_numbers_of_addresses_telephones_and_years_are_no_figures() -> None:
    text = "See https://news.example/2022/%E2%80%98oil-350000-tonnes or call Tel: 595 4248. It lasted from 1846 to 48."
    assert figures(text) == {}


def test_old_money_is_money() -> None:
    found = figures(
        "It paid 3 billion U.S. Dlrs, 12 H.K. dlrs and 5 million ecus to {France|FRA}, or 30 billion francs."
    )
    assert [one.currency for one in found.values()] == ["USD", "HKD", "XEU", "FRF"]


def test_an_amount_without_a_noun_takes_the_unit_of_the_one_before() -> None:
    found = figures("Of the $1.4 billion, which is a loan, 550 million will come from the fund.")
    assert found["550 million"].currency == "USD"


def test_a_timeline_keeps_the_time_that_most_figures_went_by() -> None:
    timeline, years = Timeline(), [TimePhrase(0, 4, "year", "in", str(year), None, False) for year in range(2019, 2024)]
    for number, year in enumerate(years):
        timeline.add(number, [year], 0)
        if year.text == "2019":
            timeline.use(FigureDraft(0, 1, 5, kind="percent", period=year), number, is_base=False)
    assert [told.phrase.text for told in timeline.latest([])] == ["2019", "2021", "2022", "2023"]
    assert [told.phrase.text for told in timeline.latest(years[2:3])] == ["2019"]
    assert timeline.latest(years[:1]) == []
    assert timeline.is_like(FigureDraft(3, 4, 9, kind="percent"))
    assert timeline.last == "2019"


def test_what_a_figure_is_compared_with_has_its_time_and_way_alone() -> None:
    found = figures("Exports fell to $9 billion from $10 billion in May, while imports rose to $12 billion.")
    fell, rose = found["$9 billion"], found["$12 billion"]
    assert (fell.direction, fell.baseline and fell.baseline.text) == ("down", "from $10 billion in May")
    assert (rose.direction, rose.period, rose.baseline) == ("up", None, None)


def test_the_time_of_what_was_compared_goes_on_to_no_sentence() -> None:
    found = figures(
        "The deficit widened to $23 billion in the first half from $20 billion a year ago. "
        "Imports rose 12 percent to $25 billion while exports edged up to $2 billion."
    )
    for surface in ("12 percent", "$25 billion", "$2 billion"):
        assert found[surface].period is None or "first half" in found[surface].period.text


def test_the_same_period_of_a_year_is_not_the_year() -> None:
    base = figures("That was up 14 percent from the same period of 2022.")["14 percent"].baseline
    assert base is not None
    assert (base.text, base.start) == ("from the same period of 2022", None)


def test_what_falls_due_is_no_less_and_of_which_is_of_the_same() -> None:
    found = figures("Egypt's debts amount to $165 billion, of which $29 billion fall due this year.")
    assert found["$29 billion"].direction is None
    assert found["$29 billion"].measure == found["$165 billion"].measure


def test_what_is_higher_or_lower_due_to_something_is_so() -> None:
    assert figures("Prices were 5 percent higher due to oil.")["5 percent"].direction == "up"
    assert figures("Gas shipments were 40 percent down due to the war.")["40 percent"].direction == "down"


def test_until_a_day_is_the_nearest_one() -> None:
    period = figures("Visitors spent $5 billion until April 30.")["$5 billion"].period
    assert period is not None
    assert period.end == date(2024, 4, 30)
