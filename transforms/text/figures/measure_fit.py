"""Tell what a head noun says of a figure: the noun, a share of it, or nothing where it is told in another kind."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.function_words import AUXILIARIES, BE, MODALS
from dyadwire.transforms.text.figures.measure import object_end, phrase_of
from dyadwire.transforms.text.figures.measure_heads import Head
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

OF_REACH = 3  # tokens from "of" to the noun
PREPOSITIONS = frozenset(("in", "for", "on", "by", "to", "from", "at", "with", "worth"))
ROUTES = frozenset(("under", "through", "via", "across", "along"))
CLAUSES = BE | MODALS | AUXILIARIES | {"which", "that", "it", "he", "she", "they", "we"}
PARTS = PREPOSITIONS | ROUTES | CLAUSES
PASSED = 4  # tokens between one and the noun that it governs
STOPS = frozenset((";", ":", ".", "!", "?"))
ASIDE = PREPOSITIONS | {"or", "now", "equal", "equivalent"}  # after a comma, of what it tells something more
FLOW_LINKS = ("to", "from")
JOINED = (["and"], ["and", "by"], ["and", "to"])  # between two figures, told of two flows in order
GAP_REACH = 4  # tokens between "gap between" and "exports"
LAND_DIMENSIONS = frozenset(("length", "area"))  # the only ones that tell a distance, or of land
PHYSICAL = frozenset(("area", "energy", "length", "mass", "power", "volume"))


class MeasureSentence(NamedTuple):
    """What the measures of a sentence are told by; `places` are the tokens that no measure holds.

    `adjectives` are those of countries, behind which stands what is theirs.
    """

    drafts: list[FigureDraft]
    heads: list[Head]
    tokens: Tokens
    rules: Rules
    places: frozenset[int]
    adjectives: frozenset[int]


def measure_by(draft: FigureDraft, head: Head, here: MeasureSentence) -> str | None:
    """Return the measure that a head noun names, or one before it; None where neither is told in a figure's kind."""
    tokens, words = here.tokens, here.rules.words
    if _is_passed(head, draft, tokens):
        return None
    told: Head | None = head
    if whole := _of_whole(draft, head, here):
        told = _before(whole, whole.first, here, besides=words["whole"]) or head
    elif not _fits(draft, head, here):
        told = _before(draft, min(draft.first, head.first), here)
    if not told:
        return None
    phrase = _phrase(draft, told, here)
    of_it = (
        told is head and (whole or _is_of(draft, head, tokens)) and tokens.lower[head.last - 1] not in words["share"]
    )
    return f"share of {phrase}" if of_it and is_share(draft) and draft.role != "change" else phrase


