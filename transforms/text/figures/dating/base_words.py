"""Words of a base that its time stands before: "the 1985 level", "year-earlier profit", "its current 25 percent"."""

from __future__ import annotations

import re

from dyadwire.transforms.text.figures.function_words import COMPARING, DETERMINERS, INDEFINITE
from dyadwire.transforms.text.figures.times.calendar import MONTH
from dyadwire.transforms.text.figures.times.non_dating_times import FUNCTION_WORDS
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens

LONGEST = 3  # words of "auction averages" and "Chinese oil production"
BACK = 24  # characters of "compared with the same" before a time
AGO = "ago"  # kind of "a year earlier"
NOW = ("current", "present")
# A year or month is an adjective after an article, where "in the same" and "below its" lead to what it is of.
_NAMED = re.compile(rf"(?:\d{{4}}(?:[/–-]\d+)?|\b{MONTH})\Z", re.IGNORECASE)
_OWNS = re.compile(r"(?:['’]s|[- ](?:earlier|ago))\Z", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?:earlier|ago)\b")
_LEAD = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(COMPARING - {'vs'} | {'above', 'below'}))}) )?"
    rf"(?:\b(?:{'|'.join(sorted(DETERMINERS))}) )?(?:same )?\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r" ([A-Za-z]+(?:-[A-Za-z]+)*)(?![\w’'])")
_ENDS = FUNCTION_WORDS | COMPARING | {"if", "only", "into", "since", "during", "through", "per", "not", "has", "be"}
_ENDS |= {"amid", "despite", "unlike", "said", "say", "saying", "says", "while"}
# What closes a noun: nothing of "the 1985 level analysts expect" belongs to it behind the level.
_HEADS = frozenset(
    (
        *("average", "boom", "campaign", "crisis", "crop", "figure", "figures", "harvest", "level", "levels", "mark"),
        *("peak", "period", "quarter", "rate", "season", "standard", "standards", "total"),
    )
)
_VERBAL = ("ed", "ly")  # rose from the 2019 record set, fell from the 1985 level partly because
_NOUNS = frozenset(("supply", "speed", "feed", "seed"))  # that end so


def written_out(phrase: TimePhrase, tokens: Tokens, figures: dict[int, int]) -> str | None:
    """Return a base with the noun or figure that its time stands before, and the words that lead to them; else None.

    `figures` holds where each figure of the sentence begins and ends.
    """
    if tokens.text[phrase.start : phrase.end] != phrase.text:
        return None  # told in the title
    end = end_of_noun(phrase, tokens.text, figures)
    return tokens.text[_start_of_lead(phrase, tokens.text) : end] if end > phrase.end else None


def end_of_noun(phrase: TimePhrase, text: str, figures: dict[int, int]) -> int:
    """Return where the noun or figure ends that a time stands before; where the time ends, if it stands before none."""
    words = phrase.text.lower()
    lead = text[_start_of_lead(phrase, text) : phrase.start].lower().split()
    hyphened = _HYPHENED.match(text, phrase.end)
    end = hyphened.end() if hyphened else phrase.end
    named = _is_adjective(phrase, words, lead)
    owning = hyphened or ("-" in words and _OWNS.search(words)) or words.endswith(("'s", "’s"))
    if not (named or owning or (words in NOW and lead)):
        return phrase.end
    if text.startswith(" ", end) and end + 1 in figures and not named:
        return figures[end + 1]
    return _end_of_words(text, end)


def _is_adjective(phrase: TimePhrase, words: str, lead: list[str]) -> bool:
    """Tell a time that stands after an article and so before a noun: the 1985 level, a post-war boom."""
    first = words.partition(" ")[0]
    if first in INDEFINITE:
        return phrase.kind != AGO
    after_article = first in DETERMINERS or (bool(lead) and (lead[-1] in DETERMINERS or lead[-1] == "same"))
    return after_article and _NAMED.search(words) is not None


def _start_of_lead(phrase: TimePhrase, text: str) -> int:
    lead = _LEAD.search(text, max(0, phrase.start - BACK), phrase.start)
    return lead.start() if lead else phrase.start


def _end_of_words(text: str, end: int) -> int:
    """Return where the words of a noun end, of which there are few; the same place where none is one."""
    first, plain = end, False
    for _ in range(LONGEST):
        word = _WORD.match(text, end)
        if word is None or _ends(word[1], plain):
            return end
        end, plain = word.end(), word[1].islower()
        if word[1].lower() in _HEADS:
            return end
    more = _WORD.match(text, end)
    return end if more is None or _ends(more[1], plain) else first


def _ends(word: str, plain: bool) -> bool:
    """Tell a word that belongs to no noun, such as a name behind a plain word: the 2019 deal Beijing signed."""
    lower = word.lower()
    verbal = word.endswith(_VERBAL) and lower not in _NOUNS
    return lower in _ENDS or verbal or (plain and not word.islower())
