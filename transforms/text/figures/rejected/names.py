"""Recognise numbers in names: Article 5, a 737 Max, 40 Under 40, the Six-Day War."""

from __future__ import annotations

import re

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import DETERMINERS, HYPHENS
from dyadwire.transforms.text.figures.numbers.digits import AIRLINER_NOUNS, AIRLINERS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

STREETS = frozenset(
    ("Street", "St", "Road", "Rd", "Avenue", "Ave", "Boulevard", "Blvd", "Lane", "Drive", "Highway")
) | {"Square", "Terrace"}
WINDS = ("north", "south", "east", "west", "n", "s", "e", "w")
STREET_REACH = 5  # tokens of "Rue du Faubourg Saint-Honoré" between the word for a street and the house
LONGEST_HOUSE = 4  # digits
OPENING, CLOSING = ("“", '"', "‘", "'", "«"), ("”", '"', "’", "'", "»")
LONGEST_TITLE = 10  # tokens of a title in quotation marks
SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
LONGEST_ACRONYM = 4  # letters of ID.3
_IN_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z")
LONGEST_ADDRESS = 500  # characters
ROAD = ["U", ".", "S", "."]
ROADSIDES = (None, "south", "north", "east", "west", "near", "highway")
BULLETS = ("-", "–", "—", "•", "*", "·")
TOLD_TO = frozenset(("to", "about", "you", "we", "that", "for", "from", "on", "heading", "why", "every"))
LIST_JOINTS = ("and", ",", "or", "&")
LONGEST_RANK = 2  # digits
LONGEST_LIST = 8  # numbers that share the word before the first of them


