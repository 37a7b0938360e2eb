"""List the countries around a name: those of its sentence and of the one before."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.transforms.text.findings import CountrySpan
from dyadwire.transforms.text.people.find.introductions import Introduction
from dyadwire.transforms.text.people.find.passages import FoldedPassage
from dyadwire.transforms.text.people.resolve.phrases import lies_in, states

_REACH = 1000  # characters around a name that are looked at: more than any sentence that a person wrote
MINISTRY = ("Ministry", "ministry")


class Around(NamedTuple):
    """The countries around a name: said before it in its sentence, after it, and in the sentence before."""

    said: list[CountrySpan]
    before: list[CountrySpan]  # those said, without what is quoted and ministries
    after: list[CountrySpan]
    earlier: list[CountrySpan]
    quotes: list[tuple[int, int]]
    previous: int  # where the sentence before begins
    start: int  # where its sentence begins, and
    end: int  # ends, or is too far


def look_around(passage: FoldedPassage, found: Introduction) -> Around:
    """Return the countries around a name, no further off than a sentence is long."""
    sentence, previous = passage.sentence_at(found.start), passage.sentence_before(found.start)
    floor, end = found.start - _REACH, min(sentence.end, found.end + _REACH)
    quotes = passage.quoted(sentence.start, floor, found.start)
    said = states(passage.countries_between(max(sentence.start, floor), found.start))
    before = [span for span in said if not lies_in(span, quotes) and not span.surface.endswith(MINISTRY)]
    after = states(passage.countries_between(found.end, end))
    earlier = states(passage.countries_between(max(previous.start, floor), sentence.start))
    return Around(said, before, after, earlier, quotes, previous.start, sentence.start, end)
