"""Figures: the day on which somebody changed a level, and the names of measures."""

from __future__ import annotations

from datetime import date

import pytest

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import FigureSpan

PUBLISHED = date(2026, 11, 30)


def figures(text: str, title: str = "") -> dict[str, FigureSpan]:
    found = extract(text, load_lexicon(), title=title, published_date=PUBLISHED)
    return {one.surface: one for one in found.figures}


@pytest.mark.parametrize(
    ("text", "level", "former", "day"),
    [
        (
            "Peru lowered its tariff on Chilean wine to 4 percent from 9 percent on Tuesday under an accord.",
            *("4 percent", "9 percent", "on Tuesday"),
        ),
        (
            "Peru raised its duty on Chilean wine to 9 percent from 4 percent on May 5.",
            "9 percent",
            "4 percent",
            "on May 5",
        ),
        (
            "Duties on Chilean wine were raised to 9 percent from 4 percent on Tuesday.",
            "9 percent",
            "4 percent",
            "on Tuesday",
        ),
        (
            "Peru and Chile said flights will rise to 14 a week from 10 from next summer.",
            "14",
            "10",
            "from next summer",
        ),
    ],
)
def test_the_day_of_a_change_is_when_the_new_level_holds(text: str, level: str, former: str, day: str) -> None:
    found = figures(text)
    assert getattr(found[level].period, "text", None) == day
    assert found[level].baseline is None
    assert found[level].compared_with == f"from {former}"
    assert found[former].period is None


@pytest.mark.parametrize(
    ("text", "level", "base"),
    [
        ("Brent crude rose to $60 a barrel from $58 on Thursday.", "$60", "from $58 on Thursday"),
        (
            "Peru raised its duty on wine to 9 percent from 4 percent in May 2024.",
            "9 percent",
            "from 4 percent in May 2024",
        ),
        ("Cabbage dropped to 3,257 won, 29 percent lower than a month earlier.", "3,257 won", "than a month earlier"),
        (
            "Output fell to 180,000 tonnes, from 260,000 before the floods.",
            "180,000 tonnes",
            "from 260,000 before the floods",
        ),
        ("The museum drew 9,400 visitors, 2,100 more than the summer before.", "9,400", "than the summer before"),
    ],
)
def test_what_moved_by_itself_or_is_dated_long_ago_keeps_its_base(text: str, level: str, base: str) -> None:
    assert getattr(figures(text)[level].baseline, "text", None) == base


@pytest.mark.parametrize(
    ("text", "surface", "measure"),
    [
        (
            "Peru lowered its tariff on wine to 4 percent from 9 percent on Tuesday under a trade accord.",
            "9 percent",
            "tariff on wine",
        ),
        ("Peru's imports of Chilean wine tripled to 300,000 tonnes.", "300,000 tonnes", "imports of wine"),
        ("Exports of Chile to Peru totalled 30 million euros.", "30 million euros", "exports"),
        (
            "Peru imported 5,000 tonnes of wine from Chile against 4,000 tonnes in the one before.",
            "4,000 tonnes",
            "imports of wine",
        ),
        ("Trade between Peru and Chile rose 8 percent.", "8 percent", "trade"),
        ("Bilateral trade between Peru and Chile rose 8 percent.", "8 percent", "bilateral trade"),
        ("Brent crude rose to $60 a barrel.", "$60", "Brent crude"),
    ],
)
def test_a_measure_is_named_as_it_is_written_in_a_sentence(text: str, surface: str, measure: str) -> None:
    assert figures(text)[surface].measure == measure


def test_the_verb_of_a_headline_is_no_part_of_a_measure() -> None:
    found = figures("They signed it on Monday.", "Peru, Chile sign drone deal worth $270 million")
    assert found["$270 million"].measure == "drone deal"
    assert figures("The U.S. long distance market grew 9 percent.")["9 percent"].measure == "long distance"


@pytest.mark.parametrize(
    ("text", "surface", "state"),
    [
        ("Some 6,000 Peruvian workers are expected to go to Chile each year.", "6,000", "expected"),
        ("The 6,000 Peruvian workers are expected to go to Chile.", "6,000", "reported"),
        ("Inflation in Peru has reached 30% and is expected to rise.", "30%", "reported"),
    ],
)
def test_what_is_expected_to_come_is_expected(text: str, surface: str, state: str) -> None:
    assert figures(text)[surface].state == state


@pytest.mark.parametrize(
    ("text", "surface", "days"),
    [
        (
            "Peru's exports to Chile tripled to 300,000 tonnes in the first half of 2026.",
            "tripled",
            (date(2026, 1, 1), date(2026, 6, 30)),
        ),
        (
            "Peru's exports to Chile rose 20 percent in the three years to 2025.",
            "20 percent",
            (date(2023, 1, 1), date(2025, 12, 31)),
        ),
        (
            "Peru and Chile want to raise trade to $50 billion by the end of the decade.",
            "$50 billion",
            (date(2030, 1, 1), date(2030, 12, 31)),
        ),
    ],
)
def test_a_time_has_the_days_that_its_words_mean(text: str, surface: str, days: tuple[date, date]) -> None:
    period = figures(text)[surface].period
    assert period
    assert (period.start, period.end) == days


@pytest.mark.parametrize(
    ("text", "surface", "origin"),
    [
        ("The navies of Peru and Chile began an exercise with 1,400 sailors.", "1,400", None),
        ("Peru sent 50 soldiers to Chile.", "50", "PER"),
    ],
)
def test_people_of_two_who_act_together_go_nowhere(text: str, surface: str, origin: str | None) -> None:
    assert figures(text)[surface].origin == origin