def is_named(draft: FigureDraft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Recognise a number in digits or words that belongs to the name of a thing and has no unit."""
    if _is_street(draft, tokens) or _is_under(draft, tokens) or _is_listed(draft, tokens, rules):
        return True
    if draft.form == "ordinal" or draft.scale != 1:
        return False
    if tokens.is_capital(draft.last):
        after = tokens.lower_at(draft.last)
        if (
            after in rules.words["model_after"] and tokens.lower_at(draft.last + 1) not in HYPHENS
        ):  # 200 Pro-Kurdish Activists
            return True
        if not in_title and (after in rules.words["title_noun"] or _is_quoted_title(draft, tokens)):
            return True
    return not draft.spelled and (_is_house(draft, tokens, rules) or _is_acronym(draft, tokens))


def is_unit_of_name(draft: FigureDraft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Distinguish the iPhone 5s, the Six-Day War, the Seven Years' War and Three Mile Island from lengths."""
    if not draft.spelled:
        glued = tokens.joined(draft.tail - 1) and draft.last == draft.tail + 1 and len(tokens.words[draft.tail]) == 1
        quoted = tokens.word(draft.first - 1) in OPENING and tokens.word(draft.last) in CLOSING
        if quoted and tokens.is_capital(draft.last - 1):
            return True  # "60 Minutes"
        listed = is_lettered(draft, tokens) and (tokens.lower_at(draft.first - 1),) in rules.list_words
        return listed or (glued and (tokens.word(draft.first - 1),) in rules.names)
    if in_title and (draft.kind in ("percent", "money") or is_plural(tokens.lower_at(draft.last - 1), rules)):
        return tokens.lower_at(draft.last) in (
            "'",
            "’",
        )  # Five Percent Tariff and Ten Years Jail, where all is in capitals
    end = draft.last + (tokens.lower_at(draft.last) in ("'", "’"))
    titled = tokens.is_capital(draft.first) and tokens.is_capital(draft.last - 1) and tokens.is_capital(end)
    return titled and tokens.words[end].istitle() and tokens.lower_at(end) not in rules.words["stop"]


def _is_street(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise 68 Court Street, 17th Street and the house of 212 West 42nd Street."""
    if not tokens.is_capital(draft.last):
        return False
    if draft.form == "ordinal":
        return tokens.words[draft.last] in STREETS
    if draft.unit is None or draft.spelled:
        return False
    return draft.unit.split()[-1] in STREETS or (
        tokens.lower_at(draft.last) in WINDS and tokens.is_digits(draft.last + 1)
    )


def _is_under(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise both numbers of "40 Under 40", lists of the young."""
    beside = (at for at in (draft.first - 1, draft.last) if tokens.word(at) == "Under")
    return any(tokens.word(at - 1) == tokens.word(at + 1) for at in beside)


def _is_listed(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the headline of a list: 12 things to know, and the 15 Amazing Images of Stars."""
    words = (draft.unit or "").split()
    if draft.scale != 1 or not words or words[-1].lower() not in rules.words["title_noun"]:
        return False
    if draft.first > 1 or (draft.first and tokens.words[0] not in BULLETS):
        return False
    titled = all(word[0].isupper() for word in words)
    return titled or tokens.lower_at(draft.last + len(words)) in TOLD_TO


def _is_quoted_title(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish the "Three Amigos" and "10 Ways to Lose a Friend" from what somebody says of three Ukrainians."""
    if tokens.word(draft.first - 1) not in OPENING or tokens.joined(draft.first - 2):
        return False
    for at in range(draft.last, min(len(tokens), draft.last + LONGEST_TITLE)):
        word = tokens.words[at]
        if word in CLOSING:
            return True
        if word[0].islower() and word not in SMALL_WORDS:
            return False
    return False


def _is_house(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the house after the name of a street: Corso Venezia 15, Calle Mayor, 7."""
    word = tokens.words[draft.first]
    if not word.isdecimal() or len(word) > LONGEST_HOUSE or draft.last != draft.first + 1:
        return False
    name = draft.first - 1 - (tokens.lower_at(draft.first - 1) == ",")
    if not tokens.is_capital(name) or (draft.unit and is_plural(draft.unit.split()[-1].lower(), rules)):
        return False  # via Romania, 120 ships
    return not rules.words["street"].isdisjoint(tokens.lower[max(0, name - STREET_REACH) : name + 1])


def _is_acronym(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the model ID.3."""
    first = draft.first
    if tokens.lower_at(first - 1) != "." or not tokens.joined(first - 1) or not tokens.joined(first - 2):
        return False
    name = tokens.word(first - 2)
    return name.isupper() and 1 < len(name) <= LONGEST_ACRONYM


def is_numbered(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a number that a word before it makes part of a name: No. 10, Article 5, Boeing 737, S&P 500."""
    if draft.unit is None and tokens.lower_at(draft.first - 1) in LIST_JOINTS and tokens.is_digits(draft.first - 2):
        return _is_numbered_at(_list_start(draft.first, tokens), tokens, rules)
    if tokens.lower_at(draft.first - 1) == "number" and tokens.lower_at(draft.first - 2) in DETERMINERS:
        return draft.scale == 1 and len(tokens.words[draft.first]) <= LONGEST_RANK  # the number 5 rocket
    lettered = is_lettered(draft, tokens)  # section 110B, which are no billions
    if draft.scale != 1 and not lettered:
        return False
    return _is_numbered_at(draft.first, tokens, rules) and not _is_counted(draft, tokens, rules)


def is_lettered(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise digits with one letter at their end: the 110B and the 25m of sections and articles."""
    end = draft.first + 2
    return (
        draft.last == end
        and tokens.joined(draft.first)
        and len(tokens.word(end - 1)) == 1
        and tokens.lower_at(end - 1).isalpha()
    )


def _is_counted(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish "at Renault 3,000 workers struck" and "at Porsche 400 engineers" from Falcon 9 rockets."""
    noun = (draft.unit or "").split()[-1:]
    if not noun or not is_plural(noun[0].lower(), rules):
        return False
    people = noun[0].lower() in rules.words["kin_person"] or noun[0].lower() in rules.words["job"]
    return "," in tokens.words[draft.first] or (people and tokens.lower_at(draft.first - 2) == "at")


def _list_start(at: int, tokens: Tokens) -> int:
    """Return where a list of bare numbers begins: the 687 of "flights 687 and 862"."""
    for _ in range(LONGEST_LIST):
        if tokens.lower_at(at - 1) not in LIST_JOINTS or not tokens.is_digits(at - 2):
            break
        at -= 2
    return at


def _is_numbered_at(at: int, tokens: Tokens, rules: Rules) -> bool:
    if tokens.lower_at(at - 1) not in rules.name_ends:
        return False
    for start in range(at - 1, max(-1, at - 4), -1):
        exact, loose = tuple(tokens.words[start:at]), tuple(tokens.lower[start:at])
        if exact in rules.names or loose in rules.list_words:
            return True
    return False


def is_in_address(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the digits of an address of the web: …/2022/07/%E2%80%98raging-fire-wins-3-prizes."""
    text, start = tokens.text, tokens.starts[draft.first]
    first = max(tokens.starts[0], start - LONGEST_ADDRESS)  # a "sentence" may be a text without an end
    if text.find("://", first, start) < 0 and text.find("www.", first, start) < 0:
        return False
    return _IN_ADDRESS.search(text, first, start) is not None


def is_version(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the version of "new in 2.26"."""
    if draft.unit is not None or "." not in tokens.words[draft.first]:
        return False
    return tokens.lower[max(0, draft.first - 2) : draft.first] == ["new", "in"]


def is_model(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a 737 Max, the 777 program, 911 calls and 4K, which name things and count none."""
    word, after = tokens.words[draft.first], tokens.lower_at(draft.last)
    if tokens.lower_at(draft.first - 1) == "." and tokens.words[max(0, draft.first - 4) : draft.first] == ROAD:
        return word.isdecimal() and len(word) < 4 and draft.unit in ROADSIDES  # hit a deer on U.S. 95
    if word in AIRLINERS:
        single = draft.unit is not None and not is_plural(draft.unit.split()[-1].lower(), rules)
        return after in AIRLINER_NOUNS or single
    if word == "911":
        return draft.unit is None or after in rules.words["emergency"]
    screen = tokens.lower_at(draft.last - 1) == "k" and word in ("2", "4", "5", "8") and draft.last == draft.first + 2
    return screen and (draft.unit is None or not draft.unit.endswith("s"))
