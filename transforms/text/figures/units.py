"""Units of measure: which stands after a number, and what it is counted per."""

from __future__ import annotations

from fractions import Fraction

from transforms.text.figures.drafts import Draft
from transforms.text.figures.exact import size
from transforms.text.figures.rules import Rules, Unit
from transforms.text.figures.tokens import Tokens

PER_DIMENSIONS = ("time", "mass", "volume", "length", "area", "energy")
HYPHENS = ("-", "‑", "–")
# Words and letters that are a unit only where they touch the number or nothing follows that makes them a word.
TOUCHING = frozenset(["l", "b", "d", "s", "K", "A", "V", "J", "W", "x", "ct", "pc", "kn"])
AFTER_INCHES = frozenset(["thick", "wide", "long", "tall", "deep", "high", "diameter", "of", ".", ",", ";", ")"]) | {""}
HOTTEST = 3000  # degrees: what melts tungsten; larger numbers before C or F are codes
COMPARING = ("ago", "earlier", "before", "later", "prior", "previously")  # "a year earlier" is no denominator
LATE_PER = 5  # tokens of "of Russian gas" between a quantity and its "a year"
FINER = {("hour", "minute"): 60, ("minute", "second"): 60}
SPAN_ADJECTIVES = frozenset(
    (
        "straight",
        "consecutive",
        "successive",
        "full",
        "more",
        "working",
        "business",
        "trading",
        "long",
        "whole",
        "further",
    )
)
SHARE_KINDS = ("diluted", "common", "ordinary", "preferred")  # per diluted share
SPANS = ("hour", "day", "week", "month", "quarter", "year")
LETTERS = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6}


