"""Amounts of money: which currency a number is in."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import divide, size
from dyadwire.transforms.text.figures.function_words import DASHES, HYPHENS, INDEFINITE, MINUSES
from dyadwire.transforms.text.figures.numbers.digits import LETTERS as LETTER_MAGNITUDES
from dyadwire.transforms.text.figures.numbers.digits import attach_letter
from dyadwire.transforms.text.figures.rules import Money, Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.denominators import attach_per
from dyadwire.transforms.text.figures.units.hundredths import NAMES

JOINTS = HYPHENS | {"of", *LETTER_MAGNITUDES}  # between an amount and its currency, besides nothing
ONE = INDEFINITE | {"one"}
LONGEST_PREFIX = 3  # tokens: "U.S. $" is five, but its "$" alone says the same
AREA = ("zone", "area")  # the 12 euro zone countries
MILESTONE_REACH = 3  # tokens of "passed the" and of "hit just the" before a mark
HUNDRED = 100
THOUSAND, GROUP = 1000, 3  # digits of a group
ASIDE_REACH = 6  # tokens behind an amount in which a second dash ends an aside
MOST_SLIMMED = 250  # pounds; who loses more has lost money
WEIGHING_REACH = 4  # tokens before pounds in which they are weighed
SIGNS = ("$", "€")
PRICE_REACH = 12  # tokens before "N865" in which a price is spoken of
EACH = ("a", "an", "per", "/")
HEAVY = ("of", "bag", "heavier", "lighter", "overweight", "apiece")
# Letters that are the sign of a currency only before an amount that no name holds: N1,482 and K1.4 billion, not N95.
LETTERS = ("K", "N", "P", "KD", "BD", "QR", "RO", "JD", "Bt", "Bs")

SCREENS = (240, 360, 480, 720, 1080, 1440, 2160, 4320)  # lines of a picture: 1080p
WEATHER_REACH = 20  # tokens around 32c in which the weather is spoken of
SMALL_WON = 100  # "3 won" is a verb; nothing costs less than a hundred South Korean won


def attach_currency(draft: FigureDraft, tokens: Tokens, rules: Rules, countries: tuple[str, ...], free: int) -> bool:
    """Take in the currency before or after a number.

    `countries` of the sentence decide forms that several share; tokens before `free` belong to the number before.
    """
    if draft.form in ("ordinal", "multiple", "ratio") or (draft.value is None and not draft.scale > 1):
        return False
    before = _find_prefix(draft, tokens, rules, free)
    if before is None and _is_plain(tokens.lower_at(draft.last), rules):
        return False
    attach_letter(draft, tokens, rules, before is not None)
    after = _find_suffix(draft, tokens, rules)
    if before and after and (after[0].style == "symbol" or tokens.is_digits(after[1])):
        after = None  # $20 $30: the second sign belongs to the next number
    found = _leading(before, after)
    if not found:
        return False
    if before:
        draft.first = before[1]
        _add_sign(draft, tokens, free)
    if after:
        draft.last = after[1]
    _set_currency(draft, found[0], countries)
    attach_per(draft, tokens, rules)
    if draft.value is not None and after and _is_price_of_fuel(draft, tokens):
        draft.value = divide(draft.value, THOUSAND)
    return True


def _is_price_of_fuel(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the 1,335 of 1,335 euros a litre, as the Continent writes: fuel costs one or two, to the thousandth."""
    whole, _, part = tokens.words[draft.head].partition(",")
    grouped = whole in ("1", "2") and len(part) == GROUP and part.isdecimal()
    return grouped and draft.per == "litre" and draft.currency == "EUR"


def _add_sign(draft: FigureDraft, tokens: Tokens, free: int) -> None:
    """Take in the minus of -$24.8bn; not the sign of a range ($3-$4bn) or the dash of an aside (–$3m to date –)."""
    at = draft.first - 1
    if tokens.lower_at(at) not in MINUSES or not tokens.joined(at) or (free and at <= free) or draft.value is None:
        return
    opens = not tokens.joined(at - 1) or tokens.lower_at(at - 1) == "("
    if opens and draft.value > 0 and not tokens.is_digits(at - 1) and not _is_aside(draft, tokens, at):
        draft.value, draft.first = -draft.value, at


def _is_aside(draft: FigureDraft, tokens: Tokens, at: int) -> bool:
    """Tell whether a second dash closes what the dash before an amount opens."""
    behind = range(draft.last, draft.last + ASIDE_REACH)
    return tokens.lower_at(at) != "−" and any(
        tokens.lower_at(end) in DASHES and not tokens.joined(end) for end in behind
    )


