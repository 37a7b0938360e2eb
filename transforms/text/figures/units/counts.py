"""What is counted: the noun phrase after a number, as written."""

from __future__ import annotations

from transforms.text.figures.closed import ADDING, NOUN_LEADS
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.digits import AIRLINERS
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.joined import joined_end
from transforms.text.figures.units.nouns import is_plural, noun_phrase_end
from transforms.text.figures.units.partitives import whole_of

EXTRA = ADDING | {"other", "more", "such"}
AFTER_HYPHEN = ("strong", "odd", "plus")  # a 24,000-strong force, 2,000-odd flights
LONGEST_COMPOUND = 3  # hyphens of a 410,000-square-foot plant after the first
LONGEST_QUOTE = 6  # tokens of a noun in quotation marks
LOOSELY = (("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less"))  # 10,000 or so troops
FROM = ("from", "to", "into")  # after a verb: 2,000 flee from, 400 go to
BETWEEN_REACH = 2  # tokens before "400 students and police", who clash
QUOTES = {'"': '"', "“": "”", "‘": "’"}


def attach_noun(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Set the unit of a count to the noun phrase after it, without determiner; none where no noun follows."""
    at = draft.last
    if not _may_follow(tokens, at):
        return  # a comma, the end
    if tokens.near(at) == "-":
        _attach_compound(draft, tokens, rules)
        return
    whole = whole_of(draft, tokens, rules)
    at = whole or _skip_extras(tokens, at)
    if at > draft.last and _attach_measure(draft, tokens, at, rules):
        return
    if tokens.near(at) in QUOTES:
        at = _skip_quote(tokens, at, rules)
    end = noun_phrase_end(tokens, at, rules, single=draft.value == 1 and draft.spelled and not whole)
    if draft.value != 1 and not whole:
        end = _without_verb(tokens, at, end, rules)
    if end > at:
        parties = "between" in tokens.lower[max(0, draft.first - BETWEEN_REACH) : draft.first]
        draft.unit = tokens.surface(at, end if parties else joined_end(tokens, end, rules, draft.first))


def _attach_measure(draft: Draft, tokens: Tokens, at: int, rules: Rules) -> bool:
    """Take the unit of "170 of the 392 kilometres" and "230 or more cubic metres"; a share of such a whole has none."""
    if draft.form == "vague":
        return False  # its units are read with the number
    if rules.suffixes.at(tokens, at):
        return True  # a third of the 5.4 million euros
    found = rules.units.at(tokens, at)
    if not found or found[0].symbol or not (found[0].name == "%" or is_plural(tokens.lower[found[1] - 1], rules)):
        return False
    unit = found[0]
    if draft.form == "cardinal" and unit.name != "%":
        draft.unit, draft.dimension = unit.name, unit.dimension
        draft.kind = "duration" if unit.dimension == "time" else "quantity"
    return True


def _may_follow(tokens: Tokens, at: int) -> bool:
    """Tell whether what follows a number can begin a noun phrase: a word, a hyphen, a quotation, 737 Max jets."""
    following = tokens.near(at)
    if following[:1].isalpha() or following in ("-", "("):
        return True
    if following in AIRLINERS:
        return not tokens.joined(at)
    return following in QUOTES and not tokens.joined(at - 1) and tokens.joined(at)


def _attach_compound(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Set the unit of a 22-member team (member) and of a 24,000-strong force (force)."""
    at = draft.last + 1
    if not (tokens.joined(at - 2) and tokens.joined(at - 1)) or tokens.near(at) in rules.words["stop"]:
        return  # 20-of-24 passing
    if tokens.near(at) in AFTER_HYPHEN:
        at += 1
        end = noun_phrase_end(tokens, at, rules)
    else:
        end = at + tokens.near(at).isalpha()
        for _ in range(LONGEST_COMPOUND):
            end += 2 * (tokens.near(end) == "-" and tokens.joined(end - 1) and tokens.joined(end))
    if end > at:
        draft.unit = tokens.surface(at, end)


def _skip_extras(tokens: Tokens, at: int) -> int:
    """Skip what stands between a number and its noun: or so, more, other."""
    if tokens.near(at) == "(" and tokens.is_digits(at + 1) and tokens.near(at + 2) == ")":
        at += 3  # four (4) size options
    at += 2 * ((tokens.near(at), tokens.near(at + 1)) in LOOSELY) + (tokens.near(at) == "plus")
    for _ in range(2):
        at += tokens.near(at) in EXTRA
    return at


def _skip_quote(tokens: Tokens, at: int, rules: Rules) -> int:
    """Return where the noun begins that is in quotation marks (300 "stall wallahs") or after them ("minor" cuts)."""
    closing = QUOTES[tokens.near(at)]
    end = next((end for end in range(at + 2, at + LONGEST_QUOTE) if tokens.near(end) == closing), None)
    if end is None:
        return at
    return at + 1 if is_plural(tokens.lower[end - 1], rules) else end + 1


def _without_verb(tokens: Tokens, start: int, end: int, rules: Rules) -> int:
    """Drop what is no plural noun and plainly a verb: three million make the journey, 8 showed resistance."""
    if end == start or is_plural(tokens.lower[end - 1], rules):
        return end
    if tokens.lower[start] in rules.words["no_noun"] or (end > start + 1 and tokens.lower[start].endswith("ed")):
        return start
    if end > start + 1 and tokens.lower[start] in rules.words["compound"]:
        return start + 1  # an eleven man team
    while end > start + 1 and tokens.lower[end - 1] in rules.words["no_noun"]:
        end -= 1  # 67,000 Senegalese live
    if tokens.near(end) in NOUN_LEADS or tokens.near(end) in FROM:
        end -= not tokens.is_capital(end - 1)
    return end
