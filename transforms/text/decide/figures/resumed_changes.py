"""Read the way of a level that the next sentence tells: 6.1 million need help. This is a 40 percent increase."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.figures.function_words import ARTICLES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.findings import FigureSpan

OPENERS = frozenset(("this", "that"))
SAYING = frozenset(("is", "was", "represents", "represented", "marks", "marked", "means", "meant"))
REACH = 7  # words of "is 1.2 million tonnes more", from the verb on
BEHIND = frozenset(
    (".", ",", "on", "over", "from", "compared", "since")
)  # a rise; "a rise in crime" is of something else
TIMES = frozenset(
    (
        *("ago", "before", "earlier", "in", "last", "month", "months", "previous", "quarter", "same", "week", "year"),
        *("years", "yesterday"),
    )
)
TIME_REACH = 5  # words of "the same month of"
COUNTED = ("money", "percent", "count", "quantity")


def resume_changes(figures: Sequence[FigureSpan], body: Passage, rules: Rules) -> list[FigureSpan]:
    """Give the one level of a sentence the way that the next one tells of it.

    Where the sentence has two levels, or tells a way itself, nobody knows which of them the next one means.
    """
    following = {sentence.number - 1: sentence for sentence in body.sentences[1:] if _points_back(body, sentence.start)}
    found = list(figures)
    for at, figure in enumerate(figures if following else ()):
        behind = following.get(figure.sentence)
        if behind is None or not _is_alone(figure, figures):
            continue
        way = _told_way([word.lower() for word in body.words(behind).words], rules)
        found[at] = figure._replace(direction=way) if way else figure
    return found


def _points_back(body: Passage, start: int) -> bool:
    return body.text[start : start + len("this")].lower() in OPENERS


def _is_alone(level: FigureSpan, figures: Sequence[FigureSpan]) -> bool:
    """Recognise the only level of its sentence, none of whose figures went up or down."""
    here = [figure for figure in figures if figure.sentence == level.sentence and not figure.trivial]
    levels = [figure for figure in here if figure.kind in COUNTED and figure.role == "level"]
    return levels == [level] and not any(figure.direction for figure in here)


def _told_way(words: list[str], rules: Rules) -> str | None:
    """Return where "this is a 40 percent increase over", "that was up from" or "this is 300 more than in" leads."""
    if len(words) < 4 or words[0] not in OPENERS or words[1] not in SAYING:
        return None
    if words[2] in ("up", "down"):
        return words[2] if words[3] in BEHIND or words[3][0].isdecimal() else None
    noun = words[2] in ARTICLES
    for at in range(2, min(2 + REACH, len(words) - 1)):
        known = rules.direction_words.get(words[at], {})
        if noun and "noun" in known and words[at + 1] in BEHIND:
            return known["noun"]
        if "comparative" in known and words[at + 1] == "than":
            return known["comparative"] if not TIMES.isdisjoint(words[at + 2 : at + 2 + TIME_REACH]) else None
    return None
