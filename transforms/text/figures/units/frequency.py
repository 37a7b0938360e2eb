"""How often: the denominators that stand some words away from a figure, as "every year" does."""

from __future__ import annotations

from transforms.text.figures.closed import DEMONSTRATIVES, DETERMINERS, NOUN_LEADS
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.denominators import ADVERBS, AGO, EACH, SPANS

FREQUENT = frozenset((*EACH, *ADVERBS))
KINDS = ("count", "quantity", "money")
AFTER = 12  # tokens of "people die of flu in the United States" between a figure and its "every year"
BEFORE = 7  # tokens of "Each year, the ministry says, some" before a figure
QUOTES = ('"', "“", "”")
BEFORE_NOUNS = DETERMINERS | DEMONSTRATIVES | {"another"}
COMPOUNDED = ("language", "run", "owned", "wing")  # an English-language daily
NATIONAL = ("ish", "ese", "ian", "ench", "can", "tch")  # endings of French, Dutch and Spanish
ENDS = frozenset(
    ("that", "which", "who", "whom", "and", "but", "or", "while", "when", "where", "if", "because", "as")
) | {
    "than",
    "after",
    "before",
    "since",
    "by",
}


def attach_frequency(drafts: list[Draft], tokens: Tokens, rules: Rules) -> None:
    """Set the denominators that stand apart: two billion doses could be made per year, every day 300 lorries cross."""
    if FREQUENT.isdisjoint(tokens.lower):
        return
    for draft in drafts:
        if draft.kind in KINDS and draft.form in ("cardinal", "vague") and not draft.per:
            draft.per = _span_after(draft, tokens, rules) or _span_before(draft, tokens, rules)


def _span_after(draft: Draft, tokens: Tokens, rules: Rules) -> str | None:
    for at in range(draft.last, min(draft.last + AFTER, len(tokens))):
        word = tokens.lower[at]
        span = _span_at(at, tokens, rules)
        if span:
            return None if _is_of_other(at, draft, tokens, rules) else span
        if word in ENDS or word in rules.numbers or not _may_stand_between(at, tokens, rules):
            return None
    return None


def _span_at(at: int, tokens: Tokens, rules: Rules) -> str | None:
    """Return the year of "every year" and of "annually"."""
    word, following = tokens.near(at), tokens.near(at + 1)
    if word in EACH and following in SPANS:
        return None if tokens.near(at + 2) in AGO else following
    ends = not following.isalpha() or following in rules.words["stop"]
    named = at > 0 and tokens.is_capital(at)  # the Economic Daily
    return ADVERBS[word] if word in ADVERBS and ends and not named and not _is_paper(at, tokens, rules) else None


def _is_paper(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Tell "at the satirical weekly" and "a French daily", which are papers, from "to the shops daily"."""
    kind = tokens.near(at - 1)
    if kind in BEFORE_NOUNS or kind in rules.words["paper_kind"] or kind.endswith(("'s", "’s")):
        return True
    if kind in COMPOUNDED:
        return tokens.near(at - 2) == "-"
    return tokens.is_capital(at - 1) and kind.endswith(NATIONAL) and tokens.near(at - 2) in BEFORE_NOUNS


def _is_of_other(at: int, draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell the "every year" of "30,000 attend the festival held every year", which is the festival's."""
    if tokens.near(at - 1) not in rules.words["held"]:
        return False
    return not BEFORE_NOUNS.isdisjoint(tokens.lower[draft.last : at - 1])


def _may_stand_between(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Tell a word or sign of the same clause; "to" and "from" only before a place: lorries to Gaza every day."""
    word = tokens.lower[at]
    if word in ("to", "from"):
        return tokens.is_capital(at + 1) or tokens.near(at + 1) in NOUN_LEADS
    if word == ".":
        return len(tokens.words[at - 1]) == 1 and tokens.is_capital(at - 1)
    return word[0].isalpha() or word in QUOTES or (word == "-" and tokens.joined(at))


def _span_before(draft: Draft, tokens: Tokens, rules: Rules) -> str | None:
    """Read "Each year around three million make the pilgrimage"; only at the beginning of a sentence."""
    if tokens.near(0) not in ("each", "every") or tokens.near(1) not in SPANS or draft.first > BEFORE:
        return None
    between = tokens.lower[2 : draft.first]
    plain = all(word == "," or (word.isalpha() and word not in rules.numbers) for word in between)
    return tokens.near(1) if plain and ENDS.isdisjoint(between) else None
