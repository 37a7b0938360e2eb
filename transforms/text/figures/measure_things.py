"""Find what a figure is of, and what was done with it: 36,000 tonnes of soybean that somebody bought."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.function_words import DETERMINERS
from dyadwire.transforms.text.figures.measure_deeds import COMPARED, deed_of, fit
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.forms import MONTHS
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import noun_phrase_end

BETWEEN = frozenset(("worth", "each"))
THING_LEADS = frozenset(("of", "in", "worth"))
LEADS = DETERMINERS | {"all", "some", "those", "these", "more", "new", "total"}
GENITIVES = frozenset(("'s", "’s", "'", "’"))
HELD_IN = frozenset(("stake", "investment"))
PRONOUNS = frozenset(("one", "ones", "other", "others"))
TIMES = frozenset(
    ("year", "years", "quarter", "half", "month", "months", "week", "weeks", "day", "days", "time", "season")
)


def thing_or_deed(
    index: int, drafts: list[FigureDraft], tokens: Tokens, rules: Rules, places: frozenset[int]
) -> str | None:
    """Return the purchases of soybean of "bought 36,000 tonnes of soybean"; either alone where only that is told."""
    draft = drafts[index]
    thing, end = _thing(draft, tokens, rules, places)
    deed = fit(deed_of(index, drafts, end, tokens, rules), draft, tokens)
    if thing is None:
        return None if deed == "stake" and tokens.lower_at(draft.last) == "of" else deed  # 61% of the last crop
    if deed is None:
        part = is_share(draft) and tokens.lower_at(draft.last) not in COMPARED
        return f"share of {thing}" if part else thing
    if deed == "stake" and is_share(draft) and not _is_asset(tokens, end - 1, rules):
        return f"share of {thing}"  # buys 37 percent of the gas
    return f"{deed} {'in' if deed in HELD_IN else 'of'} {thing}"


def _is_asset(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Tell whether one can have a stake in something: a name, a firm, a project."""
    noun = tokens.lower[at]
    return tokens.is_capital(at) or any(noun in rules.words[of] for of in ("firm", "venture", "asset"))


def _thing(draft: FigureDraft, tokens: Tokens, rules: Rules, places: frozenset[int]) -> tuple[str | None, int]:
    """Return what a figure is of, and where that ends: 2 billion euros in goods, 90% of the children."""
    at = draft.last
    while tokens.lower_at(at) in BETWEEN:
        at += 1
    if tokens.lower_at(at) not in THING_LEADS:
        return _bare(draft, tokens, at, rules, places)
    if tokens.lower_at(at) == "in" and draft.kind in ("percent", "duration", "count"):
        return None, at  # 5 percent in March
    at += 1
    while tokens.lower_at(at) in LEADS or at in places or tokens.lower_at(at) in GENITIVES:
        at += 1
    last = _thing_end(tokens, at, rules, places)
    if tokens.lower_at(last).endswith(("'s", "’s")) and (end := _owned_end(tokens, last + 1, rules, places)):
        at, last = last + 1, end
    if (
        last <= at
        or tokens.lower[last - 1] in TIMES | PRONOUNS
        or MONTHS.intersection(tokens.lower[at:last])
        or any(one in places for one in range(at, last))
    ):
        return None, at
    return tokens.surface(at, last), last


def _thing_end(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> int:
    """Return where the noun phrase or the name that begins at a token ends; the token itself where none does."""
    last = noun_phrase_end(tokens, at, rules)
    if last <= at:
        last = at
        while tokens.is_capital(last) and last not in places and not tokens.lower_at(last).endswith(("'s", "’s")):
            last += 1
    while last > at + 1 and tokens.lower[last - 1] in BETWEEN:
        last -= 1
    return at if tokens.is_digits(at) else last


def _owned_end(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> int | None:
    """Return where the traffic ends of "the station's traffic comes"; None where no noun follows."""
    last = _thing_end(tokens, at, rules, places)
    idle = (one for one in range(at + 1, last) if _is_idle(tokens.lower[one], rules))
    return next(idle, last) if last > at else None


def _is_idle(word: str, rules: Rules) -> bool:
    return word.endswith("ly") or word[:-1] in rules.words["no_noun"]


def _bare(draft: FigureDraft, tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> tuple[str | None, int]:
    """Return the barley of "90,944 tonnes barley" and the vehicles of "46 percent fewer vehicles"."""
    compared = tokens.lower_at(at) in COMPARED
    led = at == draft.last and (draft.dimension == "mass" or (draft.kind == "percent" and compared))
    at += led and compared
    last = noun_phrase_end(tokens, at, rules) if led else at
    return (tokens.surface(at, last), last) if last > at and at not in places else (None, at)
