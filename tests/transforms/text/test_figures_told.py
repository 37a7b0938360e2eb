"""Figures of everyday news: times that hang on one told before, what changed since, levels against former ones."""

from __future__ import annotations

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from tests.transforms.text.found_figures import PUBLISHED, days, figure, month_of


def whole(year: int) -> str:
    return f"{year}-01-01 {year}-12-31"


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("In 1998 floods killed 3,000 people. That year the harvest fell by 20 percent.", "20 percent", whole(1998)),
        ("In 2018 the bank lent $3 billion. In the same year it lost $200 million.", "$200 million", whole(2018)),
        ("Since 2012 catches have shrunk by half. That year China took 300 boats.", "300", whole(2012)),
        ("In 2010 the park had 300 elephants. Two years later there were 180.", "180", whole(2012)),
        ("The plant opened in March 2019. A year later it employed 900.", "900", "2020-03-01 2020-03-31"),
        ("Births fell to 230,000 in 2020. Ten years earlier 436,500 babies were born.", "436,500", whole(2010)),
        ("The fund earned $22 million in 2022, after losing $16 million the year before.", "$16 million", whole(2021)),
        (
            "In October 2018 the river dropped to 25 centimetres, and output fell by 1.5 percent that November.",
            "1.5 percent",
            "2018-11-01 2018-11-30",
        ),
        ("There were 1,800 outbreaks, fewer than the 2,600 of 2022. That year 500 farms closed.", "500", whole(2022)),
        ("Dues fell from 12 percent in 2020 to 10 percent two years later.", "10 percent", whole(2022)),
        ("Plants were out of order for 11,900 hours in the week to 9 May.", "11,900 hours", "2024-05-03 2024-05-09"),
    ],
)
def test_a_time_hangs_on_the_one_told_before(text: str, surface: str, period: str) -> None:
    assert days(figure(text, surface).period) == period


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("In the 1990s output halved. The same year 300 families left.", "300"),
        ("In July it sold 40 planes. A week later it lost an order for 120 more.", "120"),
        ("The ministry said on Monday that 300 people fell ill. That year 200 schools closed.", "200"),
        (
            "Aid is to fall by 2027. Until 2021 it was 7 percent. Spending is to rise to 9 percent that year.",
            "9 percent",
        ),
    ],
)
def test_a_time_hangs_on_nothing_that_cannot_hold_it(text: str, surface: str) -> None:
    period = figure(text, surface).period
    assert period is not None
    assert days(period) is None


def test_what_is_later_than_planned_tells_no_time() -> None:
    assert figure("The line came two years later than planned and carries 300 trains.", "300").period is None


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Farmers harvested 6 million tonnes in spring.", "6 million tonnes", "in spring"),
        ("Exports grew 5.2 percent and 4 percent in April and May, respectively.", "5.2 percent", "in April"),
        ("Exports grew 5.2 percent and 4 percent in April and May, respectively.", "4 percent", "May"),
        ("It shipped 620,000 tonnes and 710,000 tonnes respectively in 2023 and 2024.", "620,000 tonnes", "in 2023"),
        (
            "Exports grew 5.2 percent and 4 percent between April and May, respectively.",
            "4 percent",
            "between April and May",
        ),
        ("In the spring budget he raised taxes by 3 percent.", "3 percent", None),
        ("Hotels counted 2 million overnight stays in May.", "2 million", "in May"),
        ("The line, begun in 2010, should carry 250,000 passengers a day.", "250,000", None),
        ("The fund, set up in 1996, owns 1.5 percent of the shares.", "1.5 percent", None),
        ("The bill, which had reached $690 million in 2019, was cut to $498 million.", "$498 million", None),
        ("Built in 1967, the plant produces 200 megawatts.", "200 megawatts", None),
        ("Entering into force on Jan. 1, 2022, the pact covers 15 countries.", "15", None),
        ("Hit by a wave on Monday, the ferry sank with 300 people aboard.", "300", "on Monday"),
        ("The dam that was opened in 2011 supplies 40 percent of the power.", "40 percent", None),
        ("Luis Ruiz, a lawyer who led the protests last year, won 14 percent of the vote.", "14 percent", None),
        ("BLB holds a 22 percent stake in Wembley and last year tried to buy the rest.", "22 percent", None),
        ("The firm sold 3,000 cars in May and in June sold 4,000.", "3,000", "in May"),
        (
            "The carmaker sold 12,300 vehicles in 2023 and 14,100 in 2024, of which 3,000 were electric.",
            "3,000",
            "in 2024",
        ),
        ("There have been 40 attacks and 12 kidnappings since January.", "40", "since January"),
        ("Iraq rejected its quota of 14,000 barrels and sold 17,000 barrels in April.", "14,000 barrels", None),
        ("Arrivals were at 60 percent of the level of June 2018.", "60 percent", None),
        ("The firm sold 4,000 cars in April, twice as many as a year earlier.", "twice", "in April"),
        ("The market is growing 12 percent every year.", "12 percent", "every year"),
        ("The index had risen 2 percent by late morning.", "2 percent", "late morning"),
        ("Workers earn 50 dollars for each day of the harvest.", "50 dollars", None),
        ("Every month of war would cost the budget 170 billion tenge.", "170 billion tenge", None),
    ],
)
def test_a_figure_goes_by_its_own_time(text: str, surface: str, period: str | None) -> None:
    found = figure(text, surface).period
    assert (found and found.text) == period


