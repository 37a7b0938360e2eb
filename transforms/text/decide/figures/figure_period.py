"""Decide when a figure holds: at a time of its sentence, at one mentioned earlier, or at none."""

from __future__ import annotations

import re
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.other_times import is_lasting
from dyadwire.transforms.text.decide.figures.sentence_times import NONE, SentenceTimes, TimeBeside, recalled
from dyadwire.transforms.text.decide.model import Place, load_model
from dyadwire.transforms.text.figures.dating.timeline import EarlierTime, Timeline, name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import HYPHENS
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

FIRST_WORDS, LAST_WORDS = 5, 4  # tokens at either end of what lies between a time and a figure: each is a feature
FAR_BACK = 6  # sentences back, beyond which distances are alike
AGAINST = ("over", "on", "from", "above", "below")  # before the time with which a change is compared
ON_THE = re.compile(r"on the (?:month|quarter|year)\b")
MANY = 3  # counts from here on are alike


class TimeQuestion(NamedTuple):
    """A figure whose period or base is to be decided, and what all of its options are compared with."""

    draft: FigureDraft
    about: tuple[str, ...]  # features of the figure itself, whatever the time
    times: SentenceTimes
    timeline: Timeline
    bases: list[TimePhrase]  # times that are bases by the rules


def choose_period(
    draft: FigureDraft,
    times: SentenceTimes,
    timeline: Timeline,
    bases: list[TimePhrase],
    barred: tuple[Place, ...] = (),
) -> TimePhrase | None:
    """Return the time for which a figure holds; `draft.rule_period` is the time that the rules choose.

    `barred` are places of times that it cannot be.
    """
    question = TimeQuestion(draft, _about(draft, times), times, timeline, bases)
    known: dict[Place, TimePhrase] = {}
    options: dict[Place, list[str]] = {NONE: _describe_none(question)}
    for index, beside in enumerate(times.beside(draft)):
        phrase, fixed = times.phrases[index], times.fixed[index]
        place = (phrase.start, phrase.end)
        if place not in barred and _may_be_period(question, index, beside):
            known[place] = phrase
            options[place] = [*fixed, *_place(question, phrase, beside), *_compare(question, phrase, beside)]
    for earlier in timeline.latest(times.phrases) if not is_lasting(draft, times.tokens) else ():
        place = (earlier.phrase.start, earlier.phrase.end)
        if place not in barred and _may_be_recalled(question, earlier):
            known[place] = earlier.phrase
            options[place] = _recall(question, earlier)
    if not known:
        return None
    chances = load_model("figure_period").choose(times.place_of(draft), options)
    return known.get(max(chances, key=chances.__getitem__))


def _may_be_period(question: TimeQuestion, index: int, beside: TimeBeside) -> bool:
    """Distinguish the times of a sentence that a figure can go by from those that grammar gives to another."""
    draft, times, phrase = question.draft, question.times, question.times.phrases[index]
    played = phrase.aside and phrase.kind == "part"  # in the third quarter of a match
    owned = beside.side == "before" and times.is_owned(index, draft)
    if beside.side == "in" or played or (times.is_compared(index) and not owned) or times.has_not_begun(index):
        return False
    if times.is_of_base(index, beside, draft):
        return False
    if times.is_of_another(index, beside) or (times.is_base_before(index, beside) and phrase in question.bases):
        return False
    if _is_base(question, index, beside):
        return False
    if beside.side == "after" or owned or _spans_change(phrase):
        return True
    of_base = draft.base is not None and beside.start > draft.base.first  # from 5% in 2020 to 9%
    return not (of_base or (draft.rule_period is None and times.is_base(draft)))  # in 2023 it fell from 94 to 81


def _is_base(question: TimeQuestion, index: int, beside: TimeBeside) -> bool:
    """Recognise a time with which a figure is compared, whatever is learned: it rose 3 percent on the month."""
    draft, phrase = question.draft, question.times.phrases[index]
    if phrase.kind == "onyear" or ON_THE.match(phrase.text.lower()):
        return True
    if beside.side != "after":
        return False
    further = draft.base is not None and question.times.is_of_further_base(index, draft)
    of_level = phrase in question.bases and question.times.is_of_level(index, draft)
    return further or of_level or _is_over_year(phrase, question)


def _is_over_year(phrase: TimePhrase, question: TimeQuestion) -> bool:
    """Recognise the base of "an increase of 8 percent over 2022"; it rose 8 percent over the whole of 2022."""
    words = phrase.text.lower()
    told = phrase.cue in AGAINST and (words.isdecimal() or words.startswith("this time"))
    return told and question.draft.role == "change" and phrase in question.bases


def _may_be_recalled(question: TimeQuestion, earlier: EarlierTime) -> bool:
    """Distinguish a time told before from one told only of what was compared, and what is compared from its figure."""
    levels = [one for one in question.times.drafts if one.base is question.draft]
    if not levels:
        return not earlier.is_base
    return all(one.period is None or name_of(one.period) != name_of(earlier.phrase) for one in levels)


def _spans_change(phrase: TimePhrase) -> bool:
    """Distinguish a time that holds the former figure, too: since 2011 it fell from 94 to 81."""
    return phrase.cue == "since" or phrase.kind in ("years", "months", "run")


def _about(draft: FigureDraft, times: SentenceTimes) -> tuple[str, ...]:
    unit = draft.kind if draft.kind in ("money", "percent") else f"{draft.kind} {draft.dimension or ''}"
    based = ("compared with",) if times.is_base(draft) else ()
    return unit, f"{draft.role} {draft.direction}", *based


