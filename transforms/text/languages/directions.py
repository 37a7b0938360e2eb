"""Which way a figure went, in a language whose lexicon has the words for it: up, down, or not told."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.languages.forms import NumberWords
from dyadwire.transforms.text.languages.pack import Language


class Move(NamedTuple):
    """The way of a figure, and whether it is the change itself or the level that was reached."""

    direction: str
    role: str


def find_move(
    text: str, start: int, end: int, bounds: tuple[int, int], pack: Language, words: NumberWords
) -> Move | None:
    """Return how the figure at a span of a folded text moved; `bounds` are those of its sentence.

    The nearest word of the same clause before it decides (вырос на 5 %, 下降9%), or one right after (на 5 % больше).
    """
    if not pack.moved_reach:
        return None
    before = text[max(bounds[0], start - pack.moved_reach) : start]
    role = "level" if pack.moved_to.search(before) else "change"
    if after := words.moves_after.match(text, end, bounds[1]):
        return Move("up" if after["up"] else "down", role)
    if pack.moved_at and not pack.moved_at.search(before):
        return None
    clause = pack.clause.split(before)[-1]
    ways = [match["up"] for match in words.moves.finditer(clause)]
    return Move("up" if ways[-1] else "down", role) if ways else None
