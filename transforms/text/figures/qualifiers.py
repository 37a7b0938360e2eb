"""Qualifiers: about, at least, at most, record, target, forecast, plan."""

from __future__ import annotations

from transforms.text.figures.drafts import Draft
from transforms.text.figures.links import Links
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

REACH = 9  # tokens before a figure in which "plans to" or "target" still speaks of it
ARTICLES = ("a", "an", "another", "additional", "further")
BREAKS = frozenset(
    (";", ".", ":", "but", "while", "after", "when", "because", "although", "than", "compared", "which", "who")
)
SPANS_OF_TIME = (("over",), ("past",))  # "over 12 months" says when, not how long at least
CARRY_BREAKS = BREAKS | {","}
CARRIED = ("plan", "forecast", "target")


def mark_qualifier(draft: Draft, tokens: Tokens, rules: Rules, previous: Draft | None, links: Links) -> None:
    """Set the qualifier of a draft: what touches it first, then what its clause says. None means exact."""
    beside = _beside(draft, tokens, rules)
    if beside:
        draft.qualifier = beside
    elif draft.form == "vague":
        draft.qualifier = "about"
    elif draft.form != "ordinal" and not links.is_base(draft):
        floor = previous.last if previous else 0
        draft.qualifier = _in_clause(draft, tokens, rules, floor)
        carried = previous.qualifier if previous and previous.qualifier in CARRIED else None
        if carried and draft.qualifier is None and _carries(tokens.lower[floor : draft.first]):
            draft.qualifier = carried


def _carries(between: list[str]) -> bool:
    """Tell whether a plan or forecast goes on to the next figure: no comma, no new verb."""
    return CARRY_BREAKS.isdisjoint(between) and not any(word.endswith("ing") for word in between)


def _beside(draft: Draft, tokens: Tokens, rules: Rules) -> str | None:
    """Match the forms that end where the figure begins, or begin where it ends."""
    ends = (draft.first, draft.first - 1) if tokens.near(draft.first - 1) in ARTICLES else (draft.first,)
    for end in ends:
        for parts, qualifier in rules.cues_before.get(tokens.near(end - 1), ()):
            if end >= len(parts) and tuple(tokens.lower[end - len(parts) : end]) == parts:
                no_limit = draft.kind == "duration" and parts in SPANS_OF_TIME
                return None if no_limit or _is_particle(parts, tokens, end - len(parts), rules) else qualifier
    end = max(draft.last, draft.rest)
    for parts, qualifier in rules.cues_after.get(tokens.near(end), ()):
        if tuple(tokens.lower[end : end + len(parts)]) == parts:
            return qualifier
    return None


def _is_particle(parts: tuple[str, ...], tokens: Tokens, start: int, rules: Rules) -> bool:
    """Tell "handed over 61" and "edged up to $5 billion" from limits: the verb before takes the word."""
    before = tokens.near(start - 1)
    if parts == ("over",):
        shot = before == "down" and tokens.near(start - 2) in rules.words["takes_up"]  # shot down over 11 regions
        return shot or before in rules.words["takes_over"]
    if parts != ("up", "to"):
        return False
    found = rules.directions.at(tokens, start - 1)
    return (found is not None and found[1] == start + 1) or "verb" in rules.direction_words.get(before, {})


def _in_clause(draft: Draft, tokens: Tokens, rules: Rules, floor: int) -> str | None:
    """Find a cue such as "plans to" between the figure before and this one, in the same clause; the nearest wins."""
    start = max(floor, draft.first - REACH)
    lower, cues = tokens.lower, rules.clause_cues
    for at in range(draft.first - 1, start - 1, -1):
        word = lower[at]
        if word in BREAKS:
            return None
        for parts, qualifier in cues.get(word, ()):
            begin = at - len(parts) + 1
            if begin >= start and tuple(lower[begin : at + 1]) == parts:
                return qualifier
    return None
