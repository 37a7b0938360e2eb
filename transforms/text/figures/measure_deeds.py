"""Name what a figure measures by its verb: by what it does (bought 36,000 tonnes), or its subject (crowds rose to)."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    MODALS,
    POINTS,
    POSSESSIVES,
)
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

VERB_BEFORE = 9  # tokens before a figure in which its verb stands
VERB_AFTER = 4  # behind it, or behind what it is of
STOPS = frozenset((";", ":", "(", ")", '"', "“", "”", "while", "whereas", "but", "because", "after", "before", "which"))
STAKES = frozenset(("stake", "holding", "sales", "purchases"))
# Deeds that are told in percent of none.
WHOLE = frozenset(("losses", "transfer", "issue", "bid", "offer", "construction", "seizure", "fine", "funding"))
TRADED = frozenset(("sales", "purchases"))
ABOUT = frozenset(("about", "almost", "around", "just", "nearly", "only", "over", "roughly", "some", "up", "to"))
PAID = frozenset(("payment", "fine"))
ENDS = frozenset(("at", "by", "from", "to"))
COMPARED = frozenset(("more", "fewer", "less"))

STEM = 4  # letters by which forms of a verb of harm are told apart
VERB_REACH = 6  # tokens of "rose sharply by almost" before a figure
SUBJECT_REACH = 12  # tokens of "household gas bills in the west of the country" before a verb
LONGEST_SUBJECT = 3  # words of a measure
JOINTS = frozenset(("to", "by", "at", "down"))
HELPERS = (
    AUXILIARIES | MODALS | BE | {"also", "already", "even", "just", "likely", "now", "only", "still", "then", "to"}
)
HELPERS |= {"expected", "forecast", "projected", "estimated", "reported", "set", "seen", "tipped", "having"}
PLACED = frozenset(("across", "against", "among", "at", "between", "by", "for", "from", "in", "into", "of", "on", "to"))
PLACED |= {"over", "per", "under", "with", "within"}
# What ends the clause of a subject, and what is no measure though it rises and falls.
OPENS = frozenset(("and", "as", "because", "but", "if", "or", "said", "says", "so", "than", "that", "when", "where"))
OPENS |= STOPS | {",", "although", "though", "which", "who", "whose", "—", "–", "’", "'"}
IDLE = frozenset(("it", "they", "he", "she", "we", "this", "that", "these", "those", "there", "which", "what", "here"))
IDLE |= {"one", "others", "result", "rest", "half", "all", "most", "target", "aim", "goal", "figure", "figures", "rise"}
IDLE |= {"amount", "objective", "total", "day", "week", "month", "quarter", "year", "years", "season", "time", "place"}


def harm_of(draft: FigureDraft, tokens: Tokens, rules: Rules) -> str | None:
    """Return what befell those of a bare number: killed, of "air strikes killed at least 46" and "46 were killed"."""
    named = (draft.counted or "").lower().rpartition(" ")[2] in rules.words["harm_noun"]
    if draft.kind != "count" or draft.form != "cardinal" or draft.unit or named:
        return None
    harm, before, behind = rules.words["harm"], draft.first - 1, draft.last
    while tokens.lower_at(before) in rules.words["filler"] and tokens.lower_at(before) != "and":
        before -= 1
    behind += tokens.lower_at(behind) in BE | AUXILIARIES or tokens.lower_at(behind) == "still"
    word = next((one for one in (tokens.lower_at(behind), tokens.lower_at(before)) if one in harm), None)
    alike = (one for one in harm if one.endswith("ed") and one[:STEM] == word[:STEM]) if word else ()  # kills, killing
    return min(alike, default=word)


def subject_of(draft: FigureDraft, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return the subject of the verb before a figure: average crowds, of "average crowds rose to 37,190"."""
    counted = draft.kind == "count" and draft.unit is not None
    if counted or draft.kind in ("ordinal", "duration") or draft.unit == "time":
        return None
    verb = _verb_before(draft, tokens, rules)
    if verb is None or _is_told_behind(draft, tokens) or (draft.dimension == "length" and tokens.lower[verb] in BE):
        return None  # the mine is 115 km to the south
    end = verb
    while tokens.lower_at(end - 1) in HELPERS or tokens.lower_at(end - 1).endswith("ly"):
        end -= 1
    start = end
    while start > max(0, end - SUBJECT_REACH) and tokens.lower[start - 1] not in OPENS:
        start -= 1
    return _noun_of(start, end, tokens, rules, places)


def _verb_before(draft: FigureDraft, tokens: Tokens, rules: Rules) -> int | None:
    """Return the verb of "rose sharply to almost"; None where an object stands between."""
    for at in range(draft.first - 1, max(-1, draft.first - VERB_REACH), -1):
        word = tokens.lower[at]
        if word in rules.words["subject_verb"] and word not in rules.words["filler"]:
            return at
        if word not in JOINTS and word not in rules.words["filler"] and not word.endswith("ly"):
            return None
    return None


