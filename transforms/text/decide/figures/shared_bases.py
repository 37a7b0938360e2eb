"""Give what is compared without a time that of the one before it.

In "exports fell to $6bn last year from $7bn in 1985, while imports rose to $3bn from $2bn" the $2bn are of 1985, too.
"""

from __future__ import annotations

from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.dating.bases import to_phrase
from dyadwire.transforms.text.figures.dating.timeline import name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.phrases import TimePhrase


def share_bases(times: SentenceTimes) -> None:
    """Date each figure of a sentence that is compared with, where none but the one before it has a time."""
    level: FigureDraft | None = None
    for draft in times.drafts:
        if draft.base is None or draft.role != "level":
            continue
        shared = level.base.period if level and level.base else None
        if level and shared and _is_open(draft, draft.base, shared) and _goes_on(level, draft, shared, times):
            draft.base.period = shared
            draft.baseline = draft.baseline or to_phrase(shared, times.tokens)
        level = draft


def share_with_level(times: SentenceTimes) -> None:
    """Compare a level with what its change is compared with: $3 billion, an increase of 5 percent over 2022."""
    for draft in times.drafts:
        change = draft.linked
        if change and draft.role == "level" and change.role == "change" and change.baseline:
            told = draft.baseline or draft.base
            if told is None and draft.direction == change.direction:
                draft.baseline = change.baseline


def _is_open(draft: FigureDraft, base: FigureDraft, shared: TimePhrase) -> bool:
    """Tell a figure that is compared with one of no time, itself with none but that of the figure before it."""
    told = draft.baseline.text.lower() if draft.baseline else name_of(shared)
    return base.period is None and base.first > draft.first and told.endswith(name_of(shared))


def _goes_on(level: FigureDraft, draft: FigureDraft, shared: TimePhrase, times: SentenceTimes) -> bool:
    """Tell a figure of the same time as the one before it, with no other time in its clause."""
    if level.base is None or draft.base is None or shared.start < times.tokens.ends[level.base.last - 1]:
        return False
    period, theirs = draft.period, level.period
    if (name_of(period) if period else None) != (name_of(theirs) if theirs else None):
        return False
    return not any(shared.end <= one.start for one in times.phrases)