@pytest.mark.parametrize(
    ("text", "surface", "base"),
    [
        ("Prices have risen 12 percent since March to $1,850 a tonne.", "$1,850", "2024-03-01 2024-03-31"),
        ("The population has tripled since 1990, to 15 million.", "15 million", whole(1990)),
        ("Since the war began in 2015, poverty has risen to 60 percent.", "60 percent", "2015-01-01 2015-01-01"),
        ("Investment grew 17.3 percent between 2010 and 2015.", "17.3 percent", whole(2010)),
        ("Turnout was 61 percent, down from 67 percent five years ago.", "61 percent", whole(2019)),
        ("Exports were $5 billion, slightly less than the $6 billion recorded in 2019.", "$5 billion", whole(2019)),
        ("It sold 4,000 cars in April, three times as many as in March.", "4,000", "2024-03-01 2024-03-31"),
        ("The share of 88.9 percent compares with 82.4 percent in 2022.", "88.9 percent", whole(2022)),
    ],
)
def test_what_changed_is_compared_with_when_that_began(text: str, surface: str, base: str) -> None:
    assert days(figure(text, surface).baseline) == base


@pytest.mark.parametrize(
    "text",
    [
        "The economy grew by 11 percent a year between 2001 and 2010.",
        "Exports fell by 11 percent between January and March.",
        "Since then the rate has grown to 11 percent.",
    ],
)
def test_a_rate_and_a_quarter_are_not_compared_with_their_beginning(text: str) -> None:
    assert figure(text, "11 percent").baseline is None


def test_the_ends_of_a_span_date_the_levels_at_both() -> None:
    text = "Between 2013 and 2022 seizures rose from 5 tonnes to 110 tonnes."
    former, found = figure(text, "5 tonnes"), figure(text, "110 tonnes")
    assert (days(former.period), days(found.period), days(found.baseline)) == (whole(2013), whole(2022), whole(2013))


def test_former_levels_side_by_side_share_their_time() -> None:
    text = (
        "Exports fell to $6.3 billion in 2022 from $7.7 billion in 2021, "
        "while imports rose to $1.2 billion from $900 million."
    )
    assert days(figure(text, "$900 million").period) == whole(2021)
    assert days(figure(text, "$1.2 billion").baseline) == whole(2021)


@pytest.mark.parametrize(
    ("text", "surface", "direction"),
    [
        ("The number of dead has risen to 120 and that of the injured to 300.", "300", "up"),
        ("The price of wheat fell to $200 and that of maize to $180.", "$180", "down"),
        ("The party nearly doubled its tally to 99 from 52.", "99", "up"),
        ("Some 4,433 thefts were reported last year, slightly fewer than the 4,558 of 2022.", "4,433", "down"),
        ("The bank lent $3 billion, more than the $2 billion it lent in 2019.", "$3 billion", "up"),
        ("The bank lent $3 billion, more than the $2 billion it had hoped for.", "$3 billion", None),
        ("In 2022 Britain issued 59,053 visas, an eightfold increase on 2019.", "59,053", "up"),
        ("It said 700,000 people were on drugs, up from 440,000 six months earlier.", "700,000", "up"),
    ],
)
def test_a_level_goes_the_way_of_its_comparison(text: str, surface: str, direction: str | None) -> None:
    assert figure(text, surface).direction == direction


def test_months_that_have_passed_are_not_counted() -> None:
    found = figure("It said 700,000 people were on drugs, up from 440,000 six months earlier.", "440,000")
    assert found.unit == "people"


def test_millions_share_no_percent_with_their_change() -> None:
    found = figure("Visitors numbered 3.1 million, 14 percent more than a year earlier.", "3.1 million")
    assert (found.kind, found.direction) == ("count", "up")


REPORT = "Exports rose 5 percent to $3 billion in March. "


def test_a_report_goes_on_after_what_it_is_compared_with() -> None:
    text = REPORT + "That compares with a rise of 2 percent in February. Imports fell 3 percent."
    assert days(figure(text, "3 percent").period) == "2024-03-01 2024-03-31"


def test_a_report_of_two_times_tells_not_of_which_it_goes_on() -> None:
    text = "The surplus hit $15bn in 2022 and $10bn in 2021. About 95 percent of the surplus came from oil."
    assert figure(text, "95 percent").period is None


