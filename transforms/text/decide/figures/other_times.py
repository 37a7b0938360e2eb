"""Recognise times that are of something else than a figure: when bonds are due, when the line that has it was begun."""

from __future__ import annotations

from dyadwire.transforms.text.figures.function_words import RELATIVES
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

DEBTS = frozenset(
    ("bond", "bonds", "eurobond", "eurobonds", "gilt", "gilts", "note", "notes")
)  # of the year in which they are paid back
PARTICIPLES = ("ed", "begun", "built", "hit", "held", "set", "taken")  # how they end
PARTICLES = ("up", "out", "off")  # set up in 1996


def is_of_debt(phrase: TimePhrase, first: int, last: int, tokens: Tokens) -> bool:
    """Recognise when bonds are paid back: the bonds of 2016, bonds due in 2016, the 2016 bonds, 5.1s due 2016.

    The time stands at tokens `first` to `last`.
    """
    cue, lower_at = phrase.cue, tokens.lower_at
    lead, before = lower_at(first - 1), lower_at(first - 2)
    if lead == "due" or (cue in ("", "of") and lower_at(last) in DEBTS) or (lead == "of" and before in DEBTS):
        return True
    return bool(cue) and before == "due" and lower_at(first - 3) in DEBTS


def is_enclosed(phrase: TimePhrase, first: int, last: int, tokens: Tokens) -> bool:
    """Recognise the time of an aside without a verb of its own: the line, begun in 2010, carries 9,000 people."""
    lower_at, verb = tokens.lower_at, first - 1 - bool(phrase.cue)
    if lower_at(last) != ",":
        return False
    verb -= lower_at(verb) in PARTICLES
    return (lower_at(verb - 1) == "," and lower_at(verb).endswith(PARTICIPLES)) or _is_relative(first, tokens)


def _is_relative(first: int, tokens: Tokens) -> bool:
    """Tell a time of a clause that begins with which or who: the bill, which had reached 690 million in 2019, fell."""
    comma = next((at for at in range(first - 1, -1, -1) if tokens.lower_at(at) == ","), -1)
    return comma >= 0 and tokens.lower_at(comma + 1) in RELATIVES
