"""Whether a capital stands for its government, or is the place: Moscow answered, in Moscow."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.countries.gazetteer import Sense, Words
from transforms.text.countries.passage import Candidate

_DASHES = ("-", "–", "—")
LISTED_MAX = 4  # capitals of one list
_JOINS = (["and"], [","], [",", "and"], ["or"])
_PLACES = frozenset({"based", "born", "area", "trained", "bound"})  # after a hyphen
_OPENS = frozenset(
    {"", ",", ":", ";", '"', "“", "'", "—", "–", "and", "but", "that", "which", "as", "because", "while", "though"}
    | {"although", "if", "when", "whether", "where", "since", "after", "before", "until", "how", "why", "what"}
)
_DAYS_END = "day"  # Tehran on Sunday rejected
_NOUN_ENDS = ("ss", "ers", "ors", "ents", "ists", "ians", "ants", "ies", "'s")  # residents, ministers, cities


def use_of_capital(index: int, kept: Sequence[tuple[Candidate, Sense]], words: Words) -> str:
    """Return gov or place; in a list ("Moscow and Beijing signed", "between Kyiv and Moscow") one tells it for all."""
    first, last = index, index
    while first > 0 and index - first < LISTED_MAX and _are_listed(kept[first - 1], kept[first]):
        first -= 1
    while last + 1 < len(kept) and last - index < LISTED_MAX and _are_listed(kept[last], kept[last + 1]):
        last += 1
    if kept[first][0].before() in words["place_before"]:
        return _use(kept[first][0], words)
    return "gov" if any(_use(candidate, words) == "gov" for candidate, _ in kept[first : last + 1]) else "place"


def _are_listed(left: tuple[Candidate, Sense], right: tuple[Candidate, Sense]) -> bool:
    one, other = left[0], right[0]
    if one.clause is not other.clause or left[1].kind != "capital" or right[1].kind != "capital":
        return False
    return one.clause.words[one.last : other.first] in _JOINS


def _use(candidate: Candidate, words: Words) -> str:
    before, after = candidate.before(), candidate.after()
    if before in ("to", "from", "of", "in") and candidate.before(2) in words[f"government_{before}"]:
        return "gov"
    if before in words["place_before"]:
        return "place"
    tight = after in _DASHES and candidate.clause.is_tight(candidate.last)
    if after in _DASHES and candidate.first == 0 and not tight:
        return "place"  # a dateline
    if before in words["governing_before"] or after in words["governing_after"]:
        return "gov"
    if after == "-":
        return "place" if candidate.after(2) in _PLACES else "gov"
    if after.endswith("ed") and before not in ("of", "The", "the"):
        return "gov"
    if after == "'" and candidate.after(2) in ("s", ""):
        return "gov"
    return "gov" if before in _OPENS and _acts(candidate, words) else "place"


def _acts(candidate: Candidate, words: Words) -> bool:
    """Tell whether a subject has a verb of the present, or one after a day or a comma: Tehran on Sunday rejected."""
    after = candidate.after()
    if after in ("on", "late", "earlier") and candidate.after(2).endswith(_DAYS_END):
        after = candidate.after(3)
        return after.endswith("ed") or after in words["governing_after"] or _is_verb(after)
    if after == ",":
        return candidate.first == 0 and candidate.after(2) in ("which", "whose")
    return _is_verb(after)


def _is_verb(word: str) -> bool:
    """Tell whether the word after a subject may be a verb of the present: Manila thanks, Tbilisi lets."""
    return word.islower() and len(word) > 2 and word.endswith("s") and not word.endswith(_NOUN_ENDS)
