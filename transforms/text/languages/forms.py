"""Compile the forms of a language: names that stand for countries, and words that stand beside numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.text.languages.pack import LETTER, Language, load_language, small
from dyadwire.transforms.text.languages.terms import Term, terms_of_leaders

NOTHING, PAIR, PREFIX, RARE, LEADER, HOME = "nothing", "pair", "prefix", "rare", "leader", "home"
_PLACES = frozenset(("name", "demonym", "people", "capital", "metonym", "org", PAIR, PREFIX, NOTHING, RARE, HOME))
_RANK = {
    NOTHING: 0,
    LEADER: 0,
    "name": 1,
    "demonym": 2,
    "people": 2,
    PAIR: 3,
    PREFIX: 3,
    "capital": 4,
    "metonym": 4,
    "org": 5,
    HOME: 5,
    RARE: 6,
}
_AROUND_FIGURES = ("qualifier_after", "qualifier_inside", "turns", "reaches", "range_from", "until_later")
_DOUBTED = frozenset((RARE, "doubted"))
_CASED = frozenset(("demonym", "people"))
UPPER_LETTERS_MIN = 4  # shorter names in capitals are mostly acronyms of something else


class FormSense(NamedTuple):
    """What a form stands for: one country, or the two of a pair."""

    kind: str
    countries: tuple[str, ...]
    rare: bool = False
    terms: tuple[Term, ...] = ()  # of a leader, who counts while in office


class Row(NamedTuple):
    """One form of the lexicon, in its own words."""

    form: str
    kind: str
    value: str


_SIGN = "[\u0900-\u0963\u0971-\u097f]"
# Written so in any language.
_COMMON = (
    *(Row(form, "magnitude", "1000000000") for form in ("bn", "bln")),
    *(Row(form, "unit", "degree Celsius") for form in ("°C", "° C", "ºC", "º C")),
    *(Row(form, "currency", form) for form in ("USD", "EUR", "GBP", "CNY", "JPY", "RUB", "INR", "CHF")),
    *(Row(sign, "currency", code) for sign, code in (("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"))),
    *(Row(sign, "currency", code) for sign, code in (("₽", "RUB"), ("₹", "INR"), ("₩", "KRW"), ("₺", "TRY"))),
)


class Names(NamedTuple):
    """Every form of every name, matched at once."""

    matcher: AhoCorasick
    forms: tuple[str, ...]
    senses: tuple[FormSense, ...]
    shorts: re.Pattern[str] | None
    short_countries: Mapping[str, str]


@cache
def tables_of(code: str) -> Lexicon:
    """Return the tables of a language: own, cldr, times, topics."""
    return load_lexicon(files("dyadwire.transforms.lexicon") / "languages" / code)


@cache
def read_forms(code: str) -> tuple[Row, ...]:
    """Return all rows of a language, those of the project first."""
    tables = tables_of(code)
    own = (Row(form, row["kind"], row["value"]) for row in tables["own"] for form in row["forms"].split("|"))
    return tuple(chain(own, (Row(row["form"], row["kind"], row["value"]) for row in tables["cldr"])))


@cache
def compile_names(code: str) -> Names:
    """Compile the names of a language: tens of thousands of forms at most."""
    pack, rows = load_language(code), read_forms(code)
    doubted = {row.form for row in rows if row.kind in _DOUBTED}
    written: dict[str, FormSense] = {}
    inflected: dict[str, FormSense] = {}
    for row in rows:
        sense = _sense(row, row.form in doubted)
        if sense is None:
            continue
        as_listed = pack.fold(row.form)
        for form in _spellings(row, pack):
            senses = written if form == as_listed else inflected
            if _RANK[sense.kind] < _RANK[senses.setdefault(form, sense).kind]:
                senses[form] = sense
    found = inflected | written  # what the lexicon spells out is likelier than what a rule makes
    shorts = {row.form: row.value for row in rows if row.kind == "short"}
    halves = {row.form: row.value for row in rows if row.kind == "half"}
    pattern = pack.shorts(shorts, halves) if pack.shorts else None
    matcher = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return Names(matcher, tuple(found), tuple(found.values()), pattern, halves | shorts)


def _sense(row: Row, doubted: bool) -> FormSense | None:
    """Return what a row stands for; None where it is no place. Currencies are none, whatever country they name."""
    if row.kind == "currency" and " " in row.form:
        return FormSense(NOTHING, ())
    if row.kind == LEADER:
        terms = terms_of_leaders()[row.value]
        return FormSense(LEADER, (terms[0].iso3,), doubted, terms)
    if row.kind not in _PLACES or not (row.value or row.kind in (NOTHING, HOME)):
        return None
    return FormSense("name" if row.kind == RARE else row.kind, tuple(row.value.split()), doubted)


def _spellings(row: Row, pack: Language) -> Iterator[str]:
    """Yield the inflected forms of a row, folded, and how headlines and sentences begin with them."""
    for form in pack.inflect(row.form, row.kind):
        folded = pack.fold(form)
        yield folded
        if row.kind in _CASED or row.kind == PREFIX:
            yield folded[:1].upper() + folded[1:]
        upper = folded.upper()
        if len(folded) >= UPPER_LETTERS_MIN and len(upper) == len(folded):
            yield upper


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
    after_percent = f"|(?<=yüzde )({spelled})(?:{pack.percent_tail})(?!{LETTER})" if pack.percent_tail else ""
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
        moves_after=re.compile(rf"{pack.moved_on}(?:(?P<up>{up_after})|{down_after})", re.IGNORECASE),
        fused=re.compile(
            rf"{alone}(?:({any_of(values['stem'])})|(\d{{1,4}})-)({any_of(values['fused'])}){pack.fused_end}",
            re.IGNORECASE,
        ),
        per=re.compile(rf"[\s-]?({any_of(values['per'])}){ends}", re.IGNORECASE),
        per_before=re.compile(rf"(?<!\d\s){begins}({any_of(values['per_before'])})\s?\Z", re.IGNORECASE),
        qualifying=_compile_qualifiers(pack, values),
    )


def _compile_qualifiers(pack: Language, values: Mapping[str, Mapping[str, str]]) -> QualifierWords:
    """Compile what qualifies figures; words before them are looked up, which is faster than a pattern."""
    after, inside, turns, reaches, begin, later = (any_of(values.get(kind, ())) for kind in _AROUND_FIGURES)
    ends = f"(?!{LETTER})" if pack.words_after else ""
    nothing = any_of(form for form, value in values["qualifier_after"].items() if not value)  # first, and inflected
    size = "".join({form[-1] for form in values["magnitude"]} - set("\\]^-"))
    return QualifierWords(
        begins=re.compile(rf"(?<!\w)(?:{pack.prefixes})\Z" if pack.words_before else r"\Z"),
        cue_lengths=_lengths(values["qualifier"]),
        over_lengths=_lengths(values["qualifier_over"]),
        firsts=frozenset(form[0] for form in values["qualifier_after"]),
        after=re.compile(rf"['\s]?(?P<cue>{nothing}|(?:{after}){ends})", re.IGNORECASE),
        inside=re.compile(rf"(?<=[\d\s{pack.numerals}{size}])(?:{inside})"),
        turns=re.compile(rf"(?<!\w)(?:{turns})\s(?P<far>(?:[^\s,،.;:؛!?؟]+\s){{0,4}})\Z", re.IGNORECASE),
        reaches=re.compile(rf"(?<!\w)(?:{reaches})", re.IGNORECASE),
        ranged=re.compile(rf"(?<!\w)(?:{begin})\s\w+(?:\s\w+)?\s\Z|\d\S*(?:\s\S+)?\s[$€£]?\Z", re.IGNORECASE),
        later=re.compile(rf"\s(?:{later})(?!\w)", re.IGNORECASE),
    )


def _lengths(forms: Iterable[str]) -> tuple[int, ...]:
    """Return the lengths of forms, the longest first."""
    return tuple(sorted({len(form) for form in forms}, reverse=True))


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern of the forms, the longest first; what several begin with is written once, as in a trie.

    A search tries each letter once, not each form: three times as fast where there are hundreds.

    >>> any_of(["dos", "doce", "do"]), any_of([])
    ('do(?:ce|s)?', '(?!)')
    """
    found = sorted({form for form in forms if form})
    return _branch(found) if found else r"(?!)"


def any_stem(stems: Iterable[str]) -> str:
    """Return a pattern of how words begin; one that is written with _ at its end is a whole word."""
    return any_of(stems).replace("_", f"(?!{LETTER})")


def _branch(forms: list[str]) -> str:
    """Return the pattern of forms in order; an empty one among them is taken where no other goes on."""
    longer = groupby((form for form in forms if form), itemgetter(0))
    parts = [re.escape(letter) + _branch([form[1:] for form in group]) for letter, group in longer]
    ends = "?" if parts and "" in forms else ""
    return f"(?:{'|'.join(parts)}){ends}" if len(parts) > 1 or ends else "".join(parts)
