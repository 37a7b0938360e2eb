"""Powers and fractions in digits: 1.5×10⁻⁷, 4e14, 10^6, 2½, 10 1/2, $5.98-3/4."""

from __future__ import annotations

from fractions import Fraction

from transforms.text.figures.closed import MINUSES
from transforms.text.figures.numbers.exact import Exact, divide
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens

LARGEST_EXPONENT = 40
SIGNS = MINUSES | {"+"}
TIMES = ("x", "×", "·")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read_exponent(tokens: Tokens, index: int, value: Exact) -> tuple[Exact, int] | None:
    """Read the rest of 4e14, 2.48×10−5, 1.5 × 10⁻⁷, 8x2^10, 10^6 and 10⁶: the whole value and its end."""
    sign, touching = tokens.near(index), tokens.joined(index - 1)
    base: Exact = 10
    if sign in TIMES:
        word = tokens.word(index + 1)
        if not word.isdecimal() or len(word) > 3:
            return None
        base, power = int(word), _read_power(tokens, index + 2, bare=word == "10" and touching)
    elif sign == "e" and touching:
        power = _read_signed(tokens, index + 1)
    elif sign == "^" or value == 10:
        base, value, power = value, 1, _read_power(tokens, index, bare=False)
    else:
        return None
    if power is None or abs(power[0]) > LARGEST_EXPONENT or base == 0:
        return None
    return value * Fraction(base) ** power[0], power[1]


def _read_power(tokens: Tokens, at: int, *, bare: bool) -> tuple[int, int] | None:
    """Read ^-7, ⁻⁷ and, where it may be `bare`, the −7 of 10−7; they touch what they raise."""
    if not tokens.joined(at - 1):
        return None
    if tokens.near(at) == "^":
        return _read_signed(tokens, at + 1)
    minus = tokens.near(at) == "⁻"
    raised = tokens.near(at + minus).translate(RAISED)
    if raised.isascii() and raised.isdecimal() and raised != tokens.near(at + minus) and len(raised) <= 2:
        return (-int(raised) if minus else int(raised)), at + minus + 1
    return _read_signed(tokens, at) if bare and tokens.near(at) in MINUSES else None


def _read_signed(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read the two digits of an exponent and their sign."""
    signed = tokens.near(at) in SIGNS
    power = tokens.word(at + signed)
    if not power.isdecimal() or len(power) > 2:
        return None
    return (-int(power) if tokens.near(at) in MINUSES else int(power)), at + signed + 1


def read_fraction(tokens: Tokens, index: int, value: Exact, rules: Rules) -> tuple[Exact, int, bool]:
    """Read the rest of 2½, 1/4 and 10 1/2; the number itself where nothing follows."""
    glyph = rules.numbers.get(tokens.near(index))
    if glyph and glyph.role == "glyph":
        return value + glyph.value, index + 1, True
    simple = _read_slash(tokens, index - 1)
    if simple and value.denominator == 1 and value == simple[2]:
        return simple[0], simple[1], True
    at = index + (tokens.near(index) == "-" and tokens.joined(index - 1) and tokens.joined(index))  # 1-1/2
    mixed = _read_slash(tokens, at)
    if mixed and value.denominator == 1 and not (at == index and tokens.joined(index - 1)):
        return value + mixed[0], mixed[1], True
    if mixed and at > index and value.denominator != 1 and (value * 100).denominator == 1:
        return value + divide(mixed[0], 100), mixed[1], True  # grain at $5.98-3/4 a bushel: quarters of a cent
    return value, index, False


def _read_slash(tokens: Tokens, index: int) -> tuple[Exact, int, int] | None:
    """Read 3/4 at a token: value, end and numerator; nothing for dates, 24/7 and longer chains."""
    if tokens.near(index + 1) != "/" or tokens.near(index + 3) == "/":
        return None
    over, under = tokens.word(index), tokens.word(index + 2)
    if not (over.isdecimal() and under.isdecimal()) or len(over) > 3 or len(under) > 3 or under[0] == "0":
        return None
    if tokens.near(index - 1) == "/" or int(over) >= int(under) or (over, under) == ("9", "11"):
        return None
    return Fraction(int(over), int(under)), index + 3, int(over)
