"""Read quantities in a text that is not English: numbers with magnitudes, ranges, shares and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.languages.cues import cue_before
from dyadwire.transforms.text.languages.fractions import find_parts
from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.numbers import WrittenNumber, find_numbers
from dyadwire.transforms.text.languages.pack import Language, small
from dyadwire.transforms.text.languages.time_words import compile_times
from dyadwire.transforms.text.languages.units import YEARS, Units, kind_of

MOST_CHAINED = 3  # numbers that one figure is written in
REACH = 20  # characters before a number that are looked at
_RANGE = re.compile(r"\s?[-–—~～〜至到]\s?[$€£¥]?")
_CLOCK_OR_SCORE = re.compile(r"[:：]\d|[-–]\d")
_LETTER_BEFORE = re.compile(r"[A-Za-z][-‐‑]?\Z")
_AND = re.compile(
    r"\s(?!(?:di|de|da|del|du|do|en|in|em|su|per|par|por|con|von|из|за|на)\s)\w{1,3}\s(?:[ilo]s?\s|gli\s|l[ea]s?\s)?|\s?و|\s?[和至到或]\s?"
)
THOUSAND = 1000
ALIKE = 10  # times the next number, below which a number shares its magnitude: 5.2 to 4.8 million, not 900,000 to 1.2
ROUND = 50  # of a number that is a year unless something is said to be more or fewer
RECENT = range(1800, 2036)  # years that news tells without a word
HUNDRED = 100
_NAME_BEFORE = re.compile(r"[\w,»\")]\s([^\W\d_]+)\s\Z")  # the word before a number, where it opens no sentence
_SURE = frozenset(("about", "at least", "at most"))
WORDS_OF_SIZE = (10**6, 10**9)
_TENS = (10, 100)  # of which some are a share: four out of ten


class Quantity(NamedTuple):
    """A number and what it is of: its span in the text, its value and upper end, and whether it is in words."""

    start: int
    end: int
    value: Exact
    value_max: Exact | None
    kind: str
    unit: str | None
    spelled: bool
    way: str | None = None  # that its own word says: doubled


def read_quantities(text: str, pack: Language, words: NumberWords) -> Iterator[Quantity]:
    """Yield what every number of a folded text is of; ranges as one, chained magnitudes summed."""
    parts = find_parts(text, pack, words)
    yield from (Quantity(*part[:3], None, kind_of(part.unit), part.unit, True, part.way) for part in parts)
    within = {at for part in parts for at in range(part.start, part.end)}
    for match in words.duals.finditer(text):
        unit = words.values["dual"][small(match[1])]
        yield Quantity(match.start(1), match.end(1), 2, None, kind_of(unit), unit, True)
    fused = [reading for reading in _fused(text, words) if reading.start not in within]
    yield from fused
    numbers = [number for number in find_numbers(text, pack.code) if number.start not in within]
    yield from _read_apart(numbers, {reading.start for reading in fused}, _Reader(text, pack, words))


def _read_apart(numbers: list[WrittenNumber], taken: set[int], reader: _Reader) -> Iterator[Quantity]:
    """Yield what each number is of that is no part of the one before it, nor `taken`."""
    end = 0
    for at, number in enumerate(numbers):
        if number.start < end or number.start in taken:
            continue
        following = numbers[at + 1 : at + 1 + MOST_CHAINED]
        reading = reader.read(number, following)
        if following and _is_open(reading, reader.words):
            lender = reader.read(following[0], following[1:])
            reading = (reader.borrow(number, lender, following) if lender else None) or reading
        if reading:
            yield reading
            end = reading.end


def _is_open(reading: Quantity | None, words: NumberWords) -> bool:
    """Tell whether a number may borrow its unit from the next one: it has none, nor an upper end."""
    if reading is None or reading.unit in words.values["uncounted"]:
        return True
    return reading.unit is None and reading.value_max is None


def _fused(text: str, words: NumberWords) -> Iterator[Quantity]:
    """Yield what one word says with its unit: двухмесячный, dreitägig, 5-процентный."""
    for match in words.fused.finditer(text):
        value = int(words.values["stem"][small(match[1])] if match[1] else match[2])
        unit = words.values["fused"][small(match[3])]
        yield Quantity(*match.span(), value, None, kind_of(unit), unit, bool(match[1]))


class _Reader:
    """Reads what stands around one number."""

    def __init__(self, text: str, pack: Language, words: NumberWords) -> None:
        self.text, self.pack, self.units, self.words = text, pack, Units(text, pack, words), words
        self._times = compile_times(pack.code)
        self.between = re.compile(rf"{_AND.pattern}|\s(?:{pack.parts.to})\s" if pack.parts.to else _AND.pattern)

    def read(self, number: WrittenNumber, following: list[WrittenNumber]) -> Quantity | None:
        """Return the figure that a number is, or None where it is a date, a name or nothing.

        `following` are the next numbers: the end of a range, what goes on after a magnitude, whose unit is borrowed.
        """
        before = self._before(number)
        if self._is_named(before):
            return None
        if share := self._share(number, following):
            return share
        scale, end = self.units.scale(number.end)
        top: Exact | None = None
        value, end = self._with_half(number.value * scale, scale, end)
        if following and self._is_range(before, end, following[0].start):
            upper, after = self.units.scale(following[0].end)
            low = number.value * (scale if scale > 1 else upper)
            if low < following[0].value * upper:
                value, top, end, scale = low, following[0].value * upper, after, upper
        elif self.pack.numbers.chained and (size := self._size(number, scale)) > 1:
            value, end = self._chain(value, size, end, following)
        start, kind, unit, end = self.units.read(number, before, end)
        if scale == 1 and kind != "count":
            value, end = self._with_half(value, 1, end)
        dashed = top is not None and not self._is_between(before)
        if kind == "count" and self._is_no_count(number, dashed, unit, scale):
            kind = None
        return Quantity(start, end, value, top, kind, unit, number.spelled) if kind else None

    def _is_range(self, before: str, end: int, start: int) -> bool:
        """Tell what stands between the ends of a range: 3-4, and after such a word entre 3.000 y 4.000."""
        if _RANGE.fullmatch(self.text, end, start):
            return True
        if self.pack.parts.ranged_from.search(before) and self.pack.parts.ranged_to.fullmatch(self.text, end, start):
            return True
        if not self._is_between(before):
            return False
        return self._times.listed.fullmatch(self.words.money_before.sub("", self.text[end:start])) is not None

    def _is_between(self, before: str) -> bool:
        return self._times.between.search(self.words.money_before.sub("", before)) is not None

    def _before(self, number: WrittenNumber) -> str:
        return self.text[max(0, number.start - REACH) : number.start]

    def _is_named(self, before: str) -> bool:
        """Tell by what stands before a number that it is part of a name, or a date: A320, في عام 2022."""
        return bool(_LETTER_BEFORE.search(before) or self.pack.counts.before.search(before))

    def borrow(self, number: WrittenNumber, lender: Quantity, numbers: list[WrittenNumber]) -> Quantity | None:
        """Return a number with the unit of the next one: two or three years, 3 and 5 million tonnes."""
        scale, _ = self.units.scale(numbers[0].end)
        if self._is_named(self._before(number)) or (number.plain and number.value in YEARS):
            return None  # 2015 um 6 %
        lends = scale > 1 or lender.kind in ("duration", "percent", "money", "quantity")
        if not lends or not self.between.fullmatch(self.text, number.end, numbers[0].start):
            return None
        value = number.value * (scale if number.value < ALIKE * numbers[0].value else 1)
        return Quantity(number.start, number.end, value, None, lender.kind, lender.unit, number.spelled)

    def _with_half(self, value: Exact, scale: int, end: int) -> tuple[Exact, int]:
        """Add the half that follows: dos millones y medio, deux ans et demi."""
        half = self.pack.parts.half.match(self.text, end)
        whole = value if scale == 1 and value in WORDS_OF_SIZE else scale  # مليون ونصف
        return (value + Fraction(whole) / 2, half.end()) if half else (value, end)

    def _share(self, number: WrittenNumber, following: list[WrittenNumber]) -> Quantity | None:
        """Return the percent that four out of ten are; None where no such number follows."""
        if not following:
            return None
        part, whole, between = number, following[0], self.pack.parts.out_of
        if number.value in _TENS and following[0].value not in _TENS:
            part, whole, between = whole, number, self.pack.parts.whole_first
        if whole.value not in _TENS or not 0 < part.value < whole.value:
            return None
        if not between.fullmatch(self.text, number.end, following[0].start):
            return None
        value = Fraction(100 * part.value) / Fraction(whole.value)
        return Quantity(number.start, following[0].end, value, None, "percent", "%", False)

    def _size(self, number: WrittenNumber, scale: int) -> int:
        """Return the magnitude of a number, which may be a word that says it alone: mil 500, bin 500."""
        return THOUSAND if scale == 1 and number.spelled and number.value == THOUSAND else scale

    def _chain(self, value: Exact, scale: int, end: int, more: list[WrittenNumber]) -> tuple[Exact, int]:
        """Add what goes on after a magnitude: 1億 + 5000万, 3 mil + 500, (3 mil + 500) millones."""
        for number in more:
            if number.start < end:
                continue  # the magnitude itself
            size, after = self.units.scale(number.end)
            if number.start - end > 1 or number.value >= scale:
                break
            if size > scale == THOUSAND and self.pack.numbers.thousands_of_millions:
                return (value + number.value) * size, after
            if number.value * size >= scale:
                break
            value, scale, end = value + number.value * size, size, after
        return value, end

    def _is_no_count(self, number: WrittenNumber, is_range: bool, unit: str | None, scale: int) -> bool:
        """Tell whether a number is a year, a score, an article in words, or of nothing."""
        if scale > 1:
            return False
        if number.value != 1 and self.pack.counts.counted.match(self.text, number.end):
            return False
        if number.spelled:
            return unit is None or number.value == 1
        if number.plain and number.value in YEARS and unit != "person":
            return not unit or self._may_be_year(number, unit)
        return (number.plain and unit is None) or is_range or bool(_CLOCK_OR_SCORE.match(self.text, number.end))

    def _may_be_year(self, number: WrittenNumber, unit: str) -> bool:
        """Tell whether digits before a noun may be a year: not 1062 иранца, nor 2000 soldados."""
        before = self._before(number)
        if number.value % ROUND == 0 and self._is_said_to_be_more(number):
            return False
        if self.pack.time_first or unit in self.words.values["uncounted"]:
            return True
        told = self._times.year_before.search(before) or self._times.year_after.match(self.text, number.end)
        if told or (not self.pack.counts.lowercase and unit.islower()):
            return True
        name = _NAME_BEFORE.search(before)
        return number.value in RECENT and (number.value % HUNDRED > 0 or bool(name and name[1].istitle()))

    def _is_said_to_be_more(self, number: WrittenNumber) -> bool:
        """Tell whether what stands before a number makes a count even of 2000: more than 2000 lorries."""
        cue = cue_before(small(self.text[max(0, number.start - REACH) : number.start]), self.words)
        return cue is not None and self.words.values["qualifier"][cue[0]] in _SURE
