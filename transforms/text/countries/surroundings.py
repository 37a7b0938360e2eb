"""What the words beside a candidate say it is. Each rule sees one candidate; none looks further than a few words."""

from __future__ import annotations

from transforms.text.countries.gazetteer import Sense, Words
from transforms.text.countries.passage import Candidate

COUNTRY_KINDS = frozenset({"name", "demonym"})


def is_person(candidate: Candidate, words: Words) -> bool:
    """Tell whether the surface is part of a person's name: Michael Jordan, Chad Smith, Mr. Ireland."""
    if " " in candidate.surface or "." in candidate.surface:
        return False
    return _named_before(candidate, words) or _named_after(candidate, words)


def _named_before(candidate: Candidate, words: Words) -> bool:
    """A title or a given name stands before: Mr. Jordan, Michael Jordan, Michael B. Jordan."""
    first, second = candidate.before(), candidate.before(2)
    if first == ".":
        initial = len(second) == 1 and second.isupper() and candidate.before(3) not in (".", "")
        if second in words["title"] or (initial and candidate.before(3) in words.given):
            return True
    if first in words["title"] and (first[0].isupper() or _doubted(candidate, "person")):
        return _doubted(candidate, "person") or not _is_demonym(candidate)
    if first in words.given and first not in words["official"]:
        return not candidate.clause.headline or _doubted(candidate, "person")
    return False


def _named_after(candidate: Candidate, words: Words) -> bool:
    """A surname stands after a surface that is also a given name: Jordan Smith, Georgia O'Keeffe."""
    following = candidate.after()
    if not _doubted(candidate, "person") or not following[:1].isupper() or _is_demonym(candidate):
        return False
    if following in words["official"] or following in words["institution"] or following in words["street"]:
        return False
    if following.isupper() and not candidate.surface.isupper():
        return False
    return following in words.surnames or not candidate.clause.headline


def _is_demonym(candidate: Candidate) -> bool:
    return candidate.senses[0].kind == "demonym"


def _doubted(candidate: Candidate, label: str) -> bool:
    return any(label in sense.doubt for sense in candidate.senses)


def is_embedded(candidate: Candidate, words: Words) -> bool:
    """Tell whether the surface is part of the name of a company, a university, a club or a street."""
    if _followed(candidate, words):
        return True
    before = candidate.before()
    if before in ("of", "and", "for") and candidate.before(2) in words["institution"]:
        return not _state_bank(candidate, words)
    return before in words["institution"] and before in ("Air", "Bank", "Hotel", "FC", "Radio", "Club")


def _state_bank(candidate: Candidate, words: Words) -> bool:
    """Central banks are organs of state: Bank of England, People's Bank of China, Reserve Bank of India."""
    if candidate.before(2) != "Bank":
        return False
    return candidate.surface in words["state_bank"] or candidate.before(3) in ("Reserve", "Central", "National", "s")


def _followed(candidate: Candidate, words: Words) -> bool:
    """An institution's or a street's word closes the name within the next capital words."""
    for steps in (1, 2, 3):
        word = candidate.after(steps)
        if not word[:1].isupper():
            return False
        if word in words["official"]:
            return False
        if word in words["institution"] or word in words["street"]:
            return not candidate.clause.headline
    return False


def is_language(candidate: Candidate, words: Words) -> bool:
    """Tell whether a demonym is the name of a language: speaks Japanese, Spanish-language."""
    if not _doubted(candidate, "language") or candidate.senses[0].kind != "demonym":
        return False
    after = candidate.after(2) if candidate.after() == "-" else candidate.after()
    if after in words["language_after"]:
        return True
    return candidate.before() in words["language_before"] and not (after[:1].isalnum())


def is_common_word(candidate: Candidate, words: Words) -> bool:
    """Tell whether a word that begins the sentence, or a headline's, is no name: Turkey sandwich, Polish your shoes."""
    if not _doubted(candidate, "word"):
        return False
    after = candidate.after()
    if candidate.surface in ("Turkey", "TURKEY"):
        return after in words["word_after"] - {"is", "was", "on", "in"}
    if candidate.senses[0].kind == "demonym":
        return after in ("your", "the", "up", "off", "it", "them", "and") and candidate.first == 0
    return False


def stands_as_place(candidate: Candidate, words: Words) -> bool:
    """Tell whether a place word stands before, or a comma and a place after, as in `in Orange` or `Orange, Calif.`"""
    return candidate.before() in words["locative"]


def sense_of_kind(candidate: Candidate, *kinds: str) -> Sense | None:
    """Return the first sense of these kinds."""
    return next((sense for sense in candidate.senses if sense.kind in kinds), None)
