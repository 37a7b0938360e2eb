"""Tell the level that a change led to, in a text that is not English: caíram 18,5% em agosto, para 2,25 bilhões."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dyadwire.transforms.text.findings import FigureSpan
from dyadwire.transforms.text.languages.directions import PASSED
from dyadwire.transforms.text.languages.forms import any_of
from dyadwire.transforms.text.languages.fractions import TIME
from dyadwire.transforms.text.languages.number_words import compile_words
from dyadwire.transforms.text.languages.pack import load_language
from dyadwire.transforms.text.languages.units import POINTS

FARTHEST = 90  # characters between a change and its level
_CHANGES = frozenset(("%", TIME, *POINTS))
_WORDS = r"(?:[^\W\d]|[\s'’.\u0900-\u0963-]|(?<!\d)\d{4}(?!\d))"  # what may stand between them, years among it


@cache
def compile_leading(code: str) -> re.Pattern[str]:
    """Compile what stands between a change and its level: a verb that reaches it, or a comma and to."""
    pack, values = load_language(code), compile_words(code).values
    # Without spaces a subject of its own cannot be told, so none may stand between: 增长5%，进口达到.
    begins, space, apart = (r"(?<!\w)", r"\s", 60) if pack.words_before else ("", r"\s?", 1)
    about = any_of((*values["qualifier"], *values["qualifier_over"]))
    verb, to = any_of(values["reached"]), any_of(values["reached_at"])
    return re.compile(
        rf"(?:{_WORDS}|[,،，]){{0,{apart}}}{begins}(?:{verb}){space}(?:(?:{about})\s?){{0,3}}|"
        rf"{_WORDS}{{0,45}}[,،，]\s?(?:{to}){space}(?:(?:{about})\s?){{0,3}}",
        re.IGNORECASE,
    )


def tell_levels(figures: list[FigureSpan], text: str, code: str) -> list[FigureSpan]:
    """Return the figures of a folded text in order, each that a change right before it led to with the way of that.

    Figures that have a way keep it, and times, ages and distances get none.
    """
    ordered = sorted(figures, key=lambda figure: figure.start)
    leading = compile_leading(code)
    for at, (change, level) in enumerate(pairwise(ordered), 1):
        if not _may_lead(change, level) or not leading.fullmatch(text, change.end, level.start):
            continue
        ordered[at] = level._replace(direction=change.direction, role="level")
    return ordered


def _may_lead(change: FigureSpan, level: FigureSpan) -> bool:
    """Tell whether a figure is a change in percent or a multiple, and the next one of its sentence an amount."""
    if change.direction is None or change.role != "change" or change.unit not in _CHANGES:
        return False
    if level.direction or level.unit in PASSED or level.unit == TIME or level.sentence != change.sentence:
        return False
    return 0 <= level.start - change.end <= FARTHEST
