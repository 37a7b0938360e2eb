"""The forms of phrases of time: one pattern per kind, and by which first and second words they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.transforms.text.figures.times import calendar
from dyadwire.transforms.text.figures.times.calendar import MONTH

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d{3}|%|\.\d)"
_THAT_YEAR = rf"(?:{_YEAR}|(?:last|this|next|the previous|the same|the|that|the current|the prior) year|year)"
_TOLD_YEAR = rf"(?:(?:last|this|next|the previous|the prior|the preceding) year\b|{_YEAR})"  # without "of"
_NTH = r"(?:first|second|third|fourth|opening|1st|2nd|3rd|4th)"
_COUNT = rf"(?:\d{{1,3}}|{calendar.SPELLED}|few|several|couple of)"
_UNIT = r"(?:day|week|month|quarter|year|decade|centurie|century)"
_SEASON = r"(?:season|spring|summer|autumn|fall|winter)"
_NAMED_SEASON = r"(?:flu|rainy|dry|holiday|growing|hurricane|monsoon|fishing|tourist|festive) season"
_FEAST = r"(?:christmas|easter|ramadan|thanksgiving)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night)\b)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"  # in June 40 people
_AFTER_DAY = r"(?=[.,;:)]| (?:where|when|this|last|next)\b|\Z)"  # but July 4 to 10 on July 5
_TO_DAY = rf"(?: ?[-–] ?{_DAY}\b|(?: to | and ){_DAY}{_AFTER_DAY})"
_DATE_YEAR = rf"(?:,? {_YEAR}| (?:of )?(?:last|this|next) year\b)"
_ACCOUNTS = r"(?:fiscal|financial|marketing|crop|agricultural|school|academic|coffee|calendar|reporting)"
_YEARS = rf"{_YEAR}(?:[-/–]\d{{2}}(?:\d\d)?\b)?"  # 2021-22, as accounts have it
_FISCAL = (
    rf"(?:(?:current|last|this|next|previous) )?(?:{_ACCOUNTS} (?:year {_YEARS}|year\b|{_YEARS})"
    r"|fy ?['’]?(?:20)?\d\d(?:[-/–]\d\d)?\b)"
)
_OF_YEAR = rf"(?: of (?:the )?(?:{_FISCAL}|{_YEARS}|{_THAT_YEAR})| (?:in )?(?:{_FISCAL}|{_YEARS}|{_TOLD_YEAR}))"
_CENTURY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie)th"
    r"|twenty-first)"
)
_PART = r"(?:early |late |mid-? ?|the (?:start|beginning|end|middle|whole|rest) of |(?<!the )end[- ])"
_DASH = r"(?: ?[-–—/] ?|[- ]to[- ]| through | and )"
_DURING = r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=during ))"  # for the nine months, it totalled $26bn
_TO = r"(?:to|ended|ending|through|until|till)"
_ENDS_DAY = (  # to June 30 it rose, but to June 12 people died
    rf"(?:(?<=28)|(?<=29)|(?<=30)|(?<=31)"
    rf"|(?=[.,;:)]| {_YEAR}| (?:of |in )?(?:last|this|next) year| (?:where|when)\b|\Z))"
)
_THAT_MONTH = (  # in which some months end: end-March 2022, 31 March, June 30 last year
    rf"(?:in |on )?(?:the end of |end[- ](?:of )?|mid-)?(?:{_DAY} )?{MONTH}\b(?: {_DAY}\b{_ENDS_DAY})?"
    rf"(?:,? (?:of |in )?{_TOLD_YEAR})?"
)
_BEFORE = r" before(?=[.,;:)]| (?:and|at|but|in|when|while)\b|\Z)"  # the winter before; not before a war
_HALF = r"half(?:[- ]year(?![-\w]| (?:on|ago|earlier|before)\b))?"
# "the 2021 Atlantic hurricane season": no words of another phrase stand between.
_OF_SEASON = (
    r"(?: (?:(?!(?:a|an|and|as|at|by|for|from|in|last|next|of|on|or|over|per|that|the|this|to|with)\b)[a-z'’-]+ ){0,2}"
    r"season\b)"
)
_EVENT = (
    r"(?:invasion|war|annexation|revolution|independence|pandemic|crisis|coup|outbreak|sanctions|conflict|attacks?"
    r"|elections?|ceasefire|earthquake|takeover|unification|collapse|uprising|blockade|disaster|accident|summit)"
)

# "since it was floated in June 2023": what began, then where the sentence tells its day.
_SUBJECT = r"(?:(?!(?:and|or|but|has|have|had|who|which|that|when)\b)[\w'’-]+ ){1,5}?"
_BEGAN = (
    r"(?:(?:began|begun|started)(?: \w+ing(?=[,.;)]|\Z))?(?! to\b| \w+ing\b)"
    r"|broke out|erupted|ended|took (?:office|power|effect)|came (?:in)?to (?:office|power|force)"
    r"|deployed|opened|reopened|(?:was|were) (?:first )?(?:built|founded|formed|created|introduced|launched|opened"
    r"|elected|imposed|signed|floated|listed|lifted|adopted|reported|detected|discovered|identified|confirmed|declared"
    r"|announced))"
)
_PLAIN = r"(?:(?!(?:and|or|but|has|have|had|who|which|that|when|as|by)\b)[a-z’'-]+ )"  # a word of the same clause
_DATED = rf"(?: (?:in|on) (?:(?:early |late |mid-?)?{MONTH}(?: {_DAY}\b)?(?:,? (?:of )?{_THAT_YEAR})?|{_YEAR}))"

# One alternative per kind of phrase: the name of the group says how it is resolved. The longer ones come first.
_KINDS = {
    "iso": r"\d{4}-\d\d-\d\d\b",
    "months": rf"{MONTH}(?: {_YEAR})?{_DASH}{MONTH}\b"
    rf"(?:,? (?:of )?{_THAT_YEAR}| (?:period|quarter|half|months)(?:,? (?:of |in )?{_TOLD_YEAR}| of the year\b))?",
    "day": rf"(?:{_WEEKDAY},? )?(?:{MONTH} {_DAY}\b(?!,\d\d\d(?!\d)|\.\d|%){_TO_DAY}?{_DATE_YEAR}?"
    rf"|{_DAY}(?:(?: ?[-–] ?| and | or | to ){_DAY})?(?: of)? {MONTH}\b{_DATE_YEAR}?)"
    rf"|the first of {MONTH}\b(?:,? {_YEAR})?",
    "monthyear": rf"{_PART}?{MONTH}(?: of|,|['’]s)? (?:{_YEAR}|(?:last|this|next|the previous) year)",
    "same": r"(?:the )?(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|prior-year)"
    r" (?:period|quarter|month|week|time|half|stretch|months)"
    rf"(?:(?: of| in)? (?:a year (?:ago|earlier|before)|(?:last|the previous|the prior) year|{_YEAR}))?"
    r"|this time (?:last year|a year (?:ago|earlier))",
    "part": rf"(?:the )?(?:{_NTH}|last|final|latest|latter|closing)[ -](?:fiscal |financial )?"
    rf"(?:quarter|{_HALF}|semester){_OF_YEAR}"
    rf"|(?:the )?{_NTH}[ -](?:fiscal |financial )?(?:quarter|{_HALF})\b(?: (?:ended|ending|to) {_THAT_MONTH})?"
    rf"|[qh][1-4]\b(?:[ ,/-]{{0,2}}(?:fy)?{_YEARS}|{_OF_YEAR})?|{_YEAR}['’]s {_NTH} (?:quarter|half)",
    "fiscal": rf"(?:the )?{_ACCOUNTS}(?: year)? {_YEAR}(?:[-/–]\d{{2,4}}\b)?"
    rf"|{_YEAR}(?:[-/–]\d{{2,4}})? {_ACCOUNTS} year\b"
    rf"|fy ?['’]?(?:20)?\d\d(?:[-/–]\d\d)?\b|(?:{_YEAR}[-/–]\d\d(?!\d)|{_YEAR}/{_YEAR})(?:{_OF_SEASON}| period\b)?"
    rf"|(?:the )?(?:current|last|next|previous|this|coming|upcoming) {_ACCOUNTS} year\b(?: {_TO} {_THAT_MONTH})?"
    r"|(?:the )?(?:current|last|next|previous|this) fiscal(?=[.,;)]|\Z| (?:is|was|and|from|to|so|against|compared)\b)"
    rf"|the (?:(?:full|whole|{_ACCOUNTS}) )?year {_TO} {_THAT_MONTH}",
    "years": rf"{_YEAR}(?: ?[-–—] ?| to | through | and ){_YEAR}",
    "upto": rf"(?:the )?(?:(?:first|last|past|latest|previous) )?{_COUNT}[ -](?:month|week|quarter|year)s?(?: period)?"
    rf" {_TO} {_THAT_MONTH}"
    rf"|the {_COUNT}[ -]years? (?:to|ended|ending|through) (?:the end of )?{_YEAR}"
    rf"|(?:(?:the )?half[- ]year {_TO}|the (?:quarter|half) {_TO}|(?:quarter|half) (?:ended|ending)) {_THAT_MONTH}"
    rf"|{MONTH} (?:quarter|{_HALF}){_OF_YEAR}?(?![-\w])"
    rf"|(?:the )?(?:{_ACCOUNTS} )?(?:year|season) (?:that|which) (?:ended|ends|began|begins|started|starts)"
    rf" (?:in|on) (?:mid-)?(?:{_DAY} )?{MONTH}(?: {_DAY}\b)?(?:,? {_YEAR})?",
    "run": rf"(?:the )?(?:first|last|past|previous|next|coming|final|recent|preceding|closing) "
    rf"(?:{_COUNT} (?:to|or) )?{_COUNT}"
    rf"(?: (?:(?:trading|working|business|fiscal) )?(?:{_UNIT}|season)s?\b|-months? period\b)"
    rf"(?: (?:of|in) (?:(?:the )?(?:{_FISCAL}|{_YEARS}|{_THAT_YEAR})|(?:the|this|last) (?:week|month|quarter)\b"
    rf"|{MONTH}\b)|(?:(?<=ths)|(?<=ers)|(?<=period)) {_TOLD_YEAR})?"
    r"|(?:the )?(?:early|opening|first|closing|final|last|later) months of (?:the )?"
    rf"(?:{_FISCAL}|{_YEARS}|{_THAT_YEAR})"
    rf"|(?:the )?(?:past|coming) {_UNIT}s?\b|(?:the last|the next) {_UNIT}\b"
    rf"|{_DURING}the {_COUNT} months(?=[,.;)]|\Z)"
    rf"|recent {_UNIT}s\b|(?:the )?(?:last|past|previous|next|coming) {_COUNT} hours?\b",
    "ago": rf"(?:a|an|one|{_COUNT}) {_UNIT}s? (?:ago|earlier|before|prior|previously)\b"
    r"|(?:half an? |a (?:half|quarter)[- ](?:of a )?)(?:century|decade) (?:ago|earlier|before)\b"
    r"|the (?:year|month|week|quarter|day) before\b"
    r"|(?:the |a )?(?:year|month|week|quarter|decade)[ -](?:ago|earlier)\b",
    "onyear": r"(?:year|month|quarter|week)[ -](?:on|over|to)[ -](?:year|month|quarter|week)\b"
    r"|(?:yoy|qoq|y/y|q/q|m/m)\b",
    "week": r"(?:the )?(?:week|month|quarter|year) (?:to|ending|ended|through) (?:on )?"
    rf"(?:{MONTH} {_DAY}\b|{_DAY} {MONTH}\b)(?:,? {_YEAR})?",
    "bare": r"on the (?:year|month|quarter|week)\b(?! (?:before|earlier|ago|to|ended|ending))"
    r"|on the day(?=[.,;)]| (?:at|to|and|as|in)\b|\Z)"
    rf"|the (?:quarter|month|week|period|season|(?:(?:full|whole|entire) )?year|(?:review|reported|reporting) period)\b"
    rf"(?! (?:to|ended|ending|that|before|after|from {MONTH})\b)",
    "todate": r"so far this (?:year|month|quarter|week)"
    r"|(?:the )?(?:start|beginning) of (?:the|this) (?:year|month|week|quarter|season)"
    r"|(?:year|month)[ -]to[ -]date",
    "edge": rf"(?:the )?(?:end|middle|close|rest|remainder) of (?:(?:the )?(?:last |next |current )?|this )"
    rf"(?:year|month|week|quarter|decade|{_YEAR})\b"
    rf"|(?:the )?(?:start|beginning) of (?:last year|next year|{_YEAR})\b|year[ -]?end\b",
    "near": rf"(?:last|next|this|this past|this coming|that) {MONTH}(?! ?\d)(?![\w-])"
    rf"|this past (?:{_UNIT}|{_SEASON}|{_WEEKDAY})\b",
    "season": rf"(?:the )?(?:early |late |mid-?)?{_SEASON}(?:(?: and |/|[-–])(?:the )?{_SEASON})?"
    rf"(?: of (?:the )?{_THAT_YEAR}|,? {_YEAR})"
    rf"|(?:the )?(?:early |late |mid-?)?(?:spring|summer|autumn|winter)(?![\w’'-])(?!{_BEFORE})",
    "century": rf"(?:the )?{_PART}?{_CENTURY}[ -]centur(?:y|ies)\b|(?:the )?{_PART}?1\d00s\b",
    "weekend": r"(?:the|last|this|next|this past) weekend\b(?! of)",
    "relative": r"(?:this (?:morning|afternoon|evening)|last night)\b|"
    r"(?:the )?(?:last|this|next|previous|current|prior|preceding|same|following)"
    rf" (?:{_UNIT}|{_SEASON}|{_NAMED_SEASON}|{_FEAST})\b"
    rf"|the (?:{_SEASON}|{_WEEKDAY}|night){_BEFORE}"
    r"|this period\b|that (?:same )?(?:year|month|week|quarter|period|day|night|season)\b"
    r"|(?:yesterday|today|tomorrow)\b"
    rf"|(?:a|an|one|\d{{1,3}}|{calendar.SPELLED}) {_UNIT}s? later\b(?! than\b)",
    "weekday": rf"(?:last |this |next )?{_WEEKDAY}\b{_PART_OF_DAY}?(?:['’]s\b)?",
    "decade": rf"(?:the )?{_PART}?(?:1\d|20)\d0s\b",
    "event": rf"since {_SUBJECT}{_BEGAN}\b{_DATED}?"
    rf"|since (?:[\w'’-]+ ){{0,4}}?{_EVENT}\b(?: of (?:the )?[\w-]+)?"
    rf"|since (?!then\b){_PLAIN}{{2,9}}?(?:in|on) (?:{MONTH} )?{_YEAR}"
    rf"|since (?:taking|assuming|leaving) (?:office|power)\b{_DATED}?|since \w+ing(?: [\w'’-]+){{0,4}}?{_DATED}"
    r"|since then\b",
    "year": rf"{_PART}?{_YEAR}{_OF_SEASON}?",
    "month": rf"{_PART}?{MONTH}(?![\w-])",
}


def _matcher(kinds: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w$€£¥.,/-])(?:" + "|".join(f"(?P<{kind}>{_KINDS[kind]})" for kind in kinds) + ")")


# What a phrase can be is told by its first word: a day of the week, a month, a number, or anything else.
FROM_WEEKDAY = _matcher(["day", "weekday"])
FROM_MONTH = _matcher(["months", "upto", "day", "monthyear", "month"])
FROM_BARE_MONTH = _matcher(["month"])
FROM_DIGITS = _matcher(
    ["iso", "day", "part", "fiscal", "years", "ago", "relative", "upto", "century", "decade", "year"]
)
FROM_WORD = _matcher(_KINDS)
# Some words begin few kinds: a search among all of them takes five times as long.
_FROM_WORDS = {
    "a an one": ["ago", "relative"],
    f"{' '.join(calendar.COUNTED)} few several couple": ["ago", "relative", "upto"],
    "year month week decade": ["same", "ago", "onyear", "week", "todate", "edge"],
    "quarter half": ["same", "ago", "onyear", "week", "upto", "todate", "edge"],
    "h q m y fy yoy qoq": ["part", "fiscal", "onyear"],
    "that": ["relative", "near"],
    "spring summer autumn fall winter": ["season"],
    "so": ["todate"],
    "on": ["bare"],
    "since": ["event"],
}
FROM_THIS = {
    word: pattern for words, kinds in _FROM_WORDS.items() for pattern in [_matcher(kinds)] for word in words.split()
}
_UNITS = "day week month quarter year decade century days weeks months quarters years decades centuries"
_COUNTS = f"{' '.join(calendar.COUNTED)} few several couple"
_NTHS = "first second third fourth last final latest latter closing next past previous coming recent preceding prior"
_ACCOUNTS_OF = "fiscal financial marketing crop agricultural school academic coffee calendar reporting"
_THE = f"same corresponding comparable equivalent current this upcoming following {_ACCOUNTS_OF}"
_EDGES = (
    "opening later half start beginning end middle close rest remainder period season early late mid full whole entire"
)
_MONTHS = " ".join((*calendar.MONTH_NUMBERS, *calendar.MONTH_NAMES, "sept"))
_DAYS_OF_WEEK = " ".join(calendar.WEEKDAYS)
_AGO = "ago earlier before prior previously"
_FEASTS = "christmas easter ramadan thanksgiving"
_SEASONAL = "flu rainy dry holiday growing hurricane monsoon fishing tourist festive"
_TIMES = f"{_SEASONAL} {_FEASTS} weekend morning afternoon evening night"
_SEASONS = "spring summer autumn fall winter"
_RUN = f"{_COUNTS} {_UNITS} {_DAYS_OF_WEEK} {_ACCOUNTS_OF} period quarter half season {_SEASONS} one {_TIMES} -"
_AFTER_COUNT = f"{_UNITS} of -"
_AFTER_UNIT = f"- on over to end ending ended through {_AGO}"
_CENTURIES = "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_SECONDS = {
    "the": f"weekend night review reported {_UNITS} {_COUNTS} {_NTHS} {_THE} {_EDGES} {_SEASONS} {_DAYS_OF_WEEK}"
    f" {_CENTURIES}",
    "a an": f"{_UNITS} half",
    "on": "the",
    "that": f"same year month week quarter period day night season {_MONTHS}",
    "so": "far",
    _COUNTS: f"{_AFTER_COUNT} quarter half {' '.join(calendar.ONES)}",
    "one": _AFTER_COUNT,
    "this current following": f"{_RUN} {_MONTHS} past coming time upcoming -",
    _NTHS: f"{_RUN} {_MONTHS} year-end",
    "start beginning middle close": "of",
    "end": f"of - {_MONTHS}",
    "early late": f"{_MONTHS} {_SEASONS} months -",
    "week month quarter": _AFTER_UNIT,
    "year": f"{_AFTER_UNIT} -",
    "decade": f"- {_AGO}",
    "half": "year - a an ended ending",
    "m y": "/",
    "h q fy": "-",  # before digits, too
}
# The words that can follow in a phrase of time: before others, its first word needs no look at what kind it is.
SECOND_WORDS = {
    word: frozenset(f"{second}{owner}" for second in seconds.split() for owner in ("", "'s", "’s"))  # last month's
    for firsts, seconds in _SECONDS.items()
    for word in firsts.split()
}
SECOND_AFTER_DIGITS = frozenset(f"{_UNITS} {_MONTHS} st nd rd th - – / and or to of".split())
WEEKDAYS = frozenset(calendar.WEEKDAYS)
MONTHS = frozenset(_MONTHS.split())
