"""Tell what a head noun says of a figure: the noun, a share of it, or nothing where it is told in another kind."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.measure import Head, find_heads, phrase_of
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

# What others are told in percent of: a deficit of 3 percent of GDP is no share of it.
WHOLES = frozenset(("gdp", "product", "income", "incomes", "workforce"))
WHOLE_REACH = 3  # tokens between "of" and the noun
PERCENT = ("%", "percent", "cent")
PREPOSITIONS = frozenset(("in", "for", "on", "by", "to", "from", "at", "with", "worth"))
SHARES = frozenset(("share", "stake", "proportion", "percentage"))
FLOWS = frozenset(("exports", "imports"))
FLOW_LINKS = ("to", "from")
GAPS = frozenset(("gap", "difference"))
GAP_REACH = 4  # tokens between "gap between" and "exports"
OFFICES = frozenset(("minister", "ministers", "ministry", "ministries", "department", "secretary"))
BORDERS = frozenset(("border", "frontier"))
LANDS = BORDERS | {"area"}
LAND_DIMENSIONS = frozenset(("length", "area"))
PHYSICAL = frozenset(("area", "energy", "length", "mass", "power", "volume"))


def measure_by(draft: FigureDraft, head: Head, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return the measure that a head noun names; None where a figure of that kind cannot measure it."""
    of_it = _is_of(draft, head, tokens)
    if tokens.lower[head.last - 1] in WHOLES and _is_whole(head, tokens):
        told = _before(draft, tokens, rules)
        head, of_it = (told, False) if told else (head, of_it)
    if (not of_it and _is_unfit(draft, head, tokens, rules)) or tokens.lower_at(head.last) in OFFICES:
        return None
    phrase = _both_flows(head, tokens) or phrase_of(head, tokens, rules, places)
    part = of_it and (draft.kind == "percent" or draft.form == "fraction") and draft.role != "change"
    return f"share of {phrase}" if part and tokens.lower[head.last - 1] not in SHARES else phrase


def _is_of(draft: FigureDraft, head: Head, tokens: Tokens) -> bool:
    """Tell whether a figure is of its head noun: 3% of the deal, not 3% of the firm in a deal."""
    between = tokens.lower[draft.last : head.first]
    return between[:1] == ["of"] and PREPOSITIONS.isdisjoint(between)


def _is_whole(head: Head, tokens: Tokens) -> bool:
    """Recognise the GDP of "3 percent of GDP" and "3% of the national income"."""
    at = head.first - 1
    while at > head.first - WHOLE_REACH and tokens.lower_at(at) != "of":
        at -= 1
    return tokens.lower_at(at) == "of" and tokens.lower_at(at - 1) in PERCENT


def _both_flows(head: Head, tokens: Tokens) -> str | None:
    """Return both of "imports from and exports to", of which each is no measure alone; None of what is told of each."""
    flow, lower_at = tokens.lower[head.first], tokens.lower_at
    if flow not in FLOWS or head.last > head.first + 1 or "respectively" in tokens.lower:
        return None
    after = head.last + (lower_at(head.last) in FLOW_LINKS)
    before = head.first - 2 - (lower_at(head.first - 2) in FLOW_LINKS)
    if lower_at(after) == "and" and lower_at(after + 1) in FLOWS - {flow}:
        first, both = head.first, f"{flow} and {lower_at(after + 1)}"
    elif lower_at(head.first - 1) == "and" and lower_at(before) in FLOWS - {flow}:
        first, both = before, f"{lower_at(before)} and {flow}"
    else:
        return None
    for at in range(first - 1, max(0, first - 1 - GAP_REACH), -1):
        if lower_at(at) == "between" and lower_at(at - 1) in GAPS:
            return f"{lower_at(at - 1)} between {both}"
    return both


def _before(draft: FigureDraft, tokens: Tokens, rules: Rules) -> Head | None:
    """Return the head noun before a figure: the deficit of "the deficit fell to 3 percent of GDP"."""
    heads = [head for head in find_heads(tokens, rules) if head.last <= draft.first]
    return next((head for head in reversed(heads) if tokens.lower[head.last - 1] not in WHOLES), None)


def _is_unfit(draft: FigureDraft, head: Head, tokens: Tokens, rules: Rules) -> bool:
    """Recognise tonnes that are no duty, metres that are no visitors, a price that is no border."""
    noun = tokens.lower[head.last - 1]
    if noun in LANDS:
        apart = noun in BORDERS or "," in tokens.lower[head.last : draft.first]
        other = draft.kind == "money" or (draft.kind == "percent" and apart)
        return other or (draft.dimension is not None and draft.dimension not in LAND_DIMENSIONS)
    physical = draft.kind == "quantity" and draft.dimension in PHYSICAL
    if noun in rules.words["person_noun"]:
        return physical or draft.kind == "money"
    return physical and noun in rules.words["sum_noun"]
