"""The times of a sentence that acts may have: where they stand, and which say when something was so."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.turns import COOPERATION
from dyadwire.transforms.text.figures.function_words import AUXILIARIES, BE, COMPARING, DETERMINERS, MODALS, words_of
from dyadwire.transforms.text.figures.rules import OWNED
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.findings import Phrase

LED = 4  # tokens at most between a preposition and its time: in the early months of
CUES = words_of("in on at during since within throughout")
RANGED = {"months": words_of("from between"), "years": words_of("from between"), "run": words_of("over for")}
BARE = ("relative", "weekday", "weekend", "ago", "near", "day", "event", "run")  # kinds that need no preposition
COMPOUND = ("year", "day", "month", "monthyear", "weekday", "fiscal")  # kinds that after "the" are part of a noun
FORMER, FORMER_REACH = COMPARING, 7  # tokens of "from about $9 billion" before a time
VERBAL = AUXILIARIES | BE | MODALS


SPOKEN = frozenset(("AGREE", "CONSULT"))  # what two do by words, on something


class Time(NamedTuple):
    """A phrase of time with the tokens at which its preposition, the phrase itself, and what follows begin."""

    phrase: TimePhrase
    lead: int
    first: int
    after: int


def phrase_of(time: Time | None) -> Phrase | None:
    """Return a time as a phrase; None where there is none, or its days are unknown."""
    return Phrase(time.phrase.text, *time.phrase.days) if time and time.phrase.days else None


def place_time(phrase: TimePhrase, tokens: Tokens) -> Time:
    """Return a phrase of time with its place among tokens."""
    first = lead = bisect_left(tokens.starts, phrase.start)
    if phrase.cue:
        lead = next((at for at in range(first - 1, first - 1 - LED, -1) if tokens.lower_at(at) == phrase.cue), first)
    return Time(phrase, lead, first, bisect_left(tokens.starts, phrase.end))


def owns(phrase: TimePhrase, tokens: Tokens) -> bool:
    """Tell a time that owns what stands behind it: last week's visit."""
    text, end = tokens.text, phrase.end
    return text[end - 2 : end] in OWNED or text[end : end + 2] in OWNED


def hangs(phrase: TimePhrase) -> bool:
    """Tell a time that is reckoned from another one: a month before, on the year, in the same period."""
    return phrase.kind in ("onyear", "same") or (phrase.kind == "ago" and not phrase.text.endswith("ago"))


def is_of_former(time: Time, tokens: Tokens) -> bool:
    """Tell the time of a level that another one is compared with: agreed to raise trade to $15bn from $9bn in 2025."""
    lower, noun = tokens.lower, tokens.lower_at(time.lead - 1)
    start = max(0, time.lead - FORMER_REACH)
    at = next((at for at in range(time.lead - 1, start - 1, -1) if lower[at] in FORMER or lower[at] == ","), start)
    if tokens.lower_at(at) not in FORMER or not any(map(tokens.is_digits, range(at, time.lead))):
        return False
    if tokens.is_digits(time.lead - 1):  # 500 doctors, up from 200 in 2022
        return any(map(tokens.is_digits, range(at)))
    return noun in lower[:at]


def is_free(time: Time, tokens: Tokens, published: date | None) -> bool:
    """Tell a time that says when something was so from one that is part of a noun, or of what is said."""
    phrase, lower_at = time.phrase, tokens.lower_at
    if (
        phrase.aside
        or hangs(phrase)
        or owns(phrase, tokens)
        or is_of_former(time, tokens)
        or (phrase.kind in COMPOUND and lower_at(time.first - 1) in DETERMINERS)
    ):
        return False
    if phrase.cue == "by":
        is_over = bool(phrase.days and published and phrase.days.end < published)
        return time.lead == 0 and is_over  # by 1861, but not by 2030
    if phrase.cue:
        return phrase.cue in CUES or phrase.cue in RANGED.get(phrase.kind, ())
    named = phrase.kind == "day" and lower_at(time.after) == "for"  # proposed August 5 for the visit
    return phrase.kind in BARE and not named and lower_at(time.after) not in VERBAL  # last year has been different


def is_topic(before: str, codes: tuple[str, ...], cue: str, code: str) -> bool:
    """Tell a noun of cooperation on which two agree, or talk, on a day: signed an agreement on a pipeline on 7 May.

    `before` is the word before it, `codes` are what it can tell, `cue` leads to the time, `code` is that of the act.
    """
    if code not in SPOKEN or cue != "on" or not any(one.endswith("noun") for one in codes):
        return False
    is_noun = before == "on" or before in DETERMINERS or all(one.endswith("noun") for one in codes)
    return is_noun and all(one.partition(" ")[0] in COOPERATION for one in codes)
