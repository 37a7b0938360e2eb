"""Decide the direction, period and base of the figures of one sentence, in this order."""

from __future__ import annotations

from bisect import bisect_left

from dyadwire.transforms.text.decide.figures.figure_base import choose_base
from dyadwire.transforms.text.decide.figures.figure_direction import choose_directions
from dyadwire.transforms.text.decide.figures.figure_period import choose_period
from dyadwire.transforms.text.decide.figures.sentence import FigureArticle, FigureSentence
from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.changes.rule_direction import Directions
from dyadwire.transforms.text.figures.dating.bases import Bases
from dyadwire.transforms.text.figures.dating.period import Periods
from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.loose import find_loose_times
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

BASE_KINDS = ("ago", "same", "year", "relative", "monthyear")  # after "from" these are what is compared with


def decide_changes(here: FigureSentence, article: FigureArticle) -> Links:
    """Set direction, period and base of every figure of a sentence; return how its figures are linked."""
    drafts, tokens, phrases, rules = here.drafts, here.tokens, here.phrases, article.rules
    cues = Cues(drafts, tokens, rules, _aside_tokens(phrases, tokens))
    Directions(cues).mark()
    links = Links(cues)
    links.mark()
    for draft, direction in zip(drafts, choose_directions(cues, here.number), strict=True):
        draft.direction = draft.restates.direction if draft.restates else direction
    periods = Periods(drafts, phrases, tokens, rules, article.published, links)
    times = SentenceTimes(tokens, drafts, sorted([*phrases, *find_loose_times(tokens, phrases)]), here.number)
    _decide_periods(periods, times, article.timeline)
    _decide_bases(periods, times, article.timeline)
    return links


def _decide_periods(periods: Periods, times: SentenceTimes, timeline: Timeline) -> None:
    """Decide when each figure holds; then date those with which one is compared by its own period."""
    periods.mark_periods()
    for draft in times.drafts:
        if draft.restates:
            draft.period = draft.restates.period
        elif draft.kind != "ordinal":
            draft.period = choose_period(draft, times, timeline, periods.bases.phrases)
            timeline.use(draft, times.sentence)
    for index, draft in enumerate(times.drafts if periods.compares() else ()):
        if draft.kind != "ordinal":
            _redate(draft, periods.bases)
            periods.mark_base(index)


def _decide_bases(periods: Periods, times: SentenceTimes, timeline: Timeline) -> None:
    """Decide with what time each figure is compared."""
    bases = periods.bases
    for draft in times.drafts:
        if draft.restates:
            draft.baseline, draft.compared_with = draft.restates.baseline, draft.restates.compared_with
        elif draft.kind != "ordinal":
            base, draft.compared_with = choose_base(draft, times, timeline, bases.phrases)
            timeline.compare(base if isinstance(base, TimePhrase) else None)
            draft.baseline = bases.phrase_of(base, draft.period) if isinstance(base, TimePhrase) else base


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
