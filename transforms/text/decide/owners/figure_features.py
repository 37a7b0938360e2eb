"""Features of how many countries own a figure: its kind and noun, and the words of its clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import chain, pairwise

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, memoised
from dyadwire.transforms.text.decide.owners.case import FigureCase
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause
from dyadwire.transforms.text.decide.owners.context import Countries
from dyadwire.transforms.text.decide.stems import cut_ending
from dyadwire.transforms.text.decide.word_cache import cached_by_word
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

NEAR = 6  # tokens on either side of a figure whose words are looked at one by one
SHORTEST = 3  # letters of a word that tells something
ENDINGS = ("ing", "ed", "es", "s")
LISTS = (  # of figure_words.csv
    *("transaction", "giving", "moving", "mover", "fire", "venture", "topic", "domestic", "wider", "traded", "total"),
    *("sent", "takes_over", "takes_up", "gift", "tally", "stay", "pair", "joint_verb"),
)
LANDS = frozenset(("country", "nation", "kingdom", "republic", "island", "emirate", "sultanate", "islands"))
NEIGHBOURS = frozenset(("neighbour", "neighbor", "neighbours", "neighbors", "counterpart"))
OTHERS = frozenset(("imf", "eu", "un", "nations", "union", "european", "world", "unicef", "unhcr", "nato", "opec"))
TWO = frozenset(("two", "both"))
CUES = (
    *("bilateral", "border", "each", "both", "between", "its", "their", "it", "they", "there", "abroad", "foreign"),
    *("from", "to", "world", "global", "company", "union"),
)
OPENINGS = frozenset(
    (
        *("the", "it", "its", "this", "that", "they", "their", "these", "those", "he", "she", "of", "in", "but"),
        *("some", "more", "about", "a", "an", "another", "both"),
    )
)
BEFORE = frozenset(
    (
        *("of", "to", "from", "by", "for", "at", "in", "about", "some", "than", "over", "against", "worth"),
        *(",", "and", "("),
    )
)
AFTER = frozenset(
    (
        *("of", "to", "from", "by", "for", "at", "in", "on", "more", "less", "higher", "lower", "a", "and", ",", "."),
        *(")", "share", "tariff", "duty"),
    )
)


@cached_by_word
def stem(word: str) -> str:
    """Cut the ending off a word: exported and exports are the same cue."""
    return cut_ending(word, ENDINGS)


def bucket(distance: int) -> str:
    """Return a distance in tokens, coarsely: 0, 1, 3, 6, 12 stand for all up to there, and many for more."""
    return next(
        (name for limit, name in ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (12, "12")) if distance <= limit), "many"
    )


def features_of_sentence(tokens: Tokens) -> list[str]:
    """Return what the words of a sentence tell of any figure in it."""
    words = {*tokens.lower}
    first = tokens.lower[0]
    return [f"opens {first if first in OPENINGS else ''}", *(f"somewhere {cue}" for cue in CUES if cue in words)]


def features_of_clause(tokens: Tokens, rules: Rules, clause: OwnerClause) -> FeatureGroup:
    """Return what the words of a clause tell of the figures in it."""
    words, telling = tokens.lower[clause.first : clause.last], _telling(rules)
    found = [*dict.fromkeys(chain.from_iterable([telling[word] for word in words if word in telling]))]
    if not TWO.isdisjoint(words) and any(one in TWO and other in rules.words["pair"] for one, other in pairwise(words)):
        found.append("cue the two")
    return FeatureGroup(found)


@cache
def _telling(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Return the features that a clause has by one of its words."""
    lands = {f"{land}{ending}" for land in LANDS for ending in ("", "'s", "’s")}
    known = [(f"list {name}", rules.words[name]) for name in LISTS]
    known += [(f"cue {cue}", frozenset((cue,))) for cue in CUES]
    known += [("cue organisation", OTHERS), ("cue neighbour", NEIGHBOURS), ("cue land", frozenset(lands))]
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for feature, words in known:
        for word in words:
            found[word] += (feature,)
    return dict(found)


def features_of_figure(case: FigureCase, tokens: Tokens) -> list[FeatureGroup]:
    """Return what a figure itself tells, with the number of countries named around it."""
    draft, head = case.draft, case.head
    before, after = tokens.lower_at(draft.first - 1), tokens.lower_at(draft.last)
    before, after = before if before in BEFORE else "", after if after in AFTER else ""
    found = [_itself(draft.kind, draft.role, case.group, case.here, case.everywhere, before, after)]
    if draft.trivial:
        found.append(_minor(case.group, case.here, case.everywhere))
    found.append(_owners_before(*map(_number, (case.previous, case.carried, case.partner))))
    if draft.noun:
        found.append(_counted(draft.noun.lower().split()[-1] if draft.kind == "count" else draft.noun))
    if head:
        ahead = head.first >= draft.last
        distance = bucket(head.first - draft.last if ahead else draft.first - head.last)
        found.append(_measured(case.noun, head.group, ahead, distance, case.clause.holds(head.first)))
    return [*found, _words_near(draft, tokens, case.clause)]


@memoised
def _itself(kind: str, role: str, group: str, here: int, everywhere: int, before: str, after: str) -> tuple[str, ...]:
    return (
        *(f"kind {kind}", f"role {role}", f"measure {group}", f"measure {group} {kind}"),
        *(f"named {here}", f"named in all {everywhere}", f"named {here} {everywhere}"),
        *(f"measure {group} named {here}", f"kind {kind} named {here}", f"after {before}", f"followed by {after}"),
    )


@memoised
def _minor(group: str, here: int, everywhere: int) -> tuple[str, ...]:
    return "minor", f"minor {group}", f"minor named {here}", f"minor named in all {everywhere}"


@memoised
def _owners_before(previous: str, carried: str, partner: str) -> tuple[str, ...]:
    return f"previous {previous}", f"carried {carried}", f"partner {partner}"


def _number(owners: Countries | None) -> str:
    """Return how many own a figure; "" where there is none."""
    return "" if owners is None else str(len(owners))


@memoised
def _counted(unit: str) -> tuple[str, ...]:
    return (f"unit {unit}",)


@memoised
def _measured(noun: str, group: str, ahead: bool, distance: str, here: bool) -> tuple[str, ...]:
    found = f"noun {noun}", f"measure {group} {ahead} {distance}"
    return found if here else (*found, f"measure {group} elsewhere")


def _words_near(draft: FigureDraft, tokens: Tokens, clause: OwnerClause) -> FeatureGroup:
    """Return the words of the clause on both sides of a figure, without their endings."""
    begin, end = max(clause.first, draft.first - NEAR), min(clause.last, draft.last + NEAR)
    words = (*tokens.words[begin : draft.first], *tokens.words[draft.last : end])
    return FeatureGroup([f"near {cue}" for cue in cues_of(words) if len(cue) >= SHORTEST])


def cues_of(words: Iterable[str]) -> list[str]:
    """Return the stems of the words that are no names: what news of one country teaches must hold for others."""
    return [cue for cue in map(_cue_of, words) if cue]


@cached_by_word
def _cue_of(word: str) -> str:
    return stem(word) if word.isalpha() and word.islower() else ""
