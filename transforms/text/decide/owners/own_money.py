"""Find the country in whose own money an amount is: 99 baht are of Thailand, whoever was told of before."""

from __future__ import annotations

from dyadwire.transforms.text.decide.owners.context import Countries
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

ABROAD = frozenset(("USD",))  # what others count in as well
RATES = "rates"  # topic of what one currency costs in another


def home_of_money(draft: FigureDraft, given: Countries, tokens: Tokens, rules: Rules) -> str | None:
    """Return the country that alone has the currency of an amount; None where that tells nothing.

    It tells nothing of a rate, of what is said again in another currency, and where those `given` call their own money
    by the same name.
    """
    home = rules.money_homes.get(draft.currency or "")
    is_plain = draft.kind == "money" and draft.currency not in ABROAD and draft.topic != RATES
    if home is None or not is_plain or draft.restates is not None or tokens.lower_at(draft.first - 1) == "(":
        return None
    found = rules.suffixes.at(tokens, draft.tail) or rules.prefixes.at(tokens, draft.first)
    same_name = found and any(iso3 in found[0].by_country for iso3 in given)
    return None if same_name or any(rules.borrowed_money.get(iso3) == draft.currency for iso3 in given) else home
