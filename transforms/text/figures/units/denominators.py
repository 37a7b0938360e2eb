"""Read denominators: a barrel, per day, /kg, a year; and frequencies: every day."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.exact import Exact
from dyadwire.transforms.text.figures.function_words import DEMONSTRATIVES, DETERMINERS, HYPHENS, INDEFINITE, NOUN_LEADS
from dyadwire.transforms.text.figures.numbers.numerals import NOTHING
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

DIMENSIONS = ("time", "mass", "volume", "length", "area", "energy", "power")
# "A year earlier" is no denominator, nor is "a second time".
AGO = ("ago", "earlier", "before", "later", "prior", "previously", "time")
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
FREQUENT = frozenset((*EACH, *ADVERBS))
KINDS = ("count", "quantity", "money")
AFTER = 12  # tokens of "people die of flu in the United States" between a figure and its "every year"
BEFORE = 7  # tokens of "Each year, the ministry says, some" before a figure
QUOTES = ('"', "“", "”")
BEFORE_NOUNS = DETERMINERS | DEMONSTRATIVES | {"another"}
COMPOUNDED = ("language", "run", "owned", "wing")  # an English-language daily
NATIONAL = ("ish", "ese", "ian", "ench", "can", "tch")  # endings of French, Dutch and Spanish
ENDS = frozenset(
    (
        *("that", "which", "who", "whom", "and", "but", "or", "while", "when", "where", "if", "because", "as"),
        *("than", "after", "before", "since", "by"),
    )
)


def attach_per(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Take in a denominator: per day, a barrel, an hour, -a-share, /kg, annually; money ends before it."""
    at = draft.last
    joint = tokens.lower_at(at)
    if joint in ADVERBS and tokens.lower_at(at + 1) not in rules.words["paper"]:
        draft.per, draft.rest = ADVERBS[joint], at + 1
        return
    if joint in HYPHENS and tokens.joined(at) and tokens.lower_at(at + 1) in ("a", "an", "per"):
        at, joint = at + 1, tokens.lower_at(at + 1)
        at += tokens.lower_at(at + 1) in HYPHENS
    if joint not in JOINTS or (joint == "/" and not tokens.joined(at)):
        return
    found = _denominator(tokens, at + 1, rules, joint)
    if found and not (joint in INDEFINITE and tokens.lower_at(found[1]) in AGO):
        draft.per, draft.rest = _chain(found, tokens, rules)
        if draft.kind != "money" and joint in ("per", "/"):
            draft.last = draft.rest


def attach_late_per(draft: FigureDraft, tokens: Tokens, rules: Rules) -> None:
    """Take in a denominator after the thing that is measured: 2 million tonnes of Russian coal a year."""
    at = draft.last
    if draft.per or (draft.kind != "count" and tokens.lower_at(at) != "of"):
        return
    if LATE_JOINTS.isdisjoint(tokens.lower[at : at + LATE_PER]):
        return
    for joint in range(at, min(at + LATE_PER, len(tokens.words) - 1)):
        word = tokens.lower[joint]
        if word == "per" or (word in LATE_JOINTS and tokens.lower[joint + 1] in SPANS):
            found = _denominator(tokens, joint + 1, rules, word)
            if found and tokens.lower_at(found[1]) not in AGO:
                draft.per, draft.rest = _chain(found, tokens, rules)
            return
        if not word.isalpha() or word in LATE_ENDS:
            return


def _chain(found: tuple[str, int], tokens: Tokens, rules: Rules) -> tuple[str, int]:
    """Read on where one denominator follows another: per hectare per year, a barrel a day."""
    name, at = found
    joint = tokens.lower_at(at)
    if joint not in ("per", "/") and not (joint == "a" and tokens.lower_at(at + 1) in SPANS):
        return found
    more = _denominator(tokens, at + 1, rules, joint)
    return (f"{name} per {more[0]}", more[1]) if more else found


