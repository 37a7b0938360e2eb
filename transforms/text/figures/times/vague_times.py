"""Find times that date a figure and are not in the calendar: now, so far, over ten years, before the war."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|a (?:few|couple of)"
    r"|half an?)"
)
_UNIT = r"(?:hour|day|week|month|quarter|year|season|decade)s?"
_EACH = r"(?:hour|day|week|month|quarter|season|year)"
_ROUGHLY = r"(?:about|around|only|just|less than|more than|under|at least|nearly|almost|(?:a )?little over)"
_EVENT = (
    r"(?:pandemic|war|crisis|launch|peak|regime|rule|presidency|outbreak|lockdown|invasion|conflict|earthquake|crackdown"
    r"|covid(?:-19)?|easter|christmas|eid[ -]al[ -]\w+|ramadan|festival|holidays?|season|announcement|floods|flooding"
    r"|quake|drought|famine|coup|revolution|genocide|embargo|brexit|independence|hurricane|cyclone|typhoon"
    r"|eruption|recession|shutdown|curfew)"
)
_WHOSE = r"(?:(?:the|an?|its|his|her|their|this|last) )?(?:[\w’'-]+ ){0,2}?"
_NO_NIGHT = r"(?! (?:stays?|guests?|visitors?|visits?|trips?|trains?|rates?|bookings?)\b)"  # after overnight
_KINDS = {
    "loose": r"nowadays|now|currently|at present|at the moment|so far|to date|recently|lately|previously|current"
    rf"|present|annually|overnight{_NO_NIGHT}|at (?:the|that) time(?! of)|originally|thereafter|at launch"
    r"|at (?:its|the) peak|(?:these|those) days|thus far|until now|lately|in the (?:past|future)"
    rf"|(?<!for )(?<!of )(?:each|every) (?:single )?{_EACH}(?! of\b)|at this point",
    "clock": r"(?:early|late|morning|afternoon|midday) trading|mid-?session|midday|midnight"
    r"|(?:early|late|mid)[ -](?:morning|afternoon|evening)|(?:early|late) in the day"
    r"|\d{4} gmt|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b",
    "span": rf"(?:over|in|within|for|after) (?:{_ROUGHLY} )?{_COUNT}(?: or (?:two|three|four|more))?[ -]{_UNIT}"
    r"(?:[ -]period|['’] time| or so)?(?! ago| earlier| later)",
    "during": rf"(?:during|before|after|under|at) {_WHOSE}{_EVENT}(?: in [a-z]+| began)?"
    r"|at the time of (?:(?:the|its|his|her|their) )?[\w’'-]+",
    "stage": r"(?:the|its|his|their) (?:first|second|third|final|opening|latest|initial)"
    r" (?:phase|stage|round|hour|day|night|session|weekend|week|month|year|survey)(?! of\b)",
}
LED = ("span", "during")  # kinds that begin with a preposition
_FIND = re.compile(
    r"(?<![\w$€£.-])(?:" + "|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS.items()) + r")(?![\w-])"
)


def find_loose_times(tokens: Tokens, phrases: list[TimePhrase]) -> Iterator[TimePhrase]:
    """Yield the times of a sentence that overlap no phrase of the calendar; on which days they were is not told."""
    start, end = tokens.starts[0], tokens.ends[-1]
    lower = tokens.text[start:end].lower()
    if len(lower) != end - start:
        return  # a letter whose lower case is longer: offsets would slip
    for match in _FIND.finditer(lower):
        kind, cue = match.lastgroup or "", ""
        first, last = start + match.start(), start + match.end()
        if kind in LED:
            cue = match.group().partition(" ")[0]
            first += len(cue) + 1
        if not any(phrase.start < last and first < phrase.end for phrase in phrases):
            yield TimePhrase(first, last, kind, cue, tokens.text[first:last], None, False)
