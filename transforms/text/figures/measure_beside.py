"""Find what a figure measures where the lexicon has no noun for it: by nouns, verbs and figures beside it."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft, is_share
from dyadwire.transforms.text.figures.function_words import BE, BEFORE_VERBS, DETERMINERS, HYPHENS, POINTS
from dyadwire.transforms.text.figures.measure_deeds import harm_of, subject_of
from dyadwire.transforms.text.figures.measure_things import GENITIVES, THING_LEADS, TIMES, thing_or_deed
from dyadwire.transforms.text.figures.numbers.digits import EXTENTS
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

LISTING = frozenset(
    (",", "and", "or", "against", "from", "to", "versus", "vs", "than", "compared", "with", "down", "up", "by")
)
LIST_REACH = 6  # tokens between the figures of a list or a comparison
FAR = 12  # the same where "and" or "from" stands right before the second
ASIDE = 8  # tokens between an amount and the end of the brackets behind it
SHORTEST_PARTICIPLE = 4  # letters: a bed and a shed are nouns
LONGEST = 4  # words of a noun phrase that an amount leads
ADJECTIVES = frozenset(("new", "further", "additional", "planned", "recent", "controversial", "proposed", "latest"))
UNTIL = frozenset(
    (
        *("home", "yesterday", "today", "tomorrow", "last", "next", "this", "more", "less", "higher", "lower"),
        *("earlier", "later", "ago", "old", "per", "over", "under", "about", "each", "so", "worth", "across"),
    )
)
EMPTY = frozenset(("amount", "deadline", "maximum", "period", "sum", "total"))  # nouns that name no measure


def measures_beside(
    drafts: list[FigureDraft], tokens: Tokens, rules: Rules, places: frozenset[int]
) -> list[str | None]:
    """Return the measure of each figure of a sentence: that which it has, or what something beside it tells.

    `places` are the tokens of countries, which no measure holds.
    """
    found = {
        draft.first: harm_of(draft, tokens, rules) or draft.measure or _own(index, drafts, tokens, rules, places)
        for index, draft in enumerate(drafts)
    }
    for index, draft in enumerate(drafts):
        if found[draft.first] is None and draft.kind != "ordinal":
            found[draft.first] = _partner(index, drafts, found, tokens)
    return [found[draft.first] for draft in drafts]


def _own(index: int, drafts: list[FigureDraft], tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    draft = drafts[index]
    if draft.kind == "ordinal" or draft.rule_trivial or (draft.kind == "count" and draft.unit in POINTS):
        return None
    named = _attributed(draft, tokens, rules, places) or _whole(draft, tokens, rules, places)
    beside = named or thing_or_deed(index, drafts, tokens, rules, places)
    return beside or subject_of(draft, tokens, rules, places)


def _whole(draft: FigureDraft, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return the cheque of "a first cheque of about $2.5 million", and the bail of "granted bail of $5,000"."""
    last = draft.first - 1
    while tokens.lower_at(last) in rules.words["filler"]:
        last -= 1
    apart = draft.kind != "money" or tokens.lower_at(draft.last) in THING_LEADS
    if apart or tokens.lower_at(last) != "of" or not _is_nominal(tokens, last - 1, rules, places):
        return None
    first, noun = last - 1, tokens.lower_at(last - 1)
    while (
        last - first < LONGEST
        and _is_nominal(tokens, first - 1, rules, places)
        and not _is_deed(first - 1, tokens, rules)
    ):
        first -= 1
    vague = _names_nothing(noun, rules) or noun in rules.words["vague_noun"]
    begun = tokens.lower_at(first - 1) in DETERMINERS or _is_deed(first - 1, tokens, rules)
    return tokens.surface(first, last) if begun and not vague else None


def _is_deed(at: int, tokens: Tokens, rules: Rules) -> bool:
    """Recognise the verb whose object a noun is: granted bail."""
    word = tokens.lower_at(at)
    return word in rules.measure_verbs and word.endswith(("ed", "ing"))


