"""The lexicon of those who pay in the money of another country."""

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.figures.rules import compile_rules

LEXICON = load_lexicon()


def test_rows_are_sorted_unique_and_known() -> None:
    rows = [(row["iso3"], row["currency"]) for row in LEXICON["borrowed_money"]]
    assert rows == sorted(set(rows))
    assert {iso3 for iso3, _ in rows} <= {row["iso3"] for row in LEXICON["countries"]}
    assert {currency for _, currency in rows} <= {row["currency"] for row in LEXICON["currencies"]}


def test_nobody_borrows_their_own_money() -> None:
    rules = compile_rules(LEXICON)
    assert [iso3 for iso3, currency in rules.borrowed_money.items() if rules.money_homes.get(currency) == iso3] == []
