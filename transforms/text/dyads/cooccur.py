"""A sentence as a row of countries with coded words between them.

Every word becomes one letter that says what it can do between two countries (`LETTERS`); a country becomes ``X``. What
a parser would read from a tree, `relate` then reads from a short string, at the cost of a string search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from transforms.lexicon import Lexicon
from transforms.text.dyads.patterns import ALLY_AFTER, CLAUSE_START, SPEAKS
from transforms.text.findings import CountrySpan

LETTERS = {
    "act_verb": "V",
    "act_verb_back": "W",
    "act": "D",  # noun and verb alike: attack, visit, support
    "act_noun": "N",
    "bond_noun": "T",
    "mutual_verb": "M",
    "move_verb": "m",
    "plain_verb": "v",  # so are unknown words in -ed
    "speech_verb": "S",
    "copula_link": "h",  # close to
    "stance": "G",  # dependent on, grateful to
    "conjunction": "c",
    "contrast": "k",
    "subordinate": "u",
    "condition": "q",
    "concession": "l",  # though, while
    "reaction": "R",  # after, because
    "relative": "r",
    "complement": "t",
    "between": "B",
    "among": "A",
    "by": "b",
    "of": "o",
    "from": "f",
    "with": "w",
    "against": "a",
    "toward": "d",
    "topic": "n",
    "locative": "i",
    "auxiliary": "e",
    "modal": "x",
    "compare": "K",
    "list": "L",
    "office": "O",  # those who act for a country: minister, government, police
    "each": "E",
    "other": "F",
    "mutually": "J",
    "article": "_",
    "quoted": "Q",  # the end of a quotation
    "pronoun": "j",  # it
    "possessive": "y",  # its
    "link": "H",
    "sport": "Z",
    "private": "P",
    "private_suffix": "P",
    "descent": "Y",
}
_PLAIN_VERB = LETTERS["plain_verb"]
_COUNTRY, _NAME, _OTHER, _NOTHING = "X", "C", "g", "_"
_SCORE = "#"
_PLAYED = re.compile(r"\b(?:beat|beaten|beating|won|win|wins|lost|lose|drew|draw|defeated|defeat|victory)\b")
_IT, _ITS = LETTERS["pronoun"], LETTERS["possessive"]
_HYPHENS = "-‐‑–"
_MARK = "\x01"
_PUNCTUATION = {_MARK: _COUNTRY, ",": ",", "'s": "s", "’s": "s", "/": "-", "—": ";"}
_PUNCTUATION |= dict.fromkeys((',"', ",”", '",', "”,", '?"', "?”", '!"', "!”"), LETTERS["quoted"])
_PUNCTUATION |= dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(";:()[]", ";")
_CLOSED = frozenset("_jycktBAbofwadnieuqRlrKLJEFOx")  # function words and offices keep their letter when capitalised
_TOKEN = re.compile(
    r"[,?!][\"”]|[\"”],|(?<!\d)\d{1,2}[-–]\d{1,2}(?![-–\d])|\d+(?:[.,]\d+)*|"
    r"['’]s\b|[-‐‑–][^\W\d_]+|[^\W\d_]+(?:['’.-][^\W_]+)*|[-‐‑–—,;:()\[\]/\x01]"
)
_SAME = re.compile(r"[sgCOE]{0,4}\Z")
# A coordination: "Hungarian and Romanian", "China, Japan", "Libya's leader and the Bulgarian president".
_JOINED = re.compile(r"[sCgPON]{0,6}(?:,c?|c)[JgCOE]{0,3}(?:Co)?\Z")
# "each other"; what follows a modal is a verb: "would oust".
_MERGED = ((_NOTHING, ""), (";j", ",c"), ("EF", "J"), ("iw", "K"), ("li", "i"), ("F", _OTHER), ("xg", "ev"), ("x", "e"))
_NEW_CLAUSE = re.compile(r"s?[gCN]{1,5},c")
_ACTS = re.compile(r"X[^XS]*[VDMv]")
_PARTICIPLE = re.compile(r"[uRl](?=[VM])")  # "after meeting", "while visiting": no new subject
_ASIDE = re.compile(r";[^X;]{0,8};")  # "the Food and Drug Administration (FDA)"

MAX_COUNTRIES = 20  # of one sentence: 190 pairs; longer lists are tables, and pairs grow with the square

MAX_MENTIONS = 40  # of one sentence that are read for relations


class Unit(NamedTuple):
    """Adjacent mentions of one country, such as *Russian President Vladimir Putin*: its place in the code."""

    iso3: str
    at: int


class Group(NamedTuple):
    """Coordinated countries (*France, Germany and Italy*): places of the first and the last one in the code."""

    members: tuple[str, ...]
    first: int
    last: int


class Scene(NamedTuple):
    """One sentence: its code, the groups of countries in it, in order, and its code with the pronouns told apart."""

    code: str
    groups: tuple[Group, ...]
    told: str


def admit(countries: Iterable[CountrySpan], with_cities: bool) -> tuple[list[CountrySpan], frozenset[str]]:
    """Return the spans that count, and the countries that only cities stand for; without `with_cities` these are none.

    A city counts only for a country for which the article has no better evidence.
    """
    spans = [span for span in countries if span.kind != "city"]
    if not with_cities:
        return spans, frozenset()
    better = {span.iso3 for span in spans}
    spans = [span for span in countries if span.kind != "city" or span.iso3 not in better]
    return spans, frozenset({span.iso3 for span in spans} - better)


class Letters(NamedTuple):
    """What each word is: in running text, where a capital makes a name, and in headlines, where it means nothing."""

    text: Mapping[str, str]
    headline: Mapping[str, str]


@cache
def compile_letters(lexicon: Lexicon) -> Letters:
    """Map every cue word to its letter, in lower case and capitalised."""
    headline = dict(_PUNCTUATION)
    for row in lexicon["relation_cues"]:
        role = row["class"] + ("_back" if row["direction"] == "back" else "")
        for form in row["forms"].split():
            headline[form] = LETTERS[role]
    text = dict(headline)
    for form, letter in headline.items():
        text.setdefault(form.capitalize(), letter if letter in _CLOSED else _NAME)
    shouted = {cased: letter for form, letter in headline.items() for cased in (form.capitalize(), form.upper())}
    return Letters(text, shouted | headline)


def encode(words: str, letters: Mapping[str, str]) -> str:
    """Code a text in which every country is a _MARK."""
    get = letters.get
    whole = "".join([get(token) or _guess(token, letters) for token in _TOKEN.findall(words)])
    if _SCORE in whole:
        whole = _read_scores(whole, words)
    for letters_of_two, meaning in _MERGED:
        if letters_of_two in whole:
            whole = whole.replace(letters_of_two, meaning)
    whole = _PARTICIPLE.sub("", whole)
    return _ASIDE.sub("", whole) if ";" in whole else whole


def _read_scores(whole: str, words: str) -> str:
    """Tell the result of a match ("won 3-1") from a range or a vote."""
    return whole.replace(_SCORE, LETTERS["sport"] if _PLAYED.search(words) else _OTHER)


def _guess(token: str, letters: Mapping[str, str]) -> str:
    """Code a word that the lexicon does not hold."""
    first = token[0]
    if not first.islower():  # most are
        if first in _HYPHENS:
            return letters.get(f"-{token[1:]}", "-" + _OTHER)
        if first.isupper():
            return _NAME
        if "-" in token or "–" in token:
            return _SCORE
    return _PLAIN_VERB if token.endswith("ed") and len(token) > 4 else _OTHER


def read_scene(source: str, start: int, end: int, spans: list[CountrySpan], lexicon: Lexicon, headline: bool) -> Scene:
    """Read source[start:end] with the country spans in it, in order; of more than MAX_MENTIONS only the first ones."""
    spans = spans[:MAX_MENTIONS]
    letters = compile_letters(lexicon)
    marked = _mark(source, start, end, spans)
    gaps = encode(marked[:1].lower() + marked[1:], letters.headline if headline else letters.text).split(_COUNTRY)
    code, units = gaps[0], list[Unit]()
    for span, before, after in zip(spans, gaps[:-1], gaps[1:], strict=True):
        if not (units and units[-1].iso3 == span.iso3 and _SAME.match(before)):
            units.append(Unit(span.iso3, len(code)))
            code += _COUNTRY + LETTERS["office"] if span.kind == "leader" else _COUNTRY
        code += after
    plain = code.replace(_IT, _OTHER).replace(_ITS, _OTHER)
    return Scene(plain, tuple(_group(plain, units)), code)


def _mark(source: str, start: int, end: int, spans: list[CountrySpan]) -> str:
    """Return source[start:end] with a mark for every span."""
    pieces, place = [], start
    for span in spans:
        pieces.append(source[place : span.start])
        place = span.end
    pieces.append(source[place:end])
    if _MARK in source:  # noise
        pieces = [piece.replace(_MARK, " ") for piece in pieces]
    return _MARK.join(pieces)


def _group(code: str, units: list[Unit]) -> list[Group]:
    """Join coordinated units."""
    groups: list[list[Unit]] = []
    joins = [_is_joined(code, one, other) for one, other in pairwise(units)]
    for number, unit in enumerate(units):
        joined = number and joins[number - 1] and not _comes_back(code, units, number)
        if joined and not _is_speaker(code, units, joins, number):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [Group(tuple(dict.fromkeys(u.iso3 for u in group)), group[0].at, group[-1].at) for group in groups]


def _is_joined(code: str, one: Unit, other: Unit) -> bool:
    if not _JOINED.match(code, one.at + 1, other.at):
        return False
    if ALLY_AFTER.match(code, other.at + 1) and "c" not in code[one.at : other.at]:
        return False  # "Pakistan, a key U.S. ally" is no list
    if _NEW_CLAUSE.match(code, one.at + 1) and _ACTS.search(code, 0, one.at) and CLAUSE_START.match(code, other.at + 1):
        return False  # "Peru will build a dam, and Chile has …"
    return not (
        code[: one.at].endswith(("i", "K")) and one.at <= 2
    )  # "In Russia, Ukraine's president", "Unlike Peru, …"


def _comes_back(code: str, units: list[Unit], number: int) -> bool:
    """Tell an apposition from a list: "the US commander in Iraq, General David Petraeus"."""
    before = code[units[number - 1].at : units[number].at]
    return number > 1 and units[number - 2].iso3 == units[number].iso3 and "c" not in before


def _is_speaker(code: str, units: list[Unit], joins: list[bool], number: int) -> bool:
    """Tell "… attacked Ukraine, Poland said" from "Ukraine, Poland and Latvia said"."""
    before = code[units[number - 1].at + 1 : units[number].at]
    if "c" in before or units[0].at == units[number - 1].at == 0 or (number < len(joins) and joins[number]):
        return False
    return bool(SPEAKS.match(code, units[number].at + 1))
