"""Recognise number words that count nothing: no one, one day, zero in on, doubled down, the Big Three."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BEFORE_VERBS, HYPHENS, NOUN_LEADS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

SENTENCE_STARTERS = ('"', "“", "'", "‘", ":", "—", "–", "(", "[", "•", "*", ".", "!", "?", "”", "-")
SMALL = 10  # the numbers of compounds: two-way, ten-pin
PARTS_OF_TIME = frozenset(
    ("morning", "afternoon", "evening", "night", "weekend", "spring", "summer", "autumn", "winter")
)
HALVES_OF_TWO = ("first", "second", "other", "better", "latter", "top", "bottom")
MAY_COUNT = ("only", "with", "that", "which")  # before a "one" that has a noun
# After "one day" these measure a span; before a pronoun it is "some day".
SPAN_FOLLOWS = frozenset(("after", "ago", "before", "earlier", "in", "later", "of", "or", "per", "to", "and", "but"))


def is_idiom(draft: FigureDraft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Recognise words that count nothing: no one, one another, two-way, the Big Three, half-hearted."""
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if draft.value == 1 and draft.form == "cardinal" and _is_pronoun(draft, tokens, rules):
        return True
    if _is_phrase(draft, tokens, rules) or (draft.form == "cardinal" and draft.value == 1 and after in PARTS_OF_TIME):
        return True
    small = draft.value is not None and draft.value <= SMALL
    if after == "-" and tokens.joined(draft.last) and small and draft.form != "vague":
        return tokens.lower_at(draft.last + 1).isalpha() and tokens.lower_at(draft.last + 1) not in rules.numbers
    if draft.form == "ordinal" and after == "-" and tokens.lower_at(draft.last + 1) == "century":
        return True
    if tokens.is_capital(draft.first) and draft.first > 0 and not in_title and _is_within(draft.first, tokens):
        return draft.form in ("cardinal", "ordinal", "fraction") and draft.scale == 1
    return draft.form == "fraction" and before in HALVES_OF_TWO


def is_pronoun_unit(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise one day that is some day (could one day return), at one time, and the one Pence signed."""
    if draft.value != 1 or not draft.spelled or draft.last != draft.first + 2:
        return False
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if draft.kind == "money":
        return before == "the" and tokens.is_capital(draft.last - 1)
    if draft.unit != "day":
        return before == "at" and draft.unit == "time"
    if before in BEFORE_VERBS or before.endswith(("'ll", "’ll")):
        return after.isalpha() and after not in SPAN_FOLLOWS
    return draft.first == 0 and after not in SPAN_FOLLOWS and (after == "," or tokens.lower_at(draft.last).isalpha())


def _is_within(first: int, tokens: Tokens) -> bool:
    """Distinguish a capital inside a sentence, as of the Big Three and Take-Two, from one that begins it."""
    before = tokens.lower_at(first - 1)
    if before in HYPHENS and tokens.joined(first - 1) and tokens.joined(first - 2) and tokens.is_capital(first - 2):
        return True
    return before not in SENTENCE_STARTERS


def _is_pronoun(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the "one" of no one, the old one, one of them, when one feels ill and one after the other."""
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if before in HYPHENS and tokens.lower_at(draft.first - 2) in ("no", "some", "every", "any"):
        return True
    if before == "at" and after in ("point", "stage", "time"):
        return True
    if after in rules.words["person_verb"] or tokens.lower[draft.last : draft.last + 2] == ["after", "another"]:
        return True
    if tokens.lower[draft.last : draft.last + 3] == ["after", "the", "other"]:
        return True
    named = after.isalpha() and after not in rules.words["stop"] and after not in rules.words["pronoun_after"]
    if before in MAY_COUNT and named:
        return _has_verb(draft, tokens, rules)  # with one death reported
    if before in rules.words["pronoun_before"] or after in rules.words["pronoun_after"] or not after.isalpha():
        return draft.first > 0 or not after.isalpha()
    return _has_verb(draft, tokens, rules)


def _has_verb(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "when one feels ill" and "one sees a car": no plural follows one, so what ends in -s is a verb."""
    at = draft.last
    verb = tokens.lower[at]
    compound = verb in rules.words["modifier_plural"] or tokens.is_capital(at)
    if compound or not is_plural(verb, rules):
        return False
    if tokens.lower_at(draft.first - 1) in rules.words["subordinator"]:
        return True
    return tokens.lower_at(at + 1) in NOUN_LEADS


def _is_phrase(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise zero in on, doubled down, 60 frames per second, first hand, the first of June, fifty-fifty."""
    before, after, beyond = (
        tokens.lower_at(draft.first - 1),
        tokens.lower_at(draft.last),
        tokens.lower_at(draft.last + 1),
    )
    hyphens = (at for at in (draft.first - 1, draft.last) if tokens.lower_at(at) == "-")
    if any(tokens.lower_at(at - 1) == tokens.lower_at(at + 1) for at in hyphens):
        return True
    if draft.form == "multiple":
        return after == "down"
    if draft.value == 0:
        return after == "in" and beyond == "on"
    if draft.form != "ordinal":
        return False
    if draft.value == 2 and before in ("per", "/", "split"):
        return True  # a second is a unit here
    if after == "of":
        return beyond == "all" or (beyond in rules.words["month"] and tokens.is_capital(draft.last + 1))
    if after == "to":
        return beyond == "none"
    return after in rules.words["after_first"] and draft.value in (1, 2)
