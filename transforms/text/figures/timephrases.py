"""Phrases of time in a sentence: where they stand and, given the date of publication, which days they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from transforms.text.figures import calendar
from transforms.text.figures.calendar import Span
from transforms.text.figures.rules import Rules
from transforms.text.figures.timedays import FIND_MONTH, FIND_YEAR, MONTH, resolve
from transforms.text.figures.tokens import Tokens

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d{3}|%|\.\d)"
_THAT_YEAR = rf"(?:{_YEAR}|(?:last|this|next|the previous|the same|the|that|the current|the prior) year|year)"
_NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|few|several|couple of)"
_UNIT = r"(?:day|week|month|quarter|year|decade|centurie|century)"
_SEASON = r"(?:season|spring|summer|autumn|fall|winter)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PART = r"(?:early |late |mid-? ?|the (?:start|beginning|end|middle) of |end-)"
_DASH = r"(?: ?[-–—] ?| to | through | and )"
_EVENT = (
    r"(?:invasion|war|annexation|revolution|independence|pandemic|crisis|coup|outbreak|sanctions|conflict|attacks?"
    r"|elections?|ceasefire|earthquake|takeover|unification|collapse|uprising|blockade|disaster|accident|summit)"
)

# One alternative per kind of phrase: the name of the group says how it is resolved. The longer ones come first.
_KINDS = {
    "iso": r"\d{4}-\d\d-\d\d\b",
    "months": rf"{MONTH}(?: {_YEAR})?{_DASH}{MONTH}\b(?:,? (?:of )?{_THAT_YEAR})?",
    "day": rf"{MONTH} {_DAY}\b(?: ?[-–] ?{_DAY}\b)?(?:,? {_YEAR})?"
    rf"|{_DAY}(?:(?: ?[-–] ?| and | or | to ){_DAY})?(?: of)? {MONTH}\b(?:,? {_YEAR})?",
    "monthyear": rf"{_PART}?{MONTH}(?: of|,|'s)? (?:{_YEAR}|(?:last|this|next|the previous) year)",
    "same": r"(?:the )?(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|prior-year)"
    r" (?:period|quarter|month|week|time|half|stretch|months)"
    rf"(?:(?: of| in)? (?:a year (?:ago|earlier|before)|(?:last|the previous|the prior) year|{_YEAR}))?",
    "part": rf"(?:the )?(?:{_NTH}|last|final|latest) (?:fiscal |financial )?(?:quarter|half) of"
    rf" (?:the )?(?:(?:fiscal|financial) (?:year )?)?{_THAT_YEAR}"
    rf"|(?:the )?{_NTH}[ -](?:fiscal |financial )?(?:quarter|half)\b(?: {_YEAR})?"
    rf"|[qh][1-4]\b(?:[ ,/-]{{0,2}}(?:fy)?{_YEAR})?|{_YEAR}['’]s {_NTH} (?:quarter|half)",
    "fiscal": rf"(?:the )?(?:fiscal|financial|marketing|crop|agricultural)(?: year)? {_YEAR}(?:[-/–]\d{{2,4}}\b)?"
    rf"|fy ?['’]?(?:20)?\d\d(?:[-/–]\d\d)?\b|{_YEAR}[-/–]\d\d(?!\d)"
    r"|(?:the )?(?:current|last|next|previous|this) (?:fiscal|financial) year"
    rf"|the year (?:to|ending|ended|through) (?:in )?{MONTH}\b(?: {_DAY}\b)?(?:,? {_YEAR})?",
    "years": rf"{_YEAR}(?: ?[-–—] ?| to | through | and ){_YEAR}",
    "run": rf"(?:the )?(?:first|last|past|previous|next|coming|final|recent|preceding) {_COUNT} {_UNIT}s?\b"
    rf"(?: (?:of|in) (?:the )?{_THAT_YEAR})?|(?:the )?(?:past|coming) {_UNIT}\b|(?:the last|the next) {_UNIT}\b"
    rf"|recent {_UNIT}s\b",
    "ago": rf"(?:a|an|one|{_COUNT}) {_UNIT}s? (?:ago|earlier|before|prior|previously)\b"
    r"|the (?:year|month|week|quarter|day) before\b"
    r"|(?:the |a )?(?:year|month|week|quarter|decade)[ -](?:ago|earlier)\b",
    "onyear": r"(?:year|month|quarter|week)[ -](?:on|over|to)[ -](?:year|month|quarter|week)\b"
    r"|(?:yoy|qoq|y/y|q/q|m/m)\b",
    "upto": rf"(?:the )?{_COUNT} (?:month|week|quarter|year)s? (?:to|ended|ending|through) (?:in |on )?"
    rf"{MONTH}(?: {_YEAR})?"
    rf"|(?:the )?half[- ]year (?:to|ended|ending|through) (?:in |on )?{MONTH}(?: {_YEAR})?"
    r"|(?:the )?(?:fiscal|financial) year (?:that|which) (?:ended|ends|began|begins) (?:in|on) (?:the )?"
    rf"{MONTH}(?: {_YEAR})?",
    "week": r"(?:the )?(?:week|month|quarter|year) (?:to|ending|ended|through) (?:on )?"
    rf"{MONTH} {_DAY}\b(?:,? {_YEAR})?",
    "bare": r"on the (?:year|month|quarter|week)\b|on the day(?=[.,;)]| (?:at|to|and|as|in)\b|\Z)"
    r"|the (?:quarter|month|week|period|season)\b(?! (?:to|ended|ending|that|before))",
    "todate": r"so far this (?:year|month|quarter|week)"
    r"|(?:the )?(?:start|beginning) of (?:the|this) (?:year|month|week)"
    r"|(?:year|month)[ -]to[ -]date",
    "edge": rf"(?:the )?(?:end|middle|close) of (?:the |this |last |next )?(?:year|month|week|quarter|decade|{_YEAR})\b"
    rf"|(?:the )?(?:start|beginning) of (?:last year|next year|{_YEAR})\b|year[ -]?end\b",
    "relative": rf"(?:the )?(?:last|this|next|previous|current|prior|preceding|same|following) (?:{_UNIT}|{_SEASON})\b"
    r"|that (?:year|month|week|quarter)\b|(?:yesterday|today|tomorrow)\b",
    "weekday": r"(?:last |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    "decade": rf"(?:the )?{_PART}?(?:1[89]|20)\d0s\b",
    "event": rf"since (?:[\w'’-]+ ){{0,4}}?{_EVENT}\b(?: of (?:the )?[\w-]+)?",
    "year": rf"{_PART}?{_YEAR}",
    "month": rf"{_PART}?{MONTH}(?![\w-])",
}


def _matcher(kinds: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w$€£¥.,-])(?:" + "|".join(f"(?P<{kind}>{_KINDS[kind]})" for kind in kinds) + ")")


# What a phrase can be is told by its first word: a day of the week, a month, a number, or anything else.
_FROM_WEEKDAY = _matcher(["weekday"])
_FROM_MONTH = _matcher(["months", "day", "monthyear", "month"])
_FROM_DIGITS = _matcher(["iso", "day", "part", "fiscal", "years", "ago", "upto", "decade", "year"])
_FROM_WORD = _matcher(_KINDS)
# Some words begin few kinds: a search among all of them takes five times as long.
_FROM_WORDS = {
    "a an one": ["ago"],
    "two three four five six seven eight nine ten eleven twelve fifteen twenty few several couple": ["ago", "upto"],
    "year month week quarter decade": ["same", "ago", "onyear", "week", "todate", "edge"],
    "h q m y fy yoy qoq": ["part", "fiscal", "onyear"],
    "that": ["relative"],
    "so": ["todate"],
    "on": ["bare"],
    "since": ["event"],
}
_FROM_THIS = {
    word: pattern for words, kinds in _FROM_WORDS.items() for pattern in [_matcher(kinds)] for word in words.split()
}
_UNITS = "day week month quarter year decade century days weeks months quarters years decades centuries"
_COUNTS = "two three four five six seven eight nine ten eleven twelve fifteen twenty few several couple"
_NTHS = "first second third fourth last final latest next past previous coming recent preceding prior"
_THE = "same corresponding comparable equivalent fiscal financial marketing crop agricultural current this following"
_EDGES = "half start beginning end middle close period season early late mid half"
_MONTHS = " ".join((*calendar.MONTH_NUMBERS, *calendar.MONTH_NAMES, "sept"))
_DAYS_OF_WEEK = " ".join(calendar.WEEKDAYS)
_AGO = "ago earlier before prior previously"
_RUN = f"{_COUNTS} {_UNITS} {_DAYS_OF_WEEK} fiscal financial quarter half season spring summer autumn fall winter one -"
_AFTER_COUNT = f"{_UNITS} of"
_AFTER_UNIT = f"- on over to end ending ended through {_AGO}"
_SECONDS = {
    "the": f"{_UNITS} {_COUNTS} {_NTHS} {_THE} {_EDGES}",
    "a an": _UNITS,
    "on": "the",
    "that": "year month week quarter",
    "so": "far",
    _COUNTS: f"{_AFTER_COUNT} quarter half",
    "one": _AFTER_COUNT,
    "this current following": f"{_RUN} -",
    _NTHS: f"{_RUN} year-end",
    "start beginning middle close": "of",
    "end": "of -",
    "early late": f"{_MONTHS} -",
    "week month quarter": _AFTER_UNIT,
    "year": f"{_AFTER_UNIT} -",
    "decade": f"- {_AGO}",
    "half": "year -",
    "m y": "/",
    "h q fy": "-",  # before digits, too
}
# The words that can follow in a phrase of time: before others, its first word needs no look at what kind it is.
SECOND_WORDS = {
    word: frozenset(f"{second}{owner}" for second in seconds.split() for owner in ("", "'s", "’s"))  # last month's
    for firsts, seconds in _SECONDS.items()
    for word in firsts.split()
}
SECOND_AFTER_DIGITS = frozenset(f"{_UNITS} {_MONTHS} st nd rd th - – and or to of".split())
WEEKDAYS = frozenset(calendar.WEEKDAYS)
MONTHS = frozenset(_MONTHS.split())
_NAMED_MONTHS = ("month", "months", "day", "monthyear", "upto", "week")
_DAYS = ("weekday", "day", "relative")
_SPEECH = re.compile(
    r"\b(?:said|says|told|announced|reported|showed|wrote|added|statement|released|published|data|according|tweeted)\b[^,.;]{0,24}$"
)


ATTRIBUTIVE = ("day", "month", "monthyear")
# Words that may follow a date without being what it names.
FUNCTION_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "to", "from", "in", "on", "at", "by", "for", "of", "with", "after"),
        *("before", "until", "than", "as", "that", "which", "when", "while", "because", "was", "were", "is", "are"),
        *("had", "has", "have", "will", "would", "it", "he", "she", "they", "about", "over", "under", "said"),
    )
)
RECENT_DAYS = 60  # two months: later ones are still spoken of without a year
AHEAD_REACH = 24  # tokens before a phrase in which its verb stands
AHEAD = ("by", "until", "till", "before")  # prepositions after which a day lies ahead
LOOK_BACK = 40  # characters before a day in which "said" makes it the day of saying


class TimePhrase(NamedTuple):
    """A phrase of time: offsets, how it was read, the word before it, and its days where they are known."""

    start: int
    end: int
    kind: str
    cue: str
    text: str
    days: Span | None
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
    return found


def _beginnings(tokens: Tokens) -> list[int]:
    """Return the marks without the nine in ten that the word after them keeps from beginning a phrase: the, a, on."""
    lower, near = tokens.lower, tokens.near
    return [
        at
        for at in tokens.marks
        if (seconds := SECOND_WORDS.get(lower[at])) is None or near(at + 1) in seconds or near(at + 1)[:1].isdecimal()
    ]


def _pattern_at(tokens: Tokens, index: int, rules: Rules) -> re.Pattern[str] | None:
    """Return what finds the phrase that may begin at a token; None where none can."""
    word, following = tokens.lower[index], tokens.near(index + 1)
    if word in WEEKDAYS:
        return _FROM_WEEKDAY
    if word in MONTHS:
        return _FROM_MONTH if tokens.is_capital(index) else None
    if word[0].isdecimal():
        year = len(word) == 4 and (word[:2] in ("18", "19", "20") or following == "-")
        return _FROM_DIGITS if year or (len(word) <= 3 and following in SECOND_AFTER_DIGITS) else None
    return _FROM_THIS.get(word, _FROM_WORD) if word in rules.words["time_start"] else None


def _read_phrase(
    match: re.Match[str], tokens: Tokens, rules: Rules, start: int, index: int, published: date | None
) -> TimePhrase | None:
    """Turn a match into a phrase; None for a "may" or "march" that is no month."""
    kind, lower = match.lastgroup or "", match.string
    written = tokens.text[start + match.start() : start + match.end()]
    if kind in _NAMED_MONTHS and not _has_capital_month(written, match.group()):
        return None
    cue = _cue_before(tokens, index, rules)
    if kind == "bare" and not match.group().startswith("on") and cue not in ("in", "during", "over", "for"):
        return None
    loose = kind == "month" and not cue and not match.group().startswith(("early", "late", "mid", "the "))
    if loose and tokens.near(bisect_left(tokens.starts, start + match.end())) not in rules.measures.loose:
        return None  # May, but "July revenue"
    days = _with_cue(resolve(kind, match.group(), published), cue, published)
    said = kind in _DAYS and bool(_SPEECH.search(lower, max(0, match.start() - LOOK_BACK), match.start()))
    if kind in _NAMED_MONTHS and (
        cue in AHEAD or (_is_long_past(days, published) and _looks_ahead(tokens, index, rules))
    ):
        days = _put_ahead(days, match.group(), published)
    elif kind == "weekday" and days and days.end != published and not said and _looks_ahead(tokens, index, rules):
        days = calendar.shift(days, "week", 1) if match.group()[:4] not in ("last", "next") else days
    aside = said or (kind in ATTRIBUTIVE and cue != "since" and _is_attribute(tokens, index, start + match.end()))
    return TimePhrase(start + match.start(), start + match.end(), kind, cue, written, days, aside)


def _is_attribute(tokens: Tokens, index: int, end: int) -> bool:
    """Tell the day of "a Nov. 5 letter" and "the July 25 call", which names a thing and dates no figure."""
    before = tokens.near(index - 1)
    if before not in ("a", "an", "the", "his", "her", "their", "its") and not before.endswith(("'s", "’s")):
        return False
    after = bisect_left(tokens.starts, end)
    noun = tokens.near(after)
    return noun.isalpha() and noun.islower() and tokens.word(after).islower() and noun not in FUNCTION_WORDS


def _is_long_past(days: Span | None, published: date | None) -> bool:
    """Tell whether days lie so far back that a plan cannot have named them in passing: "will rise, it said in July"."""
    return days is not None and published is not None and (published - days.end).days > RECENT_DAYS


def _looks_ahead(tokens: Tokens, index: int, rules: Rules) -> bool:
    """Tell whether the clause before a phrase speaks of what is to come: will, is to, is on course to."""
    for at in range(index - 1, max(-1, index - AHEAD_REACH), -1):
        word = tokens.lower[at]
        if word in rules.words["boundary"]:
            return False
        if word in ("will", "shall", "would", "could", "might"):
            return True
        if word == "to" and tokens.near(at - 1) in rules.words["coming"]:
            return True
    return False


def _put_ahead(days: Span | None, phrase: str, published: date | None) -> Span | None:
    """Move "by September 15" and "will rise in July" without a year to the next such days."""
    named = FIND_YEAR.search(phrase) or "year" in phrase
    if named or days is None or published is None or days.end >= published:
        return days
    return calendar.shift(days, "year", 1)


def _cue_before(tokens: Tokens, index: int, rules: Rules) -> str:
    """Return the preposition before a phrase, articles skipped, or ""."""
    at = index - 1
    while at > index - 4 and tokens.near(at) in ("the", "all", "its", "their", "about", "around"):
        at -= 1
    return tokens.near(at) if tokens.near(at) in rules.words["time_cue"] else ""


def _has_capital_month(written: str, lower: str) -> bool:
    month = FIND_MONTH.search(lower)
    return month is not None and written[month.start()].isupper()


def _with_cue(days: Span | None, cue: str, published: date | None) -> Span | None:
    """Let "since 2014" run to the day of publication."""
    if cue == "since" and days and published and days.start <= published:
        return Span(days.start, published)
    return days
