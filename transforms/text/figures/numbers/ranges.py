"""Two numbers that are the ends of one range: 5 to 10 percent, between $3bn and $4bn, $3-4 billion."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact, size
from dyadwire.transforms.text.figures.function_words import DASHES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

HUNDRED = 100  # two or three hundred people
SAME_ORDER = 20  # ends of one range are rarely further apart than this factor
OTHER_ORDER = 10  # after a verb of change, the second is the level: no range of one order of magnitude
FAR_APART = 2  # nor those of a range that counts nothing by name
CHANGED_BY = ("by", "down", "up", "off")
SPANNING = DASHES | {"~"}
LOOK_BACK = 4  # tokens before a number in which "ranging" makes a range of it
CLAUSE_REACH = 9  # tokens before "from" in which a verb of change makes two levels of it: "raising … from 600 to 1,200"
HIGHEST_SHARE = 1000  # percent: "down 28% from 1,650" compares no shares
UNCERTAIN = (["±"], ["+", "/", "-"])  # 5.2 ± 0.1 kg; what follows is no figure of its own
APPROXIMATE = ("~", "≈", "about", "around", "roughly", "approximately", "nearly", "almost", "perhaps", "maybe", "some")
CLAUSE_BEGINS = (",", ";", ":", "(", "and", "but", "while", "that")  # after one of them


def join_ranges(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> list[FigureDraft]:
    """Join the two ends of every range; other drafts stay as they are."""
    joined: list[FigureDraft] = []
    for draft in drafts:
        lower = joined[-1] if joined else None
        if lower and _is_range(lower, draft, tokens, rules):
            _merge(lower, draft, tokens)
        else:
            if lower:
                _share_unit(lower, draft, tokens)
            joined.append(draft)
    return joined


def _is_range(lower: FigureDraft, upper: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether two numbers are the ends of a range, by what they are and the words between them."""
    if lower.value is None or upper.value is None or lower.value_max is not None:
        return False
    if upper.form not in ("cardinal", "fraction") or lower.form not in ("cardinal", "fraction"):
        return False
    if upper.kind == "money" and upper.first < upper.head and not lower.own_unit:
        return False  # since 2022 to C$19.7 billion
    if lower.form == "fraction" and lower.spelled and upper.form != "fraction":
        return False  # grew by nearly a quarter to 6.3 million
    if may_be_year(lower, tokens) and not may_be_year(upper, tokens):
        return False  # by 70% in 2024 to 10.8 trillion roubles
    if not _is_joint(lower, upper, tokens, rules) or not _units_agree(lower, upper):
        return False
    if _asserts_change(lower, upper, tokens, rules):
        return False
    return _scaled(lower, upper, tokens) < upper.value or (lower.value < 0 and upper.value < 0)


