"""Decide with what time a figure is compared: one of its sentence, one mentioned earlier, or none."""

from __future__ import annotations

import re
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.figure_period import TimeQuestion
from dyadwire.transforms.text.decide.figures.possible_bases import PossibleBases
from dyadwire.transforms.text.decide.figures.sentence_times import NONE, SentenceTimes, TimeBeside, recalled, step_of
from dyadwire.transforms.text.decide.model import Place, load_model
from dyadwire.transforms.text.figures.dating.bases import Bases
from dyadwire.transforms.text.figures.dating.timeline import EarlierTime, Timeline, name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.findings import Phrase

LIKENING = frozenset(("compared", "against", "than", "from", "versus"))
COMPARING = LIKENING | {"over", "since", "above", "below", "on"}
REACH = 12  # tokens after a figure in which one of them tells that it is compared
THRESHOLD = 0.36  # probability from which a time is given: 88 of 100 given are right on modern news
FAR_BACK = 4  # sentences back, beyond which distances are alike


class Base(NamedTuple):
    """With what a figure is compared: a time, in words what else; and where it stands, if its period cannot be then."""

    time: TimePhrase | Phrase | None
    words: str | None
    refutes: Place | None = None


def choose_base(
    draft: FigureDraft, times: SentenceTimes, timeline: Timeline, bases: Bases, changed: TimePhrase | None = None
) -> Base:
    """Return the time that a figure is compared with, and in words the figure or thing: from 39 percent, from its peak.

    `draft.rule_baseline` is what the rules say: where they name a figure with the time that is chosen, it tells both.
    A time that cannot be is no option, nor is `changed`, when the figure was changed.
    """
    if not _may_be_compared(draft, times):
        return Base(None, None)
    question = TimeQuestion(draft, _about(draft), times, timeline, bases.phrases)
    known, options, timed = _of_sentence(question)
    if changed and known.pop((changed.start, changed.end), None):
        del options[changed.start, changed.end]
    for earlier in timeline.latest(times.phrases):
        place = (earlier.phrase.start, earlier.phrase.end)
        known[place] = earlier.phrase
        options[place] = _recall(question, earlier)
    possible = PossibleBases(draft, bases)
    _leave_possible(known, options, possible)
    stated, words = _as_stated(None if timed else draft.rule_baseline, times)
    if draft.rule_baseline and not possible.allows(draft.rule_baseline):
        stated, words = None, possible.words(draft.rule_baseline)
    if not known:
        return Base(stated, words)
    chances = load_model("figure_base").choose(times.place_of(draft), options)
    best = max(known, key=chances.__getitem__)
    if chances[best] < THRESHOLD:
        return Base(stated, words)
    return Base(known[best], words, best if possible.refutes(best, known[best]) else None)


def _leave_possible(
    known: dict[Place, TimePhrase | Phrase], options: dict[Place, list[str]], possible: PossibleBases
) -> None:
    """Take away the times with which a figure cannot be compared, and give the others the days that they can have."""
    for place, base in list(known.items()):
        dated = possible.dated(place, base)
        if dated is None:
            del known[place], options[place]
        else:
            known[place] = dated


def _of_sentence(question: TimeQuestion) -> tuple[dict[Place, TimePhrase | Phrase], dict[Place, list[str]], bool]:
    """Return the times of the sentence and their features, none of them first, and whether one is what rules say."""
    draft, times, based = question.draft, question.times, question.draft.rule_baseline
    known: dict[Place, TimePhrase | Phrase] = {}
    options: dict[Place, list[str]] = {NONE: _describe_none(question)}
    timed = False
    for index, beside in enumerate(times.beside(draft)):
        phrase, place = times.phrases[index], (times.phrases[index].start, times.phrases[index].end)
        within = based is not None and _has(based, phrase) and _may_tell(draft, beside)
        timed = timed or within
        if beside.side != "in":
            known[place] = based if within and based else phrase
            agreeing = _agree(question, index, beside, within)
            options[place] = [*times.fixed[index], *_place(question, index, beside), *agreeing]
    return known, options, timed


def _as_stated(base: Phrase | None, times: SentenceTimes) -> tuple[Phrase | None, str | None]:
    """Return what the rules say as a time where it has one, else in words."""
    if base is None:
        return None, None
    return (base, None) if any(_has(base, phrase) for phrase in times.phrases) else (None, base.text)


def _has(base: Phrase, phrase: TimePhrase) -> bool:
    """Tell whether what the rules say has the words of a time; "than Mayfair's" has no May."""
    return phrase.text in base.text and bool(re.search(rf"(?<!\w){re.escape(phrase.text)}(?!\w)", base.text))


def _may_tell(draft: FigureDraft, beside: TimeBeside) -> bool:
    """Tell whether a time stands where words of the rules on a base can be: from 5% in 2020 to 9%."""
    return beside.side == "after" or (draft.base is not None and beside.start > draft.base.first)


def _may_be_compared(draft: FigureDraft, times: SentenceTimes) -> bool:
    if draft.direction or draft.role == "change" or draft.base or draft.rule_baseline:
        return True
    return not LIKENING.isdisjoint(times.tokens.lower[draft.last : draft.last + REACH])


