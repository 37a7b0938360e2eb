"""Numbers inside the names of works, models, honours, wars and streets: 40 Under 40, iPhone 5s, the Six-Day War."""

from __future__ import annotations

from transforms.text.figures.closed import HYPHENS
from transforms.text.figures.drafts import Draft
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.nouns import is_plural

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


def is_named(draft: Draft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Tell a number in digits or words that belongs to the name of a thing and has no unit."""
    if _is_street(draft, tokens) or _is_under(draft, tokens):
        return True
    if draft.form == "ordinal" or draft.scale != 1:
        return False
    if tokens.is_capital(draft.last):
        after = tokens.near(draft.last)
        if (
            after in rules.words["model_after"] and tokens.near(draft.last + 1) not in HYPHENS
        ):  # 200 Pro-Kurdish Activists
            return True
        if not in_title and (after in rules.words["title_noun"] or _is_quoted_title(draft, tokens)):
            return True
    return not draft.spelled and (_is_house(draft, tokens, rules) or _is_acronym(draft, tokens))


def is_unit_of_name(draft: Draft, tokens: Tokens, rules: Rules, in_title: bool) -> bool:
    """Tell the iPhone 5s, the Six-Day War, the Seven Years' War and Three Mile Island from spans and distances."""
    if not draft.spelled:
        glued = tokens.joined(draft.tail - 1) and draft.last == draft.tail + 1 and len(tokens.words[draft.tail]) == 1
        quoted = tokens.word(draft.first - 1) in OPENING and tokens.word(draft.last) in CLOSING
        if quoted and tokens.is_capital(draft.last - 1):
            return True  # "60 Minutes"
        return glued and (tokens.word(draft.first - 1),) in rules.names
    if in_title and (draft.kind in ("percent", "money") or is_plural(tokens.near(draft.last - 1), rules)):
        return tokens.near(draft.last) in ("'", "’")  # Five Percent Tariff and Ten Years Jail, where all is in capitals
    end = draft.last + (tokens.near(draft.last) in ("'", "’"))
    titled = tokens.is_capital(draft.first) and tokens.is_capital(draft.last - 1) and tokens.is_capital(end)
    return titled and tokens.words[end].istitle() and tokens.near(end) not in rules.words["stop"]


def _is_street(draft: Draft, tokens: Tokens) -> bool:
    """Tell 68 Court Street, 17th Street and the house of 212 West 42nd Street."""
    if not tokens.is_capital(draft.last):
        return False
    if draft.form == "ordinal":
        return tokens.words[draft.last] in STREETS
    if draft.unit is None or draft.spelled:
        return False
    return draft.unit.split()[-1] in STREETS or (tokens.near(draft.last) in WINDS and tokens.is_digits(draft.last + 1))


def _is_under(draft: Draft, tokens: Tokens) -> bool:
    """Tell both numbers of "40 Under 40", lists of the young."""
    for under, other in ((draft.last, draft.last + 1), (draft.first - 1, draft.first - 2)):
        if tokens.near(under) == "under" and tokens.is_capital(under):
            return tokens.word(other) == tokens.words[draft.first]
    return False


def _is_quoted_title(draft: Draft, tokens: Tokens) -> bool:
    """Tell the "Three Amigos" and "10 Ways to Lose a Friend" from what somebody says of three Ukrainians."""
    if tokens.word(draft.first - 1) not in OPENING or tokens.joined(draft.first - 2):
        return False
    for at in range(draft.last, min(len(tokens), draft.last + LONGEST_TITLE)):
        word = tokens.words[at]
        if word in CLOSING:
            return True
        if word[0].islower() and word not in SMALL_WORDS:
            return False
    return False


def _is_house(draft: Draft, tokens: Tokens, rules: Rules) -> bool:
    """Tell the house after the name of a street: Corso Venezia 15, Calle Mayor, 7."""
    word = tokens.words[draft.first]
    if not word.isdecimal() or len(word) > LONGEST_HOUSE or draft.last != draft.first + 1:
        return False
    name = draft.first - 1 - (tokens.near(draft.first - 1) == ",")
    if not tokens.is_capital(name) or (draft.unit and is_plural(draft.unit.split()[-1].lower(), rules)):
        return False  # via Romania, 120 ships
    return not rules.words["street"].isdisjoint(tokens.lower[max(0, name - STREET_REACH) : name + 1])


def _is_acronym(draft: Draft, tokens: Tokens) -> bool:
    """Tell the model ID.3."""
    first = draft.first
    if tokens.near(first - 1) != "." or not tokens.joined(first - 1) or not tokens.joined(first - 2):
        return False
    name = tokens.word(first - 2)
    return name.isupper() and 1 < len(name) <= LONGEST_ACRONYM