def may_be_year(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise four bare digits of a plausible year."""
    word = tokens.words[draft.first]
    return draft.last - draft.first == 1 and len(word) == 4 and word.isdecimal() and word[:2] in ("18", "19", "20")


def _is_joint(lower: FigureDraft, upper: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether the words between two numbers make a range of them."""
    between = tokens.lower[lower.last : upper.first]
    if len(between) == 2 and between[1] in APPROXIMATE:
        return between[0] == "to" or (between[0] == "and" and _follows_between(lower, tokens))
    if len(between) == 1:
        word = between[0]
        if word in SPANNING:
            if upper.spelled != lower.spelled or tokens.lower_at(lower.first - 1) in rules.words["month"]:
                return False  # on November 3—nine days before
            return tokens.starts[upper.first] - tokens.ends[lower.last - 1] <= 3
        if word == "and":
            return _follows_between(lower, tokens)
        return word == "to" or (
            word == "or" and upper.spelled == lower.spelled and not lower.own_unit and lower.scale in (1, upper.scale)
        )
    if len(between) not in (2, 3) or between[0] not in SPANNING or between[1] not in ("to", "or"):
        return False
    return len(between) == 2 or between[2] in SPANNING  # 8- to 16-metre, 5-to-10-year


def _follows_between(lower: FigureDraft, tokens: Tokens) -> bool:
    """Recognise between 3, between about 3 and between ~3."""
    return tokens.lower_at(lower.first - 1 - (tokens.lower_at(lower.first - 1) in APPROXIMATE)) == "between"


def _units_agree(lower: FigureDraft, upper: FigureDraft) -> bool:
    if lower.kind == "money" and not upper.own_unit:
        return True
    if not lower.own_unit:
        return True
    return lower.unit == upper.unit and lower.currency == upper.currency


def _asserts_change(lower: FigureDraft, upper: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether "from A to B" is a change between two levels, not a range."""
    before = tokens.lower_at(lower.first - 1)
    to = tokens.lower_at(upper.first - 1) == "to"
    if not to:
        return False  # from $87bn-$89bn
    if not rules.words["spread"].isdisjoint(tokens.lower[max(0, lower.first - LOOK_BACK) : lower.first]):
        return False
    if before == "from":
        words = _clause_before(tokens, lower.first - 1)
        return not rules.words["change"].isdisjoint(words) or (lower.own_unit and upper.own_unit)
    if before in CHANGED_BY and not upper.own_unit and lower.value and upper.value:
        # fell by 850,000 to 1.41175 billion; "by 30 to 126" names no seats, which a range would
        counted = tokens.lower_at(upper.last).isalpha() and tokens.lower_at(upper.last) not in rules.words["stop"]
        return upper.value > (SAME_ORDER if counted else FAR_APART) * lower.value
    recent = tokens.lower[max(0, lower.first - 2) : lower.first]
    if before in rules.words["change"] and _is_of_other_order(lower, upper):
        return True  # exports rose 200 million to 7.2 billion
    levels = lower.own_unit and (upper.own_unit or lower.hundredth)  # the rupee fell 12 paise to 83.14
    return levels and not rules.words["change"].isdisjoint(recent)


def _is_of_other_order(lower: FigureDraft, upper: FigureDraft) -> bool:
    values = lower.value, upper.value
    return lower.form == "cardinal" and bool(values[0] and values[1] and values[1] > OTHER_ORDER * values[0])


def _clause_before(tokens: Tokens, at: int) -> list[str]:
    """Return the words just before a token that belong to its clause."""
    words: list[str] = []
    for back in range(at - 1, max(-1, at - 1 - CLAUSE_REACH), -1):
        if tokens.lower[back] in CLAUSE_BEGINS and back < at - 1:
            break
        words.append(tokens.lower[back])
    return words


def _scaled(lower: FigureDraft, upper: FigureDraft, tokens: Tokens) -> Exact:
    """Return the lower end in the magnitude of the upper one where it has none: the 3 of $3-4 billion."""
    assert lower.value is not None
    assert upper.value is not None
    hundreds = upper.spelled and lower.spelled and tokens.lower_at(upper.tail - 1) == "hundred"
    scale = HUNDRED if hundreds and upper.scale == 1 else upper.scale
    if lower.scale == 1 < scale and lower.value < 1000 and size(lower.value) * scale <= size(upper.value):
        return lower.value * scale
    return lower.value


def _merge(lower: FigureDraft, upper: FigureDraft, tokens: Tokens) -> None:
    """Make the lower end the whole range; the unit of the upper end holds for both."""
    if tokens.lower_at(lower.first - 1) == "between":
        lower.first -= 1
    lower.value, lower.value_max = _scaled(lower, upper, tokens), upper.value
    if lower.value_max is not None and lower.value is not None and lower.value > lower.value_max:
        lower.value, lower.value_max = lower.value_max, lower.value
    lower.last, lower.tail, lower.scale = upper.last, upper.tail, upper.scale
    lower.spelled = lower.spelled and upper.spelled
    if upper.own_unit and not lower.own_unit:
        copy_unit(upper, lower)
        lower.own_unit = True
    lower.per = lower.per or upper.per


def copy_unit(source: FigureDraft, target: FigureDraft) -> None:
    """Give a number the unit of another."""
    target.kind, target.unit, target.currency = source.kind, source.unit, source.currency
    target.dimension, target.hundredth = source.dimension, source.hundredth


def _share_unit(first: FigureDraft, second: FigureDraft, tokens: Tokens) -> None:
    """Lend the unit of the second of two joined numbers to the first: 45 and 50 mg, from 5 to 4 percent."""
    if first.own_unit or first.form == "ordinal" or first.value is None or second.value is None:
        return
    between = tokens.lower[first.last : second.first]
    pair = between == ["to"] and tokens.lower_at(first.first - 1) == "from"
    if not second.own_unit:
        first.value = _scaled(first, second, tokens) if pair and not may_be_year(first, tokens) else first.value
        return
    if between in UNCERTAIN:
        copy_unit(second, first)
        return
    if (pair or between in (["and"], ["or"], [","])) and second.kind in ("percent", "quantity", "money"):
        if second.kind == "money" and (not pair or second.first < second.head):
            return
        if second.kind == "percent" and (first.scale != 1 or first.value >= HIGHEST_SHARE):
            return  # 3.1 million came, 14 percent more
        first.value = _scaled(first, second, tokens) if pair else first.value
        copy_unit(second, first)
