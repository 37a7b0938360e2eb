"""Read numbers as other languages write them: digits with their marks, Chinese numerals, simple words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.languages.number_words import NumberWords, compile_words
from dyadwire.transforms.text.languages.pack import Language, load_language, small

HUNDRED, UNITS = 100, 10  # what is said before a hundred is a number of hundreds
DIGITS_MAX = 30  # of one number: longer runs are codes
_THOUSAND = 3  # digits between two marks
_NUMERALS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "兩": 2,
}  # fmt: skip
_CLINGING = r"(?<![A-Za-z\d])(?<!\d[.,:/])"  # what does not stand before a number that words may touch
_SIGNS = "$£€¥₹"
_PLACES = {"十": 10, "百": 100, "千": 1000}


class WrittenNumber(NamedTuple):
    """A number as written, before what stands beside it is read."""

    start: int
    end: int
    value: Exact
    spelled: bool  # in words
    plain: bool  # digits without any mark: it may be a year


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return the pattern of digits: never in the middle of a word, at most DIGITS_MAX of them in a row."""
    pack = load_language(code)
    marks, decimal = re.escape(pack.numbers.grouped), re.escape(pack.numbers.decimal + ".,٫")
    whole = rf"\d{{1,3}}(?:(?P<mark>[{marks},.])\d{{3}}(?:(?P=mark)\d{{3}}){{0,8}})(?!\d)|\d{{1,{DIGITS_MAX}}}(?!\d)"
    if pack.numbers.lakhs:
        whole = rf"\d{{1,2}}(?:,\d\d){{1,6}},\d{{3}}(?!\d)|{whole}"
    start = r"(?<![^\W_])(?<![\d][.,:/-])" if pack.words_before and not pack.clings else _CLINGING
    return re.compile(rf"{start}(?:{whole})(?:[{decimal}]\d{{1,{DIGITS_MAX}}}(?![\d]|[.,]\d))?")


def find_numbers(text: str, code: str) -> list[WrittenNumber]:
    """Find the numbers of a folded text, in order; those in words are simple ones only."""
    pack, words = load_language(code), compile_words(code)
    found = list(_digits(text, code, pack))
    if pack.numbers.numerals:
        found += _numerals(text, pack)
    if pack.numbers.places:
        found += _places(text, pack.numbers.places)
    found += _words(text, words)
    apart: list[WrittenNumber] = []
    for number in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or number.start >= apart[-1].end:
            apart.append(number)
    return apart


def _digits(text: str, code: str, pack: Language) -> Iterator[WrittenNumber]:
    for match in _pattern(code).finditer(text):
        written = match.group()
        # A price in English marks, whatever the language: £3,000 has no thousandths of a pound.
        decimal = "" if match.start() and text[match.start() - 1] in _SIGNS else pack.numbers.decimal
        yield WrittenNumber(match.start(), match.end(), read_digits(written, decimal), False, written.isdigit())


def read_digits(written: str, decimal: str) -> Exact:
    """Read digits of any script: a mark before three digits groups them, unless it is the language's own for decimals.

    >>> read_digits("1.234.567", ","), read_digits("3.5", ","), read_digits("1,335", ",") < 2
    (1234567, Fraction(7, 2), True)
    """
    parts = re.split(r"\D", written)
    marks = re.sub(r"\d", "", written)
    if not marks:
        return int(written)
    last_is_decimal = (
        len(parts[-1]) != _THOUSAND
        or len(set(marks)) > 1
        or (len(marks) == 1 and marks in decimal and parts[0] != "0" * len(parts[0]))
        or parts[0].strip("0") == ""
    )
    if not last_is_decimal:
        return int("".join(parts))
    return Fraction(int("".join(parts))) / 10 ** len(parts[-1])


def _numerals(text: str, pack: Language) -> Iterator[WrittenNumber]:
    """Yield numbers in Chinese numerals: 三百二十."""
    for match in re.finditer(f"[{pack.numbers.numerals}]{{1,12}}", text):
        value = read_numerals(match.group())
        if value is not None:
            yield WrittenNumber(match.start(), match.end(), value, True, False)


def read_numerals(written: str) -> int | None:
    """Read Chinese numerals below ten thousand; None where they are no number.

    >>> read_numerals("三百二十"), read_numerals("十五"), read_numerals("两"), read_numerals("百千")
    (320, 15, 2, None)
    """
    total, digit = 0, None
    if all(character in _NUMERALS for character in written):
        return int("".join(str(_NUMERALS[character]) for character in written))
    last = 10_000
    for character in written:
        if character in _NUMERALS:
            digit = _NUMERALS[character]
            continue
        place = _PLACES[character]
        if place >= last or (digit is None and character != "十"):
            return None
        total, digit, last = total + place * (1 if digit is None else digit), None, place
    return total + (digit or 0)


@cache
def _places_pattern(places: str) -> re.Pattern[str]:
    """Return the pattern of digits before what says their place, two of them at least: 1천200, 2천2백1십."""
    parts = "".join(rf"(?:(\d{{1,2}}){place}\s?)?" for place in places)
    return re.compile(rf"(?<![A-Za-z\d.,])(?=\d){parts}(?:(?<=[{places}\s])(\d{{1,3}})(?![\d.,]))?")


def _places(text: str, places: str) -> Iterator[WrittenNumber]:
    """Yield what digits say that stand before thousands, hundreds and tens of one magnitude."""
    for match in _places_pattern(places).finditer(text):
        written = [(10**power, digits) for power, digits in zip((3, 2, 1, 0), match.groups(), strict=True) if digits]
        if len(written) > 1:
            value = sum(size * int(digits) for size, digits in written)
            yield WrittenNumber(match.start(), match.start() + len(match.group().rstrip()), value, False, False)


def _words(text: str, words: NumberWords) -> Iterator[WrittenNumber]:
    """Yield numbers in words: one word, or tens with their ones."""
    values, sizes = words.values.get("number", {}), words.values.get("magnitude", {})
    for match in words.numbers.finditer(text):
        at = match.lastindex or 1
        written = small(match[at])
        value = read_words(written, values)
        if value is None:  # one million: the second is the magnitude of the first
            first, _, second = written.partition(" ")
            written, value = first, read_words(first, values) if second in sizes else None
        if value is not None:
            yield WrittenNumber(match.start(at), match.start(at) + len(written), value, True, False)


def read_words(written: str, values: Mapping[str, str]) -> Exact | None:
    """Return what a number in words says, by the values of its forms: one word, or two joined; None where nothing."""
    if written in values:
        value = values[written]
        return Fraction(value) if "/" in value else int(value)  # ढाई is two and a half
    for at in (place for place, character in enumerate(written) if character in " -"):
        first, second = values.get(written[:at]), values.get(written[at + 1 :])
        if first and second:
            return _joined(Fraction(first), Fraction(second))
    return None


def _joined(first: Fraction, second: Fraction) -> int | None:
    """Return what two numbers in words make: twenty-five, a thousand two hundred, deux cent; None where nothing."""
    below = next((size for size in (1000, 100, 10) if first % size == 0), 0)
    if first > second and second < below and second.denominator == 1:
        return int(first + second)
    return int(first * second) if second == HUNDRED and 1 < first < UNITS and first.denominator == 1 else None
