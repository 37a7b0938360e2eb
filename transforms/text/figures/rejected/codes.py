"""Numbers that name things and count none: Article 5, flights 687 and 862, phone numbers, a 737 Max."""

from __future__ import annotations

import re

from transforms.text.figures.closed import DASHES
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.digits import AIRLINER_NOUNS, AIRLINERS
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.nouns import is_plural

_ENDS_IN_NUMBER = re.compile(r"\b[Nn]os?\.\s*\Z")
ROAD = ["U", ".", "S", "."]
ROADSIDES = (None, "south", "north", "east", "west", "near", "highway")
LIST_JOINTS = ("and", ",", "or", "&")
LONGEST_LIST = 8  # numbers that share the word before the first of them
SHORTEST_KEY, SHORTEST_ZEROED = 7, 5  # digits without commas: what is counted in millions is written with them
KEY_SIGNS, KEY_REACH, FEWEST_GROUPS = ("(", ")", "+"), 4, 3  # (0161) 496 0321
KEY_WORDS = frozenset(("issn", "isbn", "doi", "pmid", "tel", "fax", "phone", "telephone", "mobile", "whatsapp"))
BEFORE_KEY = KEY_WORDS | {":", ".", ")", "-"}
KEY_WORD_REACH = 3  # tokens of "ISSN (online): " before a key
YEAR_DIGITS = 4


def is_numbered(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell a number that a word before it makes part of a name: No. 10, Article 5, Boeing 737, S&P 500."""
    if draft.first == 0 and _ENDS_IN_NUMBER.search(tokens.text[max(0, tokens.starts[0] - 5) : tokens.starts[0]]):
        return True  # a sentence that was cut after "No."
    if draft.unit is None and tokens.near(draft.first - 1) in LIST_JOINTS and tokens.is_digits(draft.first - 2):
        return _is_numbered_at(_list_start(draft.first, tokens), tokens, rules)
    return draft.scale == 1 and _is_numbered_at(draft.first, tokens, rules) and not _is_counted(draft, tokens, rules)


def _is_counted(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell "at Renault 3,000 workers struck" and "at Porsche 400 engineers" from Falcon 9 rockets."""
    noun = (draft.unit or "").split()[-1:]
    if not noun or not is_plural(noun[0].lower(), rules):
        return False
    people = noun[0].lower() in rules.words["kin_person"] or noun[0].lower() in rules.words["job"]
    return "," in tokens.words[draft.first] or (people and tokens.near(draft.first - 2) == "at")


def _list_start(at: int, tokens: Tokens) -> int:
    """Return where a list of bare numbers begins: the 687 of "flights 687 and 862"."""
    for _ in range(LONGEST_LIST):
        if tokens.near(at - 1) not in LIST_JOINTS or not tokens.is_digits(at - 2):
            break
        at -= 2
    return at


def _is_numbered_at(at: int, tokens: Tokens, rules: Rules) -> bool:
    if tokens.near(at - 1) not in rules.name_ends:
        return False
    for start in range(at - 1, max(-1, at - 4), -1):
        exact, loose = tuple(tokens.words[start:at]), tuple(tokens.lower[start:at])
        if exact in rules.names or loose in rules.list_words:
            return True
    return False


def is_key(draft: Draft, tokens: Tokens) -> bool:
    """Tell numbers that count nothing: 111073615, 096234600, +44 20 7946 0958, (202) 555-0143, 1-800-FLOWERS."""
    word, end = tokens.words[draft.first], draft.last
    named = not KEY_WORDS.isdisjoint(tokens.lower[max(0, draft.first - KEY_WORD_REACH) : draft.first])
    if named and draft.unit is None and tokens.near(draft.first - 1) in BEFORE_KEY:
        return True
    if _is_citation(draft, tokens):
        return True
    if draft.value_max is not None:
        if tokens.words[draft.first + 1] in DASHES and _ends_row(draft, tokens):
            return True
        local = draft.unit is None and len(word) == 3 and len(tokens.words[end - 1]) == 4
        named = tokens.near(end) == "-" and tokens.joined(end - 1) and tokens.is_capital(end + 1)
        return tokens.words[draft.first + 1] in DASHES and (local or named)
    if draft.unit is not None or draft.scale != 1 or draft.form != "cardinal" or end > draft.first + 1:
        return False
    if word.isdecimal() and len(word) >= (SHORTEST_KEY if word[0] != "0" else SHORTEST_ZEROED):
        return len(tokens) > 1
    bracketed = tokens.near(draft.first - 1) == "(" and tokens.near(end) == ")" and tokens.is_digits(end + 1)
    return bracketed or _is_group_of_key(draft.first, tokens)


def _is_citation(draft: Draft, tokens: Tokens) -> bool:
    """Tell volume and pages of a paper: 2015; 28: 685-690."""
    first, last = draft.first, draft.last
    if draft.unit is not None:
        return False
    if tokens.near(last) == ":":
        return tokens.is_digits(last + 1) and tokens.near(last + 2) in DASHES
    return (
        draft.value_max is not None
        and tokens.near(first - 1) == ":"
        and (tokens.is_digits(first - 2) or tokens.near(first - 2) == ")")
    )


def _ends_row(draft: Draft, tokens: Tokens) -> bool:
    """Tell the 15 - 44 of "Ravens 14 11 6 15 - 44" and the 85-43 of "890 85-43", numbers that no word parts."""
    row = draft.first - 1
    return tokens.is_digits(row) and len(tokens.words[row]) != YEAR_DIGITS


def is_version(draft: Draft, tokens: Tokens) -> bool:
    """Tell the version of "new in 2.26"."""
    if draft.unit is not None or "." not in tokens.words[draft.first]:
        return False
    return tokens.lower[max(0, draft.first - 2) : draft.first] == ["new", "in"]


def _is_group_of_key(at: int, tokens: Tokens) -> bool:
    """Tell one of three groups of digits in a row, brackets counted in; commas between them make a list of numbers."""
    left = right = at
    while left > at - KEY_REACH and (tokens.is_digits(left - 1) or tokens.near(left - 1) in KEY_SIGNS):
        left -= 1
    while right < at + KEY_REACH and (tokens.is_digits(right + 1) or tokens.near(right + 1) in KEY_SIGNS):
        right += 1
    if right - left < FEWEST_GROUPS - 1:
        return False  # most numbers stand alone
    groups = sum(map(tokens.is_digits, range(left, right + 1)))
    return groups >= FEWEST_GROUPS and "," not in tokens.surface(left, right + 1)


def is_model(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell a 737 Max, the 777 program, 911 calls and 4K, which name things and count none."""
    word, after = tokens.words[draft.first], tokens.near(draft.last)
    if tokens.near(draft.first - 1) == "." and tokens.words[max(0, draft.first - 4) : draft.first] == ROAD:
        return word.isdecimal() and len(word) < 4 and draft.unit in ROADSIDES  # hit a deer on U.S. 95
    if word in AIRLINERS:
        single = draft.unit is not None and not is_plural(draft.unit.split()[-1].lower(), rules)
        return after in AIRLINER_NOUNS or single
    if word == "911":
        return draft.unit is None or after in rules.words["emergency"]
    screen = tokens.near(draft.last - 1) == "k" and word in ("2", "4", "5", "8") and draft.last == draft.first + 2
    return screen and (draft.unit is None or not draft.unit.endswith("s"))