def _place(question: TimeQuestion, phrase: TimePhrase, beside: TimeBeside) -> list[str]:
    """Return where a time of the sentence stands."""
    side, start, end, apart, figures, commas, clauses = beside
    lower_at = question.times.tokens.lower_at
    found = [
        f"{side} gap {beside.step()}",
        f"{side} apart {min(apart, 2)}",
        f"{side} figures {min(figures, MANY)}",
        f"{side} commas {commas}",
        f"{side} clauses {clauses}",
        f"{side} cue {phrase.cue}",
        f"{side} kind {phrase.kind} apart {min(apart, 1)} figures {min(figures, 1)}",
        f"{side} apart {min(apart, 1)} figures {min(figures, 1)} clauses {min(clauses, 1)} commas {min(commas, 1)}",
    ]
    if phrase.kind == "loose":
        now = phrase.text.lower()
        found += [
            f"{side} {now} gap {beside.step()}",
            f"{side} {now} figures {min(figures, 1)} clauses {min(clauses, 1)}",
        ]
        found += [f"{now} {one}" for one in question.about]
    places = (*range(start, min(end, start + FIRST_WORDS)), *range(max(start + FIRST_WORDS, end - LAST_WORDS), end))
    return found + [f"{side} word {lower_at(at)}" for at in places]


def _compare(question: TimeQuestion, phrase: TimePhrase, beside: TimeBeside) -> list[str]:
    """Return how a time of the sentence agrees with the rules, the figure, and the figure before."""
    side, figures, draft = beside.side, min(beside.figures, 1), question.draft
    found = [f"rule {draft.rule_period is phrase}"]
    if draft.rule_period is phrase:
        found.append(f"rule {side} {phrase.kind}")
    elif draft.rule_period is not None:
        found.append("rule other")
    if phrase in question.bases:
        found += ["base", f"base {side}"]
    for one in question.about:
        found += [f"{one} cue {phrase.cue} {side}", f"{one} kind {phrase.kind}"]
    like = question.timeline.is_like(draft)
    if question.timeline.last == name_of(phrase):
        found += ["last", f"last figures {figures} {side} {like}"]
    elif question.timeline.last_in == question.times.sentence:
        last = "other" if question.timeline.last else "none"
        found += [f"last {last} {side} {like}", f"last {last} {side} figures {figures}"]
    return found


def _recall(question: TimeQuestion, earlier: EarlierTime) -> list[str]:
    """Return the features of a time of an earlier sentence."""
    phrase, tokens = earlier.phrase, question.times.tokens
    back = min(FAR_BACK, question.times.sentence - earlier.sentence)
    lines = min(2, tokens.text.count("\n", phrase.end, tokens.starts[0]))
    found = [
        *recalled(earlier, back),
        f"told beside {min(2, len(question.times.phrases))}",
        f"told tense {question.times.tense} kind {phrase.kind}",
        f"told word {tokens.lower_at(0)}",
        f"told lines {lines} back {min(back, 2)}",
        *_use(question, earlier),
    ]
    for one in question.about:
        found += [f"told {one}", f"told {one} kind {phrase.kind}"]
    if question.timeline.last == name_of(phrase):
        found += [
            "told last",
            f"told last {back} used {min(MANY, earlier.used)}",
            f"told last in {_since_last(question)} {question.timeline.is_like(question.draft)}",
            f"told last lines {lines}",
            *[f"told last {one}" for one in question.about],
        ]
    return found


def _use(question: TimeQuestion, earlier: EarlierTime) -> list[str]:
    """Return how often an earlier time was mentioned and used."""
    used_back = min(4, question.times.sentence - earlier.used_in) if earlier.used else "never"
    found = [
        f"told often {min(MANY, earlier.mentions)}",
        f"told used {min(MANY, earlier.used)}",
        f"told used back {used_back}",
        f"told first {min(2, earlier.first)}",
        f"told like {(question.draft.kind, question.draft.unit) in earlier.units}",
    ]
    if earlier.opens:
        found.append("told opens")
    if earlier.phrase.aside:
        found.append("told aside")
    return found


def _since_last(question: TimeQuestion) -> int:
    return min(MANY, question.times.sentence - question.timeline.last_in)


def _describe_none(question: TimeQuestion) -> list[str]:
    """Return the features of the option of no time."""
    draft, times, timeline = question.draft, question.times, question.timeline
    found = [
        *[f"none {one}" for one in question.about],
        f"none tense {times.tense}",
        f"none times {min(MANY, len(times.phrases))}",
        f"none rule {draft.rule_period is not None}",
        f"none last {timeline.last is not None}",
        f"none told {min(MANY, len(timeline.times))}",
        f"none unit {draft.unit}",
        f"none form {draft.form} {draft.rule_trivial}",
        f"none sentence {min(4, times.sentence)}",
        f"none ordinal {min(4, times.drafts.index(draft))}",
    ]
    if timeline.last_in == times.sentence:
        found.append(f"none last {timeline.last is None} like {timeline.is_like(draft)}")
    else:
        found.append(f"none last {timeline.last is None} in {_since_last(question)}")
    return found + _words_around(draft, times)


def _words_around(draft: FigureDraft, times: SentenceTimes) -> list[str]:
    """Return the features of the words beside a figure, for the option of no period."""
    lower_at = times.tokens.lower_at
    return [
        f"none before {lower_at(draft.first - 1)}",
        f"none after {lower_at(draft.last)}",
        f"none word {lower_at(draft.first - 2)}",
        f"none word {lower_at(draft.first - 3)}",
        f"none then {lower_at(draft.last + 1)}",
        f"none attribute {lower_at(draft.tail) in HYPHENS}",
    ]
