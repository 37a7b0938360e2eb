"""Read the unit of measure after a number, with its denominator."""

from __future__ import annotations

from fractions import Fraction

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import size
from dyadwire.transforms.text.figures.function_words import HYPHENS, INDEFINITE, MINUSES, PAUSES, POINTS
from dyadwire.transforms.text.figures.numbers.digits import AIRLINERS
from dyadwire.transforms.text.figures.rules import Rules, Unit
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.denominators import ADVERBS, attach_per
from dyadwire.transforms.text.figures.units.nouns import is_plural

# Words and letters that are a unit only where they touch the number or nothing follows that makes them a word.
TOUCHING = frozenset(
    ["l", "b", "d", "s", "y", "K", "A", "V", "J", "W", "x", "ct", "pc", "kn", "st", "Ga", "MN", "ML", "MP"]
)
FEET, INCHES = ("'", "’", "′"), ('"', "”", "″", "''")  # 5'10"
AS_INCHES = frozenset((*INCHES, "in"))
OWNED = ("'", "’", "'s", "’s")  # a third of a year's output
UNITS_OF_SOME = ("in", *POINTS, *FEET)
HOTTEST = 3000  # degrees: what melts tungsten; larger numbers before C or F are codes
SPED, PACES = ("length", "speed", "data"), ("hour", "minute", "second")
PRODUCTS = ("·", "⋅", "*")  # between two symbols of units
COLDEST_NEWS = 10  # kelvins: a 4K or 8K is a screen
NO_UNITS = frozenset(
    (("kilo", "class"), ("second", "hand"), ("operations", "time"))
)  # Kilo Class, 2 operations a second time
PERCENTS = frozenset(("%", "percent", "cent"))
LED = frozenset(("lead", "advantage", "margin", "gap"))  # a ten point lead in the polls
PART_OF = ("quarter", *INDEFINITE)  # before the point that it is of: a quarter point, a quarter of a point
LED_REACH = 4  # tokens of "an advantage of more than" before points
ONCE_AGAIN = PAUSES | {"before", "in", "since", "during", "on", "between"}  # behind times that something was done
LIKENED_REACH = 6  # tokens of "increased its production capacity by a mere" before times that compare
THINGS = ("stone", "cup", "point", "time", "pint", "yard")  # hundreds of stones were thrown


