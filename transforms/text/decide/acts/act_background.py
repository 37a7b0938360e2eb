"""Decide whether an act is told as background: over, more than a month before the article that tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.past import OVER, TimedSentence, is_of_attribute
from dyadwire.transforms.text.decide.acts.times import is_of_former
from dyadwire.transforms.text.decide.acts.words import PLANNED
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.stems import verb_ending
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR
from dyadwire.transforms.text.findings import TITLE, ActSpan, SentenceSpan

TOLD = 0.55  # probability from which an act is background
BASES = frozenset(("onyear", "same"))  # kinds of times with which something of now is compared
NEWS = frozenset(("ahead", "new"))  # an act that its own clause dates so is none
LONG_PAST = frozenset(("months", "years", "ages"))
SHARES = ((1 / 3, "low"), (2 / 3, "half"))  # of sentences, less than
TENSES = frozenset(("present", "past", "ahead"))
NEAR, BEFORE, BEHIND = 16, 6, 7  # tokens from a time at which it is far, and those looked at beside the word of an act
_QUOTES = frozenset('“”"')

Read = Callable[[int], TimedSentence]


def with_background(
    acts: Sequence[ActSpan], read: Read, sentences: Sequence[SentenceSpan], published: date, lexicon: Lexicon
) -> tuple[ActSpan, ...]:
    """Return the acts of an article, in order of sentence, each with whether it is background.

    `read` gives the times of one of its `sentences` by its number. What is yet to be is none, nor what a title tells.
    """
    article = _Article(acts, read, sentences, published, _words(lexicon))
    found: list[ActSpan] = []
    before: ActSpan | None = None  # the last act of an earlier sentence
    for at, act in enumerate(acts):
        if at and acts[at - 1].sentence != act.sentence:
            before = acts[at - 1]
        if act.sentence != TITLE and act.when != PLANNED:
            act = act._replace(background=article.is_background(act, before))
        found.append(act)
    return tuple(found)


class _Article:
    """What the acts of an article share: what their sentences say, each told once, and which have times long past."""

    def __init__(
        self,
        acts: Sequence[ActSpan],
        read: Read,
        sentences: Sequence[SentenceSpan],
        published: date,
        told: Mapping[str, str],
    ) -> None:
        self._read, self._published, self._told = read, published, told
        self._starts = {sentence.number: sentence.start for sentence in sentences}
        numbers = dict.fromkeys(act.sentence for act in acts)
        self._past = {number: not LONG_PAST.isdisjoint(_ages(read(number), published)) for number in numbers}
        self._many_past = sum(self._past.values())
        self._said: dict[int, list[str]] = {}  # by sentence

    def is_background(self, act: ActSpan, before: ActSpan | None) -> bool:
        """Decide of one act; `before` is the last one of an earlier sentence."""
        if _own_age(act, self._published) in NEWS or self._is_perfect(act) or self._is_of_base(act):
            return False
        if self._is_beside_other(act):
            return False
        features = [
            *_of_act(act, before, self._published),
            f"sentence {min(act.sentence, 3)}",
            f"part {4 * act.sentence // max(1, len(self._starts))}",
            f"others {self._others(act.sentence)}",
            f"many {min(3, self._read(act.sentence).times)} {act.period is not None}",
            *self._of_sentence(act.sentence),
            *(self._of_place(act) if act.trigger else []),
        ]
        place = (act.sentence, self._starts[act.sentence], act.actor, act.recipient)
        return load_model("act_background").probability(place, features) >= TOLD

    def _is_perfect(self, act: ActSpan) -> bool:
        """Tell what has just been done, though other clauses have years: Libya, invaded in 2011, has asked."""
        if act.period or not act.trigger:
            return False
        clauses = self._read(act.sentence).clauses
        first, _ = clauses.place(act)
        return clauses.tokens.lower_at(first - 1) in ("has", "have")

    def _is_of_base(self, act: ActSpan) -> bool:
        """Tell an act beside which only what it is compared with has a time: exports rose from $2bn in 2025."""
        clauses = self._read(act.sentence).clauses
        based = [one.phrase.kind in BASES or is_of_former(one, clauses.tokens) for one in clauses.times]
        return not act.period and any(based) and all(based)

    def _is_beside_other(self, act: ActSpan) -> bool:
        """Tell an act beside which only something else has its time: closed a crossing, reopened in May."""
        if act.period or not act.trigger:
            return False
        clauses = self._read(act.sentence).clauses
        first, last = clauses.place(act)
        return bool(clauses.times) and all(is_of_attribute(one, first, last, clauses) for one in clauses.times)

    def _others(self, number: int) -> str:
        """Say how many sentences of other acts have times long past."""
        if len(self._past) < 2:
            return "none"
        share = (self._many_past - self._past[number]) / (len(self._past) - 1)
        return next((name for most, name in SHARES if share < most), "high") if share else "0"

    def _of_sentence(self, number: int) -> list[str]:
        if number not in self._said:
            here = self._read(number)
            self._said[number] = [*_of_times(here, self._published), *_of_words(here, self._told)]
        return self._said[number]

    def _of_place(self, act: ActSpan) -> list[str]:
        here = self._read(act.sentence)
        first, last = here.clauses.place(act)
        return [*_nearest(first, here, self._published), *_beside(first, last, here.clauses.tokens.lower, self._told)]


@cache
def _words(lexicon: Lexicon) -> Mapping[str, str]:
    return {row["word"]: row["tells"] for row in lexicon["act_background_words"]}


def _age(end: date | None, published: date) -> str:
    """Return how long something was over when an article was published, roughly."""
    if end is None:
        return "open"
    days = (published - end).days
    steps = ((0, "ahead"), (OVER.days + 1, "new"), (367, "months"), (3661, "years"))
    return next((name for least, name in steps if days < least), "ages")


def _own_age(act: ActSpan, published: date) -> str:
    return _age(act.period.end, published) if act.period else "none"


def _ages(here: TimedSentence, published: date) -> list[str]:
    return [_age(time.phrase.days.end, published) if time.phrase.days else "open" for time in here.clauses.times]


def _of_act(act: ActSpan, before: ActSpan | None, published: date) -> list[str]:
    """Say which act it is, when it was by its own clause, and when the act before it was."""
    own = _own_age(act, published)
    last = _own_age(before, published) if before else "first"
    away = min(3, act.sentence - before.sentence) if before else 0
    names = (f"code {act.code}", f"class {act.quad}", f"status {act.when}", f"mutual {act.mutual}")
    return ["any", *names, f"own {own}", f"own {own} {act.quad}", f"act before {last} {away}"]


def _of_times(here: TimedSentence, published: date) -> list[str]:
    """Say which times a sentence tells."""
    times, ages = here.clauses.times, _ages(here, published)
    features = [f"ages {' '.join(sorted(set(ages)))}"]
    features += [f"times {age}" for age in dict.fromkeys(ages)]
    features += [f"kind {time.phrase.kind} {age}" for time, age in zip(times, ages, strict=True)]
    features += [f"cue {time.phrase.cue}" for time in times]
    features += ["unsure times"] if here.times > len(times) else []
    return [*features, *_year(here, published)]


def _nearest(first: int, here: TimedSentence, published: date) -> list[str]:
    """Say how old the time is that stands nearest to the word of an act, and where."""
    pairs = zip(here.clauses.times, _ages(here, published), strict=True)
    time, age = min(pairs, key=lambda one: abs(one[0].first - first), default=(None, ""))
    if time is None:
        return []
    far = min(NEAR, abs(time.first - first)) // 4
    return [f"near {age}", f"near {age} {far}", f"near {age} {time.first > first}"]


def _year(here: TimedSentence, published: date) -> list[str]:
    years = [int(word) for word in here.clauses.tokens.lower if FIND_YEAR.fullmatch(word)]
    if not years:
        return ["no year"]
    back = published.year - max(years)
    return [f"year {'ahead' if back < 0 else min(back, 4)}"]


def _of_words(here: TimedSentence, told: Mapping[str, str]) -> list[str]:
    """Say in which tense a sentence is told, and by which words it tells how long ago."""
    words = here.clauses.tokens.lower
    tells = [told[word] for word in dict.fromkeys(words) if word in told]
    tenses = [told[word] for word in words if told.get(word) in TENSES]
    ended = min(3, sum(word.endswith("ed") for word in words))
    return [
        *[f"has {one}" for one in dict.fromkeys(tells)],
        f"tenses {' '.join(tenses[:3])}",
        f"past alone {set(tenses) == {'past'}}",
        f"no tense {not tenses}",
        f"ended {ended}",
        f"quoted {not _QUOTES.isdisjoint(words)}",
    ]


def _beside(first: int, last: int, words: Sequence[str], told: Mapping[str, str]) -> list[str]:
    before, behind = words[max(0, first - BEFORE) : first], words[last : last + BEHIND]
    word = words[first] if first < len(words) else ""
    ending = verb_ending(word)
    led = before[-1] if before else ""
    return [
        f"word {word}",
        f"ending {ending}",
        f"ending {ending} {told.get(led)}",
        f"led by {led}",
        *[f"before {told[one]}" for one in before if one in told],
        *[f"just before {one}" for one in before[-3:]],
        *[f"behind {told[one]}" for one in behind if one in told],
    ]