def _about(draft: FigureDraft) -> tuple[str, ...]:
    return (
        f"{draft.role} {draft.direction is not None}",
        f"{draft.kind} {draft.role}",
        f"based {draft.base is not None} {draft.role}",
    )


def _state(question: TimeQuestion) -> str:
    """Return what is known of how a figure is compared: what it is, and whether rules name a figure or more."""
    draft = question.draft
    return f"{draft.role} {draft.direction is not None} {draft.base is not None} {draft.rule_baseline is not None}"


def _place(question: TimeQuestion, index: int, beside: TimeBeside) -> list[str]:
    """Return where a time of the sentence stands."""
    side, start, end, apart, figures, commas, clauses = beside
    phrase, lower_at = question.times.phrases[index], question.times.tokens.lower_at
    lead = question.times.spans[index][0] - 1 - bool(phrase.cue)
    found = [
        f"{side} gap {beside.step()}",
        f"{side} apart {min(apart, 2)} figures {min(figures, 2)}",
        f"{side} commas {commas} clauses {clauses}",
        f"{side} cue {phrase.cue}",
        f"{side} cue {phrase.cue} figures {min(figures, 2)}",
        f"{side} lead {lower_at(lead)}",
        f"{side} lead {lower_at(lead)} {lower_at(lead - 1)}",
        f"{side} kind {phrase.kind}",
    ]
    for word in sorted(COMPARING.intersection(question.times.tokens.lower[start:end])):
        found += [f"{side} past {word}", f"{side} past {word} figures {min(figures, 2)}"]
    return found


def _agree(question: TimeQuestion, index: int, beside: TimeBeside, within: bool) -> list[str]:
    """Return how a time of the sentence agrees with the rules, the period, the base figure, and the figure before."""
    phrase, side, draft = question.times.phrases[index], beside.side, question.draft
    own, based = draft.period is not None and name_of(draft.period) == name_of(phrase), phrase in question.bases
    found = [
        f"period {own} {side}",
        f"period known {draft.period is not None} {side} {phrase.kind}",
        f"rule base {based} {side}",
        f"rule {within} {draft.rule_baseline is not None}",
    ]
    for one in question.about:
        found += [f"{one} {side} {phrase.cue}", f"{one} {phrase.kind}", f"{one} rule base {based}"]
    state = _state(question)
    found += [
        f"{state} {side} rule {within} {based} period {own}",
        f"{state} {side} rule {within} {based} cue {phrase.cue}",
        f"{state} {side} figures {min(beside.figures, 2)} clauses {min(beside.clauses, 1)} rule {based}",
        f"{side} rule {within} {based} {phrase.kind} {draft.role}",
    ]
    if draft.base:
        away = question.times.spans[index][0] - draft.base.last
        step = step_of(away) if away >= 0 else "before"
        found += [f"from base {step}", f"from base {step} {phrase.cue}"]
    if question.timeline.last_base == name_of(phrase):
        found += [
            f"last base {side}",
            f"last base figures {min(beside.figures, 2)} like {question.timeline.is_like(draft)}",
        ]
    return found


def _recall(question: TimeQuestion, earlier: EarlierTime) -> list[str]:
    """Return the features of a time of an earlier sentence."""
    phrase, back, draft = earlier.phrase, min(FAR_BACK, question.times.sentence - earlier.sentence), question.draft
    found = [
        *recalled(earlier, back),
        f"told based {min(2, earlier.based)}",
        f"told period {draft.period is not None and name_of(draft.period) == name_of(phrase)}",
    ]
    last = question.timeline.last_base == name_of(phrase)
    found += [
        f"told {_state(question)} last {last}",
        f"told {_state(question)} last {last} beside {min(2, len(question.times.phrases))}",
    ]
    for one in question.about:
        found += [f"told {one}", f"told based {min(2, earlier.based)} {one}"]
    if last:
        found += [
            "told last base",
            f"told last base {back} based {draft.base is not None} like {question.timeline.is_like(draft)}",
        ]
    return found


def _describe_none(question: TimeQuestion) -> list[str]:
    """Return the features of the option of no time."""
    draft, lower_at = question.draft, question.times.tokens.lower_at
    state, last = _state(question), question.timeline.last_base is not None
    found = [
        *[f"none {one}" for one in question.about],
        f"none {state}",
        f"none {state} times {min(3, len(question.times.phrases))}",
        f"none {state} last {last} like {question.timeline.is_like(draft)}",
        f"none {state} {draft.kind} times {min(1, len(question.times.phrases))}",
        f"none rule {draft.rule_baseline is not None}",
        f"none times {min(3, len(question.times.phrases))}",
        f"none after {lower_at(draft.last)}",
        f"none then {lower_at(draft.last + 1)}",
        f"none before {lower_at(draft.first - 1)}",
        f"none last {question.timeline.last_base is None} like {question.timeline.is_like(draft)}",
    ]
    past = sorted(COMPARING.intersection(question.times.tokens.lower[draft.last : draft.last + REACH]))
    return found + [f"none past {word}" for word in past]
