"""Decide what a name is by the place beyond a comma or in the same list: Paris, Texas; Washington and Oregon."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import sense_of_kind, stands_in_list
from dyadwire.transforms.text.countries.evidence import AMERICA, PLACES
from dyadwire.transforms.text.countries.gazetteer import ABBREVIATION, CITY, DIVISION, TOWN, Sense, WordsBeside

TOWNS = (*PLACES, "capital")
_LANDS = ("England", "Northern Ireland", "Scotland", "Wales")  # countries that towns are placed in like in a state
_MUHAMMAD = ("Md", "Md.")


def by_list(index: int, candidates: Sequence[Candidate]) -> Sense | None:
    """Decide by states on either side: Colorado, Washington and Oregon; Georgia, Alabama and Florida."""
    candidate = candidates[index]
    division = sense_of_kind(candidate, DIVISION) if DIVISION in candidate.kinds else None
    if not division or candidate.senses[0] is division:
        return None
    beside = (*candidates[max(index - 1, 0) : index], *candidates[index + 1 : index + 2])
    same = [other for other in beside if other.senses[0].iso3 == division.iso3]
    return division if stands_in_list(candidate, same, DIVISION) else None


def by_neighbour(index: int, candidates: Sequence[Candidate], words: WordsBeside) -> Sense | None:
    """Decide by a place on the other side of a comma: Paris, Texas; Lebanon, Tenn.; Atlanta, Georgia."""
    candidate = candidates[index]
    following = candidates[index + 1] if index + 1 < len(candidates) else None
    if following and _beyond_comma(candidate, following):
        state = sense_of_kind(candidate, DIVISION)  # Colorado, Washington, Alaska
        pairs = ((inner, outer) for outer in following.senses for inner in candidate.senses)
        within = next(
            (inner for inner, outer in pairs if _lies_in(inner, outer) and not (state and inner.kind == "capital")),
            None,
        )
        within = within or _unknown_town(candidate, following, words)
        if within:
            return within
    return _by_town_before(candidate, candidates[index - 1] if index else None, words)


def _unknown_town(candidate: Candidate, following: Candidate, words: WordsBeside) -> Sense | None:
    """Read a famous name before a state as a town that no list has: Egypt, Ark.; in Norway, Virginia."""
    if candidate.senses[0].kind not in ("name", "capital", CITY) or candidate.surface in words["great"]:
        return None
    state = sense_of_kind(following, ABBREVIATION)
    if not state and candidate.word_before in words["locative"] and _closes(following):
        state = sense_of_kind(following, DIVISION) or (following.senses[0] if following.surface in _LANDS else None)
    if not state or candidate.sentence.capitals or _opens_name(following):
        return None
    # Lists of countries end alike, "in Italy, Wales, who": only America has its towns of every name.
    if state.iso3 != AMERICA and (state.kind == ABBREVIATION or candidate.senses[0].kind == "name"):
        return None
    return Sense(TOWN, state.iso3, divisions=state.divisions)


def _closes(following: Candidate) -> bool:
    """Tell whether a place ends what places something, and no list: in Boston, Lincolnshire, where."""
    after = following.word_after
    goes_on = 3 if following.after(2) in ("and", "or") else 2
    return after in (".", ")", ";") or (after == "," and following.after(goes_on)[:1].islower())


def _by_town_before(candidate: Candidate, previous: Candidate | None, words: WordsBeside) -> Sense | None:
    """Decide by a town before the comma, and read abbreviations of states: Tenn., R-Tenn."""
    abbreviation = sense_of_kind(candidate, ABBREVIATION) if ABBREVIATION in candidate.kinds else None
    abroad = previous is not None and all(sense.iso3 != AMERICA for sense in previous.senses)
    if abbreviation and _is_abbreviated(candidate, words) and not (abroad and _opens_name(candidate)):
        return Sense(DIVISION, abbreviation.iso3, divisions=abbreviation.divisions)
    if not previous or not _beyond_comma(previous, candidate):
        return None
    outers = (outer for outer in candidate.senses if outer.kind in (DIVISION, "name"))
    return next((outer for outer in outers if any(_lies_in(inner, outer) for inner in previous.senses)), None)


def _is_abbreviated(candidate: Candidate, words: WordsBeside) -> bool:
    """Recognise Tenn. after a town's comma, and R-Tenn.; not the OK of "Oh, OK"."""
    town = candidate.before(2)
    if candidate.word_before == "-":
        return town in ("D", "R", "I")
    named = candidate.word_before == "," and town[:1].isupper() and not candidate.sentence.capitals
    return named and town not in words.openers


def _opens_name(candidate: Candidate) -> bool:
    """Tell whether Md. may be Muhammad rather than Maryland: the envoy of Bangladesh, Md. Karim Ali."""
    at = 2 if candidate.word_after == "." else 1
    return candidate.surface in _MUHAMMAD and candidate.after(at).istitle() and candidate.after(at + 1).istitle()


def _beyond_comma(left: Candidate, right: Candidate) -> bool:
    return left.sentence is right.sentence and right.first == left.last + 1 and left.word_after == ","


def _lies_in(inner: Sense, outer: Sense) -> bool:
    """Tell whether one sense may lie in another: a town in a state of its list, a city in its country."""
    if inner.iso3 != outer.iso3 or inner.kind not in TOWNS or outer.kind in (CITY, TOWN, "demonym"):
        return False
    if inner.kind == TOWN:
        return bool(inner.divisions & outer.divisions)
    return outer.kind in (DIVISION, ABBREVIATION, "name") and inner is not outer
