"""Read what stands beside a number that is not English: money, unit or noun, and magnitude."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.text.languages.currencies import currency_of
from dyadwire.transforms.text.languages.names import compile_names
from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.numbers import WrittenNumber
from dyadwire.transforms.text.languages.pack import LETTER, Language, small

YEARS = range(1000, 2101)  # plain numbers that are years rather than counts
POINTS = frozenset(("percentage point", "basis point"))
_TIMES = frozenset(("year", "month", "week", "day", "hour", "minute", "second"))
_PERCENT_BEFORE = re.compile(r"(?:%|٪|百分之|yüzde)\s?\Z", re.IGNORECASE)
_NOUN = re.compile(rf"\s?({LETTER}{{2,40}})(?!{LETTER})")
_PREFIXED = re.compile(r"[\s\u00a0\u202f]?([kKM])(?=[€$£])")  # 300 M€, which are no metres
_PREFIXES = {"k": 10**3, "K": 10**3, "M": 10**6}
_ADJECTIVE = re.compile(rf"\s({LETTER}{{5,24}})(?=\s)")  # before its noun
_DESCRIBING = re.compile(r"[a-zäöüß]{3,}er?")  # an adjective where nouns have capitals
_CELSIUS = re.compile(r"[\s°]{0,2}C(?![A-Za-z])")


@cache
def adjectives(code: str) -> Mapping[str, str]:
    """Return country by adjective, in all forms; with a capital they are nouns for people: 300 Deutsche."""
    names = compile_names(code)
    return {
        form: sense.countries[0]
        for form, sense in zip(names.forms, names.senses, strict=True)
        if sense.kind == "demonym" and form.islower()
    }


class UnitBeside(NamedTuple):
    """What stands beside a number: where the figure begins and ends with it, the kind that it makes it, the unit."""

    start: int
    kind: str | None  # None for a date
    unit: str | None
    end: int


def kind_of(unit: str) -> str:
    """Return the kind of a figure in a unit."""
    return "percent" if unit == "%" or unit in POINTS else "duration" if unit in _TIMES else "quantity"


class Units:
    """Reads what stands beside the numbers of one text."""

    def __init__(self, text: str, pack: Language, words: NumberWords) -> None:
        self.text, self.pack, self.counts, self.words = text, pack, pack.counts, words
        self.forms = words.values
        self.gap = re.compile(rf"[\s\u00a0\u202f-]{{0,2}}(?:{pack.joint})?")

    def scale(self, end: int) -> tuple[int, int]:
        """Return the product of the magnitudes that follow, and where they end."""
        if prefixed := _PREFIXED.match(self.text, end):
            return _PREFIXES[prefixed[1]], prefixed.end()
        scale = 1
        for _ in range(2):
            match = self._after(end)
            size = self.forms["magnitude"].get(small(match.group())) if match else None
            if not match or not size:
                break
            scale, end = scale * int(size), match.end()
        return scale, end

    def read(self, number: WrittenNumber, before: str, end: int) -> UnitBeside:
        """Return what stands beside a number that ends at `end`, magnitude included; `before` is the text before it."""
        if sign := self.words.money_before.search(before):
            code = self.forms["currency"][small(sign.group().strip())]
            return UnitBeside(number.start - len(sign.group()), "money", code, end)
        if sign := _PERCENT_BEFORE.search(before):
            return UnitBeside(number.start - len(sign.group()), "percent", "%", end)
        match = self._after(end)
        form = small(match.group()) if match else ""
        if theirs := self._of_country(end):
            return UnitBeside(number.start, "money", *theirs)
        if match and form in self.forms["currency"] and not self._is_people(form, number, match.end()):
            return UnitBeside(number.start, "money", self.forms["currency"][form], match.end())
        if self.counts.date.match(self.text, number.end):
            return UnitBeside(number.start, None, None, end)
        if match and form in self.forms["unit"]:
            unit = self.forms["unit"][form]
            if unit == "year" and number.plain and number.value in YEARS:
                return UnitBeside(number.start, None, None, end)
            return UnitBeside(number.start, "count" if unit == "person" else kind_of(unit), unit, match.end())
        return self._counted(number, match, end)

    def _of_country(self, end: int) -> tuple[str, int] | None:
        """Return the currency of an adjective before a word that many states use: 250 Millionen australische Dollar."""
        first = _ADJECTIVE.match(self.text, end) if self.counts.adjective_first else None
        iso3 = adjectives(self.pack.code).get(first[1]) if first else None
        word = self._after(first.end()) if first and iso3 else None
        usual = self.forms["currency"].get(small(word.group())) if word else None
        theirs = currency_of(usual, iso3) if usual and iso3 else None
        return (theirs, word.end()) if word and theirs else None

    def _is_people(self, form: str, number: WrittenNumber, end: int) -> bool:
        """Tell whether what is a currency and a people is the latter: 14.000 bolivianos entraron."""
        whole = isinstance(number.value, int) or number.value.denominator == 1
        return whole and bool(self.counts.people_said.match(self.text, end)) and form in adjectives(self.pack.code)

    def _counted(self, number: WrittenNumber, counter: re.Match[str] | None, end: int) -> UnitBeside:
        """Return a count of the noun after a number, or of its classifier."""
        if celsius := _CELSIUS.match(self.text, end):
            return UnitBeside(number.start, "quantity", "degree Celsius", celsius.end())
        if self.words.month.match(self.text, end):
            return UnitBeside(number.start, None, None, end)
        counted = bool(counter and small(counter.group()) in self.forms["counter"])
        after = self.gap.match(self.text, end)
        start = counter.end() if counter and counted else after.end() if after else end
        noun = _NOUN.match(self.text, start) if self.pack.words_after else None
        if noun and self.counts.adjective_first and noun[1] in adjectives(self.pack.code):  # 9 российских компаний
            noun = _NOUN.match(self.text, noun.end()) or noun
        if noun and not self.counts.lowercase and _DESCRIBING.fullmatch(noun[1]):  # 24 gebrauchte Jets
            further = _NOUN.match(self.text, noun.end())
            noun = further if further and further[1][:1].isupper() else noun
        if counter and counted:
            return UnitBeside(number.start, "count", noun[1] if noun else counter.group(), counter.end())
        return UnitBeside(number.start, "count", noun[1] if noun and self._is_noun(noun[1], number) else None, end)

    def _is_noun(self, word: str, number: WrittenNumber) -> bool:
        """Tell whether a word may be a noun rather than a preposition or a name.

        Only German writes nouns with capitals; numbers in words are counts before names, too: the six Great Powers.
        """
        if len(word) < self.counts.noun_letters or word in self.counts.function_words:
            return False
        return not self.counts.lowercase or not word[:1].isupper() or number.spelled

    def _after(self, end: int) -> re.Match[str] | None:
        """Return the word beside a number: its unit, currency or magnitude."""
        at = self.gap.match(self.text, end)
        return self.words.after.match(self.text, at.end() if at else end)
