"""Find what a figure measures: the noun phrase that it belongs to."""

from __future__ import annotations

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BEFORE_VERBS, HYPHENS, INDEFINITE, NOUN_LEADS
from dyadwire.transforms.text.figures.measure_heads import Head, is_verb, outside_clause
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.forms import MONTHS
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.units.nouns import is_plural

AFTER = 7  # tokens after a figure in which its noun stands: "$5 billion in new military aid", "25% tariff"
MODIFIERS = 3
LINKS = ("in", "of", "worth", "on", "for", "-", "as", "a", "the", "its", "their", "new", "additional", "total", "more")
OBJECTS = ("on", "of")  # after the head: tariff on steel, exports of gas
RECKONED = frozenset(("constant", "current", "list", "market", "nominal", "real"))  # prices, terms
RATED = frozenset(
    ("rate", "rates", "price", "prices", "cost", "costs", "interest", "yield", "yields")
)  # of something else
THINGS = ("in", "of", "worth")  # after an amount, before what it consists of: a package of $5 billion in aid


def head_of(draft: FigureDraft, heads: list[Head], tokens: Tokens, rules: Rules) -> Head | None:
    """Return the head noun of a figure: just after it, else the nearest before it, no other figure between them."""
    named = _named_before(draft, heads, tokens, rules)
    if named or not heads:
        return named
    heads = [head for head in heads if not _is_reckoned(head, draft, tokens)]
    after = next((head for head in heads if head.first >= draft.last), None)
    if after and _is_attached(draft, after, tokens, rules):
        return after
    before = [head for head in heads if head.last <= draft.first]
    before = outside_clause(before, draft.first, tokens, rules) if len(before) > 1 else before
    if len(before) > 1 and _is_object(before[-2], before[-1], tokens):
        return before[-2]  # India's imports of Russian crude
    return before[-1] if before else None