def attach_unit(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Take in the unit after a number, if any stands there: surface, kind, unit and denominator."""
    at = draft.last + (_is_vague(draft, tokens, rules) or _part_of_one(draft, tokens, rules))
    following = tokens.lower_at(at)
    hyphen = following in HYPHENS and tokens.joined(at - 1) and tokens.joined(at)
    starts = following in rules.units.starts or following in UNITS_OF_SOME
    if not (hyphen or starts or following in ADVERBS or following in rules.words["span_adjective"]):
        return False  # most counts
    found = rules.units.at(tokens, at + hyphen) or _find_other(draft, tokens, at, at + hyphen, rules)
    if not found or not _is_unit(found[0], found[1], draft, tokens, rules, at + hyphen):
        return False
    unit, draft.last = _multiply(*found, tokens, rules) if found[0].symbol else found
    draft.unit, draft.dimension, draft.per, draft.own_unit = unit.name, unit.dimension, unit.per, True
    draft.kind = {"percent": "percent", "time": "duration"}.get(unit.dimension, "quantity")
    if unit.factor != 1 and draft.value is not None:
        draft.value, draft.scale = draft.value * unit.factor, draft.scale * unit.factor
    if unit.dimension == "temperature":
        _read_frost(draft, tokens)
    if unit.name == "foot":
        _add_inches(draft, tokens, rules)
    if draft.kind != "percent":
        attach_per(draft, tokens, rules)
    if draft.dimension in SPED and draft.per in PACES:  # a speed is measured, nothing is counted by the hour
        draft.unit, draft.dimension, draft.per = f"{draft.unit} per {draft.per}", "speed", None
    return True


def _is_vague(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether an "of" joins a vague number and a unit that is no thing: tens of thousands of tonnes."""
    at = draft.last
    if draft.form != "vague" or tokens.lower_at(at) != "of" or tokens.lower_at(at + 1) not in rules.units.starts:
        return False
    found = rules.units.at(tokens, at + 1)
    return bool(found and found[0].name not in THINGS and is_plural(tokens.lower[found[1] - 1], rules))


def _part_of_one(draft: FigureDraft, tokens: Tokens, rules: Rules) -> int:
    """Return how many tokens join a part and its unit: 2 of "a quarter of a percentage point", 0 where none do."""
    joint, one = tokens.lower_at(draft.last), tokens.lower_at(draft.last + 1)
    if draft.form != "fraction" or joint != "of" or (one not in INDEFINITE and one != "one"):
        return 0
    if tokens.lower_at(draft.last + 2) == "point":
        return 2  # of percent or of a game
    found = rules.units.at(tokens, draft.last + 2)
    return 2 if found and found[0].name not in THINGS and tokens.lower_at(found[1]) not in OWNED else 0


def _multiply(unit: Unit, end: int, tokens: Tokens, rules: Rules) -> tuple[Unit, int]:
    """Read on where a symbol is multiplied by another: the metres of 5 kg·m."""
    while tokens.lower_at(end) in PRODUCTS and tokens.joined(end - 1) and tokens.joined(end):
        other = rules.units.at(tokens, end + 1)
        if not other or not other[0].symbol:
            break
        unit, end = unit._replace(name=f"{unit.name} {other[0].name}", dimension="compound"), other[1]
    return unit, end


def _find_other(draft: FigureDraft, tokens: Tokens, at: int, begin: int, rules: Rules) -> tuple[Unit, int] | None:
    """Read what is a unit beside some numbers only: four straight years, a quarter-point."""
    if tokens.lower_at(begin) in POINTS and _is_of_percent(draft, tokens, at, begin, rules):
        return Unit("percentage point", "percent", False, None, 1), begin + 1
    if tokens.lower_at(begin) in FEET and tokens.joined(begin - 1) and tokens.lower_at(begin + 2) in INCHES:
        return Unit("foot", "length", False, None, 1), begin + 1
    return _find_span(tokens, at, rules)


def _is_of_percent(draft: FigureDraft, tokens: Tokens, at: int, begin: int, rules: Rules) -> bool:
    """Distinguish points of percent (a quarter-point cut in rates, a ten point lead) from those of a game."""
    before = tokens.lower[max(0, draft.first - LED_REACH) : draft.first]
    led = tokens.lower_at(begin + 1) in LED or ("of" in before and not LED.isdisjoint(before))
    if led and not PERCENTS.isdisjoint(tokens.lower):
        return True
    part = draft.form == "fraction" and draft.spelled and (begin > at or tokens.lower_at(at - 1) in PART_OF)
    return part and not rules.words["rate_word"].isdisjoint(tokens.lower)


def _find_span(tokens: Tokens, at: int, rules: Rules) -> tuple[Unit, int] | None:
    """Read the years of "four straight years" and "10 working days", the barrels of "750,000 daily barrels"."""
    word = tokens.lower_at(at)
    if word not in ADVERBS and word not in rules.words["span_adjective"]:
        return None
    found = rules.units.at(tokens, at + 1)
    if not found or found[0].symbol or (found[0].dimension == "time") == (word in ADVERBS):
        return None
    return (found[0]._replace(per=ADVERBS[word]), found[1]) if word in ADVERBS else found


def _is_unit(unit: Unit, end: int, draft: FigureDraft, tokens: Tokens, rules: Rules, at: int) -> bool:
    """Distinguish a unit from a word that looks like one."""
    word = tokens.words[at]
    beside = tokens.lower_at(end + (tokens.lower_at(end) in HYPHENS))
    if draft.form in ("ordinal", "multiple") or not _suits(word, draft) or (tokens.lower[at], beside) in NO_UNITS:
        return False
    if unit.symbol and tokens.joined(end - 1) and _is_part_of_name(word, tokens, end):
        return False
    if word == '"' or (end == at + 1 and word in TOUCHING):
        return not draft.spelled and _touches(word, tokens, at, end)
    if unit.name == "time" and (draft.form == "fraction" or _are_occasions(draft, tokens, rules, end)):
        return False  # half-time
    return not (unit.name == "point" and tokens.lower_at(end) == "of")


def _are_occasions(draft: FigureDraft, tokens: Tokens, rules: Rules, end: int) -> bool:
    """Distinguish the times of "has failed 18 times" from those of "leaped 500 times" and "20 times faster"."""
    before = tokens.lower[max(0, draft.first - LIKENED_REACH) : draft.first]
    likened = "by" in before or "of" in before[-1:] or not rules.direction_starts.isdisjoint(before)
    return tokens.lower_at(end - 1) == "times" and tokens.lower_at(end) in ONCE_AGAIN and not likened


def _is_part_of_name(word: str, tokens: Tokens, end: int) -> bool:
    """Recognise the 06F of 06F6 and the F of "35 F-35A jets"."""
    aircraft = (
        len(word) == 1
        and word.isalpha()
        and tokens.lower_at(end) == "-"
        and tokens.joined(end)
        and tokens.is_digits(end + 1)
    )
    return aircraft or tokens.lower_at(end).isalnum()


def _touches(word: str, tokens: Tokens, at: int, end: int) -> bool:
    """Tell whether a letter that is no word of its own touches its number, or is plainly a unit: 2.5 W/m²."""
    if word == "x":
        return tokens.joined(at - 1) and not tokens.is_digits(end) and tokens.word(at - 1) not in AIRLINERS
    touching = tokens.joined(at - 1) and not (word == "K" and tokens.lower_at(at - 1) in HYPHENS)  # Form 10-K
    return touching or (tokens.lower_at(end) == "/" and tokens.joined(end - 1) and tokens.joined(end))


def _suits(word: str, draft: FigureDraft) -> bool:
    """Tell whether the size of a number allows a unit: no 30s of seconds, no 100 cups, no 23456 °F, no 4K screen."""
    value = draft.value
    if value is None:
        return word not in TOUCHING
    if word in ("C", "F"):
        return size(value) < HOTTEST and not draft.spelled
    if word in ("am", "pm"):
        return value.denominator != 1 and (
            (value * 10).denominator == 1 or (value * 100).denominator != 1
        )  # no 2.13 pm
    if word == "K":
        return value.denominator != 1 or value >= COLDEST_NEWS
    return not (word == "s" and value >= 20) and not (word == "cup" and value >= 10)


def _read_frost(draft: FigureDraft, tokens: Tokens) -> None:
    """Take in the minus of "- 20 degrees", which may stand apart."""
    apart = tokens.lower_at(draft.first - 1) in MINUSES and not tokens.is_digits(draft.first - 2)
    if apart and draft.value is not None and draft.value > 0:
        draft.value, draft.first = -draft.value, draft.first - 1


def _add_inches(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Read the inches of 5 feet (and) 2 inches as part of the feet."""
    at = draft.last + (tokens.lower_at(draft.last) == "and")
    inches = tokens.word(at)
    if not inches.isdecimal() or len(inches) > 2 or int(inches) >= 12 or draft.value is None:
        return
    found = rules.units.at(tokens, at + 1)
    if (found and found[0].name == "inch") or tokens.lower_at(at + 1) in AS_INCHES:
        draft.value += Fraction(int(inches), 12)
        draft.last = found[1] if found else at + 2
