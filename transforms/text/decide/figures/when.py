"""When a figure can be at all: its times against the date of its article, its state, and one another.

What has come about is of no time after the article. A month, day or quarter without a year lies behind the article for
what is reported, ahead of it for what is expected. Where the article has no date, only times with a year tell anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from dyadwire.transforms.text.figures.dating.bases import points_back
from dyadwire.transforms.text.figures.times.calendar import FIND_MONTH, FIND_YEAR, DaySpan, shift
from dyadwire.transforms.text.figures.times.phrases import AHEAD, RECENT_DAYS, TimePhrase

YEARLESS = ("day", "month", "months", "part", "upto", "week", "fiscal")  # kinds that may tell no year
TELLS_YEAR = re.compile(r"\b(?:last|past|previous|this|next|current)\b")
UNTIL = frozenset(("until", "till", "through", "to"))  # what lasts until then is so now
DELIVERED = "for"  # sold for May shipment: it is sold
SOON = timedelta(RECENT_DAYS)
# With one of these between a time and what is expected, the time is that of the word: in February they agreed to buy.
DECIDED = frozenset(
    (
        "agreed",
        "announced",
        "decided",
        "had",
        "pledged",
        "predicted",
        "projected",
        "promised",
        "proposed",
        "signed",
        "vowed",
    )
)
COMING = frozenset(("are", "due", "expected", "is", "scheduled", "set"))  # before "to" they tell what is yet to be


def is_bare(phrase: TimePhrase) -> bool:
    """Tell a time that names no year, and may be this one's or the next's: in March, the fourth quarter."""
    words = phrase.text.lower()
    if phrase.kind not in YEARLESS or FIND_YEAR.search(words) or TELLS_YEAR.search(words):
        return False
    return FIND_MONTH.search(words) is not None or (phrase.kind == "part" and "year" not in words)


def is_yet(phrase: TimePhrase | None, published: date | None) -> bool:
    """Tell a time that begins after the article, whatever is told of it."""
    if phrase is None or phrase.days is None or published is None or phrase.days.start <= published:
        return False
    if phrase.cue in UNTIL or phrase.cue == DELIVERED:
        return False
    return not is_bare(phrase) or _is_nearer_ahead(phrase, published)


def _is_nearer_ahead(phrase: TimePhrase, published: date) -> bool:
    """Tell whether a time is nearer to the article than the same one a year before."""
    before = shift(phrase.days, "year", -1) if phrase.days else None
    return before is None or phrase.days is None or phrase.days.start - published <= published - before.end


def is_over(phrase: TimePhrase | None, published: date | None) -> bool:
    """Tell a time that ended before the article, whatever is told of it."""
    if phrase is None or phrase.days is None or published is None or phrase.days.end >= published:
        return False
    return not (is_bare(phrase) and published - phrase.days.end > SOON)


def is_afar(phrase: TimePhrase, published: date, *, ahead: bool) -> bool:
    """Tell a time without a year far from the article, on the side where its figure, ahead or not, cannot be."""
    days = phrase.days
    if days is None or (published - days.end if ahead else days.start - published) <= SOON:
        return False
    return phrase.cue != "since" and is_bare(phrase)


def as_told(phrase: TimePhrase, published: date, between: Sequence[str], *, ahead: bool) -> TimePhrase:
    """Return such a time on the other side of the article, unless it is that of another word or ahead by its own.

    `between` are the words from the figure to the time, or the other way about.
    """
    stays = not DECIDED.isdisjoint(between) if ahead else _lies_ahead(phrase, published, between)
    if stays or phrase.days is None:
        return phrase
    return phrase._replace(days=shift(phrase.days, "year", 1 if ahead else -1))


def _lies_ahead(phrase: TimePhrase, published: date, between: Sequence[str]) -> bool:
    """Tell a time that is ahead by its own words: until May, six trains will run from May; by May, unless that was."""
    if phrase.cue in UNTIL:
        return _is_nearer_ahead(phrase, published)  # spent until June 30 is told in July
    if any(word in COMING and then == "to" for word, then in pairwise(between)):
        return True
    return phrase.cue in AHEAD and is_yet(phrase, published)


def as_base(phrase: TimePhrase, period: TimePhrase | None, published: date | None) -> TimePhrase | None:
    """Return a time as what a figure of some period can be compared with; None where it cannot."""
    days = phrase.days
    if days is None or can_be_base(days, period, published) or points_back(phrase):
        return phrase
    before = shift(days, "year", -1) if is_bare(phrase) else None
    return phrase._replace(days=before) if before and can_be_base(before, period, published) else None


def can_be_base(base: DaySpan, period: TimePhrase | None, published: date | None) -> bool:
    """Tell whether a figure can be compared with a time: not with one later than its own.

    Nor with one after the article, unless its own is later still.
    """
    now = period.days if period else None
    if period and now and base.start > now.end and not _may_be_next(period, published):
        return False
    return published is None or base.start <= published or (now is not None and base.start < now.start)


def _may_be_next(period: TimePhrase, published: date | None) -> bool:
    """Tell a time without a year that may as well be the next one: the second half, where the first is not over."""
    after = shift(period.days, "year", 1) if period.days and published and is_bare(period) else None
    return after is not None and published is not None and after.start - published <= SOON