def _attributed(draft: FigureDraft, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return the assembly plant of "the 675 million dollar assembly plant", the pact of "a $40bn (£21bn) pact"."""
    hyphened = any(word in HYPHENS for word in tokens.lower[draft.first : draft.last])  # 35-mm cameras
    if draft.kind == "count" or not (hyphened or _is_led(draft, tokens, rules)):
        return None
    last = first = _behind(draft, tokens, places)
    while last - first < LONGEST and _is_nominal(tokens, last, rules, places):
        last += 1
    while last > first and (_is_trailing(tokens.lower_at(last - 1)) or _governs(tokens, last - 1, rules)):
        last -= 1
    noun = tokens.lower_at(last - 1)
    if last == first or _names_nothing(noun, rules):
        return None
    return tokens.surface(first, last)


def _names_nothing(noun: str, rules: Rules) -> bool:
    """Tell a noun of sums, of times or of change, which is no measure."""
    return noun in EMPTY or noun in TIMES or "noun" in rules.direction_words.get(noun, {})


def _is_led(draft: FigureDraft, tokens: Tokens, rules: Rules) -> bool:
    """Tell whether an article or a genitive stands before a figure, be it with adjectives between: the latest $5bn."""
    at = draft.first - 1
    while tokens.lower_at(at) not in DETERMINERS and (
        tokens.lower_at(at) in rules.words["filler"] or tokens.lower_at(at) in ADJECTIVES
    ):
        at -= 1
    return tokens.lower_at(at) in DETERMINERS or tokens.lower_at(at) in GENITIVES


def _behind(draft: FigureDraft, tokens: Tokens, places: frozenset[int]) -> int:
    """Return the token behind a figure, what is in brackets there, hyphens, and names of places."""
    at = draft.last
    if tokens.lower_at(at) == "(":
        at = next((end + 1 for end in range(at, at + ASIDE) if tokens.lower_at(end) == ")"), at)
    while at in places or tokens.lower_at(at) in HYPHENS or tokens.lower_at(at) in EXTENTS:
        at += 1  # 3-metre-long jaws
    return at


def _is_trailing(word: str) -> bool:
    """Tell whether the last of some words is no noun: the signed of "a $5bn loan signed"."""
    participle = len(word) > SHORTEST_PARTICIPLE and word.endswith("ed") and not word.endswith("eed")
    return participle or word in HYPHENS or word.endswith("ly")


def _governs(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Recognise the carrying of "a 1,350 km cable carrying 3,000 megawatts", and of "carrying the"."""
    after = tokens.lower_at(at + 1)
    counted = tokens.is_digits(at + 1) or after in DETERMINERS or after in rules.numbers
    return tokens.lower_at(at).endswith("ing") and counted


def _is_nominal(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> bool:
    """Tell whether a word may belong to the noun phrase that an amount leads."""
    word = tokens.lower_at(at)
    if word in HYPHENS:
        return tokens.joined(at) and tokens.joined(at - 1)
    return (
        len(word) > 1
        and word.isalpha()
        and at not in places
        and word not in rules.words["stop"]
        and word not in rules.words["boundary"]
        and word not in BE
        and word not in BEFORE_VERBS
        and word not in rules.numbers
        and word not in UNTIL
    )


def _partner(index: int, drafts: list[FigureDraft], found: dict[int, str | None], tokens: Tokens) -> str | None:
    """Return the measure of the figure that one restates or is compared with, or that precedes it in a list.

    That of "killing 12, displacing 300" is not that of the second.
    """
    draft = drafts[index]
    linked = [other for other in (draft.restates, draft.linked, draft.base) if other]
    linked += [one for one in drafts if draft is one.base or draft is one.linked or draft is one.restates]
    told = [found.get(other.first) for other in linked if is_share(draft) or not is_share(other)]
    measure = next(filter(None, told), None)
    if measure or not index:
        return measure
    other = drafts[index - 1]
    between = tokens.lower[other.last : draft.first]
    alike = other.kind == draft.kind and (draft.kind in ("money", "percent") or other.unit == draft.unit)
    reach = FAR if between[-1:] and between[-1] in LISTING else LIST_REACH
    near = len(between) <= reach and any(word in LISTING for word in between)
    deed = draft.kind == "count" and any(word.endswith("ing") and word != "including" for word in between)
    return found[other.first] if alike and near and not deed else None
