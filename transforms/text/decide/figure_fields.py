"""What is decided of the figures of one sentence, one field after another: see the order in `read_context`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.bloc_pairs import with_blocs
from dyadwire.transforms.text.decide.country_places import read_mentions
from dyadwire.transforms.text.decide.figure_base import choose_base
from dyadwire.transforms.text.decide.figure_direction import choose_directions
from dyadwire.transforms.text.decide.figure_kept import is_worth_keeping
from dyadwire.transforms.text.decide.figure_owner import NOTHING, Owners, Ownership, join_blocs
from dyadwire.transforms.text.decide.figure_period import choose_period
from dyadwire.transforms.text.decide.figure_topic import Topics
from dyadwire.transforms.text.decide.owner_candidates import Sentence
from dyadwire.transforms.text.decide.owner_context import OwnerContext
from dyadwire.transforms.text.decide.sentence_times import SentenceTimes
from dyadwire.transforms.text.figures.changes.cues import Cues
from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.changes.rule_direction import Directions
from dyadwire.transforms.text.figures.dating.bases import Bases, to_phrase
from dyadwire.transforms.text.figures.dating.period import Periods
from dyadwire.transforms.text.figures.dating.timeline import Timeline, find_loose_times
from dyadwire.transforms.text.figures.drafts import Draft
from dyadwire.transforms.text.figures.exact import divide, exact_text
from dyadwire.transforms.text.figures.function_words import INDEFINITE
from dyadwire.transforms.text.figures.measure import (
    Head,
    counted_of,
    find_heads,
    head_of,
    is_resumed,
    is_toll,
    phrase_of,
)
from dyadwire.transforms.text.figures.measure_beside import measures_beside
from dyadwire.transforms.text.figures.qualifiers import mark_qualifier, mark_record
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.dollars import to_usd
from dyadwire.transforms.text.findings import CountrySpan, FigureSpan

BASE_KINDS = ("ago", "same", "year", "relative", "monthyear")  # after "from" these are what is compared with
MOST_FIGURES = 60  # a "sentence" with more is a table or noise: its numbers keep value and unit, nothing else is read
MOST_TOKENS = 500  # the same for a sentence longer than any that is written
HUNDRED = 100
PARTS = ("fraction", "ratio")  # a third of, one in five of
POINTS = ("point", "points")


class BlocsHere(NamedTuple):
    """The blocs that a sentence names, the article with them among its countries, and its pairs of blocs."""

    spans: list[CountrySpan]
    article: OwnerContext
    pairs: frozenset[Dyad]


def read_context(
    drafts: list[Draft],
    tokens: Tokens,
    rules: Rules,
    phrases: list[TimePhrase],
    countries: Sequence[CountrySpan],
    article: OwnerContext,
    published: date | None,
    sentence: int,
    timeline: Timeline,
    topics: Topics,
    blocs: BlocsHere | None = None,
) -> list[FigureSpan]:
    """Turn the drafts of a sentence into findings, with all that it says about them; tell the article whose."""
    if len(drafts) > MOST_FIGURES or len(tokens) > MOST_TOKENS:
        return [_finish(draft, tokens, sentence, NOTHING, None) for draft in drafts]
    links = _decide_changes(drafts, tokens, rules, phrases, published, sentence, timeline)
    mentions = read_mentions(countries, tokens, rules, drafts, phrases)
    heads = _heads_of(drafts, tokens, rules)
    _mark_qualifiers(drafts, heads, tokens, rules, links)
    covered = frozenset(at for mention in mentions if mention.is_country for at in range(mention.first, mention.last))
    sharers = _owners_with(blocs, countries, tokens, rules, drafts, phrases, sentence) if blocs else None
    owners: Owners | None = None  # for the first figure that may be somebody's: many sentences have ordinals alone
    owned = []
    for draft, head in zip(drafts, heads, strict=True):
        _name_measure(draft, head, tokens, rules, covered)
        ordinal, ownership = draft.kind == "ordinal", NOTHING
        draft.minor = draft.trivial or not (ordinal or is_worth_keeping(draft, drafts, tokens, sentence))
        if not ordinal:
            owners = owners or Owners(Sentence(tokens, rules, mentions, article, sentence))
            ownership = owners.of(draft, head)
            if blocs and sharers:
                ownership = join_blocs(ownership, sharers.of(draft, head), blocs.pairs)
        owned.append(ownership)
    for draft, measure in zip(drafts, measures_beside(drafts, tokens, rules, covered), strict=True):
        draft.measure = measure
    topics.choose(drafts, tokens, sentence)
    return [_finish(draft, tokens, sentence, whose, published) for draft, whose in zip(drafts, owned, strict=True)]


def _owners_with(
    blocs: BlocsHere,
    countries: Sequence[CountrySpan],
    tokens: Tokens,
    rules: Rules,
    drafts: list[Draft],
    phrases: list[TimePhrase],
    sentence: int,
) -> Owners:
    """Return who decides whose figures are where a sentence's blocs count for countries."""
    mentions = read_mentions(with_blocs(countries, blocs.spans), tokens, rules, drafts, phrases)
    return Owners(Sentence(tokens, rules, mentions, blocs.article, sentence))


