"""Give findings the offsets of the text as it was given, where what was read had characters joined or left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from dyadwire.transforms.text.findings import (
    TITLE,
    ActSpan,
    CountrySpan,
    Extraction,
    FigureSpan,
    PersonSpan,
    SentenceSpan,
)

_Shown = TypeVar("_Shown", CountrySpan, PersonSpan, FigureSpan)


class _Source:
    """A text as it was given, and where each character of the text that was read stands in it."""

    def __init__(self, text: str, places: Sequence[int]) -> None:
        self.text = text
        self.places = places or range(len(text) + 1)

    def end(self, at: int) -> int:
        """Return where what ends there ends in the text, without what has no width behind it."""
        last = self.places[at]
        while last and unicodedata.category(self.text[last - 1]) == "Cf":
            last -= 1
        return last

    def move(self, one: SentenceSpan) -> SentenceSpan:
        return one._replace(start=self.places[one.start], end=self.end(one.end))

    def show(self, one: _Shown) -> _Shown:
        start, end = self.places[one.start], self.end(one.end)
        return one._replace(start=start, end=end, surface=self.text[start:end])

    def figure(self, one: FigureSpan) -> FigureSpan:
        linked = None if one.linked_start is None else self.places[one.linked_start]
        return self.show(one)._replace(linked_start=linked)

    def act(self, one: ActSpan) -> ActSpan:
        where = one.trigger and (self.places[one.trigger[0]], self.end(one.trigger[1]))
        return one._replace(trigger=where)


def in_original(found: Extraction, body: tuple[str, Sequence[int]], title: tuple[str, Sequence[int]]) -> Extraction:
    """Return findings with offsets and surfaces of the body and title as given: each with the places of what was read.

    No places mean that it was read as it was given.
    """
    of = {True: _Source(*title), False: _Source(*body)}
    return found._replace(
        sentences=tuple([of[one.number == TITLE].move(one) for one in found.sentences]),
        countries=tuple([of[one.sentence == TITLE].show(one) for one in found.countries]),
        people=tuple([of[one.sentence == TITLE].show(one) for one in found.people]),
        figures=tuple([of[one.sentence == TITLE].figure(one) for one in found.figures]),
        acts=tuple([of[one.sentence == TITLE].act(one) for one in found.acts]),
        blocs=tuple([of[one.sentence == TITLE].show(one) for one in found.blocs]),
    )
