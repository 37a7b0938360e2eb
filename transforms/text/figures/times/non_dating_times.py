"""Recognise phrases of time that date no figure: Black Friday, a Nov. 5 letter, when something was said."""

from __future__ import annotations

import re
from typing import NamedTuple

from dyadwire.transforms.text.figures.function_words import AUXILIARIES, DETERMINERS
from dyadwire.transforms.text.figures.rules import KINS, Rules
from dyadwire.transforms.text.figures.times.calendar import FIND_MONTH, FIND_YEAR
from dyadwire.transforms.text.figures.tokens import Tokens

NAMED_MONTHS = ("month", "months", "day", "monthyear", "upto", "week")
SAID_KINDS = ("weekday", "day", "relative", "weekend", "ago")
_SPEECH = re.compile(  # but 200 were told, reported or released
    r"\b(?:said|says|announced|(?<!been )(?<!was )(?<!were )(?:told|reported|released)|showed|wrote|added|statement"
    r"|published|data|according|tweeted)\b[^,.;]{0,24}$"
)
_TOLD_BY = re.compile(r"\b(?:announced|unveiled|touted|promised|proposed|selected) by (?:[\w.'’-]+ ){1,4}$")
TOLD_BACK = 60  # characters of "announced by the president of the bank in"
ATTRIBUTIVE = ("day", "month", "monthyear")
# Words that may follow a date without being what it names.
FUNCTION_WORDS = frozenset(
    (
        *("a", "an", "the", "and", "or", "but", "to", "from", "in", "on", "at", "by", "for", "of", "with", "after"),
        *("before", "until", "than", "as", "that", "which", "when", "while", "because", "was", "were", "is", "are"),
        *("had", "has", "have", "will", "would", "it", "he", "she", "they", "about", "over", "under", "said"),
    )
)
OF_EVENTS = ("in", "at", "during", "on", "since", "from")  # before "Sunday's vote" they tell when it was so
SEASON_CUES = ("in", "during", "since", "by")
PLAY_REACH = 40  # tokens around "the third quarter" in which a sentence tells that it is of a match
LONGEST_MODEL = 16  # characters of the first word of a model's name
DAYS = ("today", "tomorrow", "yesterday")
OPENERS = frozenset(
    (":", ".", "—", "–", "-", "“", "‘", '"', "'", "*", "(", "|", "/", "•")
)  # after them a capital opens
PARTS = ("early", "late", "mid")  # before a month
BEGAN = ("began", "started")
LOOK_BACK = 40  # characters before a day in which "said" makes it the day of saying


class Form(NamedTuple):
    """A phrase as it was found: its kind, words and preposition, and the tokens at which it begins and is over."""

    kind: str
    written: str
    cue: str
    first: int
    after: int


def is_counted(tokens: Tokens, month: int, rules: Rules) -> bool:
    """Distinguish the 12 after the month at a token of "In June 12 people died" from "On June 12 people voted"."""
    lead = month - 1 - (tokens.lower_at(month - 1) in PARTS)
    if tokens.lower_at(lead) != "in":
        return False
    noun, found = tokens.lower_at(month + 2), rules.units.at(tokens, month + 2)
    if noun == "people" or (noun in rules.numbers and rules.numbers[noun].role == "magnitude"):
        return True
    measured = found is not None and not found[0].symbol
    return measured or any(noun in rules.words[kin] for kin in KINS)  # elections have a day


def is_no_time(form: Form, tokens: Tokens, rules: Rules) -> bool:
    """Recognise what is no time at all: "may" the verb, Black Friday, 1080 by 1920 pixels, the weekend itself."""
    kind, written, cue, index, after = form
    lower = written.lower()
    if kind in NAMED_MONTHS or kind == "near":
        bare = kind == "month" and not cue and not lower.startswith(("early", "late", "mid", "the "))
        # May, but "July revenue" and "June's"
        alone = tokens.lower_at(after) not in rules.measures.loose and not tokens.lower_at(after - 1).endswith(
            ("'s", "’s")
        )
        return not _has_capital_month(written, lower) or (bare and alone)
    if lower in DAYS and written[0].isupper():
        return index > 0 and tokens.lower_at(index - 1) not in OPENERS  # the Tomorrow Group
    if kind == "weekday":
        return _is_no_day(written, cue, tokens, index, rules)
    if kind == "year":
        parameter = tokens.lower_at(index - 1) in ("=", "&", "?") and tokens.joined(index - 1)  # …?from=2000
        return parameter or _is_measured(tokens, index, after, rules)
    if kind == "season" and not FIND_YEAR.search(lower) and not lower.endswith("year"):
        return cue not in SEASON_CUES or _is_attributive(tokens, after)  # in winter, but "in the spring budget"
    if kind == "bare":
        return not lower.startswith("on") and cue not in ("in", "during", "over", "for")
    return kind == "weekend" and lower.startswith("the ") and cue not in ("on", "at", "during", "over", "since")


