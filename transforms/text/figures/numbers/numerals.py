"""Numbers in words, part by part, and portions of a whole: half a million, a quarter, a third of, twice the size."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import (
    BEFORE_VERBS,
    DETERMINERS,
    HYPHENS,
    INDEFINITE,
    MODALS,
    PAUSES,
    POSSESSIVES,
)
from dyadwire.transforms.text.figures.rules import NumberWord, Rules
from dyadwire.transforms.text.figures.tokens import Tokens

NOTHING = NumberWord(0, "")
BELOW_HUNDRED = ("unit", "ten")
SCALES = ("hundred", "magnitude")
CARDINAL = (*BELOW_HUNDRED, *SCALES)
RAISING = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Signs and words that may go on with a number, besides the words for numbers.
CONTINUES = frozenset(
    (
        "st",
        "nd",
        "rd",
        "th",
        "e",
        "^",
        "x",
        "×",
        "·",
        "/",
        "-",
        "‑",
        "and",
        "&",
        "point",
        "in",
        "of",
        "over",
        "out",
        "⁻",
    )
) | frozenset(("⁻", *(str(power).translate(RAISING) for power in range(41))))
STOPS = PAUSES | {")"}
COMPARATIVES = frozenset(
    (
        *("below", "above", "less", "more", "lower", "higher", "smaller", "larger", "fewer", "bigger", "greater"),
        *("cheaper", "stronger", "weaker", "shorter", "longer", "faster", "slower"),
    )
)  # after a part: a third bigger, a quarter more
PART_FOLLOWS = STOPS | COMPARATIVES | {"of", "up", "down"}
COMPARED = ("on", "from", "since", "in", "last", "this", "compared", "against", "year")  # after "up a quarter"
PART_LEADS = ("by", "nearly", "almost", "roughly")
AFTER_TWICE = POSSESSIVES | {"the", "what", "that", "those"}
COUNT_REACH = 30  # tokens before "a third" in which two are counted, so that it is one more
HAVE = ("has", "had", "have")
ASKED_REACH = 3  # tokens of "his own lawyers" between "Twice" and its verb
ADVERBS = ("down", "up", "again", "as", "soon", "overnight")  # after a verb without an object


def role_at(tokens: Tokens, index: int, rules: Rules) -> str:
    """Return what a word is to a number, "" where it is nothing."""
    return rules.numbers.get(tokens.lower_at(index), NOTHING).role


def may_continue(word: str, rules: Rules) -> bool:
    """Distinguish a word that may go on with a number from the nine in ten that cannot."""
    return word in CONTINUES or word in rules.numbers or word[:1].isdecimal()


class Sum:
    """The running value of a cardinal in words."""

    def __init__(self) -> None:
        self.total: Exact = 0
        self.current: Exact | None = None
        self.scale: Exact = 1
        self.nonsense = False

    @property
    def value(self) -> Exact:
        """The number so far."""
        return self.total + (self.current or 0)

    def accepts(self, number: NumberWord) -> bool:
        """Tell whether a word can go on from here."""
        current = self.current
        if number.role == "unit":
            return (
                current is None
                or current % 100 == 0 < current
                or (current % 100 >= 20 and number.value in range(1, 10) and current % 10 == 0)
            )
        if number.role == "ten":
            return current is None or current % 100 == 0 < current
        if number.role == "hundred":
            return current is not None and 1 <= current < 100
        return number.role == "magnitude" and (current is not None or self.total > 0)

    def add(self, number: NumberWord) -> None:
        """Take in a word that is accepted."""
        if number.role in BELOW_HUNDRED:
            self.current = (self.current or 0) + number.value
        elif number.role == "hundred":
            assert self.current is not None
            self.current *= number.value
        elif self.current is None:  # thousand billion
            self.nonsense = self.nonsense or self.scale > 10**6
            self.total *= number.value
            self.scale *= number.value
        else:
            self.total += self.current * number.value
            self.current, self.scale = None, number.value


def read_leading_fraction(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read half, half a million, a quarter, half a dozen, quarter million, a third."""
    article = tokens.lower[index] in INDEFINITE
    start = index + article
    number = rules.numbers.get(tokens.lower_at(start), NOTHING)
    if number.role == "fraction" and tokens.lower_at(start) in ("half", "quarter"):
        return _scale_fraction(tokens, index, start, divide(1, number.value), rules)
    if (
        article
        and number.role == "ordinal"
        and number.value > 2
        and (_is_part(tokens, index, start + 1) or _is_moved(tokens, index, start + 1, rules))
        and not _counts_on(tokens, index, number.value, rules)
    ):
        return _scale_up(
            FigureDraft(index, start + 1, divide(1, number.value), form="fraction", spelled=True), tokens, rules
        )
    return None


def _measures(tokens: Tokens, index: int, start: int, rules: Rules) -> bool:
    """Distinguish a quarter cup, a quarter-mile and the quarter-point from a quarter of a year."""
    hyphen = tokens.lower_at(start + 1) in HYPHENS and tokens.joined(start)
    if not hyphen and start == index:
        return False
    at = start + 1 + hyphen
    found = rules.units.at(tokens, at)
    return (found is not None and not found[0].symbol) or (hyphen and tokens.lower_at(at) in ("point", "points"))