def attach_unit(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Take in the unit after a number, if any stands there: surface, kind, unit and denominator."""
    at = draft.last
    hyphen = tokens.near(at) in HYPHENS and tokens.joined(at - 1) and tokens.joined(at)
    found = rules.units.at(tokens, at + hyphen) or _find_inch(tokens, at + hyphen) or _find_span(tokens, at, rules)
    if not found or not _is_unit(found[0], found[1], draft, tokens, at + hyphen):
        return False
    unit, draft.last = found
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
    return True


def _find_span(tokens: Tokens, at: int, rules: Rules) -> tuple[Unit, int] | None:
    """Read the years of "four straight years" and "10 working days"."""
    found = rules.units.at(tokens, at + 1) if tokens.near(at) in SPAN_ADJECTIVES else None
    return found if found and found[0].dimension == "time" and not found[0].symbol else None


def _find_inch(tokens: Tokens, at: int) -> tuple[Unit, int] | None:
    """Read "in" as inches only where nothing follows that it could be the preposition of."""
    if tokens.word(at) == "in" and tokens.near(at + 1) in AFTER_INCHES:
        return Unit("inch", "length", True, None, 1), at + 1
    return None


def _is_unit(unit: Unit, end: int, draft: Draft, tokens: Tokens, at: int) -> bool:
    """Tell a unit from a word that looks like one."""
    word, touching = tokens.words[at], tokens.joined(at - 1)
    if draft.form in ("ordinal", "multiple") or not _suits(word, draft):
        return False
    if unit.symbol and tokens.joined(end - 1) and tokens.near(end).isalnum():
        return False  # the 06F of 06F6
    if word == '"' or (end == at + 1 and word in TOUCHING):
        return touching and not draft.spelled and not (word == "x" and tokens.is_digits(end))
    return not (unit.name == "point" and tokens.near(end) == "of")


def _suits(word: str, draft: Draft) -> bool:
    """Tell whether the size of a number allows a unit: no 30s of seconds, no 100 cups, no 23456 °F."""
    if draft.value is None:
        return word not in TOUCHING
    if word in ("C", "F"):
        return size(draft.value) < HOTTEST and not draft.spelled
    return not (word == "s" and draft.value >= 20) and not (word == "cup" and draft.value >= 10)


def _read_frost(draft: Draft, tokens: Tokens) -> None:
    """Take in the minus of "- 20 degrees", which may stand apart."""
    apart = tokens.near(draft.first - 1) in ("-", "−", "–") and not tokens.is_digits(draft.first - 2)
    if apart and draft.value is not None and draft.value > 0:
        draft.value, draft.first = -draft.value, draft.first - 1


def _add_inches(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Read the inches of 5 feet (and) 2 inches as part of the feet."""
    at = draft.last + (tokens.near(draft.last) == "and")
    inches = tokens.word(at)
    if not inches.isdecimal() or len(inches) > 2 or int(inches) >= 12 or draft.value is None:
        return
    found = rules.units.at(tokens, at + 1)
    if (found and found[0].name == "inch") or tokens.near(at + 1) == "in":
        draft.value += Fraction(int(inches), 12)
        draft.last = found[1] if found else at + 2


def merge_spans(drafts: list[Draft], tokens: Tokens) -> list[Draft]:
    """Add the minutes of "two hours and 50 minutes" to the hours before them: 170 minutes."""
    merged: list[Draft] = []
    for draft in drafts:
        longer = merged[-1] if merged else None
        factor = FINER.get((longer.unit or "", draft.unit or "")) if longer and longer.value_max is None else None
        near = longer and tokens.lower[longer.last : draft.first] in ([], ["and"], [","])
        if longer and factor and near and longer.value is not None and draft.value is not None and draft.value < factor:
            longer.value, longer.unit, longer.last = longer.value * factor + draft.value, draft.unit, draft.last
            longer.spelled, longer.per = longer.spelled and draft.spelled, draft.per
        else:
            merged.append(draft)
    return merged


def attach_per(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Take in a denominator: per day, a barrel, an hour, -a-share, /kg. For money the surface ends before it."""
    at = draft.last
    joint = tokens.near(at)
    if joint in HYPHENS and tokens.joined(at) and tokens.near(at + 1) in ("a", "an", "per"):
        at, joint = at + 1, tokens.near(at + 1)
        at += tokens.near(at + 1) in HYPHENS
    if joint not in ("per", "a", "an", "/", "each", "every") or (joint == "/" and not tokens.joined(at)):
        return
    name = _denominator(tokens, at + 1, rules, joint)
    if name and not (joint in ("a", "an") and tokens.near(name[1]) in COMPARING):
        draft.per, draft.rest = name[0], name[1]
        if draft.kind != "money" and joint in ("per", "/"):
            draft.last = name[1]


def attach_late_per(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Take in a span of time after the thing that is measured: 2 million tonnes of Russian coal a year."""
    at = draft.last
    if draft.per or (draft.kind != "count" and tokens.near(at) != "of"):
        return
    for article in range(at, min(at + LATE_PER, len(tokens.words) - 1)):
        word = tokens.lower[article]
        if word in ("a", "per") and tokens.lower[article + 1] in SPANS and tokens.near(article + 2) not in COMPARING:
            draft.per, draft.rest = tokens.lower[article + 1], article + 2
            return
        if not word.isalpha() or word in ("a", "the", "and", "in", "to", "from", "by", "for", "at", "that"):
            return


def _denominator(tokens: Tokens, at: int, rules: Rules, joint: str) -> tuple[str, int] | None:
    found = rules.units.at(tokens, at)
    if found and found[0].dimension in PER_DIMENSIONS and found[1] <= at + 2:
        return found[0].name, found[1]
    at += tokens.near(at) in SHARE_KINDS
    word = tokens.near(at)
    if word in rules.words["per"] or (joint == "per" and word.isalpha() and len(word) > 2):
        return word, at + 1
    return None


def attach_letter(draft: Draft, tokens: Tokens, rules: Rules, money: bool) -> None:
    """Take in k, m, bn's short forms (3m, 10k, $2t) where they are magnitudes and not metres, tonnes or bytes."""
    letter = tokens.word(draft.last)
    magnitude = LETTERS.get(letter.lower())
    if magnitude is None or draft.value is None or draft.scale != 1 or draft.spelled or draft.form != "cardinal":
        return
    touching = tokens.joined(draft.last - 1)
    if not _is_magnitude(letter, draft, tokens, rules, money, touching):
        return
    draft.value, draft.scale, draft.last = draft.value * magnitude, draft.scale * magnitude, draft.last + 1
    draft.tail = draft.last


def _is_magnitude(letter: str, draft: Draft, tokens: Tokens, rules: Rules, money: bool, touching: bool) -> bool:
    """Tell a magnitude from a unit of one letter: beside money, or k, or before what is counted."""
    following = tokens.near(draft.last + 1)
    if money or rules.suffixes.at(tokens, draft.last + 1):
        return touching or letter != "t"
    if not touching or (tokens.joined(draft.last) and tokens.near(draft.last + 1) in ("/", "²", "³")):
        return letter in ("k", "K", "M") and not touching and following in ("", ".")
    if letter in ("k", "K", "M", "B", "b"):
        small = draft.value is not None and draft.value < 1000 and (draft.value * 10).denominator == 1
        return small and not (letter.isupper() and tokens.is_capital(draft.last + 1))  # 2B Mindset is a name
    if rules.units.at(tokens, draft.last + 1):
        return True  # 7.2m TEU
    if letter == "m" and following in ("", ".", ",", ";") and tokens.near(draft.first - 1) in ("at", "to", "from"):
        return True  # applications stood at 3.8m
    plural = following.isalpha() and (following.endswith("s") or following in ("people", "barrels"))
    return letter == "m" and plural and following not in ("is", "was", "has", "as", "across", "this")