def is_day_of_saying(match: re.Match[str]) -> bool:
    """Recognise the Monday of "said on Monday"."""
    if match.lastgroup in SAID_KINDS and _SPEECH.search(match.string, max(0, match.start() - LOOK_BACK), match.start()):
        return True
    return bool(_TOLD_BY.search(match.string, max(0, match.start() - TOLD_BACK), match.start()))


def is_aside(form: Form, tokens: Tokens, rules: Rules) -> bool:
    """Recognise a time that dates no figure: of a beginning, of a match, in the name of a model or a letter."""
    kind, written, cue, index, after = form
    if tokens.lower_at(index - 1) == cue == "with" and kind == "year" and tokens.lower_at(index - 2) != "compared":
        return True  # charged with the 2001 attacks
    if _only_begins(tokens, index, after, rules):
        return True
    if kind == "part":
        return not FIND_YEAR.search(written) and _is_played(tokens, index, rules)
    if kind == "year":
        return not cue and _is_model(tokens, index)
    return kind in ATTRIBUTIVE and cue != "since" and _is_attribute(tokens, index, after, rules)


def _only_begins(tokens: Tokens, index: int, after: int, rules: Rules) -> bool:
    """Recognise when something merely begins or runs out: "the 30-city tour kicks off in June"."""
    at = index - 1 - (tokens.lower_at(index - 1) in rules.words["time_cue"])
    at -= tokens.lower_at(at) == "off"
    verb, before = tokens.lower_at(at), tokens.lower_at(at - 1)
    if verb not in rules.words["begins"] or before == "those":
        return False  # 61 of those begun this year
    if verb in BEGAN and before not in ("which", "that", "who"):
        return False  # fell by half when repairs began on May 7
    return tokens.lower_at(after) != "at"  # could begin in 2028 at 400 tonnes a day


def _is_played(tokens: Tokens, index: int, rules: Rules) -> bool:
    """Distinguish the third quarter of a match from that of a year."""
    return not rules.words["play"].isdisjoint(tokens.lower[max(0, index - PLAY_REACH) : index + PLAY_REACH])


def _is_model(tokens: Tokens, index: int) -> bool:
    """Distinguish the 2021 X5, a model with a number in its name, from the 2021 Census."""
    if not tokens.is_capital(index + 1) or tokens.lower_at(index - 1) not in DETERMINERS:
        return False
    start = tokens.starts[index + 1]
    return any(map(str.isdigit, tokens.text[start : start + LONGEST_MODEL].partition(" ")[0]))


def _is_attributive(tokens: Tokens, after: int) -> bool:
    """Tell a word that goes with a noun behind it."""
    noun = tokens.lower_at(after)
    return noun.isalpha() and noun not in FUNCTION_WORDS and noun not in AUXILIARIES


def _is_no_day(written: str, cue: str, tokens: Tokens, index: int, rules: Rules) -> bool:
    """Distinguish Black Friday, and the Tuesday of "Tuesday's first plane", from days on which something was so."""
    named = tokens.is_capital(index - 1) and tokens.lower_at(index - 1) in rules.words["named_day"]
    return named or (written.endswith("s") and cue not in OF_EVENTS)


def _is_measured(tokens: Tokens, index: int, after: int, rules: Rules) -> bool:
    """Distinguish "1080 pixels by 1920 pixels" and "from 1900 to 2000 metres" from years."""
    noun = tokens.lower_at(after)
    return noun.isalpha() and (noun == tokens.lower_at(index - 2) or rules.units.at(tokens, after) is not None)


def _is_attribute(tokens: Tokens, index: int, after: int, rules: Rules) -> bool:
    """Distinguish the day of "a Nov. 5 letter" from "the July inflation rate": it dates no figure."""
    before = tokens.lower_at(index - 1)
    if before.endswith("ed") and before.isalpha():
        before = tokens.lower_at(index - 2)  # a scheduled Dec. 15 vote
    if before not in DETERMINERS and not before.endswith(("'s", "’s")):
        return False
    noun = tokens.lower_at(after)
    if noun in rules.measures.loose:
        return False
    return noun.isalpha() and noun.islower() and tokens.word(after).islower() and noun not in FUNCTION_WORDS


def _has_capital_month(written: str, lower: str) -> bool:
    month = FIND_MONTH.search(lower)
    return month is None or written[month.start()].isupper()
