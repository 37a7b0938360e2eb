"""Mark figures as trivial, such as ages and ordinals; those of the dead and hurt never are."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import size
from dyadwire.transforms.text.figures.function_words import BE, DETERMINERS, HYPHENS, NOUN_LEADS, PAUSES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

BEFORE = 7  # tokens of "killing two soldiers and at least" before a number
AFTER = 12  # tokens of "people from the West Midlands have" between a number and its verb
PASSIVE = BE | {"found", "got", "get", "reported", "feared"}
ACTIVE = DETERMINERS | {"at", "more", "some", "about", "nearly"}  # before whom somebody kills
ENDS = frozenset(
    (";", ":", ".", "but", "while", "said", "says", "that", "if", "when", "after", "before", "as", "than", "whose")
)

WITHIN = frozenset(("and", "or", "at", "least", "of", "the"))  # between two that are killed
CASES = ("case", "cases")
TESTED = ("test", "tests", "tested", "testing")
SUBJECTS = ("i", "he", "she", "who", "when")
BEING = BE | {"am", "turned", "turns"}
AM = frozenset(("i'm", "i’m", "he's", "he’s", "she's", "she’s"))
GROWING = ("boy", "girl", "child", "man", "woman")
LIMITS = ("under", "over", "between", "below", "above")  # children under five
AGE_REACH = 4  # tokens of "the animal's age is between" before an age
COUNTED = frozenset(
    ("total", "toll", "number", "most", "some", "them", "these", "those", "many", "which", "then", "and")
)
GROWN, OLDEST = 15, 120  # years: a bare number between commas after a common noun is an age from here on
AFTER_AGE = PAUSES | {")", "–", "—"}
NOW, LEADS_AGE = ("now", "at"), (",", "who")
ROUGHLY = ("approximately", "nearly", "almost", "about", "roughly", "than", "over")
SIDES = ("upper", "lower", "northern", "southern", "eastern", "western", "other")
SMALL = 10  # number words up to ten count trivia
SHORT_SPANS = frozenset(("second", "minute", "hour", "day", "week"))


def is_harm(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a number of deaths or cases, of people who were killed, and of those whom somebody killed."""
    if draft.unit and _is_harm_noun(draft, tokens, rules):
        return True
    return _is_object(draft, tokens, rules) or _is_subject(draft, tokens, rules)


