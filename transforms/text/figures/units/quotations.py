"""Read numbers whose unit follows from what is quoted: points of an index, the price of one currency in another."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import ARTICLES, BE, POINTS
from dyadwire.transforms.text.figures.numbers.ranges import may_be_year
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

REACH = 20  # tokens of "rupiah lost 0.6% against the US dollar before bouncing back to trade" before a level or a rate
RATE_REACH = 3  # tokens of "to the US" between a rate and the currency that it is the price of
LEADS = frozenset(("to", "at", "from", "of", "around", "about", "above", "below", "near", "past", "under", "nearly"))
ENDS = frozenset((".", ";", ":", "?", "!", "scale", "rank", "ranks", "ranked", "place", "places", "placed", "out"))
BESIDE = frozenset(("on", "in", "by", "of", "for", "with", "from"))  # before what is no subject: 131 on the index
LEADING = ARTICLES | {"its", "their", "this", "that", "'s", "’s"}  # before the name of an index
PRICED_IN = frozenset(("to", "per", "against", "versus"))
DEAREST = ("GBP", "EUR", "USD", "CAD", "AUD", "NZD")  # one of each is worth more than one of the next, or of the rest
LONGEST_NAME = 5  # tokens of "its monthly consumer price index" before the last


def read_quotations(drafts: list[FigureDraft], tokens: Tokens, rules: Rules, countries: tuple[str, ...]) -> None:
    """Give the points of an index their unit, and rates of exchange their currency.

    `drafts` are the figures of a sentence with their own units and nouns; only counts are touched. `countries` decide
    what peso or pound is meant.
    """
    bare = [one for one in drafts if one.kind == "count" and one.form == "cardinal"]
    if bare and ("&" in tokens.lower or not rules.words["quoted_index"].isdisjoint(tokens.lower)):
        for draft in bare:
            _read_level(draft, tokens, rules)
    quoted = [one for one in bare if one.kind == "count" and _is_quoted(one, tokens)]
    taken = {at for one in drafts for at in range(one.first, one.last)} if quoted else set()
    for draft in quoted:
        _read_rate(draft, taken, tokens, rules, countries)


def _read_level(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Read the points of an index, and its level."""
    index = _index_before(draft, tokens, rules)
    if index is not None and (draft.unit in POINTS or _is_level(draft, tokens, index)):
        draft.kind, draft.unit, draft.dimension, draft.own_unit = "quantity", "point", "index", True


def _index_before(draft: FigureDraft, tokens: Tokens, rules: Rules) -> int | None:
    """Return the token of the index named before a number: "the index rose 225.79 points", not those of a match."""
    for at in range(draft.first - 1, max(-1, draft.first - 1 - REACH), -1):
        if tokens.lower_at(at) in rules.words["quoted_index"]:
            return at
        if tokens.lower[max(0, at - 2) : at + 1] == ["s", "&", "p"]:
            return at - 2
        if (tokens.lower_at(at) in ENDS and not tokens.joined(at)) or _currency_at(at, tokens, rules):
            return None  # the index rose while the euro fell to 1.08
    return None


def _is_quoted(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise a number that may be a level: in digits, without a noun, after a word that leads to one."""
    if draft.unit or draft.own_unit or draft.spelled or draft.value is None or may_be_year(draft, tokens):
        return False
    return tokens.lower_at(draft.first - 1) in LEADS


def _is_level(draft: FigureDraft, tokens: Tokens, index: int) -> bool:
    """Recognise the level of an index that is the subject: "the index closed at 6709.93", "an index of 49.8"."""
    return (_is_quoted(draft, tokens) or _is_stated(draft, tokens)) and _is_subject(index, tokens)


def _is_stated(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 49.8 of "the index was 49.8": with a fraction, as no count has."""
    fraction = draft.value is not None and draft.value.denominator != 1
    return fraction and not draft.unit and not draft.spelled and tokens.lower_at(draft.first - 1) in BE


def _is_subject(at: int, tokens: Tokens) -> bool:
    """Tell whether the index at a token is what changes, not "on the index" or "by the index"."""
    for back in range(at - 1, max(-1, at - 1 - LONGEST_NAME), -1):
        if tokens.lower_at(back) in LEADING:
            return tokens.lower_at(back - 1) not in BESIDE
    return tokens.lower_at(at - 1) not in BESIDE


def _read_rate(draft: FigureDraft, taken: set[int], tokens: Tokens, rules: Rules, countries: tuple[str, ...]) -> None:
    """Read the yen of "the yen dropped to 141.60 per euro" and "the yen fell against the euro, trading at 141.60"."""
    named = _currencies_before(draft, taken, tokens, rules, countries)
    priced = _price_of(draft, tokens, rules) or next((code for code, against in named if against), None)
    subject = next((code for code, against in named if not against and code != priced), None)
    if priced and subject:
        if tokens.lower_at(draft.last) != "per" and _is_turned(draft, subject, priced):
            subject, priced = priced, subject
        draft.kind, draft.dimension, draft.own_unit = "money", "money", True
        draft.currency = draft.unit = subject
        draft.per = priced


def _is_turned(draft: FigureDraft, subject: str, priced: str) -> bool:
    """Tell whether the amount is of the other currency: the dollar at 145 to the yen, the euro at 0.86 to the pound.

    More than one is told of the cheaper currency, less than one of the dearer.
    """
    known = subject in DEAREST and priced in DEAREST
    dearer = subject in DEAREST and (not known or DEAREST.index(subject) < DEAREST.index(priced))
    return draft.value is not None and (dearer if draft.value > 1 else known and not dearer)


def _currency_at(at: int, tokens: Tokens, rules: Rules, countries: tuple[str, ...] = ()) -> tuple[str, int] | None:
    """Return the currency whose name begins at a token, for these countries, and where the name ends."""
    money = rules.suffixes.at(tokens, at)
    if not money or money[0].style != "name":
        return None
    code = next((money[0].by_country[iso3] for iso3 in countries if iso3 in money[0].by_country), money[0].currency)
    return code, money[1]


def _currencies_before(
    draft: FigureDraft, taken: set[int], tokens: Tokens, rules: Rules, countries: tuple[str, ...]
) -> list[tuple[str, bool]]:
    """Return the currencies named before a number, the nearest first, and whether each is what a price is told in.

    Those at the tokens `taken` are of other figures.
    """
    found: list[tuple[str, bool]] = []
    at = max(0, draft.first - REACH)
    while at < draft.first:
        if tokens.lower_at(at) in (".", ";"):
            found.clear()
        named = _currency_at(at, tokens, rules, countries) if at not in taken else None
        if named and "/" not in (tokens.lower_at(at - 1), tokens.lower_at(named[1])):
            against = not PRICED_IN.isdisjoint(
                (tokens.lower_at(at - 1), tokens.lower_at(at - 2), tokens.lower_at(at - 3))
            )
            found.append((named[0], against))
        at = named[1] if named else at + 1
    return found[::-1]


def _price_of(draft: FigureDraft, tokens: Tokens, rules: Rules) -> str | None:
    """Return the currency whose price a number is by what follows it: 8.28 to the US dollar, 141.60 per euro."""
    if tokens.lower_at(draft.last) not in PRICED_IN:
        return None
    for at in range(draft.last + 1, draft.last + 1 + RATE_REACH):
        if found := rules.suffixes.at(tokens, at):
            return found[0].currency
    return None
