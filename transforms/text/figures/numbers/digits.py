"""One number in digits, in any grouping: 1,674.50, 12,34,567, 10 000, R1 204."""

from __future__ import annotations

from fractions import Fraction

from transforms.text.figures.numbers.exact import Exact
from transforms.text.figures.tokens import Tokens

LONGEST_DIGITS = 30  # no reported number is longer; beyond it digits are keys, hashes or noise
GROUP_SPACES = "\u00a0\u202f\u2009"  # no-break and thin spaces group digits; a plain one only before 000
# Airliners go by numbers, which count nothing.
AIRLINERS = ("707", "727", "737", "747", "757", "767", "777", "787")
AIRLINER_NOUNS = (
    "max",
    "jet",
    "jets",
    "dreamliner",
    "dreamliners",
    "plane",
    "planes",
    "aircraft",
    "freighter",
    "freighters",
)
NUMBERING = frozenset(
    ("phase", "stage", "group", "level", "chapter", "page", "section", "number", "day", "week", "grade")
)


def parse_digits(word: str) -> Exact | None:
    """Read digits in any grouping of English news; None for what is no number (1.2.3.4) or too long to be one.

    >>> [str(parse_digits(word)) for word in ("1,674.50", "12,34,567", "1.234.567", "5,00", "4.800", "1.2.3", "２５")]
    ['3349/2', '1234567', '1234567', '5', '24/5', 'None', '25']
    """
    if len(word) > LONGEST_DIGITS:
        return None
    if word.isdecimal():  # most; of any alphabet
        return int(word)
    if not word.isascii():  # ２５, ٢٥
        word = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in word)
    dots, commas = word.count("."), word.count(",")
    if dots > 1:
        parts = word.split(",")[0].split(".")
        if commas > 1 or any(len(part) != 3 for part in parts[1:]):
            return None
        return _decimal(word.replace(".", "").replace(",", "."))
    if commas == 1 and len(word) - word.index(",") <= 3 and dots == 0:
        return _decimal(word.replace(",", "."))
    if commas and dots and word.index(".") < word.index(","):
        return _decimal(word.replace(".", "").replace(",", "."))
    return _decimal(word.replace(",", ""))


def _decimal(word: str) -> Exact:
    """Return digits with at most one point as a number; four times as fast as `Fraction` reads text."""
    whole, _, part = word.partition(".")
    return Fraction(int(whole + part), 10 ** len(part)) if part else int(whole)


def read_grouped(tokens: Tokens, index: int) -> tuple[Exact | None, int]:
    """Read one token of digits, with the groups that follow it after spaces (10 000)."""
    word, last = tokens.words[index], index + 1
    if len(word) > 3 or not word.isdecimal() or word[0] == "0":
        return parse_digits(word), last
    while tokens.near(last)[:3].isdecimal() and _continues(tokens, last):
        word, last = word + tokens.words[last], last + 1
        if len(word) > LONGEST_DIGITS:
            break
    return parse_digits(word), last


def _continues(tokens: Tokens, index: int) -> bool:
    group = tokens.words[index]
    if len(group) < 3 or group[3:4] not in ("", ".") or tokens.joined(index - 1):
        return False
    gap = tokens.text[tokens.ends[index - 1] : tokens.starts[index]]
    if len(gap) != 1 or len(group) not in (3, 5, 6):
        return False
    if group in AIRLINERS and tokens.near(index + 1) in AIRLINER_NOUNS:
        return False  # its 400 737 Max jets
    if gap in GROUP_SPACES or group == "000" or _is_group(tokens, index - 1) or _is_group(tokens, index + 1):
        return True
    return len(group) == 3 and _is_spaced(tokens, index)


def _is_spaced(tokens: Tokens, index: int) -> bool:
    """Tell "recorded 1 204 cases" and "R1 204", as South Africa writes, from two numbers that meet."""
    before, after = tokens.word(index - 2), tokens.near(index + 1)
    if before in ("R", "€") and tokens.joined(index - 2):
        return True
    counted = (not tokens.joined(index) and after.endswith("s")) or after in ("people", "men", "women", "children")
    return before.isalpha() and before.islower() and before not in NUMBERING and counted


def _is_group(tokens: Tokens, index: int) -> bool:
    """Tell whether a token is one more group of three digits: 1 234 567 has two."""
    return len(tokens.word(index)) == 3 and tokens.word(index).isdecimal()
