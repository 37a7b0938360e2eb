"""Which way a figure went, in a language whose lexicon has the words for it: up, down, or not told."""

from __future__ import annotations

import re
from typing import NamedTuple

from dyadwire.transforms.text.languages.fractions import TIME
from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.pack import MovePack
from dyadwire.transforms.text.languages.quantities import Quantity

LARGE = 10_000  # a count from which on it is likelier to have grown than to be of things: subió 20 vídeos
_POINTS = ("poin", "pont", "punt", "punkt", "basis", "baz", "puan", "نقط")  # how a point begins: 0,25 puntos
UNIT = 40  # characters in which a figure and its unit are told
DENIAL = 8  # characters before such a word in which it is denied: не выросли, 没有继续增长
AFTER = 16  # characters after a word that tells the way in which it may be denied: 증가하지 않았다
# Told of a way through space or time more often than of a rise: fell 20 km from the town, 30 mm of rain, 3 years.
_SPACE = ("kilometre", "metre", "centimetre", "millimetre", "mile")
_TIME = ("year of age", "year", "month", "week", "day", "hour", "minute", "second")
PASSED = frozenset((*_SPACE, *_TIME))
DENIED = 24  # characters before a verb in which it is denied: haben sich nicht verdoppelt
TURNED = 40  # characters beside a multiple in which a word tells the way: вырос экспорт втрое, das Dreifache gestiegen
_NUMBER = re.compile(r"[\d.,\s\u00a0\u202f]+")


class Move(NamedTuple):
    """The way of a figure, and whether it is the change itself or the level that was reached."""

    direction: str
    role: str


def find_move(
    text: str, quantity: Quantity, bounds: tuple[int, int], moves: MovePack, words: NumberWords
) -> Move | None:
    """Return how a figure of a folded text moved; `bounds` are those of its sentence.

    The nearest word of the same clause before it decides (вырос на 5 %, 下降9%), or one right after (на 5 % больше),
    or at the end of the clause (um 5 % gestiegen). None where the text denies it, and for what it rose from.
    """
    if quantity.way or quantity.unit == TIME:
        return _find_turn(text, quantity, bounds, moves, words)
    if not moves.reach or (moves.gap and _apart(text, quantity, moves)):
        return None
    before = text[max(bounds[0], quantity.start - moves.reach) : quantity.start]
    clause = moves.clause.split(before)[-1]
    role = _role(before, moves)
    found = _after(text, quantity, bounds[1], moves, words)
    if found:
        role = "level" if found.groupdict().get("to") is not None else role
        told = text[quantity.start : found.end() + AFTER]
    elif not moves.at or moves.at.search(before):
        found = _before(clause, quantity, moves, words) or _at_end(text, quantity.end, bounds[1], moves, words)
        told = text[quantity.start : quantity.end + (AFTER if moves.end else 0)]
    if not found or moves.unless.search(clause + told) or _is_denied(found, moves):
        return None
    return _move(found, role)


def _find_turn(
    text: str, quantity: Quantity, bounds: tuple[int, int], moves: MovePack, words: NumberWords
) -> Move | None:
    """Return how a multiple turned: as its own word says, else by the nearest word of its clause; None if denied."""
    reach = DENIED if quantity.way else TURNED
    before = moves.clause.split(text[max(bounds[0], quantity.start - reach) : quantity.start])[-1]
    after = moves.clause.split(text[quantity.end : min(bounds[1], quantity.end + TURNED)])[0]
    if moves.unless.search(before + text[quantity.start : quantity.end] + after[: DENIED if moves.end else AFTER]):
        return None
    if quantity.way:
        denied = moves.denied.search(text, max(0, quantity.start - DENIAL), quantity.start)
        return None if denied else Move(quantity.way, "change")
    ways = (*reversed(list(words.moves.finditer(before))), words.moves_after.search(after), words.moves.search(after))
    found = next((way for way in ways if way and not _is_denied(way, moves)), None)
    return _move(found, _role(before, moves)) if found else None


def _move(found: re.Match[str], role: str) -> Move:
    return Move("up" if found["up"] else "down", role)


def _role(before: str, moves: MovePack) -> str:
    """Return what a figure is by the text before it: the level that was reached, or the change."""
    return "level" if moves.to.search(before) else "change"


def _is_denied(found: re.Match[str], moves: MovePack) -> bool:
    return moves.denied.search(found.string, max(0, found.start() - DENIAL), found.start()) is not None


def _after(text: str, quantity: Quantity, stop: int, moves: MovePack, words: NumberWords) -> re.Match[str] | None:
    """Return the word right after a figure; after a count that is no level it is mostly another: 12 personas más."""
    found = words.moves_after.match(text, quantity.end, stop)
    if not found or not moves.gap or moves.verb_last or found.groupdict().get("to") is not None:
        return found
    return found if is_firm(quantity, words) else None


def is_firm(quantity: Quantity, words: NumberWords) -> bool:
    """Tell whether a quantity is one that rises or falls without a word between: not 20 vídeos."""
    unit = str(quantity.unit).lower()
    points = unit.startswith(_POINTS) and not quantity.spelled  # six points are lost at home
    return quantity.kind != "count" or quantity.value >= LARGE or unit in words.values["post"] or points


def _before(clause: str, quantity: Quantity, moves: MovePack, words: NumberWords) -> re.Match[str] | None:
    """Return the nearest word before a figure at the end of the clause, where what is between them lets it reach."""
    ways = list(words.moves.finditer(clause))
    if not ways or not moves.gap:
        return ways[-1] if ways else None
    at, firm = ways[-1].end(), is_firm(quantity, words)
    counted = firm or not moves.counted or moves.counted.search(clause)
    if counted and moves.gap.fullmatch(clause, at):
        return ways[-1]
    gap = moves.bare.fullmatch(clause, at) if firm else None
    listed = gap and quantity.kind == "count" and quantity.value >= LARGE and gap.groupdict().get("bare") is not None
    return ways[-1] if gap and not listed else None


def _at_end(text: str, end: int, stop: int, moves: MovePack, words: NumberWords) -> re.Match[str] | None:
    """Return the word at the end of the clause of a figure, in a language whose verbs stand there."""
    if not moves.end or not (gap := moves.end.match(text, end, stop)):
        return None
    found = words.moves.search(text, end, gap.end())
    return None if found and moves.unless.search(text, end, found.start()) else found


def _apart(text: str, quantity: Quantity, moves: MovePack) -> bool:
    """Tell whether a figure is no rise whatever stands beside it: a way or a time, or what it rose from (de 5 % à 7 %).

    What it rose from has the unit of the next figure, or borrows it.
    """
    if quantity.unit in PASSED:
        return True
    if not (to := moves.since.match(text, quantity.end)):
        return False
    unit = _NUMBER.sub("", text[quantity.start : quantity.end])
    return _NUMBER.sub("", text[to.end() : to.end() + UNIT]).startswith(unit)
