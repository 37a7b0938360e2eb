"""What an amount is reckoned by: a barrel, per day, /kg, per million British thermal units, a year."""

from __future__ import annotations

from transforms.text.figures.closed import HYPHENS, INDEFINITE
from transforms.text.figures.drafts import Draft
from transforms.text.figures.numbers.exact import Exact
from transforms.text.figures.numbers.numerals import NOTHING
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.units.nouns import is_plural

DIMENSIONS = ("time", "mass", "volume", "length", "area", "energy", "power")
AGO = ("ago", "earlier", "before", "later", "prior", "previously")  # "a year earlier" is no denominator
LATE_PER = 5  # tokens of "of Russian gas" between a quantity and its "a year"
EACH = ("each", "every", "per")
JOINTS = INDEFINITE | {*EACH, "/"}
LATE_JOINTS = frozenset((*EACH, "a"))
# Words after which "a year" is no denominator but an object: people waiting more than a year.
LATE_ENDS = frozenset(
    ("a", "the", "and", "in", "to", "from", "by", "for", "at", "that", "than", "over", "about", "nearly", "almost")
) | {"under", "within", "once", "or", "with"}
SHARE_KINDS = ("diluted", "common", "ordinary", "preferred")  # per diluted share
REFINED = ("dry", "gross", "net", "wet")  # a net ton
SPANS = ("hour", "day", "week", "month", "quarter", "year")
ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
MAGNITUDES: dict[Exact, str] = {1000: "thousand ", 10**6: "million ", 10**9: "billion ", 10**12: "trillion "}


def attach_per(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Take in a denominator: per day, a barrel, an hour, -a-share, /kg, annually; money ends before it."""
    at = draft.last
    joint = tokens.near(at)
    if joint in ADVERBS and tokens.near(at + 1) not in rules.words["paper"]:
        draft.per, draft.rest = ADVERBS[joint], at + 1
        return
    if joint in HYPHENS and tokens.joined(at) and tokens.near(at + 1) in ("a", "an", "per"):
        at, joint = at + 1, tokens.near(at + 1)
        at += tokens.near(at + 1) in HYPHENS
    if joint not in JOINTS or (joint == "/" and not tokens.joined(at)):
        return
    found = _denominator(tokens, at + 1, rules, joint)
    if found and not (joint in INDEFINITE and tokens.near(found[1]) in AGO):
        draft.per, draft.rest = _chain(found, tokens, rules)
        if draft.kind != "money" and joint in ("per", "/"):
            draft.last = draft.rest


def attach_late_per(draft: Draft, tokens: Tokens, rules: Rules) -> None:
    """Take in a denominator after the thing that is measured: 2 million tonnes of Russian coal a year."""
    at = draft.last
    if draft.per or (draft.kind != "count" and tokens.near(at) != "of"):
        return
    if LATE_JOINTS.isdisjoint(tokens.lower[at : at + LATE_PER]):
        return
    for joint in range(at, min(at + LATE_PER, len(tokens.words) - 1)):
        word = tokens.lower[joint]
        if word == "per" or (word in LATE_JOINTS and tokens.lower[joint + 1] in SPANS):
            found = _denominator(tokens, joint + 1, rules, word)
            if found and tokens.near(found[1]) not in AGO:
                draft.per, draft.rest = _chain(found, tokens, rules)
            return
        if not word.isalpha() or word in LATE_ENDS:
            return


def _chain(found: tuple[str, int], tokens: Tokens, rules: Rules) -> tuple[str, int]:
    """Read on where one denominator follows another: per hectare per year, a barrel a day."""
    name, at = found
    joint = tokens.near(at)
    if joint not in ("per", "/") and not (joint == "a" and tokens.near(at + 1) in SPANS):
        return found
    more = _denominator(tokens, at + 1, rules, joint)
    return (f"{name} per {more[0]}", more[1]) if more else found


def _denominator(tokens: Tokens, at: int, rules: Rules, joint: str) -> tuple[str, int] | None:
    at += tokens.near(at) in REFINED
    found = rules.units.at(tokens, at)
    if found and found[0].dimension == "power" and tokens.near(found[1]) in HYPHENS:
        return None  # $19.28 per kW-month
    if found and found[0].dimension in DIMENSIONS and found[1] <= at + 3:
        return MAGNITUDES.get(found[0].factor, "") + found[0].name, found[1]
    at += tokens.near(at) in SHARE_KINDS
    word = tokens.near(at)
    if rules.numbers.get(word, NOTHING).role == "magnitude":
        return _scaled_denominator(tokens, at, rules)
    if word in rules.words["per"] or (joint == "per" and word.isalpha() and len(word) > 2):
        return word, at + 1
    return None


def _scaled_denominator(tokens: Tokens, at: int, rules: Rules) -> tuple[str, int]:
    """Read the rest of "per million British thermal units" and "per million people"."""
    word, found = tokens.lower[at], rules.units.at(tokens, at + 1)
    if found:
        return f"{word} {found[0].name}", found[1]
    if is_plural(tokens.near(at + 1), rules) and tokens.near(at + 1) not in rules.words["stop"]:
        return f"{word} {tokens.near(at + 1)}", at + 2
    return word, at + 1