def _is_harm_noun(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    words = (draft.unit or "").lower().split()
    if words[-1] in CASES:
        after = draft.last + len(words)
        return not rules.words["diseased"].isdisjoint(words) or (
            tokens.lower_at(after) == "of" and tokens.lower_at(after + 1) not in rules.numbers
        )
    return words[-1] in rules.words["harm_noun"]


def _is_object(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "killing four people", "the deaths of three children"; the second of "killed two men and six women"."""
    harm, stop, fillers = rules.words["harm"], rules.words["stop"], rules.words["filler"]
    for at in range(draft.first - 1, max(-1, draft.first - 1 - BEFORE), -1):
        word = tokens.lower[at]
        if word == "of" and tokens.lower_at(at - 1) in rules.words["harm_noun"]:
            return tokens.lower_at(at - 1) not in CASES
        if not word.isalnum():
            return False
        if word in harm:
            return tokens.lower_at(at - 1) not in PASSIVE
        if word in stop and word not in WITHIN and word not in fillers:
            return False
    return False


def _is_subject(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "four people have died" and "ten were arrested", but not "two bombs killed the guard"."""
    for at in range(draft.last, min(draft.last + AFTER, len(tokens))):
        word = tokens.lower[at]
        if word in ENDS or tokens.is_digits(at) or (at > draft.last and word in rules.numbers):
            return False
        if word in rules.words["harm_state"] or (word == "positive" and tokens.lower_at(at - 1) in TESTED):
            return True
        if word in rules.words["harm"] and not word.endswith(("ing", "s")):
            passive = tokens.lower_at(at - 1) in PASSIVE or _is_reduced(at, tokens, rules)
            return passive and tokens.lower_at(at + 1) != "down"  # drones were shot down
    return False


def _is_reduced(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish "six miners killed in the blast" from "six gunmen killed a guard"."""
    following = tokens.lower_at(at + 1)
    return not following[:1].isalnum() or (following in rules.words["stop"] and following not in ACTIVE)


def is_trivial(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise ordinals, ages, vague quantities and small counts in words that are not the news itself."""
    if draft.form in ("ordinal", "vague"):
        return True
    if _is_age(draft, tokens, rules):
        return True
    if not draft.spelled or draft.value is None or draft.scale != 1:
        return False
    if draft.form == "fraction" and draft.kind == "count":
        return draft.value * 2 == 1 and not _is_share(draft, tokens)
    small = size(draft.value) <= SMALL and draft.form == "cardinal"
    if small and draft.kind == "count":
        return not is_harm(draft, tokens, rules)
    return small and draft.kind == "duration" and draft.unit in SHORT_SPANS


def _is_share(draft: FigureDraft, tokens: Tokens) -> bool:
    """Distinguish the measured half of "half of the cases" and "fell by half" from "the upper half"."""
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if before == "by":
        return tokens.lower_at(draft.last - 1) == "half"  # not half a point
    if before in ROUGHLY and after.isalpha():
        return tokens.lower_at(draft.last - 1) == "half"
    if before in ("and", "-") or before in SIDES or "the" in (before, tokens.lower_at(draft.first - 2)):
        return False
    return after == "of" or (after in NOUN_LEADS and draft.unit is not None)


def _is_age(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise 35-year-old, aged 35, at the age of 35, children under 5 and the 35 of "Smith, 35, said"."""
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    if before in ("aged", "age", "ages") or (before == "of" and tokens.lower_at(draft.first - 2) == "age"):
        return draft.kind in ("count", "duration")
    if draft.kind == "duration":
        old = tokens.lower_at(draft.last + 1) if after in HYPHENS else after
        # An age, or the rank of a 16-year high.
        if old in ("old", "olds", "older", "younger") or after in rules.words["extreme"]:
            return True
        return _is_age_span(draft, tokens, rules)
    if draft.kind != "count" or draft.unit is not None or draft.value is None or not 1 <= draft.value < OLDEST:
        return False
    if before == "turned" or "ages" in tokens.lower[max(0, draft.first - AGE_REACH) : draft.last]:
        return True  # "once they turned 21", "between the ages of eight and 14"
    if (before in LIMITS or draft.value_max is not None) and _limited(draft, tokens) in rules.words["aged"]:
        return True
    return _is_of_person(draft, tokens) or _is_between_commas(draft, tokens, rules)


def _is_of_person(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise "he was 35", "when I was about 18", "I'm 74" and "a boy of six"."""
    before, earlier = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.first - 2)
    if before == "of":
        return earlier in GROWING
    if before in AM:
        return not tokens.lower_at(draft.last).isalpha() or tokens.lower_at(draft.last) == "and"
    if before in ROUGHLY:
        before, earlier = earlier, tokens.lower_at(draft.first - 3)
    return before in BEING and earlier in SUBJECTS


def _is_age_span(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise "infants under three months", "18 years of age", "the animal's age is between eight and 10 years"."""
    end = draft.last
    if "age" in tokens.lower[end : end + 2] or (
        tokens.lower_at(draft.first - 1) == "between" and "age" in tokens.lower[end + 1 : end + 1 + AGE_REACH]
    ):
        return True
    if not {"age", "ages", "aged"}.isdisjoint(tokens.lower[max(0, draft.first - AGE_REACH) : draft.first]):
        return True
    return draft.unit in ("year", "month") and _limited(draft, tokens) in rules.words["aged"]


def _limited(draft: FigureDraft, tokens: Tokens) -> str:
    """Return the word before "under" and a number; "" where none of the limits stands there."""
    inside = tokens.lower_at(draft.first) in LIMITS  # a range takes its "between" in
    return tokens.lower_at(draft.first - 2 + inside) if inside or tokens.lower_at(draft.first - 1) in LIMITS else ""


def _is_between_commas(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the ages of "Smith, 35, said", "a chicken seller, 22, is" and "two women, 23 and 27, have"."""
    before, after, first = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last), draft.first
    if before == "," and after == "and" and tokens.is_digits(draft.last + 1):
        return tokens.lower_at(draft.last + 2) == ","
    if before == "and" and after == "," and tokens.is_digits(first - 2):
        return tokens.lower_at(first - 3) == ","
    if after == "," and tokens.lower_at(draft.last + 1) == "of" and _is_full_name(first - 1, tokens):
        return True  # Ryan Hollman 31, of Hope
    if before == "," and after == "and" and _is_full_name(first - 2, tokens):
        return tokens.lower_at(draft.last + 1) not in rules.words["stop"]  # Ana Ruiz, 44 and mother of four
    if after == "," and before in NOW and tokens.lower_at(first - 2) in LEADS_AGE:
        return True  # Kematch, now 40, has; who, at 12, is
    if before != "," or after not in AFTER_AGE:
        return False
    name = first - 2 - (tokens.lower_at(first - 2) == ".")  # John Doe Jr., 55, and Thomas K., 34
    if tokens.is_capital(name) or _is_hyphened_name(name, tokens):
        return True
    grown = not draft.spelled and draft.value is not None and draft.value >= GROWN
    return grown and after == "," and tokens.lower_at(name).isalpha() and tokens.lower_at(name) not in COUNTED


def _is_hyphened_name(at: int, tokens: Tokens) -> bool:
    """Recognise the name that ends at a token, of "Lin Sze-wai, 25"."""
    return tokens.lower_at(at - 1) in HYPHENS and tokens.joined(at - 1) and tokens.is_capital(at - 2)


def _is_full_name(at: int, tokens: Tokens) -> bool:
    return tokens.is_capital(at) and (tokens.is_capital(at - 1) or tokens.lower_at(at - 1) == ".")
