"""Skip the dateline (place and day) at the head of a report: BEIJING, 9 October – Trade …"""

from __future__ import annotations

import re

# Possessive and bounded: each word is read once, whatever the text.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’.]*+(?:[ /-][^\W\d_][\w'’.]*+){0,4})(?:, [^\W\d_][\w.]{1,24}(?: [\w.]{1,24})?)??"
    r"(?P<day>, (?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?)?(?: ?\([^()\n]{1,30}\))?"
    r" ?(?:[–—]|--?) ?(?<=[ –—])(?=[^\W_])"
)
REACH = 120  # characters: no dateline is longer; most sentences have no dash so early and need no closer look


def start_after_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence goes on after its dateline: a place in capitals or with a day, then a dash.

    >>> start_after_dateline("BEIJING, 9 October – Trade grew.", 0, 32), start_after_dateline("Trade – it grew.", 0, 16)
    (21, 0)
    """
    head = text[start : min(end, start + REACH)]
    if "–" not in head and "-" not in head and "—" not in head:
        return start
    found = _DATELINE.match(text, start, end)
    if found and (found["day"] or (found["place"].isupper() and len(found["place"]) > 2)):
        return found.end()
    return start
