"""Compile the words of a language that say fractions and multiples: ein Drittel, вдвое, se triplicó, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from dyadwire.transforms.text.languages.forms import any_of
from dyadwire.transforms.text.languages.number_words import NumberWords, compile_words
from dyadwire.transforms.text.languages.pack import LETTER, NEVER, Language, load_language

OF = "_of"  # end of the kinds that would be ordinals, or another word, unless `of` or the like follows: un quinto
STEM = "-"  # end of a form that is how a word begins
SAID = ("share", "share_of", "multiple", "multiple_of", "turned")  # what says a value by itself
BESIDE = ("part", "part_of", "times", "turned_by", "part_over", "part_first")  # what says one with a number
_ENDING = f"{LETTER}{{0,12}}"  # of a word that is listed by how it begins
_DIGITS = r"(?<![\d.,:/-])\d{1,4}(?:[.,٫]\d{1,2})?(?![\d.,]\d)"
_CLOSED = r"\s?(?:[,.;:!?)،؛؟।]|\Z)"


class PartWord(NamedTuple):
    """What a word says: its kind, and a value that is empty for what only looks like one."""

    kind: str
    value: str


class PartWords(NamedTuple):
    """The words of a language that say parts."""

    keys: AhoCorasick  # of them all: most texts have none
    ends: Sequence[bool]  # of each key, whether its word ends with it
    begin: bool  # words begin with their key
    alone: Mapping[str, PartWord]  # by form, what says a value by itself; how a word begins has - at its end
    beside: Mapping[str, PartWord]  # the same, what says one with a number
    said: re.Pattern[str]  # group `said`
    numbered: re.Pattern[str]  # `number` before `part`, `times` (over `half`) or, of so many, `top`
    turned_by: re.Pattern[str]  # `by` and a `number`: multiplié par trois
    part_first: re.Pattern[str]  # `first` and then a `number`: üçte iki
    of: re.Pattern[str]


@cache
def compile_parts(code: str) -> PartWords:
    """Compile the words of a language in CODES, in small letters and folded."""
    pack, words = load_language(code), compile_words(code)
    alone, beside = _senses(words, SAID), _senses(words, BESIDE)
    keys = sorted({form.removesuffix(STEM) for form in (*alone, *beside)})
    begins = rf"(?<!\w)(?<![\u0900-\u0963])(?:{pack.prefixes})" if pack.words_before else ""
    ends, number = pack.word_end, f"(?:{_number(pack, words)})"
    by, first = words.values["turned_by"], words.values["part_first"]
    return PartWords(
        AhoCorasick(keys),
        [pack.words_after and not {key + STEM} & {*alone, *beside} for key in keys],
        pack.words_before and not pack.prefixes,
        alone,
        beside,
        re.compile(f"{begins}(?P<said>{_either(alone, ends)})", re.IGNORECASE),
        _numbered(begins, ends, number, pack, words),
        _with_number(rf"{begins}(?P<by>{_either(by, ends)})\s(?P<number>{number})(?!\w)", by),
        _with_number(rf"{begins}(?P<first>{_either(first, ends)})\s(?P<number>{number}){_ENDING}{ends}", first),
        re.compile(rf"\s?(?:{any_of(words.values['of'])}){pack.parts.of_end}|{_CLOSED}", re.IGNORECASE),
    )


def _senses(words: NumberWords, kinds: Sequence[str]) -> dict[str, PartWord]:
    """Return what each form says; of one in several kinds, by the first of them."""
    return {form: PartWord(kind, value) for kind in reversed(kinds) for form, value in words.values[kind].items()}


def _number(pack: Language, words: NumberWords) -> str:
    """Return the pattern of a number in digits, words or numerals."""
    return f"{_DIGITS}|{any_of(words.values['number'])}" + (
        f"|[{pack.numbers.numerals}]{{1,4}}" if pack.numbers.numerals else ""
    )


def _numbered(begins: str, ends: str, number: str, pack: Language, words: NumberWords) -> re.Pattern[str]:
    """Compile a number with what stands after it: zwei Drittel, tres veces más, 三分之一."""
    over, times = _either(words.values["part_over"], ends), _either(words.values["times"], ends)
    part = _either([*words.values["part"], *words.values["part_of"]], ends)
    return re.compile(
        rf"{begins}(?P<number>{number})(?:\s?(?:{over})\s?(?P<top>{number})|[\s-]?(?P<part>{part})|"
        rf"(?P<half>{pack.parts.half.pattern})?[\s-]?(?P<times>{times}){pack.parts.times_end})",
        re.IGNORECASE,
    )


def _either(forms: Collection[str], ends: str) -> str:
    """Return the pattern of words, whole ones first."""
    whole, stems = (form for form in forms if form[-1] != STEM), (form[:-1] for form in forms if form[-1] == STEM)
    return f"(?:{any_of(whole)}){ends}|(?:{any_of(stems)}){_ENDING}{ends}"


def _with_number(pattern: str, listed: Collection[str]) -> re.Pattern[str]:
    """Compile the pattern where the language has such words."""
    return re.compile(pattern, re.IGNORECASE) if listed else NEVER
