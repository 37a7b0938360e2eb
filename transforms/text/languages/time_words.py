"""Compile the words of time of a language: `times.csv`, with the months that the CLDR knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.text.languages.forms import any_of, tables_of
from dyadwire.transforms.text.languages.number_words import compile_words
from dyadwire.transforms.text.languages.pack import Language, load_language, small

_FOUR = r"(?:1[89]|20)\d\d"  # digits that may be a year
_SHORT = r"[^\W\d_]{1,4}['\s]\s?"  # an article or a preposition between a word of time and its time
_KINDS = (
    *("level", "more", "than", "undated_before", "undated_after", "decade", "record", "against"),
    *("rolling_before", "rolling_after"),
    *("months", "said", "year_before", "year_after", "year_earlier", "joint", "until", "and", "between", "same"),
    *("base_before", "base_after", "since_before", "since_after", "fiscal", "fiscal_after"),
)


class TimeWords(NamedTuple):
    """Patterns of what tells a time, and of what stands beside one. All expect folded text with plain apostrophes."""

    atoms: re.Pattern[str]  # groups: earlier, months, said, year
    months: Mapping[str, str]  # form → 1 or 1-3
    said: Mapping[str, str]  # form → unit and how many from publication: year -1, year so far; year before: of one told
    earlier: Mapping[str, str]  # form → unit, or nothing for a year; period: that of the time beside it
    of_year: Collection[str]  # months that are a length of time unless their year stands beside them: nine months
    undated_before: re.Pattern[str]  # what makes digits no year: Agenda 2030
    undated_after: re.Pattern[str]
    decade: re.Pattern[str]  # at the end of what stands before a year that is ten years: década de 1990
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
    record_before: re.Pattern[str]  # a record or a first, which lasts since then: the most since 2019
    record_after: re.Pattern[str]
    against: re.Pattern[str]  # at the end of what stands before a figure that another is compared with: frente al 5 %
    rolling_before: re.Pattern[str]  # what makes a length of time one that has just passed
    rolling_after: re.Pattern[str]
    same_before: re.Pattern[str]  # the same months, of another year
    same_after: re.Pattern[str]
    fiscal_before: re.Pattern[str]  # of a year whose days nobody tells
    fiscal_after: re.Pattern[str]


@cache
def compile_times(code: str) -> TimeWords:
    """Compile the words of time of a language in CODES."""
    pack, rows = load_language(code), _read_rows(code)
    begins, ends = _begins(pack), pack.word_end
    words = {kind: any_of(rows[kind]) for kind in _KINDS}
    digits = _digits(rows["year_after"], clinging=pack.clings or not pack.words_before)
    after = rf"(?:\s?'?(?:{words['year_after']}){ends}\.?)"
    between = "|".join(words[kind] for kind in ("same", "level", "year_before"))
    near = rf"(?:{_SHORT}|(?:{between})\s?){{0,4}}"
    than = rf"(?:{words['more']}){ends}[^\d.;:]{{0,30}}?(?<!\w)(?:{words['than']})"  # he said that in 2023 … is none
    edge = rf"(?:(?<=')|{'' if pack.clings else ends})"  # after a word that must not go on

    def before(kind: str, gap: str) -> re.Pattern[str]:
        """Compile words at the end of what stands before something."""
        return _any_case(rf"{begins}(?:{words[kind]}){gap}\Z")

    return TimeWords(
        atoms=_any_case(
            rf"{begins}(?:(?P<earlier>{words['year_earlier']})|(?P<months>{words['months']})|"
            rf"(?P<said>{words['said']})){ends}|(?P<year>{digits})"
        ),
        months=rows["months"],
        said=rows["said"],
        earlier=rows["year_earlier"],
        of_year=rows["months_of"].keys(),
        undated_before=before("undated_before", r"[\s-]?"),
        undated_after=_any_case(rf"[\s'-]{{0,2}}(?:{words['undated_after']}){ends}"),
        decade=before("decade", rf"\s?(?:{_SHORT})?"),
        year_before=before("year_before", r"[\s']\s?"),
        year_after=_any_case(after),
        joint=_any_case(rf"{after}?\s?,?\s?(?:(?:{words['joint']})\s?){{0,2}}"),
        span=_any_case(rf"{after}?\s?(?:[-–—~～∼〜]|(?:{words['until']}))\s?"),
        listed=_any_case(rf"{after}?\s?(?:{words['and']})\s?(?:{_SHORT})?"),
        between=before("between", rf"\s(?:{_SHORT}){{0,2}}"),
        base_before=_any_case(rf"{begins}(?:{words['base_before']}|{than}){edge}\s?{near}\Z"),
        base_after=_any_case(rf"\s?'?(?:(?:{words['same']}|{words['level']})\s?)?(?:{words['base_after']}){ends}"),
        since_before=before("since_before", rf"{edge}\s?{near}"),
        since_after=_any_case(rf"\s?'?(?:{words['since_after']}){ends}"),
        record_before=before("record", r"[^\d.;:]{0,40}"),
        record_after=_any_case(rf"{after}?\s?'?(?:{words['since_after']})[^\d.;:，,]{{0,16}}?(?:{words['record']})"),
        against=before("against", rf"{edge}\s?(?:{_SHORT}){{0,2}}"),
        rolling_before=before("rolling_before", r"\s?"),
        rolling_after=_any_case(rf"\s?(?:{words['rolling_after']}){ends}"),
        same_before=before("same", rf"\s?{near}"),
        same_after=_any_case(rf"{after}?\s?(?:{words['same']})"),
        fiscal_before=before("fiscal", rf"\s?(?:{_SHORT})?"),
        fiscal_after=_any_case(rf"\s?(?:{words['fiscal_after']})"),
    )


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _digits(suffixes: Collection[str], *, clinging: bool) -> str:
    """Return the pattern of a year in digits: 2023-05 is none, 2019-2023 are two, 2025-м is one."""
    tail = "|".join(rf"{re.escape(one[1:])}(?!\w)" for one in suffixes if one.startswith("-")) or r"(?!)"
    letters = "A-Za-z" if clinging else r"\w"  # which other words may not touch it
    return rf"(?:(?<![{letters}\d.,/-])|(?<={_FOUR}-)){_FOUR}(?!\d|[.,/]\d|-(?!{_FOUR}(?![\d-])|{tail}))"


def _begins(pack: Language) -> str:
    """Return the pattern of where a word begins, over what a language writes before it without a space."""
    if not pack.words_before:
        return r"(?<!\d)"
    return r"(?<!\w)[وفبل]{0,2}" if pack.clings else r"(?<!\w)"


def _read_rows(code: str) -> Mapping[str, dict[str, str]]:
    """Return form → value by kind, forms as texts are folded; months with those of the CLDR."""
    fold = load_language(code).fold
    rows: dict[str, dict[str, str]] = defaultdict(dict)
    rows["months"].update(compile_words(code).values["month"])
    for row in tables_of(code)["times"]:
        forms = {small(fold(form)): row["value"] for form in row["forms"].split("|")}
        for kind in {"month": ("months",), "months_of": ("months", "months_of")}.get(row["kind"], (row["kind"],)):
            rows[kind].update(forms)
    rows["months"] |= {form: value for last in rows["months"] for form, value in _runs(last, rows["months"])}
    return rows


def _runs(last: str, months: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield forms of runs of months that end with one that is written in digits: 1-8月, 1~8월."""
    if last[0].isdigit() and months[last].isdigit() and last.startswith(months[last]):
        for first in range(1, int(months[last])):
            yield from ((f"{first}{mark}{last}", f"{first}-{months[last]}") for mark in "-–—－~～∼〜至到")