def _is_told_behind(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise a figure that says something else of its subject: 20 percent owned, 5 percent of it, 40 years old."""
    behind = tokens.lower_at(draft.last)
    return behind == "of" or behind.endswith("ed") or behind in ("short", "old", "away", "long", "wide", "tall")


def _noun_of(start: int, end: int, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return the noun of a subject without what stands behind it: gas bills, of "the gas bills in Kenya"."""
    last = next((at for at in range(start, end) if tokens.lower[at] in PLACED), end)
    if last <= start or tokens.is_digits(last - 1):
        return None
    first = last
    while first > start and last - first < LONGEST_SUBJECT and _is_word(first - 1, tokens, rules, places):
        first -= 1
    noun = tokens.lower[last - 1]
    own = tokens.is_capital(last - 1) and (last > 1 or noun not in rules.topics.starts)  # Dome rose 1/4; shares rose
    if first == last or own or noun in IDLE or noun in rules.words["firm"] or noun in rules.words["person_noun"]:
        return None
    return tokens.surface(first, last)


def _is_word(at: int, tokens: Tokens, rules: Rules, places: frozenset[int]) -> bool:
    word = tokens.lower[at]
    return word.isalpha() and len(word) > 2 and at not in places and word not in rules.words["stop"]


def fit(deed: str | None, draft: FigureDraft, tokens: Tokens) -> str | None:
    """Return what is measured by a deed in such a kind of figure: 33% that are bought are a stake."""
    if draft.kind == "money" and deed in TRADED and _is_exchanged(draft, tokens):
        return "price"  # sells for $78
    if draft.kind == "percent" and deed in STAKES:
        return deed if tokens.lower_at(draft.last) in COMPARED else "stake"  # sold 46 percent fewer cars
    if deed == "holding" and draft.kind in ("count", "quantity"):
        return None  # holds 74 billion cubic metres of water
    if draft.kind == "duration" or ((draft.kind == "percent" or draft.unit in POINTS) and deed in WHOLE):
        return None
    return deed if deed != "distance" or draft.dimension == "length" else None


def _is_exchanged(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise what is paid for something that is sold or bought: for about $78."""
    at = draft.first - 1
    while tokens.lower_at(at) in ABOUT:
        at -= 1
    return tokens.lower_at(at) in ("for", "at")


def deed_of(index: int, drafts: list[FigureDraft], end: int, tokens: Tokens, rules: Rules) -> str | None:
    """Return the noun of the verb whose object a figure is, before it or (spent, were shipped) behind it."""
    draft, verbs = drafts[index], rules.measure_verbs
    floor = drafts[index - 1].last if index and drafts[index - 1] is not draft.restates else 0
    for at in range(draft.first - 1, max(floor, draft.first - VERB_BEFORE) - 1, -1):
        word = tokens.lower[at]
        if word in STOPS:
            break
        if word in verbs and not (_is_noun(tokens, at, draft) or _is_of_name(tokens, at)):
            return None if _has_object(tokens, at, draft) else _deed_at(tokens, at, rules)
    start = max(end, draft.last)
    for at in range(start, min(start + VERB_AFTER, len(tokens))):
        word = tokens.lower[at]
        if word in STOPS or word == "," or tokens.is_digits(at):
            break
        if word in verbs and word.endswith(("ed", "id", "ld", "nt", "en", "ht", "lt")):
            return verbs[word]
    return None


def is_paid_for(draft: FigureDraft, noun: int, tokens: Tokens, rules: Rules) -> bool:
    """Recognise $5bn that are paid, or a fine, for what the noun behind it at a token says: for imports."""
    if draft.kind != "money" or "for" not in tokens.lower[draft.last : noun]:
        return False
    before = tokens.lower[max(0, draft.first - VERB_BEFORE) : draft.first]
    return any(rules.measure_verbs.get(word) in PAID for word in before)


def _deed_at(tokens: Tokens, at: int, rules: Rules) -> str:
    """Return what a verb's object measures: of goods worth $5bn their value."""
    noun, before = rules.measure_verbs[tokens.lower[at]], tokens.lower_at(at - 1)
    return f"{noun} of {before}" if tokens.lower[at] == "worth" and is_plural(before, rules) else noun


def _has_object(tokens: Tokens, at: int, draft: FigureDraft) -> bool:
    """Distinguish "raising its offer to 4,000 francs" from "raising 4,000 francs"."""
    between = tokens.lower[at + 1 : draft.first]
    return bool(between) and between[-1] in ENDS and not DETERMINERS.isdisjoint(between)


def _is_noun(tokens: Tokens, at: int, draft: FigureDraft) -> bool:
    """Distinguish the use of "the use of 3 tonnes" from a verb."""
    before = tokens.lower_at(at - 1)
    return before in ARTICLES or before in POSSESSIVES or (tokens.lower_at(at + 1) == "of" and at + 2 < draft.first)


def _is_of_name(tokens: Tokens, at: int) -> bool:
    """Recognise the fund of "the Korea Fund was"; where a headline capitalises all, verbs are capitalised, too."""
    capital = tokens.is_capital(at) and tokens.is_capital(at - 1)
    return capital and tokens.lower_at(at + 1).isalpha() and not tokens.is_capital(at + 1)
