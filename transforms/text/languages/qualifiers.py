"""Find what qualifies a figure in a text that is not English: about, at least, at most, or a record."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.figures.bounds import OPPOSITE
from dyadwire.transforms.text.languages.cues import cue_before
from dyadwire.transforms.text.languages.number_words import NumberWords
from dyadwire.transforms.text.languages.pack import small
from dyadwire.transforms.text.languages.quantities import Quantity

BEFORE = 120  # characters before a figure in which what qualifies it stands, and what grows that grows "up to" it
BEHIND = 32  # and after it
ENDING = 4  # letters of a unit that are an ending to what qualifies it: dolar-dan fazla
MANY = 30  # counts from here are counted by "über"; fewer are mostly what is spoken about
# Values of cues that depend on the figure: bis, hasta; über; unter; 近; 数.
UP_TO, OVER, UNDER, NEAR, SOME = "up to", "over", "under", "near", "some"
DATED = frozenset(("day", "week", "month", "year"))  # 近三年 are the last three years, 近三个小时 almost three hours
_AMOUNTS = frozenset(("money", "percent", "quantity"))


class _Place(NamedTuple):
    """A figure in its sentence."""

    text: str
    quantity: Quantity
    first: int  # of the sentence
    last: int


def find_qualifier(text: str, quantity: Quantity, bounds: tuple[int, int], words: NumberWords) -> str | None:
    """Return the qualifier that touches a figure of a folded text, in the terms of English; None means exact.

    What stands before it comes first, over an article or a preposition (mehr als | die); then what stands within or
    right after it (300 | 多 | 名, 5 % | civarında). `bounds` are those of its sentence.
    """
    before = small(text[max(bounds[0], quantity.start - BEFORE) : quantity.start])
    place = _Place(text, quantity, *bounds)
    if cue := cue_before(before, words):
        return _read_before(cue, before, place, words)
    if inside := words.qualifying.inside.search(text, quantity.start + 1, quantity.end):
        return words.values["qualifier_inside"][small(inside.group())]
    return _behind(place, words)


def _read_before(cue: tuple[str, int], before: str, place: _Place, words: NumberWords) -> str | None:
    """Return what the words before a figure say of it: the opposite right after a negation, nothing farther from it."""
    qualifier, clause = words.values["qualifier"][cue[0]], before[: cue[1]]
    if qualifier == UP_TO:
        return "at most" if _is_bound(clause, place, words) else _before_level(clause, words)
    if qualifier in (OVER, UNDER, NEAR, SOME):
        return _by_figure(qualifier, place.quantity)
    turned = words.qualifying.turns.search(clause) if qualifier in OPPOSITE else None
    if turned:
        return OPPOSITE[qualifier] if turned["far"].count(" ") <= 1 else None
    return qualifier or None


def _is_bound(clause: str, place: _Place, words: NumberWords) -> bool:
    """Tell whether "up to" says how much at most, and not how far something went, the end of a range or until when."""
    around, quantity = words.qualifying, place.quantity
    if quantity.kind == "duration" and around.later.match(place.text, quantity.end):
        return False
    return not (around.reaches.search(clause) or words.moves.search(clause) or around.ranged.search(clause))


def _before_level(clause: str, words: NumberWords) -> str | None:
    """Return what stands before "to" where a level was reached: упал примерно до 5 %."""
    cue = cue_before(clause, words)
    found = words.values["qualifier"][cue[0]] if cue else None
    return found if found == "about" else None


def _by_figure(cue: str, quantity: Quantity) -> str | None:
    """Return what a cue says that says so of some figures alone."""
    if cue == NEAR:
        return None if quantity.unit in DATED else "about"
    if cue == SOME:
        return "about" if quantity.spelled else None  # 数百人, but 人数500人
    if cue == UNDER:
        return "at most" if quantity.kind in _AMOUNTS else None  # unter 300 Gästen is among them
    many = quantity.kind == "count" and quantity.value >= MANY
    return "at least" if quantity.kind in _AMOUNTS or many else None


def _behind(place: _Place, words: NumberWords) -> str | None:
    """Return what stands right after a figure, or after the noun that it counts, says of it."""
    text, quantity = place.text, place.quantity
    stop = min(place.last, quantity.end + BEHIND)
    firsts = words.qualifying.firsts
    for at in _starts(place):
        first = small(text[at : at + 2].lstrip(" '\u00a0\u202f")[:1])
        if first in firsts and (found := words.qualifying.after.match(text, at, stop)):
            qualifier = words.values["qualifier_after"][small(found["cue"])]
            return _up_to(place, words) if qualifier == UP_TO else qualifier or None
    return None


def _starts(place: _Place) -> list[int]:
    """Return where what qualifies a figure may begin behind its number: at a word, an ending or behind its noun."""
    text, quantity = place.text, place.quantity
    inner = range(quantity.start + 1, quantity.end + 1)
    starts = [at for at in inner if at >= quantity.end - ENDING or text[at] == "'" or " " in text[at : at + ENDING]]
    if quantity.kind == "count" and quantity.unit and text.startswith(quantity.unit, quantity.end + 1):
        starts.append(quantity.end + 1 + len(quantity.unit))
    return starts


def _up_to(place: _Place, words: NumberWords) -> str | None:
    """Return what "up to" behind a figure says: nothing of how long, nor of the upper end of a range."""
    start = place.quantity.start
    ranged = words.qualifying.ranged.search(place.text, max(place.first, start - BEHIND), start)
    return None if ranged or place.quantity.kind == "duration" else "at most"