def _is_reckoned(head: Head, draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise the prices of "$5 billion at list prices" and the share of "$2.53 a share", by which one reckons."""
    at = head.first - 1
    if draft.per and head.first >= draft.last and tokens.lower_at(head.last - 1) == draft.per.lower():
        return True
    return tokens.lower_at(at) in RECKONED and tokens.lower_at(at - 1) in ("at", "in")


def is_resumed(draft: FigureDraft, tokens: Tokens) -> bool:
    """Recognise "cut them to 18 percent" and ", of which $29 billion", whose measure is that of the figure before."""
    if tokens.lower[max(0, draft.first - 2) : draft.first] == ["of", "which"]:
        return True
    return tokens.lower_at(draft.first - 1) in ("to", "by") and tokens.lower_at(draft.first - 2) in ("it", "them")


def _named_before(draft: FigureDraft, heads: list[Head], tokens: Tokens, rules: Rules) -> Head | None:
    """Return the noun of "tariffs of 50 percent for"; "with a capital of $5 billion" need not be in the lexicon."""
    at, lower_at = draft.first - 1, tokens.lower_at
    while lower_at(at) in rules.words["filler"]:
        at -= 1
    if lower_at(at) != "of" or lower_at(draft.last) in THINGS:
        return None
    known = next((head for head in heads if head.last == at), None)
    noun = lower_at(at - 1)
    if known or not noun.isalpha() or noun in rules.words["total"] or "noun" in rules.direction_words.get(noun, {}):
        return known
    lead = next((back for back in range(at - 2, at - 3 - MODIFIERS, -1) if lower_at(back) in INDEFINITE), 0)
    got = draft.kind == "money" and lower_at(at - 2) in rules.measure_verbs  # raised equity of $30 million
    return Head(at - 1, at, "state") if got or lower_at(lead - 1) == "with" else None


def _is_object(flow: Head, thing: Head, tokens: Tokens) -> bool:
    """Recognise the crude of "imports of Russian crude" and the loan of "the rate on a new loan": no measures."""
    near = thing.first - flow.last <= MODIFIERS + 1
    if tokens.lower[flow.last - 1] in RATED and near:
        rate = tokens.lower_at(flow.last - 1) in ("rate", "rates")  # the rate of inflation is inflation
        joint = tokens.lower_at(flow.last) in (("on",) if rate else OBJECTS)
        return joint and all(map(str.isalpha, tokens.lower[flow.last : thing.first]))
    return near and flow.group == "flow" and thing.group == "state" and tokens.lower_at(flow.last) == "of"


def _is_attached(draft: FigureDraft, head: Head, tokens: Tokens, rules: Rules) -> bool:
    """Distinguish "$5 billion in military aid" from "$5 billion, while exports"."""
    between = tokens.lower[draft.last : head.first]
    if ("on" in between or "for" in between) and _is_of_other(head, tokens):
        return False
    if len(between) > AFTER or any(not (word[0].isalnum() or word in ("-", "'", "’")) for word in between):
        return False
    if not between:
        return True
    adjectives = [word for word in between if word not in LINKS]
    return (
        len(adjectives) <= MODIFIERS
        and (between[0] in LINKS or len(between) <= 2)
        and not rules.words["measure_stop"] & set(between)
    )


def _is_of_other(head: Head, tokens: Tokens) -> bool:
    """Recognise the revenue of "$2.52 a share on revenue of $27.5 billion", which the second amount is."""
    end = head.last
    return tokens.lower_at(end) == "of" and (tokens.is_digits(end + 1) or tokens.is_digits(end + 2))


def phrase_of(head: Head, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str:
    """Return a measure's noun phrase: modifiers before the head, and the thing that "on" or "of" names after it.

    Determiners and the words in `places` (countries) are left out: whose it is has columns of its own.
    """
    first = head.first - (_word_length(tokens, head.first, rules) or 1) + 1
    while first > 0 and head.first - first < MODIFIERS and _modifies(tokens, first - 1, rules, places):
        length = _word_length(tokens, first - 1, rules)
        if not length:
            break
        first -= length
    last = _end_of(head, tokens, rules)
    last += tokens.lower_at(last) in rules.words["measured_for"]
    if tokens.lower_at(last) in OBJECTS:
        counts = tokens.lower[last - 1] in rules.words["total"]  # the number of Chinese people
        last = object_end(tokens, last + 1, rules, frozenset() if counts else places) or last
    return tokens.surface(first, last)


def _end_of(head: Head, tokens: Tokens, rules: Rules) -> int:
    """Return where the noun ends that a head in the singular may modify: export earnings."""
    last = head.last
    follows = tokens.lower_at(last) in rules.measures.loose and not is_plural(tokens.lower[last - 1], rules)
    found = rules.measures.at(tokens, last) if follows else None
    return found[1] if found and not is_verb(tokens, last, found[1], rules) else last


def _word_length(tokens: Tokens, at: int, rules: Rules) -> int:
    """Return how many tokens the word has that ends there: long-term three; 0 where it is a time or cut: year-end."""
    if (tokens.lower_at(at - 1), tokens.lower[at]) == ("per", "capita"):
        return 2
    if not (tokens.lower_at(at - 1) in HYPHENS and tokens.joined(at - 1)):
        return 1
    first = tokens.lower_at(at - 2)
    whole = tokens.joined(at - 2) and first.isalpha() and tokens.lower_at(at - 3) not in HYPHENS
    both = (first, tokens.lower[at])
    idle = MONTHS.intersection(both) or rules.words["untold"].intersection(both)
    return 3 if whole and not idle and not tokens.lower[at].endswith("est") else 0


def _modifies(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> bool:
    """Tell whether a word belongs to the noun phrase before a head noun: "steel exports", not "said exports"."""
    word = tokens.lower[at]
    if at in places or word in MONTHS or not word.isalpha() or word.endswith(("'s", "’s", "ly", "ed")):
        return False
    if _is_unit(tokens, at, rules) or _governs(tokens, at, rules) or _is_present(tokens, at, rules, places):
        return False
    known = rules.direction_words.get(word, {})
    if (
        word in rules.clause_cues
        or word in rules.words["boundary"]
        or word in rules.words["stop"]
        or word in NOUN_LEADS
        or "verb" in known
        or "comparative" in known
    ):
        return False
    return (
        word not in rules.numbers
        and word not in ("record", "percent", "worth", "total")
        and not tokens.words[at].isupper()
    )


def _governs(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Recognise the verb of "seeking talks", "to limit output", "which shows net profits": a measure is its object."""
    word = tokens.lower[at]
    return word in rules.words["governs"] or (
        word in rules.words["governing"] and tokens.lower_at(at - 1) in BEFORE_VERBS
    )


def _is_present(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> bool:
    """Recognise the verb of "it wants damages", "firms sign deals", "Poland sign deals", "to trade electricity"."""
    word, verbs = tokens.lower[at], rules.words["no_noun"]
    if word not in verbs:
        return word.endswith("s") and word[:-1] in verbs
    before = tokens.lower_at(at - 1)
    return before in BEFORE_VERBS or is_plural(before, rules) or _ends_list(at - 1, tokens, places)


def _ends_list(at: int, tokens: Tokens, places: frozenset[int]) -> bool:
    """Tell the last of two countries, behind which a verb in the plural stands: Turkey, Poland."""
    first = at
    while first in places:
        first -= 1
    return first < at and tokens.lower_at(first) in (",", "and") and first - 1 in places


def _is_unit(tokens: Tokens, at: int, rules: Rules) -> bool:
    """Recognise the unit of "a 300 km border" and "a ten-year deal", which belongs to the number before it."""
    number = at - 1 - (tokens.lower_at(at - 1) in HYPHENS)
    if not (tokens.is_digits(number) or tokens.lower_at(number) in rules.numbers):
        return False
    return rules.units.at(tokens, at) is not None


def object_end(tokens: Tokens, at: int, rules: Rules, places: frozenset[int]) -> int | None:
    """Return the end of the noun phrase after "on" or "of"; None where a number, country or nothing follows."""
    start = at
    while at < len(tokens) and at - start < MODIFIERS and at not in places and tokens.lower[at].isalpha():
        if tokens.lower_at(at + 1) in HYPHENS and tokens.joined(at) and tokens.joined(at + 1):
            at, start = at + 3, start + 3  # Iranian-backed plots
            continue
        word = tokens.lower[at]
        if word in rules.words["stop"] or word in rules.numbers or word in MONTHS:
            break
        if at > start and (_is_change(word, rules) or _follows_plural(word, tokens.lower[at - 1], rules)):
            break
        at += 1
    return at if at > start and at not in places else None


def _follows_plural(word: str, before: str, rules: Rules) -> bool:
    """Recognise the participle of "the number of horses confirmed to be infected"."""
    return word.endswith(("ed", "ing")) and is_plural(before, rules)


def _is_change(word: str, rules: Rules) -> bool:
    """Recognise the rises of "the number of islands rises to 12"."""
    return word.endswith("s") and "verb" in rules.direction_words.get(word, {})


def is_toll(draft: FigureDraft, head: Head, tokens: Tokens) -> bool:
    """Distinguish the number of "raised the death toll to 152" from those that follow it: and the injured to 300."""
    between = tokens.lower[head.last : draft.first]
    named = tokens.lower[head.first : head.last] == ["death", "toll"] and head.last <= draft.first
    return named and len(between) <= AFTER and not any(word[-1].isdecimal() for word in between)


def counted_of(head: Head, tokens: Tokens, rules: Rules, places: frozenset[int]) -> str | None:
    """Return what a count without a noun of its own counts: deaths, where "the number of deaths rose to 17"."""
    if tokens.lower[head.last - 1] not in rules.words["total"]:
        return tokens.surface(head.first, head.last) if tokens.lower[head.last - 1].endswith("s") else None
    if tokens.lower_at(head.last) != "of":
        return None
    end = object_end(tokens, head.last + 1, rules, places)
    return tokens.surface(head.last + 1, end) if end else None