def _leading(before: tuple[Money, int] | None, after: tuple[Money, int] | None) -> tuple[Money, int] | None:
    """Return which of the currencies on both sides of an amount it is in: $5 Canadian dollars."""
    if before and after and before[0].style == "symbol" and before[0].currency == "USD" != after[0].currency:
        return after
    return before or after


def _is_plain(following: str, rules: Rules) -> bool:
    """Recognise a word after a number that can begin no currency, as of most counts."""
    if following in rules.suffixes.starts or following in JOINTS:
        return False
    return len(following) != 4 or following[0] != "m"  # MUSD


def _set_currency(draft: FigureDraft, money: Money, countries: tuple[str, ...]) -> None:
    code = next((money.by_country[iso3] for iso3 in countries if iso3 in money.by_country), money.currency)
    draft.kind, draft.own_unit, draft.dimension = "money", True, "money"
    if money.style in ("hundredth", "letter"):
        draft.hundredth, draft.unit = True, NAMES.get(code, "cent")
    draft.currency = code
    draft.unit = draft.unit or code


def _find_prefix(draft: FigureDraft, tokens: Tokens, rules: Rules, free: int) -> tuple[Money, int] | None:
    """Return the currency that ends where the number begins, and its first token."""
    end = draft.first
    if tokens.lower_at(end - 1) in MINUSES and tokens.joined(end - 1) and tokens.joined(end - 2):
        if tokens.lower_at(draft.last) == "-" and tokens.joined(draft.last - 1):
            return None  # CVE-2023-4863
        end -= 1  # Rs-500, $-99
    scaled = tokens.word(end - 1)
    if len(scaled) == 4 and scaled[0] == "M" and scaled[1:] in rules.codes and draft.value is not None:
        draft.value, draft.scale = draft.value * 10**6, draft.scale * 10**6
        return Money(scaled[1:], "code", {}), end - 1
    if scaled not in rules.prefix_ends:
        return None
    for length in range(LONGEST_PREFIX, 0, -1):
        found = rules.prefixes.at(tokens, end - length) if end - length >= free else None
        if found and found[1] == end and _is_prefix(draft, tokens, rules, end - length, end):
            return found[0], end - length
    return None


def _is_prefix(draft: FigureDraft, tokens: Tokens, rules: Rules, start: int, end: int) -> bool:
    """Distinguish a currency from the tail of a word (…SR 5) and a letter of a name (R2-D2, Nighthawk R6700, N95)."""
    letters = tokens.words[start].isalpha()
    if letters and tokens.joined(start - 1) and tokens.lower_at(start - 1).isalpha():
        return False
    if len(tokens.words[start]) == 1 and letters and end > start + 1 and not tokens.joined(start):
        return False  # A $2bn gap: an article
    sign = tokens.words[start] if end == start + 1 else ""  # the N of N$ needs no other sign
    grouped = not tokens.words[draft.head].isdecimal()
    if sign == "R" and draft.scale == 1 and not grouped:
        named = tokens.is_capital(start - 1) or (draft.value or 0) < HUNDRED
        return tokens.joined(start) and not named
    if sign == "R" and not tokens.joined(start):
        return False  # R2 million is rand; "R" apart is an initial
    if sign in LETTERS and not (grouped or draft.scale > 1 or _has_letter(draft, tokens)):
        return _is_price(draft, tokens, start, rules)
    hyphen = letters and tokens.lower_at(start - 1) in HYPHENS and tokens.joined(start - 1) and tokens.joined(start - 2)
    return not hyphen or tokens.is_digits(start - 2)  # R27.69-R32.06


