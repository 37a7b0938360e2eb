"""What a sentence says about its figures: direction, qualifier, period, base, measure, and whose they are."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.figures.changes.cues import Cues
from transforms.text.figures.changes.direction import Directions
from transforms.text.figures.changes.links import Links
from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head, counted_of, find_heads, head_of, is_resumed, is_toll, phrase_of
from transforms.text.figures.numbers.exact import divide, exact_text
from transforms.text.figures.qualifiers import mark_qualifier, mark_record
from transforms.text.figures.rules import Rules
from transforms.text.figures.times.bases import to_phrase
from transforms.text.figures.times.period import Periods
from transforms.text.figures.times.phrases import TimePhrase
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.rates import to_usd
from transforms.text.figures.whose import NOTHING, Binder, Binding
from transforms.text.figures.whose.article import Article
from transforms.text.figures.whose.describe import Sentence
from transforms.text.figures.whose.mentions import read_mentions
from transforms.text.findings import CountrySpan, FigureSpan

BASE_KINDS = ("ago", "same", "year", "relative", "monthyear")  # after "from" these are what is compared with
MOST_FIGURES = 60  # a "sentence" with more is a table or noise: its numbers keep value and unit, nothing else is read
MOST_TOKENS = 500  # the same for a sentence longer than any that is written
DECIDED = ("budget", "spending", "expenditure")
HUNDRED = 100


def read_context(
    drafts: list[Draft],
    tokens: Tokens,
    rules: Rules,
    lexicon: Lexicon,
    phrases: list[TimePhrase],
    countries: list[CountrySpan],
    article: Article,
    published: date | None,
    sentence: int,
) -> list[FigureSpan]:
    """Turn the drafts of a sentence into findings, with all that the sentence says about them; tell the article."""
    if len(drafts) > MOST_FIGURES or len(tokens) > MOST_TOKENS:
        return [_finish(draft, tokens, sentence, NOTHING, None) for draft in drafts]
    links = _mark_changes(drafts, tokens, rules, phrases, published)
    mentions = read_mentions(countries, tokens, rules, drafts, phrases)
    heads = _heads_of(drafts, tokens, rules)
    _mark_qualifiers(drafts, heads, tokens, rules, links)
    covered = frozenset(at for mention in mentions if mention.is_country for at in range(mention.first, mention.last))
    binder = Binder(lambda: Sentence(tokens, rules, mentions, article, sentence), mentions, lexicon)
    found = []
    for draft, head in zip(drafts, heads, strict=True):
        _name_measure(draft, head, tokens, rules, covered)
        found.append(_finish(draft, tokens, sentence, binder.bind(draft, head), published))
    return found


def _mark_changes(
    drafts: list[Draft], tokens: Tokens, rules: Rules, phrases: list[TimePhrase], published: date | None
) -> Links:
    """Set what rose or fell, when, and what it is compared with."""
    cues = Cues(drafts, tokens, rules, _aside_tokens(phrases, tokens))
    Directions(cues).mark()
    links = Links(cues)
    links.mark()
    Periods(drafts, phrases, tokens, rules, published, links).mark()
    return links


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
        mark_qualifier(draft, tokens, rules, _before(drafts, index) if index else None, links)
        if draft.qualifier == "forecast" and head and _is_decided(head, draft, tokens):
            draft.qualifier = "plan"
    mark_record(drafts, tokens)


def _before(drafts: list[Draft], index: int) -> Draft | None:
    """Return the figure before one, its base and durations passed over: "its forecast from 2.75 to 2.25 percent"."""
    near = drafts[max(0, index - 2) : index]
    earlier = [draft for draft in near if draft is not drafts[index].base and draft.kind != "duration"]
    return earlier[-1] if earlier else None


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
        draft.unit = "deaths" if is_toll(draft, head, tokens) else counted_of(head, tokens, rules, covered)
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
