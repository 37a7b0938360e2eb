"""Recognise years, days of a month, clock times and opening hours, which are no figures."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ADDING, DASHES, INDEFINITE, PAUSES
from dyadwire.transforms.text.figures.numbers.values import ORDINAL_ENDINGS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.non_dating_times import is_counted
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

FIRST_YEAR, LAST_YEAR = 1500, 2199  # four bare digits in this span are a year unless something is counted
ERAS = ("BC", "BCE", "AD", "CE")  # of 860 BC; "500 BC residents" are Canadians
LONGEST_DAY, DAY_DIGITS = 31, 2
DAY_LEADS = ("on", "by", "until", "till", "since", "before", "after", "from", "through")
DAY_NOUNS = frozenset(("weekend", "night", "morning", "afternoon", "evening", "week", "and", "or", "-", "–", "to"))
DAY_JOINTS = DASHES | {"and", ",", "to", "."}
PARTS_OF_DAY = frozenset(("noon", "midnight", "morning", "afternoon", "evening", "night", "m", "o'clock"))
SELDOM_PAST = 1900  # "1600 employees": years before this one rarely stand before a plural
BEFORE_YEARS = ("the", "in", "of", "since", "from", "by", "a", ",")
SAID_YEARS = ("this", "last", "next", "that", "each", "every", "one", "a")  # before a year that no number names
MORE_OR_LESS = ("more", "so", "fewer", "less")
COUNTED_REACH, YEAR_DIGITS = 6, 4  # tokens of "20 carbon monoxide alarms" before "and 2000 leaflets"
MANY = ("were", "are", "have")
LAST_HOUR = 12  # of a clock without a.m. or p.m.
DAY_REACH = 40  # tokens around "at 10" in which noon or evening is spoken of
NEARLY, BEFORE_HOURS = ("about", "around"), ("at", "by", "until", "till", "from", "before", "after", "since")
HOUR_ENDS = PAUSES | {"and"}
HOURS_REACH = 5  # tokens of "Hours are 8 to 6" after its first
HOURS_LINKS = ("are", "were", ":", "from")  # after hours of opening; "in the past 24 hours, 10 died" has none
TOLLS = ("stood", "stands", "put", "toll", "remained", "remains")  # before the "at" of a number that is counted
YEAR_JOINTS, CENTURY_DIGITS = DASHES | {"to", "/"}, ("16", "17", "18", "19", "20")
AMBIGUOUS_MONTHS = ("may", "march", "sep", "mar")


def is_clock(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a clock time: 10:30, 5 p.m., 2.13 am, 0900 GMT."""
    word = tokens.lower_at(draft.tail)
    if word == ":" and tokens.joined(draft.tail - 1) and tokens.is_digits(draft.tail + 1):
        return tokens.joined(draft.tail)
    if tokens.lower_at(draft.head - 1) == ":" and tokens.joined(draft.head - 1) and tokens.is_digits(draft.head - 2):
        return True
    dotted = word in ("a", "p") and tokens.lower_at(draft.tail + 1) == "." and tokens.lower_at(draft.tail + 2) == "m"
    return dotted or (word in rules.words["clock"] and (not draft.own_unit or _has_minutes(tokens.words[draft.first])))


def _has_minutes(word: str) -> bool:
    """Distinguish the 10.30 of 10.30am from 2.4 pm, which measures an atom."""
    hour, _, minutes = word.partition(".")
    return len(minutes) == DAY_DIGITS and hour.isdecimal() and int(hour) <= LAST_HOUR and minutes < "60"