def _has_letter(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish the millions of N500m from the name N95."""
    return (
        tokens.joined(draft.first - 1) and tokens.joined(draft.last - 1) and tokens.lower_at(draft.last) in ("m", "b")
    )


def _is_price(draft: FigureDraft, tokens: Tokens, start: int, rules: Rules) -> bool:
    """Distinguish "raised the price to N865" and "K350 a bag" from the name of a road or a ship."""
    if not tokens.joined(start) or (draft.value or 0) < HUNDRED or tokens.is_capital(start - 1):
        return False
    each = tokens.lower_at(draft.last) in EACH and tokens.lower_at(draft.last + 1).isalpha()
    return each or not rules.words["priced_at"].isdisjoint(tokens.lower[max(0, start - PRICE_REACH) : start])


def _find_suffix(draft: FigureDraft, tokens: Tokens, rules: Rules) -> tuple[Money, int] | None:
    """Return the currency after a number and its end: yuan, -dollar, USD, USD million."""
    at = draft.last
    if tokens.lower_at(at) in HYPHENS and tokens.joined(at - 1) and tokens.joined(at):
        at += 1
    found = rules.suffixes.at(tokens, at)
    if not found and tokens.lower_at(at) == "of":
        at += 1 + (draft.form == "fraction" and tokens.lower_at(at + 1) in ONE)  # a third of a cent
        found = rules.suffixes.at(tokens, at) if draft.form in ("vague", "fraction") else None
    found = found or _find_scaled_code(draft, tokens, rules, at)
    if not found or not _is_suffix(found[0], draft, tokens, rules, at, found[1]):
        return None
    return found[0], _read_late_magnitude(draft, tokens, rules, found[1])


def _find_scaled_code(draft: FigureDraft, tokens: Tokens, rules: Rules, at: int) -> tuple[Money, int] | None:
    """Read MUSD and MEUR, millions of a currency."""
    word = tokens.word(at)
    if len(word) != 4 or word[0] != "M" or word[1:] not in rules.codes or draft.value is None:
        return None
    draft.value, draft.scale = draft.value * 10**6, draft.scale * 10**6
    return Money(word[1:], "code", {}), at + 1


def _is_suffix(money: Money, draft: FigureDraft, tokens: Tokens, rules: Rules, at: int, end: int) -> bool:
    """Tell whether a word after a number names a currency there, and is no other word or mark."""
    word = tokens.lower[at]
    if money.style == "letter":
        return _is_cents(draft, tokens, rules, at)
    if money.style == "symbol" and (word == "r" or tokens.words[at] in LETTERS):
        return False  # Runway 34R
    if money.currency == "KRW" and word == "won":
        return draft.scale > 1 or (draft.value is not None and size(draft.value) >= SMALL_WON)
    if tokens.lower_at(end) in AREA or (word == "mark" and _is_milestone(draft, tokens, rules, end)):
        return False
    if word in ("pound", "pounds") and end == at + 1:
        return draft.scale >= 10**6 or not _is_weight(draft, tokens, rules, end)
    symbol = money.style in ("symbol", "code")
    if symbol and tokens.is_digits(end) and not tokens.joined(at - 1) and tokens.joined(end - 1):
        return False  # 5 $20: the sign belongs to the next number
    return word not in ("mark", "marks", "sum", "crown", "crowns", "sh", "sr", "fr") or draft.scale > 1


def _is_milestone(draft: FigureDraft, tokens: Tokens, rules: Rules, end: int) -> bool:
    """Distinguish "broke the 100 million mark" from German marks, as in "the 500 million mark loan"."""
    before = tokens.lower[max(0, draft.first - MILESTONE_REACH) : draft.first]
    following = tokens.lower_at(end)
    bare = not following.isalpha() or following in rules.words["stop"]
    return bare and before[-1:] == ["the"] and not rules.words["crossing"].isdisjoint(before)


def _is_cents(draft: FigureDraft, tokens: Tokens, rules: Rules, at: int) -> bool:
    """Distinguish 540c/kg and 1,205.5p from a temperature, a picture of 1080p and Rule 5c."""
    if not tokens.joined(at - 1) or (tokens.joined(at) and tokens.lower_at(at + 1).isalnum()) or draft.scale > 1:
        return False
    if tokens.word(at) == "p":
        return draft.value not in SCREENS
    around = tokens.lower[max(0, at - WEATHER_REACH) : at + WEATHER_REACH]
    return not tokens.is_capital(draft.first - 1) and rules.words["weather"].isdisjoint(around)


def _is_weight(draft: FigureDraft, tokens: Tokens, rules: Rules, end: int) -> bool:
    """Distinguish pounds that weigh from sterling: 4 pound cartons, 35 pounds heavier, weighed 243 pounds."""
    following = tokens.lower_at(end)
    if following == "(" and tokens.lower_at(end + 1) in SIGNS:
        return False  # a 50,000-pound ($63,000) prize
    if following in HEAVY or tokens.lower_at(end - 2) in HYPHENS:
        return following not in rules.words["sterling"]
    if tokens.lower_at(end - 1) == "pound" and draft.value != 1 and not draft.spelled and following.isalpha():
        return following not in rules.words["sterling"] and following not in rules.words["stop"]
    near = tokens.lower[max(0, draft.first - WEIGHING_REACH) : draft.first]
    slimmed = draft.value is not None and draft.value <= MOST_SLIMMED and not rules.words["slimming"].isdisjoint(near)
    return slimmed or not rules.words["weighing"].isdisjoint(near)


def _read_late_magnitude(draft: FigureDraft, tokens: Tokens, rules: Rules, end: int) -> int:
    """Apply the magnitude of "75 USD million"; return the end."""
    number = rules.numbers.get(tokens.lower_at(end))
    if number and number.role == "magnitude" and draft.scale == 1 and draft.value is not None:
        draft.value, draft.scale = draft.value * number.value, number.value
        return end + 1
    return end
