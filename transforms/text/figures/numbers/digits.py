"""Numbers in digits, in any notation: 1,674.50, 12,34,567, 1.5×10⁻⁷, 2½, 10 1/2, 3m."""

from __future__ import annotations

from fractions import Fraction

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, divide
from dyadwire.transforms.text.figures.function_words import MINUSES, PAUSES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

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
LARGEST_EXPONENT = 40
SIGNS = MINUSES | {"+"}
TIMES = ("x", "×", "·")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
METRIC = ("km", "kg", "ha", "mm")  # after a space in their number that parts thousands
COUNTED_BY = ("number", "numbers", "numbered", "another")  # before a number of people or things
RACES = (50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000)  # metres
EXTENTS = frozenset(
    ("long", "high", "tall", "deep", "wide", "thick", "away", "apart", "off", "square", "cubic", "world")
)
LETTERS = {"k": 1000, "m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6}


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
    while tokens.lower_at(last)[:3].isdecimal() and _continues(tokens, last):
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
    if group in AIRLINERS and tokens.lower_at(index + 1) in AIRLINER_NOUNS:
        return False  # its 400 737 Max jets
    if gap in GROUP_SPACES or group == "000" or _is_group(tokens, index - 1) or _is_group(tokens, index + 1):
        return True
    return len(group) == 3 and _is_spaced(tokens, index)


def _is_spaced(tokens: Tokens, index: int) -> bool:
    """Distinguish "recorded 1 204 cases" and "R1 204", as South Africa writes, from two numbers that meet."""
    before, after = tokens.word(index - 2), tokens.lower_at(index + 1)
    namibian = before == "$" and tokens.word(index - 3) == "N"
    if (before in ("R", "€") or namibian) and tokens.joined(index - 2):
        return True
    if after in METRIC and tokens.joined(index):
        return True  # 1 500km
    counted = (not tokens.joined(index) and after.endswith("s")) or after in ("people", "men", "women", "children")
    return before.isalpha() and before.islower() and before not in NUMBERING and counted


def _is_group(tokens: Tokens, index: int) -> bool:
    """Tell whether a token is one more group of three digits: 1 234 567 has two."""
    return len(tokens.word(index)) == 3 and tokens.word(index).isdecimal()


def read_exponent(tokens: Tokens, index: int, value: Exact) -> tuple[Exact, int] | None:
    """Read the rest of 4e14, 2.48×10−5, 1.5 × 10⁻⁷, 8x2^10, 10^6 and 10⁶: the whole value and its end."""
    sign, touching = tokens.lower_at(index), tokens.joined(index - 1)
    base: Exact = 10
    if sign in TIMES:
        word = tokens.word(index + 1)
        if not word.isdecimal() or len(word) > 3:
            return None
        base, power = int(word), _read_power(tokens, index + 2, bare=word == "10" and touching)
    elif sign == "e" and touching:
        power = _read_signed(tokens, index + 1)
        if value.denominator == 1 and len(tokens.word(index + 1)) == 1 and tokens.lower_at(index + 1) not in SIGNS:
            return None  # the 7E7 is an aeroplane; 4e14, 1.5e6 and 3e+5 are numbers
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
    if tokens.lower_at(at) == "^":
        return _read_signed(tokens, at + 1)
    minus = tokens.lower_at(at) == "⁻"
    raised = tokens.lower_at(at + minus).translate(RAISED)
    if raised.isascii() and raised.isdecimal() and raised != tokens.lower_at(at + minus) and len(raised) <= 2:
        return (-int(raised) if minus else int(raised)), at + minus + 1
    return _read_signed(tokens, at) if bare and tokens.lower_at(at) in MINUSES else None


def _read_signed(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read the two digits of an exponent and their sign."""
    signed = tokens.lower_at(at) in SIGNS
    power = tokens.word(at + signed)
    if not power.isdecimal() or len(power) > 2:
        return None
    return (-int(power) if tokens.lower_at(at) in MINUSES else int(power)), at + signed + 1


def read_fraction(tokens: Tokens, index: int, value: Exact, rules: Rules) -> tuple[Exact, int, bool]:
    """Read the rest of 2½, 1/4 and 10 1/2; the number itself where nothing follows."""
    glyph = rules.numbers.get(tokens.lower_at(index))
    if glyph and glyph.role == "glyph":
        return value + glyph.value, index + 1, True
    simple = _read_slash(tokens, index - 1)
    if simple and value.denominator == 1 and value == simple[2]:
        return simple[0], simple[1], True
    at = index + (tokens.lower_at(index) == "-" and tokens.joined(index - 1) and tokens.joined(index))  # 1-1/2
    mixed = _read_slash(tokens, at)
    if mixed and value.denominator == 1 and not (at == index and tokens.joined(index - 1)):
        return value + mixed[0], mixed[1], True
    if mixed and at > index and value.denominator != 1 and (value * 100).denominator == 1:
        return value + divide(mixed[0], 100), mixed[1], True  # grain at $5.98-3/4 a bushel: quarters of a cent
    return value, index, False


def _read_slash(tokens: Tokens, index: int) -> tuple[Exact, int, int] | None:
    """Read 3/4 at a token: value, end and numerator; nothing for dates, 24/7 and longer chains."""
    if tokens.lower_at(index + 1) != "/" or tokens.lower_at(index + 3) == "/":
        return None
    over, under = tokens.word(index), tokens.word(index + 2)
    if not (over.isdecimal() and under.isdecimal()) or len(over) > 3 or len(under) > 3 or under[0] == "0":
        return None
    if tokens.lower_at(index - 1) == "/" or int(over) >= int(under) or (over, under) == ("9", "11"):
        return None
    return Fraction(int(over), int(under)), index + 3, int(over)


def attach_letter(draft: FigureDraft, tokens: Tokens, rules: Rules, money: bool) -> None:
    """Take in k, m, bn's short forms (3m, 10k, $2t) where they are magnitudes and not metres, tonnes or bytes."""
    letter = tokens.word(draft.last)
    magnitude = LETTERS.get(letter.lower())
    if magnitude is None or draft.value is None or draft.scale != 1 or draft.spelled or draft.form != "cardinal":
        return
    touching = tokens.joined(draft.last - 1)
    if not _is_magnitude(letter, draft, tokens, rules, money, touching):
        return
    draft.value, draft.scale, draft.last = draft.value * magnitude, draft.scale * magnitude, draft.last + 1
    draft.tail = draft.last


def _is_magnitude(letter: str, draft: FigureDraft, tokens: Tokens, rules: Rules, money: bool, touching: bool) -> bool:
    """Distinguish a magnitude from a unit of one letter: beside money, or k, or before what is counted."""
    following = tokens.lower_at(draft.last + 1)
    if money or rules.suffixes.at(tokens, draft.last + 1):
        return touching or letter != "t"
    if not touching or (tokens.joined(draft.last) and tokens.lower_at(draft.last + 1) in ("/", "²", "³")):
        return letter in ("k", "K", "M") and not touching and following in ("", ".")
    if letter in ("k", "K", "M", "B", "b"):
        small = draft.value is not None and draft.value < 1000 and (draft.value * 10).denominator == 1
        return small and not (letter.isupper() and tokens.is_capital(draft.last + 1))  # 2B Mindset is a name
    if rules.units.at(tokens, draft.last + 1):
        return letter != "mm" or following != "barrel"  # 7.2m TEU, 3mm barrels; not a 7.62mm barrel
    return letter == "m" and _is_million(draft, tokens, rules)


def _is_million(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish the m of "killed 1.3m", "a city of 9m" and "2.5m public-sector workers" from metres."""
    before, following = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last + 1)
    if before in rules.words["counting"] or (
        before == "of" and tokens.lower_at(draft.first - 2) in rules.words["peopled"]
    ):
        return True
    if following in PAUSES and before in ("at", "to", "from"):
        return True  # applications stood at 3.8m
    if tokens.lower_at(draft.last + 2) == "-":
        following = tokens.lower_at(draft.last + 4)
    if before in COUNTED_BY:
        return True  # its users number 100m, another 550m
    return _is_plural(following) or (draft.value not in RACES and _is_thing(tokens, draft.last + 1, rules))


def _is_plural(word: str) -> bool:
    plural = word.isalpha() and (word.endswith("s") or word in ("people", "barrels"))
    return plural and word not in ("is", "was", "has", "as", "across", "this")


def _is_thing(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Distinguish the "cash machines" of "1.4m cash machines" from "long walls" and "from the houses"."""
    noun, head = tokens.lower_at(at), tokens.lower_at(at + 1)
    if not (noun.isalpha() and tokens.words[at].islower()) or noun in EXTENTS or noun in rules.words["stop"]:
        return False
    return not noun.endswith("ly") and _is_plural(head) and not _is_plural(noun)
