"""Resolve a phrase of time to days, given the date of publication; to None where that is needed and unknown."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import (
    FIND_COUNT,
    FIND_MONTH,
    FIND_YEAR,
    WORDS,
    DaySpan,
    months_of,
    number_of,
    unit_of,
    year_of,
)
from dyadwire.transforms.text.figures.times.relative import RELATIVE, quarters
from dyadwire.transforms.text.figures.times.years import WHOLE_YEARS, read_year

YEAR_OFF = 305  # days: a date without a year that is further back than ten months is the one two months ahead
_WITHIN = re.compile(r" (?:of|in) (?:the )?(?:\d{4}|.*year)| \w+ year\b")  # the last six months of 2017
_OF_LESS = re.compile(r" (?:of|in) (?:the|this|last) (?:week|month|quarter)")
_SOME_MONTHS = re.compile(r"^(?:the )?\w+ months of| (?:to|or) ")  # how many nobody says
_NTH = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th|latter|last|final|latest|closing)\b")
# Of accounts, or a year of theirs: 2021-22. Which days it has differs by country.
_ACCOUNTS = re.compile(
    r"fiscal|financial|marketing|crop|agricultural|school|academic|coffee|reporting|\bfy|\d{4}[-–/]\d"
)
_RUNS_TO = re.compile(r"\b(?:to|ended|through|until|till|ending|ends|beg[ai]ns?|began|start(?:ed|s))\b")
_AHEAD = ("ending", "ends", "begins", "starts")  # its month may be one to come
_YEAR_WORD = re.compile(r"(?<!half[- ])year")
_SPAN = re.compile(r"(\d{4})[-/–](\d\d)(?: period)?\Z")
_ENDS_DECADE = re.compile(r"\b(?:end|close) of .*decade")
_LONG_SPANS = range(3, 60)  # years
_COMING = re.compile(r"\b(?:current|this|(next)) \w+ year\b")  # accounts that are open


@lru_cache(maxsize=1024)  # the articles of a day say "on Monday" and "last year" again and again
def resolve(kind: str, phrase: str, published: date | None) -> DaySpan | None:
    """Return the days that a phrase means; None where they hang on an unknown date or event."""
    resolver = _RESOLVERS.get(kind)
    return resolver(phrase, published) if resolver else None


def _month_year(phrase: str, month: int, published: date | None) -> int | None:
    """Return the year of a month that may stand alone: the latest such month that has begun."""
    year = year_of(phrase, published)
    if _is_bare(phrase) and year is not None and published and month > published.month:
        return year - 1
    return year


def _is_bare(phrase: str) -> bool:
    """Tell a phrase that names no year: in March, in the first half-year."""
    return not FIND_YEAR.search(phrase) and not _YEAR_WORD.search(phrase)


def _end_of(phrase: str, published: date | None) -> DaySpan | None:
    """Return the month, or the day, to which a phrase runs: the year that it tells stands behind "to" or "ended"."""
    to = _RUNS_TO.search(phrase)
    told = phrase[to.end() :] if to else phrase
    month, year = months_of(told)[0], year_of(told, published)
    if year is None:
        return None
    coming = _COMING.search(phrase) if to and to.group() != "ended" else None
    ahead = to is not None and to.group() in _AHEAD and "year" in phrase[: to.start()]
    if _is_bare(told) and published and (coming or not ahead):
        year += bool(coming) + bool(coming and coming[1]) - (month > published.month)
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", told)
    return calendar.of_day(year, month, int(day.group())) if day else calendar.of_months(year, month)


def _read_iso(phrase: str, published: date | None) -> DaySpan | None:
    return calendar.of_day(int(phrase[:4]), int(phrase[5:7]), int(phrase[8:10]))


def _read_months(phrase: str, published: date | None) -> DaySpan | None:
    first, last = [*months_of(phrase), 1, 1][:2]
    years = FIND_YEAR.findall(phrase)
    year = int(years[-1]) if years else _month_year(phrase, last, published)
    if year is None:
        return None
    begin = int(years[0]) if len(years) > 1 else year - (first > last)
    return calendar.of_months(begin, first, (year - begin) * 12 + last - first + 1)


def _read_day(phrase: str, published: date | None) -> DaySpan | None:
    month = months_of(phrase)[0]
    days = [int(day) for day in re.findall(r"(?<!\d)\d{1,2}(?!\d)", phrase)] or [1] * ("first of" in phrase)
    year = _month_year(phrase, month, published)
    if year is None or not days:
        return None
    first, last = calendar.of_day(year, month, days[0]), calendar.of_day(year, month, days[-1])
    if first and last and published and _is_bare(phrase) and (published - last.end).days > YEAR_OFF:
        first, last = calendar.of_day(year + 1, month, days[0]), calendar.of_day(year + 1, month, days[-1])
    return DaySpan(first.start, last.end) if first and last and first.start <= last.end else None


def _read_month(phrase: str, published: date | None) -> DaySpan | None:
    month = months_of(phrase)[0]
    year = _month_year(phrase, month, published)
    return None if year is None else calendar.of_months(year, month)


def _read_part(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve quarters and halves: of a year that is named, or the latest such one that has begun."""
    short = re.match(r"([qh])([1-4])", phrase)
    nth = _NTH.search(phrase)
    months = 6 if "half" in phrase or "semester" in phrase or phrase[0] == "h" else 3
    rank = int(short.group(2)) if short else (WORDS.get(nth.group(1), 12 // months) if nth else 1)
    if FIND_MONTH.search(phrase):  # the second quarter ended January 31
        last = _end_of(phrase, published)
        return last and calendar.until(last.end, "month", months)
    year = year_of(phrase, published)
    if year is None or _ACCOUNTS.search(phrase) or rank > 12 // months:
        return None
    first = (rank - 1) * months + 1
    if _is_bare(phrase) and published and first > published.month:
        year -= 1
    return calendar.of_months(year, first, months)


def _read_fiscal(phrase: str, published: date | None) -> DaySpan | None:
    """Fiscal years differ by country: only a year that ends in a named month has known days, and what is longer.

    That is 2010-15; but 2021-22 is as often one year of accounts as two.
    """
    if FIND_MONTH.search(phrase):
        last = _end_of(phrase, published)
        return last and calendar.until(last.end, "year", 1)
    if phrase.startswith("calendar") or " calendar" in phrase:
        return read_year(phrase, published)
    span = _SPAN.match(phrase)
    count = (int(span[2]) - int(span[1]) % 100) % 100 + 1 if span else 0
    return calendar.of_months(int(span[1]), 1, 12 * count) if span and count in _LONG_SPANS else None


def _read_upto(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve "the three months to May", "the two years to 2025", "the June quarter", "the year that ended in May"."""
    last = _end_of(phrase, published) if FIND_MONTH.search(phrase) else read_year(phrase, published)
    before = _RUNS_TO.split(phrase)[0].removeprefix("the ")
    count = FIND_COUNT.search(re.sub(r"^(?:first|last|past|latest|previous) ", "", before))
    unit = unit_of(before) or "year"
    if last is None or "mid-" in phrase or "season" in phrase:
        return None
    number = number_of(count.group(1)) if count else 1
    if re.search(r"\b(?:beg[ai]n|start)", phrase):
        return calendar.of_months(last.start.year, last.start.month, calendar.MONTHS_OF[unit])
    if unit == "week" and last.start != last.end:
        return None  # the 13 weeks to June
    return calendar.until(last.end, unit, number)


def _read_week(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve "the week ending May 3" to its seven days."""
    day, unit = _read_day(phrase, published), unit_of(phrase)
    return calendar.until(day.end, unit, 1) if day and unit else None


def _read_run(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve "the past decade", "the last three years", "the first nine months of 2023"."""
    unit = unit_of(phrase)
    words = phrase.removeprefix("the ").split()
    number = FIND_COUNT.search(phrase, phrase.index(words[0]) + len(words[0]))
    if unit is None or (
        number is None and (phrase.endswith("s") or {"few", "several", "couple", "recent"} & set(words))
    ):
        return None
    if _OF_LESS.search(phrase) or _SOME_MONTHS.search(phrase):
        return None
    count = number_of(number.group(1)) if number else 1
    if words[0] in ("first", "final", "closing") or (
        words[0] == "last" and number and _WITHIN.search(phrase, number.end())
    ):
        year = year_of(phrase, published)
        return None if year is None else _part_of_year(phrase, year, unit, count, from_start=words[0] == "first")
    if published is None:
        return None
    is_ahead = words[0] in ("next", "coming")
    if unit == "quarter":
        return quarters(published, count if is_ahead else -count)
    return (calendar.after if is_ahead else calendar.before)(published, unit, count)


def _part_of_year(phrase: str, year: int, unit: str, count: int, *, from_start: bool) -> DaySpan | None:
    """Resolve the first or the last months or quarters of a year; None of a year of accounts, and of days and weeks."""
    if unit in ("day", "week") or _ACCOUNTS.search(phrase) or count * calendar.MONTHS_OF[unit] > 12:
        return None
    months = count * calendar.MONTHS_OF[unit]
    return calendar.of_months(year, 1 if from_start else 13 - months, months)


def _read_edge(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve the end of 2030 to the year itself, as how near is not said; that of a decade to the year after it."""
    year = year_of(phrase, published)
    unit = unit_of(phrase) or "year"
    if unit != "year" and not FIND_YEAR.search(phrase):
        whole = calendar.containing(published, unit) if published else None
        now = whole and calendar.shift(whole, unit, int("next" in phrase) - int("last" in phrase))
        return calendar.of_year(now.end.year + 1) if now and _ENDS_DECADE.search(phrase) else now
    return None if year is None else calendar.of_year(year)


def _read_event(phrase: str, published: date | None) -> DaySpan | None:
    """Resolve "since it was floated in June 2023", as far as its date is told, up to the day of publication."""
    if FIND_MONTH.search(phrase):
        began = _read_day(phrase, published) or _read_month(phrase, published)
    else:
        dated = FIND_YEAR.search(phrase) or "last year" in phrase
        began = read_year(phrase, published) if dated else None
    return DaySpan(began.start, published) if began and published and began.start <= published else None


_RESOLVERS = RELATIVE | WHOLE_YEARS | {
    "iso": _read_iso, "months": _read_months, "day": _read_day, "monthyear": _read_month, "month": _read_month,
    "part": _read_part, "fiscal": _read_fiscal, "upto": _read_upto, "week": _read_week, "run": _read_run,
    "edge": _read_edge, "event": _read_event,
}  # fmt: skip
