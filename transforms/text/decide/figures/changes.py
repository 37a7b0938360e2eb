"""Decide the direction and period of the figures of one sentence, then, once what is ahead is known, their bases."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.text.decide.figures.change_days import find_change_day
from dyadwire.transforms.text.decide.figures.coordinated import (
    LEADS,
    date_in_turn,
    date_yields,
    is_counted_with,
    level_of,
)
from dyadwire.transforms.text.decide.figures.figure_base import choose_base
from dyadwire.transforms.text.decide.figures.figure_direction import choose_directions
from dyadwire.transforms.text.decide.figures.figure_period import choose_period
from dyadwire.transforms.text.decide.figures.former_levels import compare_with_former
from dyadwire.transforms.text.decide.figures.report_period import carry_period, only_compares, open_report
from dyadwire.transforms.text.decide.figures.sentence import FigureArticle, FigureSentence
from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.decide.figures.shared_bases import share_bases, share_with_level
from dyadwire.transforms.text.decide.figures.span_bases import begin_with_clause, begin_with_period, split_span
from dyadwire.transforms.text.decide.figures.victims import VICTIMS
from dyadwire.transforms.text.decide.figures.when import as_told, is_afar, is_over
from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.changes.rule_direction import Directions
from dyadwire.transforms.text.figures.dating.bases import Bases
from dyadwire.transforms.text.figures.dating.dated_sentence import DatedSentence
from dyadwire.transforms.text.figures.dating.period import Periods
from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.anaphoric_times import is_to_be
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.times.vague_times import find_loose_times
from dyadwire.transforms.text.figures.tokens import Tokens

DAYS_TOLD = ("weekday", "day")
LASTING_YET = frozenset(("has", "have", "are", "is", "will", "since", "so"))  # 300 have died in this war
PAST = frozenset(("was", "were", "died", "killed"))
BASE_KINDS = ("ago", "same", "year", "relative", "monthyear")  # after "from" these are what is compared with


class Changes(NamedTuple):
    """How the figures of a sentence are linked, what rules say of their periods, and the times beside them."""

    links: Links
    periods: Periods
    times: SentenceTimes


def decide_changes(here: FigureSentence, article: FigureArticle) -> Changes:
    """Set direction and period of every figure of a sentence."""
    drafts, tokens, phrases, rules = here.drafts, here.tokens, here.phrases, article.rules
    cues = Cues(drafts, tokens, rules, _aside_tokens(phrases, tokens))
    Directions(cues).mark()
    links = Links(cues)
    links.mark()
    for draft, direction in zip(drafts, choose_directions(cues, here.topics, here.number), strict=True):
        draft.direction = draft.restates.direction if draft.restates else direction
    periods = Periods(DatedSentence(drafts, phrases, tokens, rules, article.published, links))
    timed = sorted([*phrases, *find_loose_times(tokens, phrases)])
    times = SentenceTimes(here, timed, rules.words, article.published)
    _decide_periods(periods, times, article.timeline)
    return Changes(links, periods, times)


def _decide_periods(periods: Periods, times: SentenceTimes, timeline: Timeline) -> None:
    """Decide when each figure holds; one that is only compared with did not go the way of the change joined to it."""
    periods.mark_periods()
    compares = only_compares(times)
    for index, draft in enumerate(times.drafts):
        if draft.restates:
            draft.period = draft.restates.period
        elif draft.kind != "ordinal":
            level = level_of(index, times.drafts, times.tokens, periods.rules)
            if level:  # down from $50bn in May but up 12 percent: it is not the $50bn that went up
                draft.period, times.drafts[index - 1].direction = level.period, None
            else:
                draft.period = choose_period(draft, times, timeline, periods.bases.phrases)
            timeline.use(draft, times.sentence, is_base=compares or times.is_base(draft))
    for draft, other in pairwise(times.drafts):
        multiplied = draft.form == "multiple" and draft.linked is other and draft.period is None
        if multiplied or is_counted_with(draft, other, times):
            draft.period = other.period  # tripled to 9 tonnes in May
    date_yields(times)
    date_in_turn(times)


def decide_bases(changes: Changes, timeline: Timeline) -> None:
    """Decide with what time each figure is compared; what is ahead is known, and with it which days periods mean."""
    _, periods, times = changes
    bases = periods.bases
    changed = [find_change_day(draft, times, periods.rules) for draft in times.drafts]
    for draft, day in zip(times.drafts, changed, strict=True):
        _set_change_day(draft, day)
        _settle(draft, times, periods)
    for index, draft in enumerate(times.drafts if periods.compares() else ()):
        if draft.kind != "ordinal":
            _redate(draft, bases)
            periods.mark_base(index)
    for draft, day in zip(times.drafts, changed, strict=True):
        if draft.restates:
            draft.baseline, draft.compared_with = draft.restates.baseline, draft.restates.compared_with
        elif draft.kind != "ordinal":
            base, draft.compared_with, refutes = choose_base(draft, times, timeline, bases, day)
            if refutes and draft.period:
                barred = (refutes, (draft.period.start, draft.period.end))
                draft.period = choose_period(draft, times, timeline, bases.phrases, barred)
                _settle(draft, times, periods)
            timeline.compare(base if isinstance(base, TimePhrase) else None)
            draft.baseline = bases.phrase_of(base, draft.period) if isinstance(base, TimePhrase) else base
    _complete_bases(times, bases)
    timeline.former = compare_with_former(times, periods.rules, timeline.former)


def _set_change_day(draft: FigureDraft, day: TimePhrase | None) -> None:
    """Give a figure the time of its change, and take it from what it was changed from."""
    if day is None or draft.base is None:
        return
    draft.period = draft.period or day
    if draft.base.period and (draft.base.period.start, draft.base.period.end) == (day.start, day.end):
        draft.base.period = None


def _complete_bases(times: SentenceTimes, bases: Bases) -> None:
    """Take the bases that others tell: the figure before, the period itself."""
    share_bases(times)
    split_span(times)
    begin_with_period(times, bases)
    begin_with_clause(times, bases)
    share_with_level(times)
    for draft in times.drafts:
        if draft.restates:
            draft.period, draft.baseline = draft.restates.period, draft.restates.baseline


def decide_carried(changes: Changes, timeline: Timeline) -> None:
    """Date what goes on with the report of the sentence before; topics and what is ahead are known."""
    _, periods, times = changes
    for draft in times.drafts:
        if _cannot_be_told(draft, times, periods):
            draft.period = None
        draft.period = (
            draft.period or _day_of_deaths(draft, times) or _day_before(draft, times, timeline, periods.rules)
        )
    report = timeline.report or open_report(timeline.lead, times.sentence)
    dated, timeline.report = carry_period(times, periods, report)
    for draft in dated:
        index = times.drafts.index(draft)
        _redate(draft, periods.bases)
        periods.mark_base(index)
        base, draft.compared_with, _ = choose_base(draft, times, timeline, periods.bases)
        draft.baseline = periods.bases.phrase_of(base, draft.period) if isinstance(base, TimePhrase) else base


def _day_of_deaths(draft: FigureDraft, times: SentenceTimes) -> TimePhrase | None:
    """Return the day behind a toll that the rules choose: 27 died when a quake of magnitude 6 struck on Monday."""
    day, tokens = draft.rule_period, times.tokens
    if day is None or draft.topic != VICTIMS or draft.kind != "count" or day.kind not in ("weekday", "day"):
        return None
    if day.start < tokens.ends[draft.last - 1] or times.is_base(draft):
        return None
    between = tokens.lower[draft.last : bisect_left(tokens.starts, day.start)]
    return None if is_to_be(between) else day  # 40 died, and ministers will meet on Monday


def _day_before(draft: FigureDraft, times: SentenceTimes, timeline: Timeline, rules: Rules) -> TimePhrase | None:
    """Return the day of the sentence before, where it told what killed: it hit Zakho on Wednesday. Nine were killed."""
    if draft.topic != VICTIMS or draft.kind != "count" or draft.trivial or times.phrases:
        return None
    words = times.tokens.lower
    first = next(one.first for one in times.drafts if one.topic == VICTIMS)
    plain = LEADS.union(rules.words["toll_lead"], rules.words["filler"], ("the", "another")).issuperset(words[:first])
    told = [one.phrase for one in timeline.times.values() if one.sentence == times.sentence - 1]
    if not plain or len(told) != 1 or told[0].kind not in DAYS_TOLD or not LASTING_YET.isdisjoint(words):
        return None
    return None if PAST.isdisjoint(words[draft.last :]) and PAST.isdisjoint(words[first:]) else told[0]


def _cannot_be_told(draft: FigureDraft, times: SentenceTimes, periods: Periods) -> bool:
    """Recognise a time that was told before and is over, of what will be."""
    told_before = draft.period is not None and draft.period.start < times.tokens.starts[0]
    return told_before and draft.ahead and "will" in times.tokens.lower and is_over(draft.period, periods.published)


def _settle(draft: FigureDraft, times: SentenceTimes, periods: Periods) -> None:
    """Set the days of a period that the sentence tells without a year: ahead of the article, or behind it."""
    phrase, published, tokens = draft.period, periods.published, times.tokens
    if phrase is None or published is None or not is_afar(phrase, published, ahead=draft.ahead):
        return
    if not tokens.starts[0] <= phrase.start < tokens.ends[-1]:
        return  # told before, of something else
    first, last = bisect_left(tokens.starts, phrase.start), bisect_left(tokens.starts, phrase.end)
    between = tokens.lower[last : draft.first] if last <= draft.first else tokens.lower[draft.last : first]
    draft.period = as_told(phrase, published, between, ahead=draft.ahead)


def _redate(draft: FigureDraft, bases: Bases) -> None:
    """Date the base of a figure by the period of that figure."""
    dated = bases.redated(draft)
    if dated and draft.base:
        draft.base.period = dated


def _aside_tokens(phrases: list[TimePhrase], tokens: Tokens) -> frozenset[int]:
    """Return the tokens of time phrases and of the prepositions before them."""
    found: set[int] = set()
    at, starts = 0, tokens.starts
    for phrase in phrases:
        at = bisect_left(starts, phrase.start, at)
        if phrase.cue and (
            phrase.cue not in ("to", "from", "below", "above") or (phrase.cue == "from" and phrase.kind in BASE_KINDS)
        ):
            found.update(back for back in (at - 1, at - 2) if tokens.lower_at(back) in (phrase.cue, "the"))
        found.update(range(at, bisect_left(starts, phrase.end, at)))
    return frozenset(found)
