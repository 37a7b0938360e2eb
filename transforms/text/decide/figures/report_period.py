"""Carry the period of a report on: "Exports rose 4 percent in July. Imports fell 6 percent" are both of July.

Readers of real news date figures so where the next sentence goes on with statistics, in the same tense and without
a time of its own. What they are of is decided by then, so this comes last but for what they are compared with.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dyadwire.transforms.text.decide.figures.other_times import is_lasting
from dyadwire.transforms.text.decide.figures.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.dating.period import Periods
from dyadwire.transforms.text.figures.dating.timeline import EarlierTime, Report, is_just_before, name_of
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import MODALS
from dyadwire.transforms.text.figures.times.phrases import TimePhrase

# What statistics are of; prices of shares and rates of money hold for hours, not for months.
TOPICS = frozenset(
    (
        "budget",
        "business",
        "economy",
        "energy",
        "exports",
        "imports",
        "migrants",
        "output",
        "prices",
        "trade",
        "visitors",
    )
)
KINDS = frozenset(("bare", "fiscal", "month", "months", "monthyear", "part", "run", "upto", "week", "year", "years"))
RELATIVE = re.compile(r"(?:last|previous|this|past) (?:fiscal |financial )?(?:month|quarter|year|season)\Z")
RUNNING = re.compile(r"(?:the )?(?:first|last|final|past|previous) ")
NO_REPORT = ("since", "until", "till", "by", "from", "to", "before", "after", "than", "over")  # before a time
POINTING_BACK = ("ago", "same", "onyear")
BESIDE = frozenset(("same", "onyear"))  # kinds of times that tell only what is compared with
THE = re.compile(
    r"(?:(?:the|that) )?(?:same |full |whole |review |reporting |reported )*(?P<unit>period|month|quarter|year)"
)
OIL = {"energy", "output"}  # barrels pumped are told as either
LENGTHS = {"month": range(28, 32), "quarter": range(90, 93), "year": range(365, 367)}  # days
COMPARES = frozenset(("compare", "compared", "compares"))
COMPARED_REACH = 5  # tokens of "compares with just over" before a figure
HIGHER = frozenset(("above", "below", "better", "higher", "less", "lower", "more", "worse"))
EXPECTED = frozenset(("anticipated", "expected", "expecting", "forecast", "predicted", "projected"))
PARTICIPLES = frozenset(("fallen", "grown", "hit", "risen", "shrunk", "stood", "sunk", "been", "lost", "made", "sold"))
SPOKEN_OF = frozenset(("it", "them", "these", "those"))
PARTNERS_REACH = 2  # sentences from a report to who bought what it told
RANK = 4  # tokens of "its lowest level in" before a time
SINCE = "since"
FORMER, FORMER_REACH = frozenset(("after", "following")), 5  # tokens: after a revised fall of
NOW = frozenset(("is", "are", "has", "have", "now", "says", "today", "currently", "'s", "’s"))
LEVIES = frozenset(("duty", "duties", "levy", "levies", "quota", "quotas", "tariff", "tariffs", "tax", "taxes"))
COUNTED = frozenset(("money", "percent", "quantity", "count"))


def carry_period(
    times: SentenceTimes, periods: Periods, report: Report | None
) -> tuple[list[FigureDraft], Report | None]:
    """Give the figures of a sentence the period on which the one before it reported, where they go on with it.

    Returns the figures that were dated so, and the report as the next sentence finds it.
    """
    resumed = _resume(times.drafts, report) if report else []
    dated: list[FigureDraft] = []
    if report and times.sentence <= report.sentence + PARTNERS_REACH and _goes_on(times, periods):
        is_next = times.sentence == report.sentence + 1
        for draft in [one for one in times.drafts if is_next or one.of_partner]:
            listed = bool(dated) and draft.topic == report.topic  # Russia took 263,000 tonnes of wheat, China 87,000
            counted = _is_statistic(draft) and (listed or _is_of(draft, report))
            if (
                _is_open(draft, times, report)
                and not is_lasting(draft, times.tokens)
                and (counted or draft.of_partner or _is_share_of_report(draft, times))
            ):
                draft.period = report.period
                dated.append(draft)
    told = _reported(times, report, dated)
    if told is None and report and resumed and resumed[0] is _first_told(times):
        told = report._replace(sentence=times.sentence)  # it lost $2 billion during the quarter
    return resumed + dated, told


def open_report(lead: EarlierTime | None, sentence: int) -> Report | None:
    """Return the report that a lead without figures opens: house prices dipped in November. They fell to £180,226.

    It is of no topic: what goes on with it has a measure, and went up or down.
    """
    if lead is None or lead.sentence != sentence - 1 or not _is_reported(lead.phrase):
        return None
    return Report(lead.phrase, lead.sentence, "", frozenset())


def _resume(drafts: list[FigureDraft], report: Report) -> list[FigureDraft]:
    """Give "during the month" and "in the same period" the days of the report, where it is of such a time."""
    days, found = report.period.days, []
    for draft in drafts:
        phrase = draft.period
        if days and phrase and phrase.days is None and (unit := THE.fullmatch(phrase.text.lower())):
            length = (days.end - days.start).days + 1
            if unit["unit"] == "period" or length in LENGTHS[unit["unit"]]:
                draft.period = phrase._replace(days=days)
                found.append(draft)
    return found


def _goes_on(times: SentenceTimes, periods: Periods) -> bool:
    """Tell a sentence of what was so then, without a time of its own."""
    words = times.tokens.lower
    if not (NOW.isdisjoint(words) and MODALS.isdisjoint(words)):
        return False
    if SINCE in words and all(phrase.cue != SINCE for phrase in times.phrases):
        return False  # since fortunes were measured
    return all(_is_of_another(index, times, periods) for index in range(len(times.phrases)))


def _is_of_another(index: int, times: SentenceTimes, periods: Periods) -> bool:
    """Tell a time of what is compared with, of a rank, or of what came before: the best since May, after 3 in June."""
    phrase = times.phrases[index]
    if (
        phrase.kind in BESIDE
        or phrase.text.lower().startswith("on the ")
        or phrase in periods.bases.phrases
        or times.is_compared(index)
    ):
        return True
    if periods.is_rank(phrase) or times.is_behind_base(index):
        return True
    first = times.spans[index][0]
    if phrase.cue == "in" and not periods.rules.words["superlative"].isdisjoint(
        times.tokens.lower[max(0, first - RANK) : first]
    ):
        return True
    before = next((one.first for one in reversed(times.drafts) if one.last <= first), 0)
    return not FORMER.isdisjoint(times.tokens.lower[max(0, before - FORMER_REACH) : before])


def _is_open(draft: FigureDraft, times: SentenceTimes, report: Report) -> bool:
    """Tell a figure without a time, or with one that is neither of its sentence nor what the one before reported on."""
    if draft.period is None or times.is_base(draft):
        return draft.period is None and not times.is_base(draft)
    return draft.period.start < times.tokens.starts[0] and name_of(draft.period) != name_of(report.period)


def _is_of(draft: FigureDraft, report: Report) -> bool:
    """Tell a figure of the report: of the same topic and kind, or one of which the sentence says what it measures."""
    same = draft.topic == report.topic or {draft.topic, report.topic} <= OIL
    if draft.measure is None or (draft.kind == "count" and draft.unit is not None):
        return same and draft.kind in report.kinds
    return same or draft.direction is not None


def _is_share_of_report(draft: FigureDraft, times: SentenceTimes) -> bool:
    """Recognise a share of what the report tells: China bought 93 percent of it."""
    lower_at, at = times.tokens.lower_at, draft.last
    if draft.kind != "percent" or draft.role == "change" or draft.ahead or lower_at(at) != "of":
        return False
    return lower_at(at + 1) in SPOKEN_OF or (lower_at(at + 1) == "the" and lower_at(at + 2) == "total")


def _is_statistic(draft: FigureDraft) -> bool:
    """Tell what statistics count, not a duration, nor a duty, which holds until it is changed."""
    if draft.ahead or draft.trivial or draft.rule_trivial or draft.kind not in COUNTED or draft.topic not in TOPICS:
        return False
    return draft.measure is None or LEVIES.isdisjoint(draft.measure.lower().split())


def _reported(times: SentenceTimes, report: Report | None, dated: list[FigureDraft]) -> Report | None:
    """Return the period of the first figure that has one: others tell what came before or comes after."""
    first = _first_told(times)
    if report and (only_compares(times) or _only_expected(times)):
        return report._replace(sentence=times.sentence)
    if first is None or first.period is None:
        return None
    own = [one.period for one in times.drafts if one.period and not times.is_base(one)]
    if report and looks_back(times.tokens.lower) and _is_over_by(own, report.period):
        return report._replace(sentence=times.sentence)  # it had peaked at 18 percent in 2023
    others = (time for time in own if time.kind not in POINTING_BACK and not _is_former(time, first.period))
    if any(name_of(time) != name_of(first.period) for time in others):
        return None  # 4.2 million tonnes in October and 1.3 million in May: of which time what follows is, is not told
    kinds = frozenset(one.kind for one in times.drafts if one.period == first.period)
    if dated and first is dated[0] and report:
        return report._replace(sentence=times.sentence, kinds=report.kinds | kinds)
    if not _is_statistic(first) or first.measure is None or first.topic is None or not _is_reported(first.period):
        return None
    return Report(first.period, times.sentence, first.topic, kinds)


def looks_back(words: list[str]) -> bool:
    """Recognise what had been before: inflation had peaked at 18 percent, not what analysts had expected."""
    at = words.index("had") + 1 if "had" in words else len(words)
    verb = next((word for word in words[at : at + 2] if word not in ("already", "also", "been", "only")), "")
    return verb not in EXPECTED and (verb.endswith("ed") or verb in PARTICIPLES)


def _is_former(time: TimePhrase, period: TimePhrase) -> bool:
    """Tell the month or quarter before the one that is reported on; years are told for their own sake."""
    return period.kind != "year" and is_just_before(time, period)


def _is_over_by(own: list[TimePhrase], period: TimePhrase) -> bool:
    """Tell times that were all over when another one began."""
    begun = period.days.start if period.days else None
    return begun is not None and all(time.days is not None and time.days.end < begun for time in own)


def _first_told(times: SentenceTimes) -> FigureDraft | None:
    return next((one for one in times.drafts if one.period and not times.is_base(one) and one.kind != "ordinal"), None)


def only_compares(times: SentenceTimes) -> bool:
    """Recognise "That compares with 246,000 in July last year" and "The rate is higher than the 3.5 percent of 2024".

    The report goes on behind it.
    """
    only = _only_number(times)
    if only is None:
        return False
    before = times.tokens.lower[max(0, only.first - COMPARED_REACH) : only.first]
    if before[-2:] == ["than", "the"] and not HIGHER.isdisjoint(before[:-2]):
        return True
    return any(one in COMPARES and other in ("with", "to") for one, other in pairwise(before))


def _only_number(times: SentenceTimes) -> FigureDraft | None:
    """Return the figure of a sentence that has no other."""
    numbered = [one for one in times.drafts if one.kind != "ordinal" and not one.rule_trivial]
    return numbered[0] if len(numbered) == 1 else None


def _only_expected(times: SentenceTimes) -> bool:
    """Recognise "Analysts had expected a loss of 2,500 jobs", which tells of the same time as the report."""
    if any(draft.period for draft in times.drafts):
        return False
    told = pairwise(times.tokens.lower)
    return any(one in ("had", "were") and other in EXPECTED for one, other in told)


def _is_reported(phrase: TimePhrase) -> bool:
    """Tell a month, quarter or year on which statistics are told."""
    words = phrase.text.lower()
    if phrase.aside or phrase.cue in NO_REPORT:
        return False
    if phrase.kind == "run":
        return RUNNING.match(words) is not None
    return phrase.kind in KINDS or RELATIVE.search(words) is not None
