"""Find the phrases of time in a sentence and, given the date of publication, the days that they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR, DaySpan
from dyadwire.transforms.text.figures.times.days import resolve
from dyadwire.transforms.text.figures.times.forms import (
    FROM_BARE_MONTH,
    FROM_DIGITS,
    FROM_MONTH,
    FROM_THIS,
    FROM_WEEKDAY,
    FROM_WORD,
    MONTHS,
    SECOND_AFTER_DIGITS,
    SECOND_WORDS,
    WEEKDAYS,
)
from dyadwire.transforms.text.figures.times.non_dating_times import (
    NAMED_MONTHS,
    Form,
    is_aside,
    is_counted,
    is_day_of_saying,
    is_no_time,
)
from dyadwire.transforms.text.figures.tokens import Tokens

RANGED = frozenset(("day", "month", "monthyear", "weekday", "year", "season", "part", "decade"))
JOINTS = {"from": ("to", "till", "until", "through", "-", "–"), "between": ("and",)}  # by what stands before a range
DATING = ("dating", "dates", "dated")  # before "to" and "back to"
HALF_YEAR = 183  # days in which accounts for a year appear: a year to June that ended before is the next one's
RECENT_DAYS = 60  # two months: later ones are still spoken of without a year
AHEAD_REACH = 24  # tokens before a phrase in which its verb stands
AHEAD = ("by", "until", "till", "before")  # prepositions after which a day lies ahead
DELIVERIES = ("delivery", "deliveries", "shipment", "shipments", "loading")  # after months that lie ahead


class TimePhrase(NamedTuple):
    """A phrase of time: offsets, how it was read, the word before it, and its days where they are known."""

    start: int
    end: int
    kind: str
    cue: str
    text: str
    days: DaySpan | None
    aside: bool  # it tells when something was said, or which letter is meant, not when something was so


def find_time_phrases(tokens: Tokens, rules: Rules, published: date | None) -> list[TimePhrase]:
    """Find the time phrases of a sentence, in order, without overlap.

    Only tokens that can begin a phrase are tried, which is ten times as fast as a search through every character.
    """
    tries = [(index, pattern) for index in _beginnings(tokens) if (pattern := _pattern_at(tokens, index, rules))]
    if not tries:
        return []
    start, end = tokens.starts[0], tokens.ends[-1]
    lower = tokens.text[start:end].lower()
    if len(lower) != end - start:  # a letter whose lower case is longer: offsets would slip
        lower = tokens.text[start:end]
    found: list[TimePhrase] = []
    free = start
    for index, pattern in tries:
        if tokens.starts[index] < free:
            continue
        match = pattern.match(lower, tokens.starts[index] - start)
        phrase = _read_phrase(match, tokens, rules, start, index, published) if match else None
        if phrase:
            found.append(phrase)
            free = phrase.end
    return _join_ranges(found, tokens, published) if len(found) > 1 else found


def _join_ranges(phrases: list[TimePhrase], tokens: Tokens, published: date | None) -> list[TimePhrase]:
    """Make one phrase of "from August 2006 till September 9, 2007": what is between its ends is one word."""
    kept: list[TimePhrase] = []
    for phrase in phrases:
        one = kept[-1] if kept else None
        joint = tokens.text[one.end : phrase.start].lower().strip(" .,") if one else ""
        ranges = one and one.kind in RANGED and phrase.kind in RANGED and joint in JOINTS.get(one.cue, ())
        if one and ranges:
            kept[-1] = _range_of(one, phrase, tokens, published)
        else:
            kept.append(phrase)
    return kept


def _range_of(one: TimePhrase, other: TimePhrase, tokens: Tokens, published: date | None) -> TimePhrase:
    """Return the phrase from the beginning of one to the end of another, which may tell the year of both."""
    year, named = FIND_YEAR.search(other.text), FIND_YEAR.search(one.text)
    begin = one.days
    if year and not named and one.kind in ("day", "month"):
        begin = resolve(one.kind, f"{one.text.lower()} {year.group()}", published)
    last = other.days
    if begin and last and begin.start > last.end and not named:
        begin = calendar.shift(begin, "week" if one.kind == "weekday" else "year", -1)
    days = DaySpan(begin.start, last.end) if begin and last and begin.start <= last.end else None
    return TimePhrase(one.start, other.end, "months", one.cue, tokens.text[one.start : other.end], days, False)


def _beginnings(tokens: Tokens) -> list[int]:
    """Return the marks without the nine in ten that the word after them keeps from beginning a phrase: the, a, on."""
    lower, lower_at = tokens.lower, tokens.lower_at
    return [
        at
        for at in tokens.marks
        if (seconds := SECOND_WORDS.get(lower[at])) is None
        or lower_at(at + 1) in seconds
        or lower_at(at + 1)[:1].isdecimal()
    ]


def _pattern_at(tokens: Tokens, index: int, rules: Rules) -> re.Pattern[str] | None:
    """Return what finds the phrase that may begin at a token; None where none can."""
    word, following = tokens.lower[index].removesuffix("'s").removesuffix("’s"), tokens.lower_at(index + 1)
    if word in WEEKDAYS:
        return FROM_WEEKDAY
    if word in MONTHS:
        return FROM_MONTH if tokens.is_capital(index) else None
    if word[0].isdecimal():
        year = len(word) == 4 and (word[:2] in ("18", "19", "20") or following in ("-", "s"))
        return FROM_DIGITS if year or (len(word) <= 3 and following in SECOND_AFTER_DIGITS) else None
    return FROM_THIS.get(word, FROM_WORD) if word in rules.words["time_start"] else None


def _read_phrase(
    match: re.Match[str], tokens: Tokens, rules: Rules, start: int, index: int, published: date | None
) -> TimePhrase | None:
    """Turn a match into a phrase; None for a "may" or "march" that is no month."""
    kind = match.lastgroup or ""
    if kind == "day" and tokens.lower[index] in MONTHS and is_counted(tokens, index, rules):
        match = FROM_BARE_MONTH.match(match.string, match.start()) or match
        kind = match.lastgroup or ""
    written = tokens.text[start + match.start() : start + match.end()]
    after = bisect_left(tokens.starts, start + match.end())
    cue = _cue_before(tokens, index, after, rules) if kind != "event" else ""
    form = Form(kind, written, cue, index, after)
    if is_no_time(form, tokens, rules):
        return None
    said = is_day_of_saying(match)
    days = _with_cue(resolve(kind, match.group(), published), kind, cue, match.group(), published)
    open_week = kind in ("weekday", "weekend") and not said and not match.group().startswith(("last", "this past"))
    delivered = cue == "for" and tokens.lower_at(after) in DELIVERIES
    if kind in NAMED_MONTHS and (
        cue in AHEAD or delivered or (_is_long_past(days, published) and _looks_ahead(tokens, index, rules))
    ):
        days = _put_ahead(days, match.group(), published)
    elif open_week and days and _is_over(days, published) and _looks_ahead(tokens, index, rules):
        days = calendar.shift(days, "week", 1)
    aside = said or is_aside(form, tokens, rules)
    return TimePhrase(start + match.start(), start + match.end(), kind, cue, written, days, aside)


def _is_long_past(days: DaySpan | None, published: date | None) -> bool:
    """Tell whether days lie so far back that a plan cannot have named them in passing: "will rise, it said in July"."""
    return days is not None and published is not None and (published - days.end).days > RECENT_DAYS


def _is_over(days: DaySpan | None, published: date | None) -> bool:
    return days is not None and published is not None and days.end < published


def _looks_ahead(tokens: Tokens, index: int, rules: Rules) -> bool:
    """Tell whether the clause before a phrase speaks of what is to come: will, is to, is on course to."""
    for at in range(index - 1, max(-1, index - AHEAD_REACH), -1):
        word = tokens.lower[at]
        if word in rules.words["boundary"]:
            return False
        if word in ("will", "shall", "would", "could", "might"):
            return True
        if word == "to" and tokens.lower_at(at - 1) in rules.words["coming"]:
            return True
    return False


def _put_ahead(days: DaySpan | None, phrase: str, published: date | None) -> DaySpan | None:
    """Move "by September 15" and "will rise in July" without a year to the next such days; not what has ended."""
    named = FIND_YEAR.search(phrase) or "year" in phrase or "ended" in phrase
    if named or days is None or published is None or days.end >= published:
        return days
    return calendar.shift(days, "year", 1)


def _cue_before(tokens: Tokens, index: int, after: int, rules: Rules) -> str:
    """Return the preposition before a phrase, articles skipped, or ""; "since" for what dates back or runs on."""
    at, lower_at = index - 1, tokens.lower_at
    while at > index - 4 and lower_at(at) in ("the", "all", "its", "their", "about", "around", "just", "only"):
        at -= 1
    cue = lower_at(at)
    if cue == "to" and lower_at(at - 1 - (lower_at(at - 1) == "back")) in DATING:
        return "since"
    if cue == "from" and lower_at(after) in ("on", "onward", "onwards"):
        return "since"
    return cue if cue in rules.words["time_cue"] else ""


def _with_cue(days: DaySpan | None, kind: str, cue: str, phrase: str, published: date | None) -> DaySpan | None:
    """Let "since 2014" run to the day of publication; what is said in March for the year to June lies ahead.

    So does what is said in May for May and June.
    """
    if days is None or published is None:
        return days
    if cue == "since" and days.start <= published:
        return DaySpan(days.start, published)
    if cue != "for" or FIND_YEAR.search(phrase) or (published - days.end).days <= HALF_YEAR:
        return days
    later = calendar.shift(days, "year", 1)
    running = kind == "months" and later is not None and later.start <= published
    return later if running or "year to " in phrase else days
