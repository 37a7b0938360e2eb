"""The numbers of a text: value, unit, direction, period, base, and whose they are."""

from __future__ import annotations

from datetime import date

from transforms.lexicon import Lexicon
from transforms.text.figures.counts import attach_noun
from transforms.text.figures.currency import attach_currency, merge_subunits
from transforms.text.figures.drafts import Draft, exact_text
from transforms.text.figures.ranges import join_ranges
from transforms.text.figures.rejects import is_figure
from transforms.text.figures.rules import Rules, compile_rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.trivia import is_minor
from transforms.text.figures.units import attach_unit
from transforms.text.figures.values import read_numbers
from transforms.text.findings import TITLE, CountrySpan, FigureSpan, FocusDyad, SentenceDyad, SentenceSpan


def find_figures(
    text: str,
    title: str,
    sentences: tuple[SentenceSpan, ...],
    countries: tuple[CountrySpan, ...],
    dyads: tuple[SentenceDyad, ...],
    focus: tuple[FocusDyad, ...],
    lexicon: Lexicon,
    published_date: date | None,
) -> tuple[FigureSpan, ...]:
    """Find the figures of every sentence, in order of sentence and start; spans never overlap."""
    rules = compile_rules(lexicon)
    figures: list[FigureSpan] = []
    for sentence in sentences:
        in_title = sentence.number == TITLE
        tokens = Tokens(title if in_title else text, sentence.start, sentence.end)
        drafts = _read_drafts(tokens, rules, (), in_title)
        figures.extend(_finish(draft, tokens, sentence.number) for draft in drafts)
    return tuple(figures)


def _read_drafts(tokens: Tokens, rules: Rules, countries: tuple[str, ...], in_title: bool) -> list[Draft]:
    """Read the numbers of a sentence with their units, join ranges, and drop what is no figure."""
    drafts = read_numbers(tokens, rules)
    drafts = join_ranges(merge_subunits(_attach_units(drafts, tokens, rules, countries), tokens), tokens, rules)
    for draft in drafts:
        if not draft.own_unit:
            _count(draft, tokens, rules)
    kept = [draft for draft in drafts if is_figure(draft, tokens, rules, in_title)]
    for draft in kept:
        draft.minor = is_minor(draft, tokens)
    return kept


def _attach_units(drafts: list[Draft], tokens: Tokens, rules: Rules, countries: tuple[str, ...]) -> list[Draft]:
    """Give every number its currency or unit; a number inside another's unit (the 2 of km^2) is dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and draft.first < kept[-1].last:
            continue
        free = kept[-1].last if kept else 0
        if not attach_currency(draft, tokens, rules, countries, free):
            attach_unit(draft, tokens, rules)
        if kept and draft.first < kept[-1].last:
            draft.first = kept[-1].last  # its sign was taken by the number before
        kept.append(draft)
    return kept


def _count(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Give a number without a unit its kind, and a count what it counts."""
    draft.kind = draft.kind or ("ordinal" if draft.form == "ordinal" else "count")
    if draft.form == "multiple":
        draft.kind, draft.unit = "quantity", "time"
    elif draft.kind == "count":
        attach_noun(draft, tokens, rules)


def _finish(draft: Draft, tokens: Tokens, sentence: int) -> FigureSpan:
    """Turn a draft into a finding."""
    start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
    return FigureSpan(
        sentence=sentence,
        start=start,
        end=end,
        surface=tokens.text[start:end],
        value=None if draft.value is None else float(draft.value),
        value_text=exact_text(draft.value),
        kind=draft.kind,
        value_max=None if draft.value_max is None else float(draft.value_max),
        unit=draft.unit,
        currency=None if draft.hundredth else draft.currency,
        per=draft.per,
        minor=draft.minor,
    )