def is_hour(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the hours of "judged at 10, the pickles at 11, and by noon" and "Hours are 8 to 6", and 3-pointers."""
    if tokens.lower_at(draft.last) == "-" and tokens.lower_at(draft.last + 1) in ("pointer", "pointers"):
        return True
    if draft.unit is not None or draft.scale != 1 or draft.value is None or not 1 <= draft.value <= LAST_HOUR:
        return False
    if _is_hour_of_day(draft, tokens):
        return True
    for at in range(max(0, draft.first - HOURS_REACH), draft.first):
        if tokens.lower[at] == "hours" and tokens.lower_at(at + 1) in HOURS_LINKS:
            return True
    if tokens.lower_at(draft.first - 2) in TOLLS:
        return False
    pause = tokens.lower_at(draft.last) in HOUR_ENDS
    around = tokens.lower[max(0, draft.first - DAY_REACH) : draft.last + DAY_REACH]
    return pause and tokens.lower_at(draft.first - 1) == "at" and not PARTS_OF_DAY.isdisjoint(around)


def _is_hour_of_day(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the hour of "at about 9 in the evening" and "until 2 at night"."""
    if tokens.lower_at(draft.first - 1 - (tokens.lower_at(draft.first - 1) in NEARLY)) not in BEFORE_HOURS:
        return False
    after = tokens.lower[draft.last : draft.last + 3]
    return after[:2] == ["at", "night"] or (after[:2] == ["in", "the"] and not PARTS_OF_DAY.isdisjoint(after))


def is_date(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the day or year of a date, a month or an era being beside it, and a day alone."""
    if draft.unit in ERAS or (draft.form == "ordinal" and _is_day(draft, tokens, rules)):
        return True
    months = rules.words["month"]
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    for at, word in ((draft.first - 1, before), (draft.last, after)):
        if word in months and (word not in AMBIGUOUS_MONTHS or tokens.is_capital(at)):
            return draft.scale == 1 and not _is_no_day(draft, tokens, at, rules)
    counts = before == "," and after.isalpha() and after not in DAY_NOUNS  # on July 5, 30 people died, 30 were killed
    if before in DAY_JOINTS and not counts and tokens.is_digits(draft.first - 2) and draft.scale == 1:
        day = len(tokens.words[draft.first - 2]) <= DAY_DIGITS
        other = len(tokens.words[draft.first]) <= DAY_DIGITS or is_year_pair(draft)
        return day and other and tokens.lower_at(draft.first - 3) in months and tokens.is_capital(draft.first - 3)
    return False


def _is_no_day(draft: FigureDraft, tokens: Tokens, month: int, rules: Rules) -> bool:
    """Distinguish "in June 300 died" and "in June 12 people died" from the days and years beside a month."""
    word, value = tokens.words[draft.first], draft.value or 0
    if value <= LONGEST_DAY:
        return month < draft.first and is_counted(tokens, month, rules)
    after = tokens.lower_at(draft.last)
    counts_more = after in MANY or (is_plural(after, rules) and after not in rules.words["stop"])
    return counts_more or len(word) > DAY_DIGITS


def _is_day(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the days of "on the 19th" and "the weekend of the 18th and 19th"."""
    if draft.value is None or draft.value > LONGEST_DAY:
        return False
    after = tokens.lower_at(draft.last)
    if after.isalpha() and after not in rules.words["stop"]:
        return False
    article, lead = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.first - 2)
    if article == "the":
        return lead in DAY_LEADS or (lead == "of" and tokens.lower_at(draft.first - 3) in DAY_NOUNS)
    return article in DAY_NOUNS and lead in ORDINAL_ENDINGS and tokens.is_digits(draft.first - 3)


def _is_called_year(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise years without a century, of other calendars and long ago: '87, the Iranian year 1400, the year 800."""
    word, lead = tokens.words[draft.first], tokens.lower_at(draft.first - 2)
    if word[0] in "'’" or (tokens.lower_at(draft.first - 1) in ("'", "’", "‘") and tokens.joined(draft.first - 1)):
        return True
    if tokens.lower_at(draft.first - 1) != "year" or not word.isdecimal() or len(word) not in (3, YEAR_DIGITS):
        return False
    return lead in ("the", "in", "calendar") or (tokens.is_capital(draft.first - 2) and lead not in SAID_YEARS)


def is_year(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a year: four bare digits, unless a word before or a plural after says that something is counted."""
    word = tokens.words[draft.first]
    if draft.value_max is not None or draft.last - draft.first != 1:
        return is_year_pair(draft) and draft.scale == 1 and (draft.value_max or 0) <= LAST_YEAR and len(word) == 4
    if _is_called_year(draft, tokens):
        return True
    if len(word) != 4 or not word.isdecimal() or not is_year_pair(draft):
        return False
    if _is_plainly_counted(draft, tokens, rules):
        return False
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if after in rules.words["stop"] or not is_plural(after, rules):
        return True
    if before in rules.words["year_counter"] or after == "people":
        return False
    if before in BEFORE_YEARS:
        return True
    return draft.value is not None and draft.value >= SELDOM_PAST and after not in rules.words["undated"]


def ends_years(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 48 of "from 1846 to 48"."""
    word, begin = tokens.words[draft.first], tokens.word(draft.first - 2)
    short = len(word) == DAY_DIGITS and word.isdecimal() and draft.unit is None
    if not short or tokens.lower_at(draft.first - 1) not in YEAR_JOINTS:
        return False
    return len(begin) == YEAR_DIGITS and begin.isdecimal() and begin[:2] in CENTURY_DIGITS and begin[2:] < word


def _is_plainly_counted(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a further 1500, 1500 or more, destroyed 2000 houses, a total of 2000, 20 alarms and 2000 leaflets."""
    at, before, after = draft.first - 1, tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if after == "or" and tokens.lower_at(draft.last + 1) in MORE_OR_LESS:
        return True
    plural = is_plural(after, rules) and after not in rules.words["stop"]
    if plural and (before in rules.words["taken"] or before in rules.words["harm"]):
        return after not in rules.words["dated"] and tokens.word(draft.last).islower()
    if before in ADDING:
        return plural or not after.isalpha() or after in rules.words["stop"]
    whole = tokens.lower_at(at - 1) if before == "of" else ""
    if whole in rules.words["total"] or whole in rules.words["reached"]:
        return plural or tokens.lower_at(at - 2) in INDEFINITE
    if before not in ("and", "or") or not plural or not is_plural(tokens.lower_at(at - 1), rules):
        return False
    counted = range(max(0, at - COUNTED_REACH), at - 1)
    return any(tokens.is_digits(one) and len(tokens.words[one]) != YEAR_DIGITS for one in counted)


def is_year_pair(draft: FigureDraft) -> bool:
    """Tell whether a number, or the first of two, may be a year."""
    return draft.value is not None and FIRST_YEAR <= draft.value <= LAST_YEAR