def _is_passed(head: Head, draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the noun of "under the pact they send 5 tonnes", "through the line, a rise of 9%": no measure."""
    if head.last > draft.first or tokens.lower_at(draft.first - 1) in ("of", "worth"):
        return False
    before = tokens.lower[max(0, head.first - PASSED) : head.first][::-1]
    return next((word in ROUTES for word in before if word in PARTS or not word.isalpha()), False)


def _is_of(draft: FigureDraft, head: Head, tokens: Tokens) -> bool:
    """Tell whether a figure is of its head noun: 3% of the deal, not 3% of the firm in a deal."""
    between = tokens.lower[draft.last : head.first]
    return between[:1] == ["of"] and PREPOSITIONS.isdisjoint(between)


def _of_whole(draft: FigureDraft, head: Head, here: MeasureSentence) -> FigureDraft | None:
    """Return the figure of "3 percent of GDP" and "a third of the national income" if it is this one, or tied to it."""
    if here.tokens.lower[head.last - 1] not in here.rules.words["whole"]:
        return None
    ends = range(head.first - OF_REACH, head.first)
    shares = [one for one in here.drafts if one.last in ends and is_share(one) and _is_of(one, head, here.tokens)]
    return next((one for one in shares if one is draft or _are_tied(one, draft)), None)


def _are_tied(one: FigureDraft, other: FigureDraft) -> bool:
    """Tell whether one figure says the other again, changes it or is compared with it."""
    return other in (one.base, one.linked, one.restates) or one in (other.base, other.linked, other.restates)


def _before(
    draft: FigureDraft, start: int, here: MeasureSentence, besides: frozenset[str] = frozenset()
) -> Head | None:
    """Return the nearest noun before a token that a figure can measure, in its clause: a deficit fell to 3%."""
    for head in reversed(here.heads):
        if head.last <= start and here.tokens.lower[head.last - 1] not in besides and _fits(draft, head, here):
            return head if _is_one_clause(head.last, draft, here) else None
    return None


def _is_one_clause(first: int, draft: FigureDraft, here: MeasureSentence) -> bool:
    """Tell whether neither another figure nor another subject comes between a token and a figure."""
    last = draft.first - (here.tokens.lower_at(draft.first - 1) == "(")  # a deficit of $5 billion (3 percent of GDP)
    for one in here.drafts:
        inside = first <= one.first < last and one.kind not in ("duration", "ordinal")
        if inside and not (_are_tied(one, draft) or one.last == last < draft.first):
            return False
    return all(_goes_on(at, here) for at in range(first, last))


def _goes_on(at: int, here: MeasureSentence) -> bool:
    """Recognise a word that begins no clause of another subject: the "and" of "and fell", the comma of ", at"."""
    lower_at, words = here.tokens.lower_at, here.rules.words
    word, after = lower_at(at), lower_at(at + 1)
    if word in STOPS:
        return False
    if word == "which" or (word != "," and word not in words["boundary"] and word not in words["break"]):
        return True
    verb = "verb" in here.rules.direction_words.get(after, {})
    return verb or after in words["boundary"] or after in words["break"] or (word == "," and after in ASIDE)


def _fits(draft: FigureDraft, head: Head, here: MeasureSentence) -> bool:
    """Tell whether a noun may be told in a figure's kind: tonnes are no duty, metres no visitors, a price no border."""
    words, lower = here.rules.words, here.tokens.lower
    noun = lower[head.last - 1]
    if here.tokens.lower_at(head.last) in words["office"]:
        return False
    if _is_of(draft, head, here.tokens):
        return True
    if noun in words["land"]:
        apart = noun != "area" or "," in lower[head.last : draft.first]
        other = draft.kind == "money" or (draft.kind == "percent" and apart)
        return not other and (draft.dimension is None or draft.dimension in LAND_DIMENSIONS)
    physical = draft.kind == "quantity" and draft.dimension in PHYSICAL
    if noun in words["person_noun"]:
        return not physical and draft.kind != "money"
    return not (physical and noun in words["sum_noun"])


def _phrase(draft: FigureDraft, head: Head, here: MeasureSentence) -> str:
    """Return the phrase of a noun, or of both of "imports from and exports to", of which each is no measure alone.

    Two figures joined by "and", or told "respectively", are told of the two in order.
    """
    flows = next((two for two in pairwise(here.heads) if head in two and _are_flows(*two, here)), None)
    if not flows:
        phrase = phrase_of(head, here.tokens, here.rules, here.places)
        return f"{phrase}{_object_behind(head, here)}"
    one, other = (phrase_of(flow, here.tokens, here.rules, here.places) for flow in flows)
    joined = next((two for two in pairwise(here.drafts) if draft in two and _are_joined(*two, here.tokens)), None)
    if joined:
        return one if draft is joined[0] else other
    return f"{_gap(flows[0], here)}{one} and {other}"


def _object_behind(head: Head, here: MeasureSentence) -> str:
    """Return the " of wheat" of "imports of Ukrainian wheat", or nothing: whose it is has columns of its own."""
    start = head.last + 1
    at = start
    while at in here.adjectives:
        at += 1
    if here.tokens.lower_at(head.last) != "of" or at == start:
        return ""
    end = object_end(here.tokens, at, here.rules, here.places)
    return f" of {here.tokens.surface(at, end)}" if end else ""


def _are_flows(one: Head, other: Head, here: MeasureSentence) -> bool:
    lower, flows = here.tokens.lower, here.rules.words["flow"]
    nouns = {lower[one.last - 1], lower[other.last - 1]}
    between = lower[one.last : other.first]
    return (
        len(nouns) > 1
        and nouns <= flows
        and between[-1:] == ["and"]
        and (len(between) == 1 or (len(between) == 2 and between[0] in FLOW_LINKS))
    )


def _are_joined(one: FigureDraft, other: FigureDraft, tokens: Tokens) -> bool:
    in_order = tokens.lower[one.last : other.first] in JOINED or "respectively" in tokens.lower
    return one.kind == other.kind and in_order


def _gap(flow: Head, here: MeasureSentence) -> str:
    """Return the "gap between " before two flows, or nothing."""
    lower_at = here.tokens.lower_at
    for at in range(flow.first - 1, max(0, flow.first - 1 - GAP_REACH), -1):
        if lower_at(at) == "between" and lower_at(at - 1) in here.rules.words["gap"]:
            return f"{lower_at(at - 1)} between "
    return ""
