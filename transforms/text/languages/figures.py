"""The figures of a text in another language than English: value, unit, currency and kind; nothing of their context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.figures.exact import Exact, exact_text
from dyadwire.transforms.text.figures.units.dollars import to_usd
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan, SentenceDyad
from dyadwire.transforms.text.languages.directions import find_move
from dyadwire.transforms.text.languages.forms import Words, compile_words
from dyadwire.transforms.text.languages.numbers import Number, find_numbers
from dyadwire.transforms.text.languages.pack import LETTER, Language, load_language

YEARS = range(1000, 2101)  # plain numbers that are years rather than counts
MOST_CHAINED = 3  # numbers that one figure is written in
REACH = 20  # characters before a number that are looked at
AGE = "year of age"
SMALL = 10  # counts in words up to here are trivial
_TIMES = frozenset(("year", "month", "week", "day", "hour", "minute", "second"))
_PERCENT_BEFORE = re.compile(r"(?:%|٪|百分之|yüzde)\s?\Z", re.IGNORECASE)
_RANGE = re.compile(r"\s?[-–—~～〜至到]\s?[$€£¥]?")
_CLOCK_OR_SCORE = re.compile(r"[:：]\d|[-–]\d")
_LETTER_BEFORE = re.compile(r"[A-Za-z][-‐‑]?\Z")
_NOUN = re.compile(rf"\s?({LETTER}{{2,40}})(?!{LETTER})")
_AND = re.compile(r"\s\w{1,3}\s(?:[ilo]s?\s|gli\s|l[ea]s?\s)?|\s?و|\s?[和至到或]\s?")
_CELSIUS = re.compile(r"[\s°]{0,2}C(?![A-Za-z])")
_TENS = (10, 100)  # of which some are a share: four out of ten


class _Reading(NamedTuple):
    start: int
    end: int
    value: Exact
    value_max: Exact | None
    kind: str
    unit: str | None
    spelled: bool


def find_figures(
    document: Document,
    code: str,
    countries: tuple[CountrySpan, ...],
    published_date: date | None,
    dyads: tuple[SentenceDyad, ...] = (),
) -> tuple[FigureSpan, ...]:
    """Find the figures of a text and its title, in order of sentence and start.

    A figure is a country's where its sentence names only that one, and a pair's where it names only those two and
    relates them (evidence `sentence`). Period, base and qualifier are not told; direction where the lexicon has words.
    """
    named: dict[int, set[str]] = {}
    for span in countries:
        named.setdefault(span.sentence, set()).add(span.iso3)
    related = {dyad.sentence: dyad.dyad for dyad in dyads if dyad.relational and set(dyad.dyad) == named[dyad.sentence]}
    pack, words = load_language(code), compile_words(code)
    found: list[FigureSpan] = []
    for passage in document.passages:
        folded = pack.fold(passage.text)
        for reading in _read(folded, pack, words):
            sentence = passage.sentence_at(reading.start, reading.end)
            if sentence is None:
                continue
            here = named.get(sentence.number, set())
            dyad = related.get(sentence.number)
            owners = tuple(here) if len(here) == 1 else tuple(dyad or ())
            move = find_move(folded, reading.start, reading.end, sentence[1:], pack, words)
            figure = _figure(reading, passage.text, sentence.number, owners, published_date)
            role, direction = (move.role, move.direction) if move else (figure.role, None)
            found.append(figure._replace(dyad=dyad, role=role, direction=direction))
    return tuple(sorted(found, key=lambda figure: (figure.sentence, figure.start)))


def _figure(reading: _Reading, text: str, sentence: int, owners: tuple[str, ...], day: date | None) -> FigureSpan:
    money = reading.unit if reading.kind == "money" else None
    usd = to_usd(reading.value, money, day) if money else None
    return FigureSpan(
        sentence,
        reading.start,
        reading.end,
        text[reading.start : reading.end],
        float(reading.value),
        exact_text(reading.value),
        reading.kind,
        value_max=None if reading.value_max is None else float(reading.value_max),
        unit=reading.unit,
        currency=money,
        value_usd=usd[0] if usd else None,
        rate_date=usd[1] if usd else None,
        minor=(reading.kind == "count" and reading.spelled and reading.value <= SMALL) or reading.unit == AGE,
        countries=owners,
        evidence="sentence" if owners else None,
    )


def _read(text: str, pack: Language, words: Words) -> Iterator[_Reading]:
    """Yield what every number of a folded text is of; ranges as one, chained magnitudes summed."""
    numbers = find_numbers(text, pack.code)
    reader = _Reader(text, pack, words)
    for match in words.duals.finditer(text):
        unit = words.values["dual"][match[1].lower()]
        yield _Reading(match.start(1), match.end(1), 2, None, _kind_of(unit), unit, True)
    fused = list(_fused(text, words))
    yield from fused
    taken = {reading.start for reading in fused}
    end = 0
    for at, number in enumerate(numbers):
        if number.start < end or number.start in taken:
            continue
        following = numbers[at + 1 : at + 1 + MOST_CHAINED]
        reading = reader.read(number, following)
        if following and (reading is None or reading.unit is None):
            lender = reader.read(following[0], following[1:])
            reading = (reader.borrow(number, lender, following) if lender else None) or reading
        if reading:
            yield reading
            end = reading.end


def _fused(text: str, words: Words) -> Iterator[_Reading]:
    """Yield what one word says with its unit: двухмесячный, dreitägig, 5-процентный."""
    for match in words.fused.finditer(text):
        value = int(words.values["stem"][match[1].lower()] if match[1] else match[2])
        unit = words.values["fused"][match[3].lower()]
        yield _Reading(*match.span(), value, None, _kind_of(unit), unit, bool(match[1]))


def _kind_of(unit: str) -> str:
    return "percent" if unit == "%" else "duration" if unit in _TIMES else "quantity"


class _Reader:
    """Reads what stands around one number."""

    def __init__(self, text: str, pack: Language, words: Words) -> None:
        self.text, self.pack, self.words = text, pack, words
        self.beside = words.values
        self.gap = re.compile(rf"[\s\u00a0\u202f-]{{0,2}}(?:{pack.joint})?")
        self.between = re.compile(rf"{_AND.pattern}|\s(?:{pack.to})\s" if pack.to else _AND.pattern)

    def read(self, number: Number, following: list[Number]) -> _Reading | None:
        """Return the figure that a number is, or None where it is a date, a name or nothing.

        `following` are the next numbers: the end of a range, what goes on after a magnitude, whose unit is borrowed.
        """
        before = self.text[max(0, number.start - REACH) : number.start]
        if _LETTER_BEFORE.search(before) or self.pack.before.search(before):
            return None
        if share := self._share(number, following):
            return share
        scale, end = self._scale(number.end)
        top: Exact | None = None
        value, end = self._with_half(number.value * scale, scale, end)
        if following and _RANGE.fullmatch(self.text, end, following[0].start):
            upper, after = self._scale(following[0].end)
            low = number.value * (scale if scale > 1 else upper)
            if low < following[0].value * upper:
                value, top, end, scale = low, following[0].value * upper, after, upper
        elif self.pack.chained and scale > 1:
            value, end = self._chain(value, scale, end, following)
        start, kind, unit, end = self._unit(number, before, end)
        if scale == 1 and kind != "count":
            value, end = self._with_half(value, 1, end)
        if kind == "count" and self._is_no_count(number, top is not None, unit, scale):
            kind = None
        return _Reading(start, end, value, top, kind, unit, number.spelled) if kind else None

    def borrow(self, number: Number, lender: _Reading, numbers: list[Number]) -> _Reading | None:
        """Return a number with the unit of the next one: two or three years, 3 and 5 million tonnes."""
        scale, _ = self._scale(numbers[0].end)
        lends = scale > 1 or lender.kind in ("duration", "percent", "money", "quantity")
        if not lends or not self.between.fullmatch(self.text, number.end, numbers[0].start):
            return None
        value = number.value * (scale if number.value < numbers[0].value else 1)
        return _Reading(number.start, number.end, value, None, lender.kind, lender.unit, number.spelled)

    def _with_half(self, value: Exact, scale: int, end: int) -> tuple[Exact, int]:
        """Add the half that follows: dos millones y medio, deux ans et demi."""
        half = self.pack.half.match(self.text, end)
        return (value + Fraction(scale, 2), half.end()) if half else (value, end)

    def _share(self, number: Number, following: list[Number]) -> _Reading | None:
        """Return the percent that four out of ten are; None where no such number follows."""
        whole = following[0] if following else None
        if not whole or whole.value not in _TENS or not 0 < number.value < whole.value:
            return None
        if not self.pack.out_of.fullmatch(self.text, number.end, whole.start):
            return None
        value = Fraction(100 * number.value) / Fraction(whole.value)
        return _Reading(number.start, whole.end, value, None, "percent", "%", False)

    def _after(self, end: int) -> re.Match[str] | None:
        """Return the word beside a number: its unit, currency or magnitude."""
        at = self.gap.match(self.text, end)
        return self.words.after.match(self.text, at.end() if at else end)

    def _scale(self, end: int) -> tuple[int, int]:
        """Return the product of the magnitudes that follow, and where they end."""
        scale = 1
        for _ in range(2):
            match = self._after(end)
            size = self.beside["magnitude"].get(match.group().lower()) if match else None
            if not match or not size:
                break
            scale, end = scale * int(size), match.end()
        return scale, end

    def _chain(self, value: Exact, scale: int, end: int, more: list[Number]) -> tuple[Exact, int]:
        """Add what goes on after a magnitude: 1億 + 5000万."""
        for number in more:
            size, after = self._scale(number.end)
            if number.start - end > 1 or size >= scale or number.value * size >= scale:
                break
            value, scale, end = value + number.value * size, size, after
        return value, end

    def _unit(self, number: Number, before: str, end: int) -> tuple[int, str | None, str | None, int]:
        """Return where the figure begins, its kind, its unit, and where it ends."""
        if sign := self.words.money_before.search(before):
            code = self.beside["currency"][sign.group().strip().lower()]
            return number.start - len(sign.group()), "money", code, end
        if sign := _PERCENT_BEFORE.search(before):
            return number.start - len(sign.group()), "percent", "%", end
        match = self._after(end)
        form = match.group().lower() if match else ""
        if match and form in self.beside["currency"]:
            return number.start, "money", self.beside["currency"][form], match.end()
        if self.pack.date.match(self.text, number.end):
            return number.start, None, None, end
        if match and form in self.beside["unit"]:
            unit = self.beside["unit"][form]
            if unit == "year" and number.plain and number.value in YEARS:
                return number.start, None, None, end
            return number.start, "count" if unit == "person" else _kind_of(unit), unit, match.end()
        return self._counted(number, match, end)

    def _counted(
        self, number: Number, counter: re.Match[str] | None, end: int
    ) -> tuple[int, str | None, str | None, int]:
        """Return a count of the noun after a number, or of its classifier."""
        if _CELSIUS.match(self.text, end):
            return number.start, "quantity", "degree Celsius", end + 1
        if self.words.month.match(self.text, end):
            return number.start, None, None, end
        counted = bool(counter and counter.group().lower() in self.beside["counter"])
        after = self.gap.match(self.text, end)
        start = counter.end() if counter and counted else after.end() if after else end
        noun = _NOUN.match(self.text, start) if self.pack.words_after else None
        if counter and counted:
            return number.start, "count", noun[1] if noun else counter.group(), counter.end()
        return number.start, "count", noun[1] if noun and self._is_noun(noun[1], number) else None, end

    def _is_noun(self, word: str, number: Number) -> bool:
        """Tell whether a word may be a noun rather than a preposition or a name.

        Only German writes nouns with capitals; numbers in words are counts before names, too: the six Great Powers.
        """
        if len(word) < self.pack.noun_letters or word in self.pack.function_words:
            return False
        return not self.pack.lowercase or not word[:1].isupper() or number.spelled

    def _is_no_count(self, number: Number, is_range: bool, unit: str | None, scale: int) -> bool:
        """Tell whether a number is a year, a score, an article in words, or of nothing."""
        if scale > 1:
            return False
        if number.spelled:
            return unit is None or number.value == 1
        if number.plain and number.value in YEARS and unit != "person":
            return True
        return (number.plain and unit is None) or is_range or bool(_CLOCK_OR_SCORE.match(self.text, number.end))
