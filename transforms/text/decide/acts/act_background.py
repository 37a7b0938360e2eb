"""Decide whether an act is told as background: over, more than a month before the article that tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.past import OVER, TimedSentence
from dyadwire.transforms.text.decide.acts.times import Time
from dyadwire.transforms.text.decide.acts.words import PLANNED
from dyadwire.transforms.text.decide.model import Place, load_model
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR
from dyadwire.transforms.text.findings import TITLE, ActSpan, SentenceSpan

TOLD = 0.55  # probability from which an act is background
NEWS = frozenset(("ahead", "new"))  # an act that its own clause dates so is none
LONG_PAST = frozenset(("months", "years", "ages"))
NEAR, BEFORE, BEHIND = 16, 6, 7  # tokens from a time at which it is far, and those looked at beside the word of an act
_QUOTES = frozenset('“”"')

Read = Callable[[int], TimedSentence]


def with_background(
    acts: Sequence[ActSpan], read: Read, sentences: Sequence[SentenceSpan], published: date, lexicon: Lexicon
) -> tuple[ActSpan, ...]:
    """Return the acts of an article, in order of sentence, each with whether it is background.

    `read` gives the times of one of its `sentences` by its number. What is yet to be is none, nor what a title tells.
    """
    told, starts = _words(lexicon), {sentence.number: sentence.start for sentence in sentences}
    dated = {act.sentence: not LONG_PAST.isdisjoint(_ages(read(act.sentence), published)) for act in acts}
    found: list[ActSpan] = []
    before: ActSpan | None = None  # the last act of an earlier sentence
    for at, act in enumerate(acts):
        if at and acts[at - 1].sentence != act.sentence:
            before = acts[at - 1]
        if act.sentence == TITLE or act.when == PLANNED:
            found.append(act)
            continue
        features = [
            *_of_act(act, before, published),
            *_of_article(act, dated, len(sentences)),
            *_of_times(act, read(act.sentence), published),
            *_of_words(act, read(act.sentence), told),
        ]
        place = (act.sentence, starts[act.sentence], act.actor, act.recipient)
        found.append(act._replace(background=_own_age(act, published) not in NEWS and _is_told(place, features)))
    return tuple(found)


def _is_told(place: Place, features: Sequence[str]) -> bool:
    return load_model("act_background").probability(place, features) >= TOLD


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


def _of_article(act: ActSpan, dated: Mapping[int, bool], sentences: int) -> list[str]:
    """Say where in its article an act stands, and how many sentences of other acts there have times long past."""
    others = [past for number, past in dated.items() if number != act.sentence]
    share = sum(others) / len(others) if others else None
    step = (
        "none"
        if share is None
        else "0"
        if not share
        else "low"
        if share < 1 / 3
        else "half"
        if share < 2 / 3
        else "high"
    )
    return [f"sentence {min(act.sentence, 3)}", f"part {4 * act.sentence // max(1, sentences)}", f"others {step}"]


def _of_times(act: ActSpan, here: TimedSentence, published: date) -> list[str]:
    """Say which times the sentence tells, and which is nearest to the word of the act."""
    times, ages = here.clauses.times, _ages(here, published)
    features = [f"ages {' '.join(sorted(set(ages)))}", f"many {min(3, here.times)} {act.period is not None}"]
    features += [f"times {age}" for age in dict.fromkeys(ages)]
    features += [f"kind {time.phrase.kind} {age}" for time, age in zip(times, ages, strict=True)]
    features += [f"cue {time.phrase.cue}" for time in times]
    features += ["unsure times"] if here.times > len(times) else []
    return [*features, *_year(here, published), *(_nearest(act, here, times, ages) if act.trigger and times else [])]


def _nearest(act: ActSpan, here: TimedSentence, times: list[Time], ages: list[str]) -> list[str]:
    first, _ = here.clauses.place(act)
    time, age = min(zip(times, ages, strict=True), key=lambda one: abs(one[0].first - first))
    far = min(NEAR, abs(time.first - first)) // 4
    return [f"near {age}", f"near {age} {far}", f"near {age} {time.first > first}"]


def _year(here: TimedSentence, published: date) -> list[str]:
    years = [int(word) for word in here.clauses.tokens.lower if FIND_YEAR.fullmatch(word)]
    if not years:
        return ["no year"]
    back = published.year - max(years)
    return [f"year {'ahead' if back < 0 else min(back, 4)}"]


def _of_words(act: ActSpan, here: TimedSentence, told: Mapping[str, str]) -> list[str]:
    """Say in which tense a sentence is told, by the words that tell it, and what stands beside the word of the act."""
    words = here.clauses.tokens.lower
    tells = [told[word] for word in dict.fromkeys(words) if word in told]
    tenses = [told[word] for word in words if told.get(word) in ("present", "past", "ahead")]
    features = [f"has {one}" for one in dict.fromkeys(tells)]
    features += [f"tenses {' '.join(tenses[:3])}", f"past alone {set(tenses) == {'past'}}", f"no tense {not tenses}"]
    features += [
        f"ended {min(3, sum(word.endswith('ed') for word in words))}",
        f"quoted {not _QUOTES.isdisjoint(words)}",
    ]
    return [*features, *(_beside(*here.clauses.place(act), words, told) if act.trigger else [])]


def _beside(first: int, last: int, words: Sequence[str], told: Mapping[str, str]) -> list[str]:
    before, behind = words[max(0, first - BEFORE) : first], words[last : last + BEHIND]
    word = words[first] if first < len(words) else ""
    ending = next((end for end in ("ing", "ed", "s") if word.endswith(end)), "")
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
