"""What somebody calls another, called Putin a liar, called him a "true friend": who does so has not rung him up."""

from __future__ import annotations

from dyadwire.transforms.text.decide.acts.scene import PREPOSITIONS, Scene
from dyadwire.transforms.text.decide.acts.told import CLOSES
from dyadwire.transforms.text.figures.function_words import BE, words_of
from dyadwire.transforms.text.figures.times.calendar import COUNTED
from dyadwire.transforms.text.figures.times.forms import MONTHS, WEEKDAYS

REACH = 9  # tokens behind "called" in which stands what somebody is called
_CALLS = words_of("call called calling calls")
_ONE = frozenset(("a", "an"))
_QUOTES = words_of('" “ ‘')
_ENDS = (CLOSES - {","}) | (PREPOSITIONS - {"of"}) | BE | WEEKDAYS | MONTHS | words_of(". to")


def is_naming(scene: Scene, at: int) -> bool:
    """Tell "called the move a gift to Moscow" from "called Putin a week ago", "called a meeting"."""
    tokens = scene.tokens
    if tokens[at] not in _CALLS or tokens[at + 1 : at + 2] == [","]:
        return False
    for to in range(at + 2, min(len(tokens), at + REACH)):
        if is_name(scene, to):
            return tokens[to - 1] != "," or "," in tokens[at : to - 1]  # called his host, Rabuka, a friend
        if tokens[to] in _ENDS:
            return False
    return False


def is_name(scene: Scene, at: int) -> bool:
    """Tell that a name for somebody begins at a place, "a strong leader", and no time or lone article."""
    tokens = scene.tokens
    if tokens[at] in _QUOTES:
        return True
    return tokens[at] in _ONE and at + 1 < len(tokens) and not _is_time(scene, at + 1)


def _is_time(scene: Scene, at: int) -> bool:
    """Tell when somebody rang: a week ago, a few days later, a second time."""
    return scene.tokens[at] in scene.lists["call_time"] or scene.tokens[at] in COUNTED


def is_quoted(scene: Scene, at: int) -> bool:
    """Tell a name that stands in quotes from a place on: a "lackey of the oil companies"."""
    at += scene.tokens[at : at + 1] == [","]
    at += not _ONE.isdisjoint(scene.tokens[at : at + 1])
    return not _QUOTES.isdisjoint(scene.tokens[at : at + 1])
