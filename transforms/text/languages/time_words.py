"""Compile the words of time of a language: `times.csv`, with the months that the CLDR knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.languages.forms import any_of, compile_words
from dyadwire.transforms.text.languages.pack import LETTER, Language, load_language, small

_YEAR = r"(?<![\w.,/-])(?:1[89]|20)\d\d(?![\d-]|[.,/]\d)"  # digits that may be a year
_CLINGING_YEAR = r"(?<![A-Za-z\d.,/-])(?:1[89]|20)\d\d(?![\d-]|[.,/]\d)"  # the same where words may touch it
_SHORT = r"[^\W\d_]{1,4}['\s]\s?"  # an article or a preposition between a word of time and its time


class TimeWords(NamedTuple):
    """Patterns of what tells a time, and of what stands beside one. All expect folded text with plain apostrophes."""

    atoms: re.Pattern[str]  # groups: earlier, months, said, year
    months: Mapping[str, str]  # form → 1 or 1-3
    said: Mapping[str, str]  # form → unit and how many of it from that of publication: year -1
    year_before: re.Pattern[str]  # at the end of what stands before digits that are a year
    year_after: re.Pattern[str]  # what follows them
    joint: re.Pattern[str]  # between a month and its year
    span: re.Pattern[str]  # between the ends of a span: 2019–2023
    listed: re.Pattern[str]  # between two that are listed, or the ends of a span after `between`
    between: re.Pattern[str]  # at the end of what stands before such a span
    base_before: re.Pattern[str]  # at the end of what stands before a time that something is compared with
    base_after: re.Pattern[str]
    since_before: re.Pattern[str]  # the same of a time since when
    since_after: re.Pattern[str]
    fiscal_before: re.Pattern[str]  # of a year whose days nobody tells
    fiscal_after: re.Pattern[str]


@cache
def compile_times(code: str) -> TimeWords:
    """Compile the words of time of a language in CODES."""
    pack, rows = load_language(code), _read_rows(code)
    begins, ends = _bounds(pack)
    words = {kind: any_of(rows[kind]) for kind in _KINDS}
    digits = _YEAR if pack.words_before and not pack.clings else _CLINGING_YEAR
    after = rf"(?:\s?'?(?:{words['year_after']}){ends}\.?)"
    near = rf"(?:{_SHORT}|(?:{words['same']})\s?){{0,3}}"
    return TimeWords(
        re.compile(
            rf"{begins}(?:(?P<earlier>{words['year_earlier']})|(?P<months>{words['months']})|"
            rf"(?P<said>{words['said']})){ends}|(?P<year>{digits})",
            re.IGNORECASE,
        ),
        rows["months"],
        rows["said"],
        re.compile(rf"{begins}(?:{words['year_before']})[\s']\s?\Z", re.IGNORECASE),
        re.compile(after, re.IGNORECASE),
        re.compile(rf"{after}?\s?,?\s?(?:(?:{words['joint']})\s?){{0,2}}", re.IGNORECASE),
        re.compile(rf"{after}?\s?(?:[-–—~～]|(?:{words['until']}))\s?", re.IGNORECASE),
        re.compile(rf"{after}?\s?(?:{words['and']})\s?(?:{_SHORT})?", re.IGNORECASE),
        re.compile(rf"{begins}(?:{words['between']})\s(?:{_SHORT}){{0,2}}\Z", re.IGNORECASE),
        re.compile(rf"{begins}(?:{words['base_before']})(?:\s{near}|{near})\Z", re.IGNORECASE),
        re.compile(rf"\s?'?(?:(?:{words['same']})\s?)?(?:{words['base_after']}){ends}", re.IGNORECASE),
        re.compile(rf"{begins}(?:{words['since_before']})\s?(?:{_SHORT}){{0,2}}\Z", re.IGNORECASE),
        re.compile(rf"\s?'?(?:{words['since_after']}){ends}", re.IGNORECASE),
        re.compile(rf"{begins}(?:{words['fiscal']})\s?\Z", re.IGNORECASE),
        re.compile(rf"\s?(?:{words['fiscal_after']})", re.IGNORECASE),
    )


_KINDS = (
    *("months", "said", "year_before", "year_after", "year_earlier", "joint", "until", "and", "between", "same"),
    *("base_before", "base_after", "since_before", "since_after", "fiscal", "fiscal_after"),
)


def _bounds(pack: Language) -> tuple[str, str]:
    """Return the patterns of where a word begins, over what a language writes before it without a space, and ends."""
    begins = (
        r"(?<!\w)[وفبل]{0,2}" if pack.clings and pack.words_before else r"(?<!\w)" if pack.words_before else r"(?<!\d)"
    )
    return begins, f"(?!{LETTER})" if pack.words_after else ""


def _read_rows(code: str) -> Mapping[str, dict[str, str]]:
    """Return form → value by kind, forms as texts are folded; months with those of the CLDR."""
    fold = load_language(code).fold
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    rows["months"].update(compile_words(code).values["month"])
    table = load_lexicon(files("dyadwire.transforms.lexicon") / "languages" / code)["times"]
    for row in table:
        kind = "months" if row["kind"] == "month" else row["kind"]
        rows[kind].update((small(fold(form)), row["value"]) for form in row["forms"].split("|"))
    rows["months"] |= {form: value for last in rows["months"] for form, value in _runs(last, rows["months"])}
    return rows


def _runs(last: str, months: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield forms of runs of months that end with one that is written in digits: 1-8月, 1~8월."""
    if last[0].isdigit() and months[last].isdigit() and last.startswith(months[last]):
        for first in range(1, int(months[last])):
            yield from ((f"{first}{mark}{last}", f"{first}-{months[last]}") for mark in "-–—~～至")
