"""The pack of a language: its forms, decimal marks and word boundaries; loaded when first needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

CODES = ("ar", "de", "es", "fr", "hi", "id", "it", "ko", "pt", "ru", "tr", "uk", "zh")
# Signs of vowels belong to a word, though Python's \w does not hold them.
LETTER = r"(?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u097f])"
NEVER = re.compile(r"(?!)")
SEMICOLON = re.compile(r"[;；؛]")
AMOUNTS = frozenset(("money", "quantity", "count"))  # kinds of figures that have a unit of their own


# Letters that a pattern which ignores case takes for others, though their small letters differ: İlk is ilk, Uſ$ is US$.
_ALIKE = str.maketrans("İıſᲀᲁᲂᲃᲄᲅᲆµ", "iisвдосттъμ")


def small(text: str) -> str:
    """Write what a pattern that ignores case has matched as its form is listed: in small letters.

    >>> small("İlk"), small("Uſ$"), small("DREI")
    ('ilk', 'us$', 'drei')
    """
    return text.translate(_ALIKE).lower()


def unchanged(form: str, kind: str) -> Iterable[str]:
    """Inflect nothing: the forms of a name in a language without endings."""
    return (form,)


def as_written(text: str) -> str:
    """Fold nothing."""
    return text


def abbreviations(text: str) -> frozenset[str]:
    """Return words of a text that are apart by spaces."""
    return frozenset(text.split())


class NamePack(NamedTuple):
    """How the names of countries and people are written beside other words."""

    latin: bool = False  # names of leaders are written as in English, but for accents
    inside: int = 99  # characters from which a name counts within a word: where spaces are often left out
    local: re.Pattern[str] = NEVER  # before a name and with it, what is a place rather than a government: à Paris
    tail: re.Pattern[str] = NEVER  # endings that a form may have beside those of `inflect`, up to the end of a word
    tailed: frozenset[str] = frozenset()  # kinds that have them
    unlike: re.Pattern[str] = NEVER  # what follows a name that is then something else: the name of a language
    # Where single characters stand for a country: those that do alone, and those that do in a pair only.
    shorts: Callable[[Iterable[str], Iterable[str]], re.Pattern[str]] | None = None
    people_after: re.Pattern[str] = NEVER  # after a name, what makes people of it: 中国人, 베트남인
    people_capital: bool = False  # people are written with a capital, adjectives are not: Algériens


class NumberPack(NamedTuple):
    """How numbers are written."""

    decimal: str = ","
    grouped: str = ". "  # marks between thousands
    lakhs: bool = False  # groups of two digits before the last one of three: 1,23,456
    chained: bool = False  # magnitudes follow one another: 1億5000万
    thousands_of_millions: bool = False  # chained as well: 3 mil 500 millones
    numerals: str = ""  # characters of which numbers are written, as in 三百二十
    places: str = ""  # what digits stand before from thousands to tens, within one magnitude: 1천200억
    percent_tail: str = ""  # after `yüzde`: endings of a number in words
    fused_end: str = r"\w{0,4}(?!\w)"  # how a word goes on that says a number and its unit


class CountPack(NamedTuple):
    """What a number is of, or that it is no count at all."""

    lowercase: bool = True  # nouns are written small
    noun_letters: int = 4  # of a noun that is counted: shorter words are mostly prepositions
    function_words: frozenset[str] = frozenset()  # as short as such nouns, and never counted
    adjective_first: bool = False  # an adjective of a country stands before its noun: 9 российских компаний
    date: re.Pattern[str] = NEVER  # what follows a number that is a date or an ordinal
    before: re.Pattern[str] = NEVER  # what stands before one
    counted: re.Pattern[str] = NEVER  # right after a number that is then a count, and no year: 2000辆, 50 из них
    people_said: re.Pattern[str] = NEVER  # after a word that is a currency and a people, what makes people of it
    age: re.Pattern[str] = NEVER  # how old somebody is, from the number on
    aged: re.Pattern[str] = NEVER  # what stands before that number


class PartPack(NamedTuple):
    """What makes one figure of two numbers, or of a number and a word: ranges, halves, multiples, shares."""

    ranged_from: re.Pattern[str] = NEVER  # what stands before the lower end of a range, which is no change from it
    ranged_to: re.Pattern[str] = NEVER  # what stands between its ends then: от 40 до 45, 15 à 20
    to: str = ""  # a word between two numbers that share their unit, beside `and`
    half: re.Pattern[str] = NEVER  # after a magnitude or a unit: and a half of it
    times_before: re.Pattern[str] | None = None  # what makes a multiple of a number of times: в 3 раза
    times_end: str = ""  # pattern of what follows a word for times
    times_added: re.Pattern[str] = NEVER  # what stands before a multiple that is added: 增长两倍 is three times as much
    of_end: str = r"(?!\w)"  # how a word for "of" ends
    out_of: re.Pattern[str] = NEVER  # what stands between the numbers of four out of ten
    whole_first: re.Pattern[str] = NEVER  # the same where ten comes first: 10명 중 4명


class PairPack(NamedTuple):
    """How two countries of a sentence stand together."""

    relates: bool = False  # the lexicon has words that relate two countries, so that a sentence can be told to
    placed: re.Pattern[str] = NEVER  # what stands before the third country of a sentence and makes a place of it
    placed_after: re.Pattern[str] = NEVER  # what stands after it and does so: Türkiye'de
    joins: re.Pattern[str] = NEVER  # what stands between two countries that are only listed
    joined_by: str = ""  # a word for `and` that is written without a space before the second of them: و


class MovePack(NamedTuple):
    """What tells which way a figure went, beside the words of the lexicon."""

    at: re.Pattern[str] | None = None  # what ends the text before a figure that moved: на, до
    to: re.Pattern[str] = NEVER  # the same where the figure is the level that was reached
    reach: int = 0  # characters before it in which the word that tells the way is looked for; 0: it is not told
    # Where such a word is not enough: what may stand between it and any figure, and between it and one that is firm
    # (`directions.is_firm`), from the stem on; without the first anything may.
    gap: re.Pattern[str] | None = None
    bare: re.Pattern[str] = NEVER
    counted: re.Pattern[str] | None = None  # what a clause has in which a level is a small count: número, bilan
    on: str = r"\s?"  # pattern of what may stand between a figure and such a word after it; `to`: it is the level
    end: re.Pattern[str] | None = None  # after a figure, how far its verb is looked for
    since: re.Pattern[str] = NEVER  # between the level that was left and the one that was reached: de 5 à 7 %
    unless: re.Pattern[str] = NEVER  # what denies it, or makes the word mean another thing
    denied: re.Pattern[str] = NEVER  # what stands right before the word and denies it: не выросли
    verb_last: bool = False  # what tells the way stands after any figure, not only after firm ones
    clause: re.Pattern[str] = re.compile(r"[;:.!?]")  # what that word does not reach across


def verbs_first(
    *,
    links: str,
    alone: str,
    ends: str,
    by: str,
    to: str,
    about: str,
    counted: re.Pattern[str],
    since: re.Pattern[str],
    unless: re.Pattern[str],
    clause: re.Pattern[str],
    on: str = r"\s?",
) -> MovePack:
    """Return how figures move in a language with its verbs before its figures.

    The first six are patterns: `links` stand before a noun of the phrase between (de las exportaciones, whose adjective
    `ends` so), words `alone` among it; `by` and `to` before a change and a level, `about` between them and the figure.
    Before counts that are not large only a level is told, and only where it follows at once: subió a 45 muertos.
    """
    about = rf"\s?(?:(?:{about})\s){{0,2}}[+-]?"
    adjective = rf"(?:\s(?!sous\s|plus\s|moins\s|más\s|menos\s|mais\s)\w{{3,}}(?:{ends}))?"
    phrase = rf"(?:\s(?:{alone})(?!\w)|\s(?:{links})(?:\s|(?<='))\w+{adjective}(?!\w)){{0,4}}"
    figure = (
        rf"(?:\s(?:{by})?\s?[^\s()\d]{{0,4}}?\s?\d[\d.,\s]*(?:%|\w+(?:\s\w+){{0,2}})?(?:(?:\s\w+){{1,2}}\s\d{{4}})?,?)?"
    )
    return MovePack(
        to=re.compile(rf"(?:^|\s)(?:{to}){about}\Z", re.IGNORECASE),
        reach=100,
        gap=re.compile(rf"\w*(?:\s(?:{alone}))?{figure}\s(?:{to}){about}", re.IGNORECASE),
        bare=re.compile(rf"\w*{phrase}(?:\s(?:{by})|(?P<bare>(?=\s))|{figure}\s(?:{to})){about}", re.IGNORECASE),
        counted=counted,
        on=on,
        since=since,
        unless=unless,
        clause=clause,
    )


class Language(NamedTuple):
    """How a language writes. Texts and forms are folded before they are compared, each character in its place."""

    code: str
    inflect: Callable[[str, str], Iterable[str]] = unchanged  # all forms of a name (first) of a kind (second)
    fold: Callable[[str], str] = as_written
    words_before: bool = True  # a name begins where a word does
    words_after: bool = True  # a name ends where a word does, or where `names.tail` says
    clings: bool = False  # words are written before digits without a space
    prefixes: str = ""  # pattern of what is written before a number in words without a space
    joint: str = ""  # a word between number and noun: de
    time_first: bool = False  # a time stands before the verb, so hardly behind its figure
    bare_years: bool = False  # digits are a year without a word that says so: 2023 stiegen die Preise
    short: frozenset[str] = frozenset()  # abbreviations after which a full stop ends no sentence
    names: NamePack = NamePack()
    numbers: NumberPack = NumberPack()
    counts: CountPack = CountPack()
    parts: PartPack = PartPack()
    pairs: PairPack = PairPack()
    moves: MovePack = MovePack()

    @property
    def word_end(self) -> str:
        """Pattern of where a word must end that ends with a form; empty where words are not apart."""
        return f"(?!{LETTER})" if self.words_after else ""


@cache
def load_language(code: str) -> Language:
    """Return the pack of a language in CODES; its data are read by `forms.read_forms`."""
    pack: Language = import_module(f"{__package__}.{code}").PACK
    return pack
