"""The words of phrases of time: months, years, units and counts."""

from __future__ import annotations

import re
from datetime import date

from transforms.text.figures.times import calendar

MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
FIND_MONTH = re.compile(rf"\b{MONTH}(?![\w])")
FIND_YEAR = re.compile(r"\b(?:1[89]|20)\d\d")
FIND_UNIT = re.compile(r"\b(day|week|month|quarter|half|year|decade|centur)")
FIND_COUNT = re.compile(rf"\b({'|'.join(WORDS)}|\d{{1,3}})\b")


def year_of(phrase: str, published: date | None) -> int | None:
    """Return the year that a phrase names, or means by "last year"."""
    named = FIND_YEAR.search(phrase)
    if named:
        return int(named.group())
    if published is None:
        return None
    if re.search(r"\b(?:last|previous|prior) (?:fiscal |financial )?year", phrase):
        return published.year - 1
    return published.year + 1 if re.search(r"\bnext (?:fiscal |financial )?year", phrase) else published.year


def months_of(phrase: str) -> list[int]:
    """Return the numbers of the months that a phrase names, in order."""
    return [calendar.MONTH_NUMBERS[match.group()[:3]] for match in FIND_MONTH.finditer(phrase)]


def unit_of(phrase: str) -> str | None:
    """Return the unit of time that a phrase names."""
    unit = FIND_UNIT.search(phrase)
    return unit and {"centur": "century"}.get(unit.group(1), unit.group(1))


def number_of(word: str) -> int:
    """Return the number that a word or digits name."""
    return int(word) if word.isdecimal() else WORDS[word]


def ago_of(phrase: str) -> tuple[str, int]:
    """Return the unit and count of "three months earlier", "the same period last year", "year on year"."""
    count = FIND_COUNT.search(phrase)
    unit = unit_of(phrase) or {"q": "quarter", "m": "month"}.get(phrase[0], "year")
    if phrase.startswith(
        ("the same", "same", "the corr", "corr", "the comp", "comp", "the equi", "year-", "the year-")
    ):
        unit = "year"
    return unit, number_of(count.group(1)) if count else 1
