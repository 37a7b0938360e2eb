"""Compare what has changed in a span of time with how that began: up 12 percent since March, or from 2010 to 2015."""

from __future__ import annotations

import re
from datetime import date

from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.dating.bases import Bases
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.times.calendar import FIND_YEAR, of_year
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.findings import Phrase

FROM_REACH = 3  # tokens of "from about" before a figure
SINCE, HAS = "since", ("has", "have")
SPANNED = ("between", "from")
JOINT = re.compile(r" (?:and|to|through|until|till) | ?[-–—] ?")
YEARS = re.compile(rf"\d{{4}}(?:{JOINT.pattern})\d{{4}}")
RATES = frozenset(("annual", "annualised", "annualized", "average", "averaged", "yearly"))
RATE_REACH = 3  # tokens of "average yearly rate" before "of" and a figure
ROUGHLY = frozenset(("about", "around", "nearly", "roughly"))
EACH = frozenset(("a", "annually", "each", "per"))  # after a figure


def begin_with_period(times: SentenceTimes, bases: Bases) -> None:
    """Compare what has changed since some time, or between two, with the first: up 12 percent since March."""
    for draft in times.drafts:
        period = draft.period
        if draft.direction is None or draft.baseline or period is None:
            continue
        if _is_since(period):
            draft.baseline = _beginning(period) if period.kind == "event" else bases.phrase_of(period, None)
        elif _is_share(draft) and _spans_years(period) and not _is_rate(draft, times):
            draft.baseline = Phrase(*_ends(period)[0])


def begin_with_clause(times: SentenceTimes, bases: Bases) -> None:
    """Compare what has changed with the time of a clause before it: since it was built in 1976, it has leaped."""
    words = times.tokens.lower
    has = next((at for at, word in enumerate(words) if word in HAS), 0) if SINCE in words[:2] else 0
    told = [one for one, (_, last) in zip(times.phrases, times.spans, strict=True) if last < has and words[last] == ","]
    for draft in times.drafts if told else ():
        after = draft.period and draft.period.start > told[-1].end
        if draft.first > has and draft.role == "change" and draft.direction and not draft.baseline and not after:
            draft.baseline = bases.phrase_of(told[-1], None)


def split_span(times: SentenceTimes) -> None:
    """Date the two levels of "between 2013 and 2022 it rose from 5 tonnes to 110" each by its own year."""
    for draft in times.drafts:
        base, period = draft.base, draft.period
        if base is None or period is None or draft.role != "level" or not _spans_years(period):
            continue
        if (base.period is None or base.period == period) and _is_from(base, times):
            (first, began, _), (last, _, ended) = _ends(period)
            if began and ended:
                base.period = _end_phrase(period, first)
                draft.period, draft.baseline = _end_phrase(period, last), Phrase(*_ends(period)[0])


def _is_from(base: FigureDraft, times: SentenceTimes) -> bool:
    return "from" in times.tokens.lower[max(0, base.first - FROM_REACH) : base.first]


def _end_phrase(span: TimePhrase, year: str) -> TimePhrase:
    start = span.start + span.text.index(year)
    return span._replace(start=start, end=start + len(year), kind="year", cue="", text=year, days=of_year(int(year)))


def _beginning(event: TimePhrase) -> Phrase:
    began = event.days.start if event.days else None
    return Phrase(event.text, began, began)


def _spans_years(period: TimePhrase) -> bool:
    """Tell the years between which something changed; a quarter told by its months is compared with the last one."""
    return period.cue in SPANNED and YEARS.fullmatch(period.text.lower()) is not None


def _ends(span: TimePhrase) -> list[tuple[str, date | None, date | None]]:
    """Return the 2010 and 2015 of "between 2010 and 2015", with their days."""
    told = [text for text in JOINT.split(span.text) if FIND_YEAR.match(text)]
    return [(text, *(of_year(int(text[:4])) or (None, None))) for text in (told[0], told[-1])]


def _is_share(draft: FigureDraft) -> bool:
    return draft.role == "change" and (draft.kind == "percent" or draft.form == "multiple")


def _is_rate(draft: FigureDraft, times: SentenceTimes) -> bool:
    """Recognise what a time has changed by year for year: by an average of 11 percent a year."""
    tokens, at = times.tokens, draft.first - 1
    at -= tokens.lower_at(at) in ROUGHLY
    named = tokens.lower[max(0, at - RATE_REACH) : at] if tokens.lower_at(at) == "of" else [tokens.lower_at(at)]
    return tokens.lower_at(draft.last) in EACH or not RATES.isdisjoint(named)


def _is_since(period: TimePhrase) -> bool:
    words = period.text.lower()
    return period.cue == SINCE or (words.startswith("since ") and words != "since then")
