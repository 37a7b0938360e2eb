"""Read the beginning of a sentence: its dateline, and what "it", "its" and "he" refer to."""

from __future__ import annotations

import re

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.dyads.encode import compile_encoders
from dyadwire.transforms.text.dyads.token_classes import OFFICE, code
from dyadwire.transforms.text.findings import CountrySpan, SentenceSpan

_PRONOUN = re.compile(r"(?:(Its?)|(He|She)|His|Her)\b(?= (?:(?:also|later|has|had|will|would|then) )?(\w+))")
_OFFICIAL_ACTS = frozenset(code("speech_verb act_verb act mutual_verb move_verb"))
# "It was not clear whether …": nobody.
_IS = "(?:is|was|has been|will be|would be|remains|remained)"
_EXPLETIVE = re.compile(rf"It {_IS} (?:\w+ ){{0,3}}(?:that|whether|to|how|for|why|if|who|which|when|where)\b")
_BRACKET = 33  # letters before the bracket of a broadcaster
_LEAD_IN = len("The ")
_PLACING = ("In ", "At ", "Off ", "For ", "To ", "On ", "By ")
_OFFICE = re.compile(r"(?:['’]s?)? (\w+)")
_STANDS = frozenset({"name", "capital", "metonym", "org"})  # kinds that are a subject by themselves
# A place in capitals, then at most a region, a date and an agency; or any place with a broadcaster's name.
_DATELINE = re.compile(r"[A-Z][A-Z.'’/ -]{2,30}(?::|(?:, ?[^—–\n]{0,30}?)?(?: ?\([^()\n]{1,30}\))? ?(?:--| [-–—]|—)) ?")
_BROADCAST = re.compile(r"[A-Z][\w.' -]{2,30} \((?:CNN|AP|AFP|Reuters|BBC)[^()\n]{0,20}\) ?(?:[-–—]+ ?)?")


def skip_dateline(source: str, place: SentenceSpan) -> int:
    """Return where a sentence starts after its dateline, such as "KYIV, May 9 (Reuters) - "."""
    dateline = _DATELINE.match(source, place.start, place.end)
    if not dateline and "(" in source[place.start : place.start + _BRACKET]:
        dateline = _BROADCAST.match(source, place.start, place.end)
    return dateline.end() if dateline else place.start


def first_country(source: str, place: SentenceSpan, spans: list[CountrySpan]) -> str | None:
    """Return the country that a sentence starts with, after its dateline; None where a preposition precedes it."""
    start = skip_dateline(source, place)
    first = next((span for span in spans if span.start >= start), None)
    if not first or first.start - start > _LEAD_IN or source.startswith(_PLACING, start):
        return None
    return first.iso3


class Referents:
    """The country that is the subject of the sentence before, and the one whose official it names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._classes = compile_encoders(lexicon).text.classes
        self._subject: str | None = None
        self._speaker: str | None = None

    def advance(self, source: str, place: SentenceSpan, spans: list[CountrySpan]) -> CountrySpan | None:
        """Take the next sentence; return a span for the pronoun that it starts with, if that stands for a country."""
        found = _PRONOUN.match(source, place.start, place.end)
        if not found:
            self._subject = self._subject_of(source, place, spans) if spans else None
            officials = {span.iso3 for span in spans if span.kind == "leader"}
            if officials:
                self._speaker = officials.pop() if len(officials) == 1 else None
            return None
        role = self._classes.get(found[3])
        if not found[1] and (role not in _OFFICIAL_ACTS if found[2] else role != OFFICE):
            return None  # what he wears, and who his host is, are his own
        iso3 = self._subject if found[1] else self._speaker
        if not iso3 or _EXPLETIVE.match(source, place.start, place.end):
            return None
        return CountrySpan(place.number, found.start(), found.end(), found[0], iso3, "name" if found[1] else "leader")

    def _subject_of(self, source: str, place: SentenceSpan, spans: list[CountrySpan]) -> str | None:
        start = skip_dateline(source, place)
        first = next((span for span in spans if span.start >= start), None)
        if not first or first.start - start > _LEAD_IN:
            return None
        after = _OFFICE.match(source, first.end, place.end)
        if after and self._classes.get(after[1]) == OFFICE:
            return first.iso3
        owns = source.startswith(("'", "’"), first.end)
        return first.iso3 if first.kind in _STANDS and not owns else None