@pytest.mark.parametrize(
    ("text", "surface", "base"),
    [
        (
            "The 344 million viewers at the end of 2016 doubled to 703 million by the end of 2022.",
            "703 million",
            (2016, 1),
        ),
        ("It hit a record $412 million in 2022, after reaching $377 million in 2021.", "$412 million", (2021, 1)),
        ("In 2019 it sold 56 million seats, before plunging to 14 million in 2020.", "14 million", (2019, 1)),
        ("It came down to 649 stores in March 2023. This dropped to 464 in June 2023.", "464", (2023, 3)),
        ("The rate was 4 percent in April 2023. In May 2023 it rose to 5 percent.", "5 percent", (2023, 4)),
        ("Since the plant opened in May 2020, output has risen by 40 percent.", "40 percent", (2020, 5)),
        # Another subject, the same time, another sentence in between, or a time of its own behind the clause.
        ("The 344 million of 2016 grew old, while imports rose to 703 million in 2022.", "703 million", None),
        ("The rial slid to $16.5 million on Monday, before bouncing back to $16.4 million.", "$16.4 million", None),
        ("Exports were $4 billion in 2021. Rain fell. It rose to $5 billion in 2022.", "$5 billion", None),
        ("The rate was 4 percent in April 2023. In May 2023 arrivals rose to 5 percent.", "5 percent", None),
        ("Since it opened in May 2015, rents have risen, and in 2019 sales fell by 3 percent.", "3 percent", None),
        # What another thing did.
        ("Debt rose to 80 percent in 2020. That is why the deficit fell to 3 percent in 2021.", "3 percent", None),
        ("Imports were $3bn in 2021. They helped exports rise to $5bn in 2022.", "$5bn", None),
        ("The rate was 5 percent in May 2023. It led the bank to cut to 3 percent in June 2023.", "3 percent", None),
        ("The rate of 5 percent in 2019 helped to lift growth to 7 percent in 2021.", "7 percent", None),
        ("Losses grew to $9m in 2022 after spending $3m in 2021.", "$9m", None),
    ],
)
def test_a_level_is_compared_with_the_former_one_that_has_a_time(
    text: str, surface: str, base: tuple[int, int] | None
) -> None:
    assert month_of(figure(text, surface).baseline) == base


@pytest.mark.parametrize(
    ("text", "surface", "told"),
    [
        (
            "Imports fell to 50,000 tonnes (55,000 tons) from 60,000 tonnes.",
            "55,000 tons",
            ("down", "from 60,000 tonnes", None),
        ),
        ("The price rose to 200 shillings (U.S.$2) from 120 shillings.", "$2", ("up", "from 120 shillings", None)),
        (
            "The price rose to 200 shillings (about U.S.$2) from 120 shillings.",
            "$2",
            ("up", "from 120 shillings", None),
        ),
        ("The cable would stretch over 17,000 km (10,560 miles).", "10,560 miles", (None, None, "at least")),
        ("Emissions were over 100 tonnes (400 kg a head).", "400 kg", (None, None, None)),
        ("The pipeline is at least 200 km long (30 miles under water).", "30 miles", (None, None, None)),
        # Of another dimension, or of the same unit: what brackets hold is another figure.
        ("The plant made over 17,000 tonnes (560 miles away).", "560 miles", (None, None, None)),
        ("Imports fell to 50,000 tonnes (60,000 tonnes of it wheat).", "60,000 tonnes", (None, None, None)),
    ],
)
def test_what_brackets_convert_is_the_same_figure(
    text: str, surface: str, told: tuple[str | None, str | None, str | None]
) -> None:
    found = figure(text, surface)
    assert (found.direction, found.compared_with, found.qualifier) == told


@pytest.mark.parametrize(
    ("text", "surface", "period"),
    [
        ("Last month it said it was looking for a further $5 billion.", "$5 billion", None),
        ("Deutsche Bank said earlier this month it would reduce its workforce by 1,920.", "1,920", None),
        ("In July 2023 BAT announced it had won approval to build a $1.5 billion plant.", "$1.5 billion", None),
        ("But last week the minister told reporters that fares might rise by 16 percent.", "16 percent", None),
        ("The fair, called Central Expo 2022, has drawn 200 exhibitors.", "200", None),
        ("The corporation could now face a fine of $200,000.", "$200,000", None),
        # It was so then, whoever said so.
        ("In October 2023, the bank said on Thursday, prices rose 3 percent.", "3 percent", "In October 2023"),
        (
            "In the third quarter, the company said on Tuesday, revenue rose 5 percent.",
            "5 percent",
            "In the third quarter",
        ),
        ("Last week, police said in a statement, 40 people were arrested.", "40", "Last week"),
        ("In Brazil 2023 exports were $300 billion.", "$300 billion", "2023"),
        ("Last month exports rose to $5 billion, the ministry said.", "$5 billion", "Last month"),
        ("On Monday police said 300 people had died.", "300", "On Monday"),
        ("In July 2023 BAT announced a loss of $3 billion.", "$3 billion", "In July 2023"),
        ("Taiwan's 1985 surplus was $10.2 billion.", "$10.2 billion", "1985"),
    ],
)
def test_when_something_was_said_or_what_is_called_by_a_year_is_no_period(
    text: str, surface: str, period: str | None
) -> None:
    found = figure(text, surface).period
    assert (found.text if found else None) == period


def test_a_time_of_the_title_takes_no_words_of_the_text() -> None:
    body = "The ministry said that it fell to $4bn."
    found = extract(body, load_lexicon(), title="Exports rose in May to $5bn", published_date=PUBLISHED).figures
    assert {one.period.text for one in found if one.period} <= {"in May", "May"}
