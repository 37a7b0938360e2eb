"""Tell whether a sentence that names no country goes on with the act of the one before: At least seven were killed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadwire.transforms.text.decide.owners.clauses import OwnerClauses
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.function_words import BE, DEFINITE, words_of
from dyadwire.transforms.text.figures.rules import Rules

CASUALTIES = "casualties"  # topic
_KNOWN = frozenset(("it", "they", "he", "she", "both"))  # what the sentence before told of
_APART = frozenset(("separate", "separately", "elsewhere", "meanwhile", "unrelated"))
_SAME = frozenset(("similar", "such", "these", "those", "the", "another", "same", "earlier", "previous"))
_HOME = words_of(  # who attacks for no state
    "suicide gunman gunmen militant militants terrorist terrorists bandit bandits gang gangs insurgent insurgents "
    "jihadist jihadists robber robbers"
)
# Before "attack", of what no war is: not in all of a clause, as raids strike at the heart of a city.
_NO_WAR = words_of("arson acid animal asthma bear crocodile dog elephant heart knife lion panic shark stabbing tiger")
_SAYING = frozenset(("said", "says", "say", "reported", "confirmed", "added"))
_QUOTES = frozenset((",", "“", '"'))
_CAUSE = re.compile(r"\b(?:by|from|of|(?:in|when|after|as|during) an?|in their)\b", re.IGNORECASE)  # he died of a fever
CAUSE_REACH = 40  # characters behind it in which an attack stands


def killed_by_it(draft: FigureDraft, drafts: Sequence[FigureDraft], clauses: OwnerClauses, rules: Rules) -> bool:
    """Tell whom the attack of the sentence before killed from those of an earthquake, or of all the year."""
    tokens, words, attacks = clauses.tokens, rules.words, rules.attacks
    if draft.period is not None or not _APART.union(words["accident"]).isdisjoint(tokens.lower):
        return False
    first = next(one.first for one in drafts if one.topic == CASUALTIES)
    said = max((at + 1 for at, word in enumerate(tokens.lower[:first]) if word in _SAYING), default=0)
    before = tokens.lower[said:first]
    lists = ("toll_lead", "filler", "time_start", "harm", "harm_noun")
    plain = _QUOTES.union(BE, *(words[name] for name in lists)).issuperset(before)
    if not plain and attacks.isdisjoint(_subject(before)):
        return False
    behind = tokens.text[tokens.ends[first] : tokens.ends[-1]]
    return not any(attacks.isdisjoint(_words_at(behind, cause.end())) for cause in _CAUSE.finditer(behind))


def is_of_attacks(draft: FigureDraft, clauses: OwnerClauses, rules: Rules) -> bool:
    """Tell whom more attacks of one war killed: a similar strike killed 46 in December; such raids have killed 300.

    An attack that is not told to be of this war may be anybody's: a suicide attack on a market killed 12.
    """
    tokens, clause = clauses.tokens, clauses.around(draft.first, draft.last)
    words = tokens.lower[clause.first : draft.first]
    before = _subject(words[words.index(",") + 1 :] if "," in words else words)  # in April, a missile attack
    if not _APART.union(rules.words["accident"], _HOME).isdisjoint(tokens.lower[clause.first : clause.last]):
        return False
    at = next((at for at, word in enumerate(before) if word in rules.attacks), None)
    if at is None or not _NO_WAR.isdisjoint(before[:at]):
        return False
    return not _SAME.isdisjoint(before[:at]) or before[at].endswith("s") or "same" in words


def is_of_it(draft: FigureDraft, clauses: OwnerClauses) -> bool:
    """Tell an amount of what the sentence before told, by words for what is known: the deal, their stake, it."""
    lower = clauses.tokens.lower
    before = lower[: draft.first]
    return _APART.isdisjoint(lower) and (not before or not DEFINITE.union(_KNOWN).isdisjoint(before))


def _subject(before: Sequence[str]) -> Sequence[str]:
    """Return the words up to the first preposition: those of "the attack on a market killed"."""
    at = next((at for at, word in enumerate(before) if word in ("on", "in", "at", "of", "after", "by")), len(before))
    return before[:at]


def _words_at(text: str, start: int) -> list[str]:
    return re.findall(r"\w+", text[start : start + CAUSE_REACH].lower())
