"""Find the date that a text gives itself: on a line of its own at the top, or in its dateline."""

from __future__ import annotations

import re
from typing import NamedTuple

from dyadwire.transforms.text.figures.times.calendar import MONTH

_DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\.?,?\s\d{{4}}|{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    r"|\d{4}-\d\d-\d\d)(?![\w/-])",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:—|–|--|\s-)\s*")
_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_LINES = 4  # in which a page puts headline, byline and date
_LONGEST_LINE = 90  # characters; a longer one is a paragraph
_LONGEST_DATELINE = 100
_MOST_WORDS = 8  # beside the date: a place, an agency, names of authors
# Before a date they make it the time of what is told, not that of telling.
_OF_EVENTS = frozenset(
    ("after", "as", "before", "between", "by", "during", "from", "in", "of", "on", "since", "the", "until", "when")
)
# Words without a capital that labels, bylines, places and clocks have.
_LABELS = frozenset(("a", "a.m", "am", "and", "at", "cet", "date", "dated", "de", "edt", "est", "et", "first", "gmt"))
_LABELS |= frozenset(
    ("hrs", "ist", "la", "last", "le", "local", "modified", "news", "on", "p.m", "pm", "post", "posted")
)
_LABELS |= frozenset(("publication", "published", "release", "released", "reported", "saved", "the", "time", "update"))
_LABELS |= frozenset(("by", "updated", "utc", "written"))
_LABEL = re.compile(r"\b(?:posted|published|updated|released|modified|dated|date|reported)\b", re.IGNORECASE)


class TextDate(NamedTuple):
    """A date as written, and where: `first_line` or `dateline`."""

    written: str
    origin: str


def date_of_text(text: str) -> TextDate | None:
    """Return the date that a text gives itself; None where it gives none, or only that of what it tells.

    >>> date_of_text("SINGAPORE (Feb. 25, 2021) — Hong Kong's richest")
    TextDate(written='Feb. 25, 2021', origin='dateline')
    >>> date_of_text("Published: 6 May 2022 10:00 GMT\\n\\nMexico City.").origin
    'first_line'
    >>> date_of_text("On May 6, 2022 — the day of the vote — nobody came.") is None
    True
    """
    lines = [line for line in map(str.strip, text[: _LINES * 400].split("\n")) if line][:_LINES]
    for line in lines:
        if len(line) <= _LONGEST_LINE and (written := _alone(line)):
            return TextDate(written, "first_line")
        dash = _DASH.search(line, 0, _LONGEST_DATELINE)
        if dash and (written := _alone(line[: dash.start()])):
            return TextDate(written, "dateline")
    return None


def _alone(head: str) -> str | None:
    """Return the one date of a line or the head of one that says nothing else: a label, a place, names."""
    found = _DATE.findall(head)
    if len(found) != 1:
        return None
    before, _, after = head.partition(found[0])
    words = [word.rstrip(".") for word in _WORD.findall(f"{before} {after}")]
    if len(words) > _MOST_WORDS or any(word.islower() and word not in _LABELS for word in words):
        return None
    last = _WORD.findall(before)[-1:]
    if last and last[0].lower() in _OF_EVENTS and not _LABEL.search(before):
        return None
    return _ORDINAL.sub("", found[0])
