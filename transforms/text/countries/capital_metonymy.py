"""Decide whether a capital stands for its government or is the place: Moscow answered; in Moscow."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.gazetteer import Sense, WordsBeside

_DASHES = ("-", "–", "—")
LISTED_MAX = 4  # capitals of one list
_JOINS = (["and"], [","], [",", "and"], ["or"], ["/"])
_PLACES = frozenset({"based", "born", "area", "trained", "bound"})  # after a hyphen
_OPENS = frozenset(
    {
        "",
        ",",
        ":",
        ";",
        '"',
        "“",
        "'",
        "—",
        "–",
        "and",
        "but",
        "then",
        "now",
        "so",
        "or",
        "yet",
        "that",
        "which",
        "as",
        "because",
        "while",
        "though",
    }
    | {"although", "if", "when", "whether", "where", "since", "after", "before", "until", "how", "why", "what"}
)
_DAYS_END = "day"  # Tehran on Sunday rejected
_NOUN_ENDS = ("ss", "ers", "ors", "ents", "ists", "ians", "ants", "ies", "'s")  # residents, ministers, cities


def use_of_capital(index: int, kept: Sequence[tuple[Candidate, Sense]], words: WordsBeside) -> str:
    """Return gov or place; in a list ("Moscow and Beijing signed", "between Kyiv and Moscow") one tells it for all."""
    first, last = index, index
    while first > 0 and index - first < LISTED_MAX and _are_listed(kept[first - 1], kept[first]):
        first -= 1
    while last + 1 < len(kept) and last - index < LISTED_MAX and _are_listed(kept[last], kept[last + 1]):
        last += 1
    head, tail = kept[first][0], kept[last][0]
    if head.first == 0 and _is_before_dash(tail):
        return "place"  # a dateline
    if head.word_before in words["place_before"]:
        return _use(head, words)
    if head.word_before == "between":
        return _use_between(kept[first : last + 2], words)
    if first < last and head.first == 0 and tail.word_after.islower() and tail.word_after not in words["locative"]:
        return "gov"  # Helsinki and Berlin open an inquiry
    return "gov" if any(_use(candidate, words) == "gov" for candidate, _ in kept[first : last + 1]) else "place"


def _use_between(listed: Sequence[tuple[Candidate, Sense]], words: WordsBeside) -> str:
    """Tell a treaty between Lima and Quito, or between Peru and Ecuador, from a cable between Lima and Guayaquil."""
    if listed[0][0].before(2) in words["transport"] or len(listed) < 2:
        return "place"
    return "gov" if listed[1][1].kind in ("capital", "name", "metonym") else "place"


def _are_listed(left: tuple[Candidate, Sense], right: tuple[Candidate, Sense]) -> bool:
    one, other = left[0], right[0]
    if one.sentence is not other.sentence or left[1].kind != "capital" or right[1].kind != "capital":
        return False
    return one.sentence.words[one.last : other.first] in _JOINS


def _use(candidate: Candidate, words: WordsBeside) -> str:
    """Return gov where the words beside a capital make it its government, else place."""
    link = candidate.word_before
    if link in ("to", "from", "of", "in") and candidate.before(2) in words[f"government_{link}"]:
        return "gov"
    if candidate.word_before in words["place_before"] or _is_placed(candidate, words):
        return "place"
    if candidate.word_before in words["governing_before"] or candidate.word_after in words["governing_after"]:
        return "gov"
    if candidate.word_after == "-":
        return "place" if candidate.after(2) in _PLACES else "gov"
    return "gov" if _acts(candidate, words) else "place"


def _is_before_dash(candidate: Candidate) -> bool:
    return candidate.word_after in _DASHES and not candidate.sentence.is_tight(candidate.last)


def _is_placed(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether what it is said to be is a place: Berlin is two hours away, Kyiv was hit."""
    if candidate.word_after not in ("is", "was"):
        return False
    return candidate.after(2) in words["placing"] or candidate.after(2)[:1].isdigit()


def _acts(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a verb or a possessive follows, perhaps after a day or a comma: Tehran on Sunday rejected."""
    before, after = candidate.word_before, candidate.word_after
    if after.endswith("ed") and before not in ("of", "The", "the"):
        return True
    if after == "'" and candidate.after(2) in ("s", ""):
        return True
    if before not in _OPENS:
        return False
    if after in ("on", "late", "earlier") and candidate.after(2).endswith(_DAYS_END):
        after = candidate.after(3)
        return after.endswith("ed") or after in words["governing_after"] or _is_verb(after)
    if after == ",":
        return candidate.first == 0 and candidate.after(2) in ("which", "whose", "host", "long", "once", "itself")
    if after == "to":
        return candidate.first == 0 and candidate.after(2).islower()  # Kigali to stay
    return _is_verb(after)


def _is_verb(word: str) -> bool:
    """Tell whether the word after a subject may be a verb of the present: Manila thanks, Tbilisi lets."""
    return word.islower() and len(word) > 2 and word.endswith("s") and not word.endswith(_NOUN_ENDS)
