"""Recognise a country's or town's name as the name of a person whom the article has mentioned before."""

from __future__ import annotations

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import sense_of_kind, stands_as_place
from dyadwire.transforms.text.countries.evidence import LARGE_CITY, Evidence
from dyadwire.transforms.text.countries.gazetteer import CITY, DIVISION, TOWN, WordsBeside
from dyadwire.transforms.text.countries.persons import follows_stranger, is_named_in_full, is_scored, is_told_of


def may_be_person(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether local news may mean a person by a name that its own words make a country."""
    if candidate.surface.upper() in evidence.people or follows_stranger(candidate, words):
        return True
    return _is_player(candidate, words) or is_named_in_full(candidate, words)


def is_known_person(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether the article has named a person so, and the country not otherwise; or is local, and they speak."""
    first = candidate.senses[0]
    if first.kind not in ("name", "demonym", "capital", CITY, TOWN, DIVISION):
        return False
    at_home = evidence.at_home()
    speaks = "given" in candidate.doubts and candidate.word_after in words["speaking"]
    if speaks and at_home and not evidence.foreign_to(first.iso3):
        return True
    apart = evidence.apart_from(candidate.surface, first.iso3)
    if at_home and _is_one_of_here(candidate, apart, evidence, words):
        return True
    named_in_full = candidate.surface.upper() in evidence.people
    if named_in_full and _is_smaller_town(candidate, words):
        return True
    known = named_in_full and (at_home or "person" in candidate.doubts)
    if known and at_home and candidate.word_after in words["speaking"]:
        return True
    return known and not apart and candidate.word_before not in words["place_only"]


def _is_one_of_here(candidate: Candidate, apart: int, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether in local news the words beside a name are a person's."""
    named = candidate.senses[0].kind == "name"
    if named and not apart and follows_stranger(candidate, words):
        return True  # Tyrese Jamaica ran for 90 yards
    if _is_player(candidate, words) or (named and is_named_in_full(candidate, words)):
        return True
    return not apart and "given" in candidate.doubts and _is_first_name(candidate, evidence, words)


def _is_smaller_town(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it is a town that somebody may well be called like, and no word says "in": Mr Iwata, then Iwata."""
    first = candidate.senses[0]
    return first.kind == CITY and first.population < LARGE_CITY and not stands_as_place(candidate, words)


def _is_first_name(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether local news that names no other country abroad calls somebody so: "Chad and the scout team"."""
    if is_told_of(candidate, words):
        return True
    first, before = candidate.senses[0], candidate.word_before
    if (
        first.kind != "name"
        or sense_of_kind(candidate, DIVISION)
        or evidence.foreign_to(first.iso3)
        or candidate.surface in words["great"]
    ):
        return False
    return before not in words["locative"] and candidate.surface.upper() not in evidence.hometowns


def _is_player(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it stands in a box score, Ruiz 6 3-4 15, Holland 4 0-0 9, or a list of points, Cole 9, Holland 4."""
    return candidate.word_after.isdigit() and (candidate.after(2)[:1].isdigit() or is_scored(candidate, words))