def _decide_changes(
    drafts: list[Draft],
    tokens: Tokens,
    rules: Rules,
    phrases: list[TimePhrase],
    published: date | None,
    sentence: int,
    timeline: Timeline,
) -> Links:
    """Decide what rose or fell, when, and what it is compared with."""
    cues = Cues(drafts, tokens, rules, _aside_tokens(phrases, tokens))
    Directions(cues).mark()
    links = Links(cues)
    links.mark()
    for draft, direction in zip(drafts, choose_directions(cues, sentence), strict=True):
        draft.direction = draft.restates.direction if draft.restates else direction
    periods = Periods(drafts, phrases, tokens, rules, published, links)
    times = SentenceTimes(tokens, drafts, [*phrases, *find_loose_times(tokens, phrases)], sentence)
    _decide_periods(periods, times, timeline)
    _decide_bases(periods, times, timeline)
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


def _redate(draft: Draft, bases: Bases) -> None:
    """Date the base of a figure by the period of that figure."""
    dated = bases.redated(draft)
    if dated and draft.base:
        draft.base.period = dated


def _heads_of(drafts: list[Draft], tokens: Tokens, rules: Rules) -> list[Head | None]:
    """Return what each figure measures; one without a noun of its own measures what the one before does."""
    nouns, head = find_heads(tokens, rules), None
    found = []
    for draft in drafts:
        if head is None or not is_resumed(draft, tokens):
            head = head_of(draft, nouns, tokens, rules) or head
        found.append(head)
    return found


def _mark_qualifiers(drafts: list[Draft], heads: list[Head | None], tokens: Tokens, rules: Rules, links: Links) -> None:
    """Set how sure each figure is, in order: a plan may go on to the next."""
    for index, (draft, head) in enumerate(zip(drafts, heads, strict=True)):
        mark_qualifier(draft, tokens, rules, _before(drafts, index) if index else None, links, head)
    mark_record(drafts, tokens)


def _before(drafts: list[Draft], index: int) -> Draft | None:
    """Return the figure before one, its base and durations passed over: "its forecast from 2.75 to 2.25 percent"."""
    near = drafts[max(0, index - 2) : index]
    earlier = [draft for draft in near if draft is not drafts[index].base and draft.kind != "duration"]
    return earlier[-1] if earlier else None


def _aside_tokens(phrases: list[TimePhrase], tokens: Tokens) -> frozenset[int]:
    """Return the tokens of time phrases and of the prepositions before them."""
    found: set[int] = set()
    at, starts = 0, tokens.starts
    for phrase in phrases:
        at = bisect_left(starts, phrase.start, at)
        if phrase.cue and (
            phrase.cue not in ("to", "from", "below", "above") or (phrase.cue == "from" and phrase.kind in BASE_KINDS)
        ):
            found.update(back for back in (at - 1, at - 2) if tokens.near(back) in (phrase.cue, "the"))
        found.update(range(at, bisect_left(starts, phrase.end, at)))
    return frozenset(found)


def _name_measure(draft: Draft, head: Head | None, tokens: Tokens, rules: Rules, covered: frozenset[int]) -> None:
    """Set the measure: the phrase around the head noun; what is counted measures itself."""
    if draft.kind == "count" and draft.unit is not None and draft.form != "fraction":
        draft.measure = draft.unit
    elif head is not None and draft.kind == "count" and draft.form == "cardinal":
        draft.counted = "deaths" if is_toll(draft, head, tokens) else counted_of(head, tokens, rules, covered)
        draft.measure = phrase_of(head, tokens, rules, covered) if draft.counted or head.group == "state" else None
    elif head is not None and draft.kind not in ("ordinal", "duration"):
        draft.measure = phrase_of(head, tokens, rules, covered)


def _is_share(draft: Draft, tokens: Tokens) -> bool:
    """Tell a third, two in five and half of what a measure counts, which readers note as percentages."""
    if draft.form not in PARTS or draft.kind != "count" or draft.value is None:
        return False
    if tokens.near(draft.last - 1) in INDEFINITE:
        return False  # half a game: of one thing, no part of all
    if draft.last - draft.first == len(tokens):
        return False  # a number is all there is, and no whole that it could be part of
    return 0 < draft.value < 1 and (draft.value_max is None or draft.value_max < 1) and draft.noun not in POINTS


def _finish(draft: Draft, tokens: Tokens, sentence: int, ownership: Ownership, published: date | None) -> FigureSpan:
    times = HUNDRED if _is_share(draft, tokens) else 1
    start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
    period = to_phrase(draft.period, tokens)
    worth = _worth(draft, period.end if period else None, published) if draft.kind == "money" else None
    return FigureSpan(  # by position: with names it would take four times as long
        sentence,
        start,
        end,
        tokens.text[start:end],
        None if draft.value is None else float(draft.value * times),
        None if draft.value is None else exact_text(draft.value * times),
        draft.kind if times == 1 else "percent",
        None if draft.value_max is None else float(draft.value_max * times),
        draft.noun if times == 1 else "%",
        draft.currency,
        draft.per,
        worth[0] if worth else None,
        worth[1] if worth else None,
        draft.qualifier,
        draft.direction,
        draft.role,
        None if draft.linked is None else tokens.starts[draft.linked.first],
        draft.minor or draft.trivial,
        draft.measure,
        period,
        draft.baseline,
        *ownership,
        draft.topic,
        draft.compared_with,
    )


def _worth(draft: Draft, period_end: date | None, published: date | None) -> tuple[float, date | None] | None:
    """Return an amount in US dollars at the rate of the end of its period, or of publication if that comes first."""
    if draft.value is None or draft.currency is None:
        return None
    on = min(period_end, published) if period_end and published else period_end or published
    return to_usd(divide(draft.value, HUNDRED) if draft.hundredth else draft.value, draft.currency, on)
