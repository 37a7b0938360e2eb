"""Acts of the past that no time of their own clause dates: their sentence does, or the one that it goes on from.

A sentence is plain history where it quotes nobody, says nothing in the present, and all times in it are past. What it
tells is no news then, though its clauses leave open whose a time is; nor is what follows it without any time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dyadwire.transforms.text.decide.acts.clauses import BESIDE, ActClauses
from dyadwire.transforms.text.decide.acts.times import Time, phrase_of
from dyadwire.transforms.text.decide.acts.words import DONE, PARTICIPLES
from dyadwire.transforms.text.figures.function_words import words_of
from dyadwire.transforms.text.findings import TITLE, ActSpan, Phrase

OVER = timedelta(31)  # as is_past in schemas/views.sql: what a month has had may be news
LONG_OVER = timedelta(366)  # behind what was later than that, news goes on as often as history
BACK = 10  # sentences
CLAUSE = 6  # tokens at most between "when" and its verb
# With one of these a sentence says what somebody says, or what is so now.
PRESENT = words_of(
    "is are am has have will would may might can could should must shall now today currently yet recently recent "
    "ongoing expected says say tells argues believes thinks wants remains continues told called urged insisted warned "
    'stressed explained wrote admitted i we you our my “ ” "'
)
WAS = words_of("was were had did")


class TimedSentence(NamedTuple):
    """A sentence with those of its times whose days are known, how many it has at all, and who and what is told."""

    clauses: ActClauses
    times: int
    sides: frozenset[str]
    tells_act: bool


def period_in_history(act: ActSpan, read: Callable[[int], TimedSentence], published: date) -> Phrase | None:
    """Return the time of an act that its sentence, or one before, sets in the past; None where none does.

    `read` gives a sentence of the article by its number.
    """
    if act.when != DONE or not act.trigger or act.sentence == TITLE:
        return None
    here = read(act.sentence)
    if not _is_history(here):
        return None
    if here.times:
        return phrase_of(_nearest(_past(here, published - OVER), act, here.clauses))
    for number in range(act.sentence - 1, max(-1, act.sentence - 1 - BACK), -1):
        before = read(number)
        if not _is_history(before):
            return None
        if before.times:
            return _time_gone_on_from(before, act, published) if number > 0 else None  # the first tells the news
    return None


def _time_gone_on_from(before: TimedSentence, act: ActSpan, published: date) -> Phrase | None:
    """Return the time of a sentence of history that an act goes on with."""
    if not before.tells_act or before.sides.isdisjoint((act.actor, act.recipient)):
        return None  # a statistic, or of something else: the bridge opened in 2018
    long_ago = _past(before, published - LONG_OVER)
    return phrase_of(long_ago[-1]) if long_ago and before.clauses.is_told(long_ago[-1], 0) else None


def _nearest(times: list[Time], act: ActSpan, clauses: ActClauses) -> Time | None:
    """Return that of some times which stands nearest to the words of an act, where no clause of its own has it."""
    first, last = clauses.place(act)
    near = min(times, key=lambda time: abs(time.first - first), default=None)
    if near is None or "had" in clauses.tokens.lower[max(0, first - BESIDE) : first]:
        return None  # in 2019 he criticised what they had signed
    if _has_verb(near, first, last, clauses):
        return None
    return near if clauses.is_told(near, last if near.first > last else 0) else None


def _has_verb(time: Time, first: int, last: int, clauses: ActClauses) -> bool:
    """Tell the time of another verb than the act's own: Israel, founded in 1948, attacked a port built in 2018.

    The act's words are the tokens from `first` to `last`. The verb behind a noun is its own (a war erupted in 2022);
    what was so when something else was is of the same time (when the war ended in 2002).
    """
    at = time.lead - 1
    word = clauses.tokens.lower_at(at)
    verbal = word.endswith("ed") or word in PARTICIPLES or clauses.is_verb(word)
    same = first <= at <= last or "when" in clauses.tokens.lower[max(0, at - CLAUSE) : at]
    return verbal and not same


def is_of_attribute(time: Time, first: int, last: int, clauses: ActClauses) -> bool:
    """Tell the time of what a noun behind a comma is said to be: a port, reopened in May; a treaty, signed in 1960,."""
    at = time.lead - 1
    word = clauses.tokens.lower_at(at)
    is_participle = word.endswith("ed") or word in PARTICIPLES
    return is_participle and clauses.tokens.lower_at(at - 1) == "," and not first <= at <= last


def _is_history(sentence: TimedSentence) -> bool:
    tokens, words = sentence.clauses.tokens, sentence.clauses.rules.words
    if not PRESENT.isdisjoint(tokens.lower) or not words["saying"].isdisjoint(tokens.lower):
        return False
    return any(
        word in WAS or word in words["strong_verb"] or (word.endswith("ed") and tokens.word(at).islower())  # no United
        for at, word in enumerate(tokens.lower)
    )


def _past(sentence: TimedSentence, until: date) -> list[Time]:
    """Return the times of a sentence that say when something was so; nothing where one of its times is not over."""
    free = [time for time in sentence.clauses.free if time.phrase.days and time.phrase.days.end < until]
    return free if len(free) == sentence.times else []
