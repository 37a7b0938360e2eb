"""Encode a sentence as a string: one character a token, its class, and one for each country.

Every word has a class that says what it can do between two countries (`token_classes`); mentions of a country become
one token. What a parser would read from a tree, `relate` then reads from a short code, at the cost of a string search.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.document.language_pack import MARK
from dyadwire.transforms.text.dyads.encode import compile_encoders
from dyadwire.transforms.text.dyads.patterns.clause import ALLY_AFTER, CLAUSE_START, SPEAKS
from dyadwire.transforms.text.dyads.token_classes import (
    BREAK,
    COMPARE,
    CONJUNCTION,
    COUNTRY,
    LOCATIVE,
    OFFICE,
    PERSON,
    POSSESSIVE,
    PRONOUN,
    WORD,
    shape,
)
from dyadwire.transforms.text.findings import CountrySpan

_PRONOUNS = str.maketrans(dict.fromkeys((PRONOUN, POSSESSIVE, PERSON), WORD))
_SAME = shape("['s NAMING]{0,4} END")
# A coordination: "Hungarian and Romanian", "China, Japan", "Libya's leader and the Bulgarian president".
_JOINED = shape(
    "['s name word private office act_noun]{0,6} (?:, conjunction? | conjunction) [mutually NAMING]{0,3} "
    "(?:name of)? END"
)
_NEW_CLAUSE = shape("'s? [WORDS act_noun]{0,5} , conjunction")
_ACTS = shape("country [^ country speech_verb]* [act_verb act mutual_verb plain_verb move_verb]")

MAX_COUNTRIES = 20  # of one sentence: 190 pairs; longer lists are tables, and pairs grow with the square

MAX_MENTIONS = 40  # of one sentence that are read for relations


class JoinedMentions(NamedTuple):
    """Adjacent mentions of one country, such as *Russian President Vladimir Putin*: its place in the code."""

    iso3: str
    at: int


class Group(NamedTuple):
    """Coordinated countries (*France, Germany and Italy*): places of the first and the last one in the code."""

    members: tuple[str, ...]
    first: int
    last: int


class EncodedSentence(NamedTuple):
    """One sentence: its code with pronouns as plain words, its groups of countries in order, and its full code."""

    code: str
    groups: tuple[Group, ...]
    with_pronouns: str  # the code in which pronouns have classes of their own


def encode_sentence(
    source: str, start: int, end: int, spans: list[CountrySpan], lexicon: Lexicon, headline: bool
) -> EncodedSentence:
    """Encode source[start:end] with its country spans, in order; of more than MAX_MENTIONS only the first."""
    spans = spans[:MAX_MENTIONS]
    encoders = compile_encoders(lexicon)
    marked = _mark(source, start, end, spans)
    gaps = (encoders.headline if headline else encoders.text).encode(marked[:1].lower() + marked[1:]).split(COUNTRY)
    code, units = _join_mentions(spans, gaps)
    plain = code.translate(_PRONOUNS)
    return EncodedSentence(plain, tuple(_group(plain, units)), code)


def _join_mentions(spans: list[CountrySpan], gaps: list[str]) -> tuple[str, list[JoinedMentions]]:
    """Return the code of a sentence and its units: mentions of one country that stand together are one."""
    code, units = gaps[0], list[JoinedMentions]()
    for span, before, after in zip(spans, gaps[:-1], gaps[1:], strict=True):
        again = bool(units) and units[-1].iso3 == span.iso3
        if again and before.endswith(BREAK) and after.startswith(BREAK):
            code, after = code[:-1], after[1:]  # "the United Arab Emirates (UAE)"
        elif not (again and _SAME.match(before)):
            units.append(JoinedMentions(span.iso3, len(code)))
            code += COUNTRY + OFFICE if span.kind == "leader" else COUNTRY
        code += after
    return code, units


def _mark(source: str, start: int, end: int, spans: list[CountrySpan]) -> str:
    """Return source[start:end] with a mark for every span."""
    pieces, place = [], start
    for span in spans:
        pieces.append(source[place : span.start])
        place = span.end
    pieces.append(source[place:end])
    if MARK in source:  # noise
        pieces = [piece.replace(MARK, " ") for piece in pieces]
    return MARK.join(pieces)


def _group(code: str, units: list[JoinedMentions]) -> list[Group]:
    """Join coordinated units."""
    groups: list[list[JoinedMentions]] = []
    joins = [_is_joined(code, one, other) for one, other in pairwise(units)]
    for number, unit in enumerate(units):
        joined = number and joins[number - 1] and not _comes_back(code, units, number)
        if joined and not _is_speaker(code, units, joins, number):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [Group(tuple(dict.fromkeys(u.iso3 for u in group)), group[0].at, group[-1].at) for group in groups]


def _is_joined(code: str, one: JoinedMentions, other: JoinedMentions) -> bool:
    if not _JOINED.match(code, one.at + 1, other.at):
        return False
    if ALLY_AFTER.match(code, other.at + 1) and CONJUNCTION not in code[one.at : other.at]:
        return False  # "Pakistan, a key U.S. ally" is no list
    if _NEW_CLAUSE.match(code, one.at + 1) and _ACTS.search(code, 0, one.at) and CLAUSE_START.match(code, other.at + 1):
        return False  # "Peru will build a dam, and Chile has …"
    return not (
        code[: one.at].endswith((LOCATIVE, COMPARE)) and one.at <= 2
    )  # "In Russia, Ukraine's president", "Unlike Peru, …"


def _comes_back(code: str, units: list[JoinedMentions], number: int) -> bool:
    """Distinguish an apposition from a list: "the US commander in Iraq, General David Petraeus"."""
    before = code[units[number - 1].at : units[number].at]
    return number > 1 and units[number - 2].iso3 == units[number].iso3 and CONJUNCTION not in before


def _is_speaker(code: str, units: list[JoinedMentions], joins: list[bool], number: int) -> bool:
    """Distinguish "… attacked Ukraine, Poland said" from "Ukraine, Poland and Latvia said"."""
    before = code[units[number - 1].at + 1 : units[number].at]
    if CONJUNCTION in before or units[0].at == units[number - 1].at == 0 or (number < len(joins) and joins[number]):
        return False
    return bool(SPEAKS.match(code, units[number].at + 1))
