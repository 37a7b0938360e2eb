"""Split a text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadwire.transforms.text.findings import SentenceSpan

# A run of sentence ends with its closing quotes, and the space after it; or the end of a line. The run is matched from
# its first character only, so that a million exclamation marks stay linear.
# It begins with one set of characters, for which the engine of patterns skips ahead.
_GAP = re.compile(r"[.!?…。！？\n](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+\s++|(?<=[。！？])|(?<=\n)\n*)")
_NO_WORD = re.compile(r"[^\w.'’&-]+")
_WORD_AFTER = re.compile(r"[\w.]*")
# 44.10, 4.2.1, 3.5bn: no abbreviation, though a point stands inside.
_DECIMAL = re.compile(r"\d++(?:[.-]\d++)*[a-z]*")
_OPENING = "\"'“‘«([ \t"
_BULLETS = "-–—•*·▪●"
# No word before the end of a sentence is longer; looking further back would not be linear.
REACH = 24
ABBREVIATION_MAX = 5  # letters of the longest abbreviation of a state: Calif, Okla, Minn
# Lines of hard-wrapped text are this long at most, and most of them end inside a sentence.
WRAPPED_LINE_MAX = 100
WRAPPED_LINES_MIN = 3


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


# These stand before a name or a number and end no sentence.
_TITLES = _words(
    "mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|cmdr|sgt|cpl|pvt|adm|brig|rev|hon|sen|rep|reps|sens|gov|govs|"
    "st|ste|mt|ft|no|nos|vs|fr|sr|sra|pres|supt|det|insp|amb|msgr|cllr"
)
# These end a sentence only where a word follows that opens one; Md. is Muhammad, too.
_SHORT = _words("md|mohd|muhd|corp|inc|co|ltd|plc|llc|bros|dept|univ|assn|est|etc|al|jr|sr|ave|blvd|rd|approx")
# These end a sentence unless a number follows: 5 Jan. 2024, Rs. 500, ext. 12.
_BEFORE_NUMBERS = _words(
    "jan|feb|mar|apr|aug|sept|sep|oct|nov|dec|rs|re|rp|tk|sh|ksh|ext|fig|vol|sec|ch|pp|lb|lbs|hr|hrs"
)
_ABBREVIATIONS = _TITLES | _SHORT | _BEFORE_NUMBERS
_OPENERS = _words(
    "the|a|an|it|its|in|on|at|he|she|they|his|her|their|we|i|you|but|and|or|so|if|as|when|while|after|"
    "before|since|this|that|these|those|there|here|however|meanwhile|although|though|despite|with|without|"
    "for|from|by|to|of|not|no|yet|still|also|among|during|under|both|some|many|most|all|what|who|why|how|"
    "where|our|my|your"
)
_AFTER_CLOCK = _words(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|est|edt|et|gmt|utc|pst|pdt|cst|cdt|cet|bst|"
    "local|eastern|central|pacific|mountain"
)


def split_sentences(text: str) -> tuple[SentenceSpan, ...]:
    """Split a text into sentences, in order, without their surrounding white space; linear in its length.

    >>> [span[1:] for span in split_sentences("Mr. Xi met U.S. envoys. They left.")]
    [(0, 23), (24, 34)]
    """
    spans: list[SentenceSpan] = []
    start = 0
    for end in _boundaries(text):
        begin, stop = _strip(text, start, end)
        if begin < stop:
            spans.append(SentenceSpan(len(spans), begin, stop))
        start = end
    return tuple(spans)


def _boundaries(text: str) -> Iterator[int]:
    """Yield where each sentence ends, with the space after it; the end of the text last."""
    wrapped = _is_wrapped(text)
    for gap in _GAP.finditer(text):
        mark = gap.group()
        breaks = mark.count("\n")
        ends = breaks > wrapped and _ends_line(text, gap.start(), gap.end())
        if ends or (mark[0] != "\n" and _ends_sentence(text, gap)):
            yield gap.end()
    yield len(text)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without the white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str) -> bool:
    """Tell whether lines were broken at a width: short lines, most of which end inside a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < WRAPPED_LINES_MIN or max(map(len, lines)) > WRAPPED_LINE_MAX:
        return False
    inside = sum(line.rstrip()[-1] not in ".!?…:\"'”’" and len(line) * 2 > WRAPPED_LINE_MAX for line in lines)
    return inside * 2 > len(lines)


def _ends_line(text: str, start: int, end: int) -> bool:
    """Tell whether a line break ends a sentence: not where the next line goes on in small letters."""
    following = text[end : end + 1]
    return not following.islower() or text[start] in ".!?…"


def _ends_sentence(text: str, gap: re.Match[str]) -> bool:
    """Tell whether a full stop, with what follows, ends a sentence."""
    following = text[gap.end() : gap.end() + REACH].lstrip(_OPENING)
    if not following:
        return True
    if following[0].islower() or following[0] in ",;:" or following[0] in _BULLETS:
        return False
    if gap.group()[0] != "." or gap.group()[:2] == "..":
        return True
    before = text[max(0, gap.start() - REACH) : gap.start()]
    word = before.rpartition(" ")[2]
    if not word.isalnum():  # few
        word = _NO_WORD.split(before)[-1]
    begin = gap.start() - len(word)
    if word.replace(".", "").isdigit() and text[begin - 1 : begin] in ("", "\n"):
        return False  # the number of a list
    return _ends_word(word, following, text[gap.end()])


def _ends_word(word: str, following: str, mark: str) -> bool:
    """Tell whether the full stop after a word ends a sentence when `mark` and then `following` begin the next."""
    plain = word.lower().strip("'’-")
    if "." in plain and _DECIMAL.fullmatch(plain):
        return not following[0].isdigit()  # "No. 4.1. 2" goes on
    if plain in _ABBREVIATIONS or "." in plain or (len(plain) == 1 and plain.isalpha()):
        match = _WORD_AFTER.match(following)
        return _ends_after(plain, match.group().rstrip(".").lower() if match else "", mark)
    # "LEBANON, Tenn. (AP)": a short name in front of a bracket is an abbreviation.
    return not (mark == "(" and word[:1].isupper() and len(word) <= ABBREVIATION_MAX)


def _ends_after(short: str, following: str, mark: str) -> bool:
    """Tell whether a full stop after what may be an abbreviation ends a sentence when `following` begins the next."""
    if short in _TITLES:
        return False
    if short in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if short in ("a.m", "p.m"):
        return following not in _AFTER_CLOCK and not following[:1].isdigit()
    return following in _OPENERS or mark in '“"'
