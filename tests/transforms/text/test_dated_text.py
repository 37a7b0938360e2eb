"""The date that a text gives itself, and what is not one."""

import pytest

from dyadwire.transforms.text.formats.dated_text import date_of_text


@pytest.mark.parametrize(
    ("text", "written", "origin"),
    [
        ("SINGAPORE (Feb. 25, 2021) — Hong Kong's richest lost.", "Feb. 25, 2021", "dateline"),
        ("NAIROBI and KAMPALA, Jun 16 2022 (IPS) - Clad in beads, they came.", "Jun 16 2022", "dateline"),
        ("Washington, 25 March 2021 (AFP) – Talks began.", "25 March 2021", "dateline"),
        ("May 6, 2022\n\nMexico City.", "May 6, 2022", "first_line"),
        (
            "A treaty at last\nBy Jane Roe\nFriday, 6th May 2022 at 10:00 am\n\nIt was signed.",
            "6 May 2022",
            "first_line",
        ),
        ("Last updated: 2022-05-06\nIt was signed.", "2022-05-06", "first_line"),
        ("Posted on May 6, 2022 by Staff\n\nIt was signed.", "May 6, 2022", "first_line"),
    ],
)
def test_a_line_or_dateline_of_its_own_dates_a_text(text, written, origin):
    assert date_of_text(text) == (written, origin)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On May 6, 2022 — the day of the vote — nobody came.",
        "The vote of May 6, 2022 was lost.",
        "Since Feb. 25, 2021 - a Thursday - it was banned.",
        "He was born on 6 May 1960 and died on 7 May 2022 - a long life.",
        "6 May 2022 to 7 May 2022",
        "Nobody knew what would come. May 6, 2022 - a day to remember.",
        "Fires burned in the hills near the town on May 6, 2022",
        "One.\nTwo.\nThree.\nFour.\nMay 6, 2022",
        "BEIJING, March 3 (Xinhua) -- A day without a year.",
        "x" * 100_000,
        "May 6, 2022" * 5_000,
    ],
)
def test_a_date_of_what_is_told_is_none(text):
    assert date_of_text(text) is None