def _denominator(tokens: Tokens, at: int, rules: Rules, joint: str) -> tuple[str, int] | None:
    """Return the denominator at a token, and its end: a unit, "million people", or a word of the lexicon."""
    at += tokens.lower_at(at) in REFINED
    found = rules.units.at(tokens, at)
    if found and found[0].dimension == "power" and tokens.lower_at(found[1]) in HYPHENS:
        return None  # per kW-month, per megawatt-day
    if found and found[0].dimension in DIMENSIONS and found[1] <= at + 3:
        return MAGNITUDES.get(found[0].factor, "") + found[0].name, found[1]
    at += tokens.lower_at(at) in SHARE_KINDS
    word = tokens.lower_at(at)
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
    return word, at + 1


def attach_frequency(drafts: list[FigureDraft], tokens: Tokens, rules: Rules) -> None:
    """Set the denominators that stand apart: two billion doses could be made per year, every day 300 lorries cross."""
    if FREQUENT.isdisjoint(tokens.lower):
        return
    for draft in drafts:
        if draft.kind in KINDS and draft.form in ("cardinal", "vague") and not draft.per:
            draft.per = _span_after(draft, tokens, rules) or _span_before(draft, tokens, rules)


def _span_after(draft: FigureDraft, tokens: Tokens, rules: Rules) -> str | None:
    for at in range(draft.last, min(draft.last + AFTER, len(tokens))):
        word = tokens.lower[at]
        span = _span_at(at, tokens, rules)
        if span:
            return None if _is_of_other(at, draft, tokens, rules) else span
        if word in ENDS or word in rules.numbers or not _may_stand_between(at, tokens):
            return None
    return None


def _span_at(at: int, tokens: Tokens, rules: Rules) -> str | None:
    """Return the year of "every year" and of "annually"."""
    word, following = tokens.lower_at(at), tokens.lower_at(at + 1)
    if word in EACH and following in SPANS:
        return None if tokens.lower_at(at + 2) in AGO else following
    ends = not following.isalpha() or following in rules.words["stop"]
    named = at > 0 and tokens.is_capital(at)  # the Economic Daily
    return ADVERBS[word] if word in ADVERBS and ends and not named and not _is_paper(at, tokens, rules) else None


def _is_paper(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish "at the satirical weekly" and "a French daily", which are papers, from "to the shops daily"."""
    kind = tokens.lower_at(at - 1)
    if kind in BEFORE_NOUNS or kind in rules.words["paper_kind"]:
        return True
    if kind in COMPOUNDED:
        return tokens.lower_at(at - 2) == "-"
    return tokens.is_capital(at - 1) and kind.endswith(NATIONAL) and tokens.lower_at(at - 2) in BEFORE_NOUNS


def _is_of_other(at: int, draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the "every year" of "30,000 attend the festival held every year", which is the festival's."""
    if tokens.lower_at(at - 1) not in rules.words["held"]:
        return False
    return not BEFORE_NOUNS.isdisjoint(tokens.lower[draft.last : at - 1])


def _may_stand_between(at: int, tokens: Tokens) -> bool:
    """Recognise a word or sign of the same clause; "to" and "from" only before a place: lorries to Gaza every day."""
    word = tokens.lower[at]
    if word in ("to", "from"):
        return tokens.is_capital(at + 1) or tokens.lower_at(at + 1) in NOUN_LEADS
    if word == ".":
        return len(tokens.words[at - 1]) == 1 and tokens.is_capital(at - 1)
    return word[0].isalpha() or word in QUOTES or (word == "-" and tokens.joined(at))


def _span_before(draft: FigureDraft, tokens: Tokens, rules: Rules) -> str | None:
    """Read "Each year around three million make the pilgrimage"; only at the beginning of a sentence."""
    if tokens.lower_at(0) not in ("each", "every") or tokens.lower_at(1) not in SPANS or draft.first > BEFORE:
        return None
    between = tokens.lower[2 : draft.first]
    plain = all(word == "," or (word.isalpha() and word not in rules.numbers) for word in between)
    return tokens.lower_at(1) if plain and ENDS.isdisjoint(between) else None
