"""What a sentence says about its figures: direction, qualifier, period, base, measure, and whose they are."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from schemas.dyad import Dyad
from transforms.text.figures.binding import Binder
from transforms.text.figures.cases import Binding, Scene, of_pair
from transforms.text.figures.direction import Directions
from transforms.text.figures.drafts import Draft
from transforms.text.figures.exact import divide, exact_text
from transforms.text.figures.links import Links
from transforms.text.figures.measure import Head, counted_of, find_heads, head_of, phrase_of
from transforms.text.figures.period import Periods, to_phrase
from transforms.text.figures.places import Place, locate, source_at
from transforms.text.figures.qualifiers import mark_qualifier, mark_record
from transforms.text.figures.rates import to_usd
from transforms.text.figures.rules import Rules
from transforms.text.figures.setting import Setting
from transforms.text.figures.timephrases import TimePhrase
from transforms.text.figures.tokens import Tokens
from transforms.text.findings import CountrySpan, FigureSpan

BASE_KINDS = ("ago", "same", "year", "relative", "monthyear")  # after "from" these are what is compared with
POINTERS = ("that", "this", "it", "they", "them", "those", "these")
PRONOUNS = ("its", "their", "he", "she", "his", "her")  # of the one country or its leader in the sentence before
MOST_FIGURES = 60  # a "sentence" with more is a table or noise: its numbers keep value and unit, nothing else is read
MOST_TOKENS = 500  # the same for a sentence longer than any that is written
DECIDED = ("budget", "spending", "expenditure")
HUNDRED = 100


def read_context(
    drafts: list[Draft],
    tokens: Tokens,
    rules: Rules,
    phrases: list[TimePhrase],
    countries: list[CountrySpan],
    setting: Setting,
    published: date | None,
    sentence: int,
    carried: FigureSpan | None,
    recent: Dyad | None,
) -> list[FigureSpan]:
    """Turn the drafts of a sentence into findings, with all that the sentence says about them.

    `carried` is the last figure of the sentence before, of which "That was 22 percent less" goes on to speak; `recent`
    the pair of the last figure that had one, with which "the money" goes on.
    """
    if len(drafts) > MOST_FIGURES or len(tokens) > MOST_TOKENS:
        return [_finish(draft, tokens, sentence, Binding(None, (), None), None) for draft in drafts]
    directions = Directions(drafts, tokens, rules, _aside_tokens(phrases, tokens))
    directions.mark()
    links = Links(drafts, tokens, rules, directions)
    links.mark()
    Periods(drafts, phrases, tokens, rules, published, links).mark()
    places = locate(countries, tokens, drafts, phrases) if countries else []
    heads = find_heads(tokens, rules)
    source = source_at(tokens) if places else 0
    binder = Binder(Scene(tokens, rules, heads, places, setting, sentence, source, carried, recent))
    covered = frozenset([at for place in places for at in range(place.first, place.last)])
    bindings, last_head = [], None
    binding = _carry(carried, recent, tokens, places)
    for index, draft in enumerate(drafts):
        previous = _before(drafts, index) if index else None
        mark_qualifier(draft, tokens, rules, previous, links)
        head = head_of(draft, heads, tokens, rules) or last_head
        if draft.qualifier == "forecast" and head and _is_decided(head, draft, tokens):
            draft.qualifier = "plan"
        _name_measure(draft, head, tokens, rules, covered)
        binding = binder.bind(draft, head, binding)
        last_head = head
        bindings.append(binding)
    mark_record(drafts, tokens)
    _share_bindings(drafts, bindings)
    pairs = zip(drafts, bindings, strict=True)
    return [_finish(draft, tokens, sentence, binding, published) for draft, binding in pairs]


def _share_bindings(drafts: list[Draft], bindings: list[Binding]) -> None:
    """Give a base the pair of the figure compared with it, and a level that of the change linked to it."""
    if len(drafts) < 2:
        return
    places = {id(draft): index for index, draft in enumerate(drafts)}
    for index, draft in enumerate(drafts):
        for other in (draft.linked, draft.base, draft.restates):
            if other is None or id(other) not in places:
                continue
            partner = places[id(other)]
            if bindings[index].dyad is None and bindings[partner].dyad:
                bindings[index] = bindings[partner]
            elif bindings[partner].dyad is None and bindings[index].dyad:
                bindings[partner] = bindings[index]
            elif not bindings[index].countries or not bindings[partner].countries:
                known = index if bindings[index].countries else partner
                bindings[index] = bindings[partner] = bindings[known]


def _before(drafts: list[Draft], index: int) -> Draft | None:
    """Return the figure before one, its base and durations passed over: "its forecast from 2.75 to 2.25 percent"."""
    near = drafts[max(0, index - 2) : index]
    earlier = [draft for draft in near if draft is not drafts[index].base and draft.kind != "duration"]
    return earlier[-1] if earlier else None


def _carry(carried: FigureSpan | None, recent: Dyad | None, tokens: Tokens, places: list[Place]) -> Binding | None:
    """Return the binding of the figure before where a sentence that names no country begins by pointing back at it."""
    if carried is None or places:
        return None
    if recent and tokens.lower[0] == "of" and tokens.near(1) in POINTERS:
        return of_pair(recent, "clause")  # Of these 111 crossed the line
    alone = tokens.lower[0] in PRONOUNS and len(carried.countries) == 1
    if tokens.lower[0] not in POINTERS and not alone:
        return None
    return Binding(carried.dyad, carried.countries, carried.evidence and "clause")


def _is_decided(head: Head, draft: Draft, tokens: Tokens) -> bool:
    """Tell a budget that will rise, which its government has decided, from an economy that will."""
    return tokens.near(head.last - 1) in DECIDED and "will" in tokens.lower[head.last : draft.first]


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
        draft.unit = counted_of(head, tokens, rules, covered)
        draft.measure = phrase_of(head, tokens, rules, covered) if draft.unit or head.group == "state" else None
    elif head is not None and draft.kind not in ("ordinal", "duration"):
        draft.measure = phrase_of(head, tokens, rules, covered)


def _finish(draft: Draft, tokens: Tokens, sentence: int, binding: Binding, published: date | None) -> FigureSpan:
    start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
    period = to_phrase(draft.period, tokens)
    worth = _worth(draft, period.end if period else None, published) if draft.kind == "money" else None
    return FigureSpan(  # by position: with names it would take four times as long
        sentence,
        start,
        end,
        tokens.text[start:end],
        None if draft.value is None else float(draft.value),
        exact_text(draft.value),
        draft.kind,
        None if draft.value_max is None else float(draft.value_max),
        draft.unit,
        None if draft.hundredth else draft.currency,
        draft.per,
        worth[0] if worth else None,
        worth[1] if worth else None,
        draft.qualifier,
        draft.direction,
        draft.role,
        None if draft.linked is None else tokens.starts[draft.linked.first],
        draft.minor,
        draft.measure,
        period,
        draft.baseline,
        *binding,
    )


def _worth(draft: Draft, period_end: date | None, published: date | None) -> tuple[float, date | None] | None:
    """Return an amount in US dollars at the rate of the end of its period, or of publication if that comes first."""
    if draft.value is None or draft.currency is None:
        return None
    on = min(period_end, published) if period_end and published else period_end or published
    return to_usd(divide(draft.value, HUNDRED) if draft.hundredth else draft.value, draft.currency, on)
