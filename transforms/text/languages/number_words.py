"""Compile the words that stand beside numbers in a language: units, magnitudes, qualifiers, words of change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.text.languages.forms import Row, any_of, any_stem, read_forms
from dyadwire.transforms.text.languages.pack import LETTER, Language, load_language, small

_AROUND_FIGURES = ("qualifier_after", "qualifier_inside", "turns", "reaches", "range_from", "until_later")
_SIGN = "[\u0900-\u0963\u0971-\u097f]"
# Written so in any language.
_COMMON = (
    *(Row(form, "magnitude", "1000000000") for form in ("bn", "bln")),
    *(Row(form, "unit", "degree Celsius") for form in ("°C", "° C", "ºC", "º C")),
    *(Row(form, "unit", unit) for form, unit in (("kWh", "kilowatt hour"), ("MWh", "megawatt hour"))),
    *(Row(form, "unit", unit) for form, unit in (("GWh", "gigawatt hour"), ("TWh", "terawatt hour"))),
    *(Row(form, "unit", unit) for form, unit in (("m3", "cubic metre"), ("km2", "square kilometre"))),
    *(Row(form, "currency", form) for form in ("USD", "EUR", "GBP", "CNY", "JPY", "RUB", "INR", "CHF")),
    *(Row(sign, "currency", code) for sign, code in (("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"))),
    *(Row(sign, "currency", code) for sign, code in (("₽", "RUB"), ("₹", "INR"), ("₩", "KRW"), ("₺", "TRY"))),
)


class QualifierWords(NamedTuple):
    """What qualifies figures; the words themselves are among the values of NumberWords."""

    begins: re.Pattern[str]  # what may stand before such a word: the beginning of a word, and its prefixes
    cue_lengths: tuple[int, ...]
    over_lengths: tuple[int, ...]
    firsts: frozenset[str]  # characters that words behind a figure begin with
    after: re.Pattern[str]  # what qualifies the figure before it, group `cue`
    inside: re.Pattern[str]  # the same between a number and its unit: 300多名
    turns: re.Pattern[str]  # at the end of what stands before such a word: a negation
    reaches: re.Pattern[str]  # what grows or falls, so that "up to" tells the level that it reached
    ranged: re.Pattern[str]  # at the end of what stands before "up to": the lower end of a range
    later: re.Pattern[str]  # after a duration, to which "until" leads then: until two hours after


class NumberWords(NamedTuple):
    """What stands beside numbers."""

    values: Mapping[str, Mapping[str, str]]  # by kind, then form
    after: re.Pattern[str]  # what a number is of; a word of magnitude among it
    money_before: re.Pattern[str]  # at the end of what stands before a number
    numbers: re.Pattern[str]  # in words
    month: re.Pattern[str]
    duals: re.Pattern[str]  # a noun that says two of it
    moves: re.Pattern[str]  # what tells which way a figure went: group `up`, or the other way
    moves_after: re.Pattern[str]  # the same right after a figure: на 5 % больше
    fused: re.Pattern[str]  # one word of a number and its unit: двухмесячный, 5-процентный
    per: re.Pattern[str]  # right after an amount, what it is per: al día, за баррель
    per_before: re.Pattern[str]  # the same at the end of what stands before it: 每桶, 배럴당
    qualifying: QualifierWords


@cache
def compile_words(code: str) -> NumberWords:
    """Compile the words of numbers of a language."""
    pack = load_language(code)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (*read_forms(code), *_COMMON):
        values[row.kind].setdefault(small(pack.fold(row.form)), row.value)
    beside = {*values["magnitude"], *values["unit"], *values["currency"], *values["counter"], *values["dual"]}
    ends = f"(?!{LETTER}|(?<=[ \\d]l)['’])" if pack.words_after else ""  # nel 2023 l'export: no litres
    signs = [form for form in values["currency"] if not form[-1].isalpha() or (form.isascii() and len(form) <= 3)]
    numbers = any_of(values["number"])
    spelled = f"(?:{numbers})(?:[ -](?:{numbers}))?"
    after_percent = (
        f"|(?<=yüzde )({spelled})(?:{pack.numbers.percent_tail})(?!{LETTER})" if pack.numbers.percent_tail else ""
    )
    apart = r"(?<![^\W\d_])" if pack.words_before else ""
    begins, alone = (r"(?<!\w)", r"(?<![\w.,])") if pack.words_before else ("", "")
    kinds = ("up", "down", "up_after", "down_after")
    up, down, up_after, down_after = (any_stem(values[kind]) for kind in kinds)
    return NumberWords(
        values=values,
        after=re.compile(f"(?:{any_of(beside)}){ends}", re.IGNORECASE),
        money_before=re.compile(rf"{apart}(?:{any_of(signs)})\s?\Z", re.IGNORECASE),
        numbers=re.compile(
            rf"(?<!\w)(?<!{_SIGN})(?:{pack.prefixes})({spelled})(?!{LETTER}){after_percent}", re.IGNORECASE
        ),
        month=re.compile(rf"\s?(?:{pack.joint})?(?:{any_of(values['month'])})", re.IGNORECASE),
        duals=re.compile(rf"(?<!\w)(?:{pack.prefixes})({any_of(values['dual'])})(?!{LETTER})"),
        moves=re.compile(rf"{begins}(?:{pack.prefixes})(?:(?P<up>{up})|{down})", re.IGNORECASE),
        moves_after=re.compile(rf"{pack.moves.on}(?:(?P<up>{up_after})|{down_after})", re.IGNORECASE),
        fused=re.compile(
            rf"{alone}(?:({any_of(values['stem'])})|(\d{{1,4}})-)({any_of(values['fused'])}){pack.numbers.fused_end}",
            re.IGNORECASE,
        ),
        per=re.compile(rf"[\s-]?({any_of(values['per'])}){ends}", re.IGNORECASE),
        per_before=re.compile(rf"(?<!\d\s){begins}({any_of(values['per_before'])})\s?\Z", re.IGNORECASE),
        qualifying=_compile_qualifiers(pack, values),
    )


def _compile_qualifiers(pack: Language, values: Mapping[str, Mapping[str, str]]) -> QualifierWords:
    """Compile what qualifies figures; words before them are looked up, which is faster than a pattern."""
    after, inside, turns, reaches, begin, later = (any_of(values.get(kind, ())) for kind in _AROUND_FIGURES)
    nothing = any_of(form for form, value in values["qualifier_after"].items() if not value)  # first, and inflected
    size = "".join({form[-1] for form in values["magnitude"]} - set("\\]^-"))
    return QualifierWords(
        begins=re.compile(rf"(?<!\w)(?:{pack.prefixes})\Z" if pack.words_before else r"\Z"),
        cue_lengths=_lengths(values["qualifier"]),
        over_lengths=_lengths(values["qualifier_over"]),
        firsts=frozenset(form[0] for form in values["qualifier_after"]),
        after=re.compile(rf"['\s]?(?P<cue>{nothing}|(?:{after}){pack.word_end})", re.IGNORECASE),
        inside=re.compile(rf"(?<=[\d\s{pack.numbers.numerals}{size}])(?:{inside})"),
        turns=re.compile(rf"(?<!\w)(?:{turns})\s(?P<far>(?:[^\s,،.;:؛!?؟]+\s){{0,4}})\Z", re.IGNORECASE),
        reaches=re.compile(rf"(?<!\w)(?:{reaches})", re.IGNORECASE),
        ranged=re.compile(rf"(?<!\w)(?:{begin})\s\w+(?:\s\w+)?\s\Z|\d\S*(?:\s\S+)?\s[$€£]?\Z", re.IGNORECASE),
        later=re.compile(rf"\s(?:{later})(?!\w)", re.IGNORECASE),
    )


def _lengths(forms: Iterable[str]) -> tuple[int, ...]:
    """Return the lengths of forms, the longest first."""
    return tuple(sorted({len(form) for form in forms}, reverse=True))