def _is_part(tokens: Tokens, first: int, after: int) -> bool:
    """Distinguish "a third of", "by a tenth", "a fifth less" from "a third man"."""
    return tokens.lower_at(after) in PART_FOLLOWS or (
        tokens.lower_at(first - 1) in PART_LEADS and tokens.lower_at(after) != "time"
    )


def _is_moved(tokens: Tokens, first: int, after: int, rules: Rules) -> bool:
    """Distinguish "up a third on last year", "fell a quarter in 2024" from "fell a quarter later", "a third hill"."""
    before = tokens.lower_at(first - 1)
    moved = before in ("up", "down") or "verb" in rules.direction_words.get(before, {})
    return moved and (tokens.lower_at(after) in STOPS or tokens.lower_at(after) in COMPARED)


def _counts_on(tokens: Tokens, index: int, value: Exact, rules: Rules) -> bool:
    """Distinguish the third of "two have died, possibly a third" from the one of "cut it by a third"."""
    if tokens.lower_at(index + 2) not in STOPS or tokens.lower_at(index - 1) in PART_LEADS:
        return False
    before = (rules.numbers.get(word, NOTHING) for word in tokens.lower[max(0, index - COUNT_REACH) : index])
    return any(number.value == value - 1 and number.role in ("unit", "ordinal") for number in before)


def _scale_fraction(tokens: Tokens, index: int, start: int, value: Exact, rules: Rules) -> FigureDraft | None:
    """Apply the magnitude of "half a million"; a bare quarter without "of" is a quarter of a year or of a town."""
    scaled = _scale_up(FigureDraft(index, start + 1, value, form="fraction", spelled=True), tokens, rules)
    if scaled.form != "fraction":
        return scaled
    if tokens.lower_at(start) == "half" and tokens.lower_at(start + 1) in INDEFINITE:
        return FigureDraft(index, start + 2, value, form="fraction", spelled=True)
    if tokens.lower_at(start) == "quarter" and not _measures(tokens, index, start, rules):
        point = tokens.lower_at(start + 1) in ("of", "point", "percentage", "percent", "century")
        by = start > index and tokens.lower_at(index - 1) in ("by", "nearly", "about", "almost", "than", "just", "over")
        by = by or (start > index and _is_moved(tokens, index, start + 1, rules))
        by = by or (start > index and tokens.lower_at(start + 1) in COMPARATIVES)
        if not (point or by) or (start == index and tokens.lower_at(index - 1) != "one"):
            return None
    return FigureDraft(index, start + 1, value, form="fraction", spelled=True)


def _scale_up(part: FigureDraft, tokens: Tokens, rules: Rules) -> FigureDraft:
    """Make a part of a magnitude the number that it is: a third of a billion, half a million."""
    at = part.last
    while tokens.lower_at(at) in ("a", "an", "of", "-") and at < part.last + 3:
        at += 1
    magnitude = rules.numbers.get(tokens.lower_at(at), NOTHING)
    compound = tokens.lower_at(at - 1) == "of" and tokens.lower_at(at + 1) in HYPHENS  # a third of billion-dollar firms
    if magnitude.role not in SCALES or part.value is None or compound:
        return part
    return FigureDraft(part.first, at + 1, part.value * magnitude.value, scale=magnitude.value, spelled=True)


def read_times(tokens: Tokens, index: int, rules: Rules) -> FigureDraft | None:
    """Read the twice of "twice the size" and "twice as many", but not of "twice a month" and "twice that week"."""
    after = tokens.lower_at(index + 1)
    if after == "as":
        compared = tokens.lower_at(index + 2) in rules.words["likened"]
    else:
        span = rules.units.at(tokens, index + 2)
        asked = index == 0 and _is_subject(tokens, rules)
        compared = after in AFTER_TWICE and not asked and not (span and span[0].dimension == "time")
    if not compared:
        return None
    value = rules.numbers[tokens.lower[index]].value
    return FigureDraft(index, index + 1, value, spelled=True, kind="quantity", unit="time", own_unit=True)


def _is_subject(tokens: Tokens, rules: Rules) -> bool:
    """Distinguish who did something two times (Twice the court has refused bail) from twice the number expected."""
    for at in range(2, 3 + ASKED_REACH):
        word = tokens.lower_at(at)
        if rules.measures.at(tokens, at) or not word.isalpha():
            return False
        if at > 2 and (word in HAVE or word.endswith("ed")):
            return True
    return False


def takes_object(tokens: Tokens, index: int, rules: Rules) -> bool:
    """Distinguish "will double gas exports" and "to double their trade" from "to double digits", "will double down"."""
    before, after = tokens.lower_at(index - 1), tokens.lower_at(index + 1)
    if before not in BEFORE_VERBS or not after.isalpha():
        return False
    if after in DETERMINERS:
        return True
    meant = before in MODALS or any(
        tuple(tokens.lower[max(0, index - len(parts)) : index]) == parts for parts, _ in rules.clause_cues.get("to", ())
    )
    return meant and after not in rules.words["stop"] and after not in ADVERBS
