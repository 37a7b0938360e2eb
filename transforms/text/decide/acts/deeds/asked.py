"""What a sentence is asked before deeds are read in it: which of its words may be nouns, is it of sport."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.deeds.frames import DAYS
from dyadwire.transforms.text.decide.acts.deeds.table import kinds_of
from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, SIDE, Scene, compile_act_words
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import HYPHENS, words_of
from dyadwire.transforms.text.figures.times.calendar import COUNTED

SCORE = 4  # tokens at most between a score and a word for its result
GOALS = 2  # digits at most
BEHIND_SCORE = PREPOSITIONS | CLOSES | DAYS | words_of(". ! ? a after as away before home last the then") | {SIDE}
YEAR = 4  # digits
EACH = frozenset(("other", "another"))  # ends "each other"


class Asked(NamedTuple):
    """Words that tell crowds, and may be nouns of acts; whether it is of sport."""

    crowd: frozenset[str]
    nouns: frozenset[str]
    is_match: bool
    tells_other: bool  # it may tell what two do to each other


def ask(scene: Scene, lexicon: Lexicon) -> Asked:
    """Return what is asked of the words of a sentence."""
    return Asked(
        kinds_of(lexicon).doer["crowd"],
        _nouns(lexicon),
        _is_match(scene, lexicon),
        not EACH.isdisjoint(scene.tokens),
    )


def _is_match(scene: Scene, lexicon: Lexicon) -> bool:
    """Tell a sentence of sport, in which teams meet: by the words that relate no countries, "in the final", a score."""
    tokens = scene.tokens
    finals = (
        not scene.lists["match"].isdisjoint(tokens[at + 2 : at + 3]) for at, word in enumerate(tokens) if word == "in"
    )
    scored = not scene.lists["result"].isdisjoint(tokens) and _has_score(tokens, scene.lists["result"])
    return scored or not _sports(lexicon).isdisjoint(tokens) or any(finals)


def _has_score(tokens: list[str], results: frozenset[str]) -> bool:
    """Tell a result of a match: a 3-3 draw, lost 2-0; not a vote of 98-0, nor 10-15 percent."""
    dashes = (at for at in range(1, len(tokens) - 1) if tokens[at] in HYPHENS)
    scores = (
        at
        for at in dashes
        if _is_goals(tokens[at - 1]) and _is_goals(tokens[at + 1]) and _ends(tokens, at + 2, results)
    )
    return any(not results.isdisjoint(tokens[max(0, at - SCORE) : at + SCORE]) for at in scores)


def _is_goals(word: str) -> bool:
    return word.isdigit() and len(word) <= GOALS


def _ends(tokens: list[str], at: int, results: frozenset[str]) -> bool:
    """Tell whether no noun or unit is behind a score, nor behind its result: a 2-0 win over, no 9-11 victory parade."""
    at += not results.isdisjoint(tokens[at : at + 1])
    return BEHIND_SCORE.issuperset(tokens[at : at + 1])


@cache
def _sports(lexicon: Lexicon) -> frozenset[str]:
    rows = (row for row in lexicon["relation_cues"] if row["class"] == "sport")
    return frozenset(form for row in rows for form in row["forms"].split())


@cache
def _nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may be a noun of an act, as "strikes"."""
    words = compile_act_words(lexicon, of_codes=True)
    nouns = (word for word, of in words.codes.items() if any(code.endswith("noun") for code in of))
    return words.lists["noun_or_verb"].union(nouns)


def is_number(word: str) -> bool:
    """Tell a number that counts something, no year."""
    return word in COUNTED or (word[0].isdigit() and len(word) != YEAR)
