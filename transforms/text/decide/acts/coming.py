"""Weekdays that are yet to come by the verb of an act: "on Friday he will visit", "when the two meet on Tuesday".

A weekday is the latest one unless its clause says before it that all is yet to come. News tells in the present what is
scheduled, and pictures' captions what was: where nothing else tells the two apart, a weekday dates nothing.
"""

from __future__ import annotations

from itertools import pairwise

from dyadwire.transforms.text.decide.acts.clauses import ActClauses
from dyadwire.transforms.text.decide.acts.times import Time
from dyadwire.transforms.text.decide.acts.words import PARTICIPLES
from dyadwire.transforms.text.figures.function_words import words_of
from dyadwire.transforms.text.figures.times.calendar import shift
from dyadwire.transforms.text.findings import TITLE, ActSpan

WEEK = ("weekday", "weekend")
WILL = words_of("will shall")
IF = words_of("when before if until once")  # before a verb in the present
HAVE_TO = frozenset((("is", "to"), ("are", "to")))
SAME = words_of("shut cut hit put set let quit beat hurt read cast spread")  # in the past as in the present
# Before a verb that is none in the present.
NO_PRESENT = words_of("to will would can could may might shall should must did do does not")
_PAST = PARTICIPLES | words_of("began met told said left paid struck gave was were had")
REACH = 12  # tokens before the verb


def as_coming(time: Time, act: ActSpan, clauses: ActClauses) -> Time | None:
    """Return the time of an act, a weekday that is yet to come with its coming day; None where that is unclear."""
    days, published = time.phrase.days, clauses.published
    if time.phrase.kind not in WEEK or not days or not published or days.end >= published:
        return time
    if time.phrase.text.lower().startswith(("last", "this past")):
        return time
    lower, (first, _) = clauses.tokens.lower, clauses.place(act)
    between = lower[time.after : first]
    is_yet = not WILL.isdisjoint(between) or not HAVE_TO.isdisjoint(pairwise(between))
    if not is_yet and _is_announced(act, first, clauses):
        return None
    if not is_yet and not _is_present(first, clauses):
        return time
    if is_yet or not IF.isdisjoint(lower[max(0, first - REACH) : first]):
        return time._replace(phrase=time.phrase._replace(days=shift(days, "week", 1)))
    return None


def _is_announced(act: ActSpan, first: int, clauses: ActClauses) -> bool:
    """Tell a headline without a past tense that a meeting or a visit is on: Putin and Erdogan summit on Friday."""
    if act.sentence != TITLE or act.code != "CONSULT":
        return False
    senses = clauses.words.codes.get(clauses.tokens.lower_at(first), ())
    noun = any(one.endswith("noun") for one in senses)
    return noun and not any(word.endswith("ed") or word in _PAST for word in clauses.tokens.lower)


def _is_present(at: int, clauses: ActClauses) -> bool:
    """Tell a verb in the present: meets, visits Syria, and of several meet."""
    word, codes = clauses.tokens.lower_at(at), clauses.words.codes
    senses = codes.get(word, ())
    verb = bool(senses) and all(one.endswith("verb") for one in senses)
    if word.endswith("s") and not word.endswith("ss"):
        of_time = any(time.lead == at + 1 for time in clauses.times)  # held talks Friday
        is_verb = any(one.endswith("verb") for one in senses)
        return verb or (is_verb and clauses.tokens.is_capital(at + 1) and not of_time)
    plural = word not in SAME and (f"{word}s" in codes or f"{word}es" in codes)
    return verb and plural and clauses.tokens.lower_at(at - 1) not in NO_PRESENT
