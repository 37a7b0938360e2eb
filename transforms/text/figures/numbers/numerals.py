"""What words are to a number, and the running sum of a number in words."""

from __future__ import annotations

from transforms.text.figures.numbers.exact import Exact
from transforms.text.figures.rules import Number, Rules
from transforms.text.figures.tokens import Tokens

NOTHING = Number(0, "")
BELOW_HUNDRED = ("unit", "ten")
SCALES = ("hundred", "magnitude")
CARDINAL = (*BELOW_HUNDRED, *SCALES)
RAISING = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Signs and words that may go on with a number, besides the words for numbers.
CONTINUES = frozenset(
    (
        "st",
        "nd",
        "rd",
        "th",
        "e",
        "^",
        "x",
        "×",
        "·",
        "/",
        "-",
        "‑",
        "and",
        "&",
        "point",
        "in",
        "of",
        "over",
        "out",
        "⁻",
    )
) | frozenset(("⁻", *(str(power).translate(RAISING) for power in range(41))))


def role_at(tokens: Tokens, index: int, rules: Rules) -> str:
    """Return what a word is to a number, "" where it is nothing."""
    return rules.numbers.get(tokens.near(index), NOTHING).role


def may_continue(word: str, rules: Rules) -> bool:
    """Tell a word that may go on with a number from the nine in ten that cannot."""
    return word in CONTINUES or word in rules.numbers or word[:1].isdecimal()


class Sum:
    """The running value of a cardinal in words."""

    def __init__(self) -> None:
        self.total: Exact = 0
        self.current: Exact | None = None
        self.scale: Exact = 1
        self.nonsense = False

    @property
    def value(self) -> Exact:
        """The number so far."""
        return self.total + (self.current or 0)

    def accepts(self, number: Number) -> bool:
        """Tell whether a word can go on from here."""
        current = self.current
        if number.role == "unit":
            return (
                current is None
                or current % 100 == 0 < current
                or (current % 100 >= 20 and number.value in range(1, 10) and current % 10 == 0)
            )
        if number.role == "ten":
            return current is None or current % 100 == 0 < current
        if number.role == "hundred":
            return current is not None and 1 <= current < 100
        return number.role == "magnitude" and (current is not None or self.total > 0)

    def add(self, number: Number) -> None:
        """Take in a word that is accepted."""
        if number.role in BELOW_HUNDRED:
            self.current = (self.current or 0) + number.value
        elif number.role == "hundred":
            assert self.current is not None
            self.current *= number.value
        elif self.current is None:  # thousand billion
            self.nonsense = self.nonsense or self.scale > 10**6
            self.total *= number.value
            self.scale *= number.value
        else:
            self.total += self.current * number.value
            self.current, self.scale = None, number.value
