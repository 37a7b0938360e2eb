"""Recognise the name of a town or people as part of a firm, club or paper: water firm Suez, American, Southwest."""

from __future__ import annotations

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import ACRONYM_MAX, is_demonym
from dyadwire.transforms.text.countries.gazetteer import DIVISION, WordsBeside


def is_firm(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words before say that a town's name is a firm's or a club's: water firm Suez."""
    return candidate.word_before in words["firm"] and candidate.word_after != "-"


def is_owned_abroad(candidate: Candidate, previous: Candidate) -> bool:
    """Tell whether a town is said to be a country's where none of its name lies, and so a firm: France's Suez."""
    if candidate.word_before != "s" or candidate.senses[0].kind not in ("city", "town"):
        return False
    owner = previous.senses[0]
    owns = previous.sentence is candidate.sentence and previous.last + 2 == candidate.first and owner.kind == "name"
    return owns and all(sense.iso3 != owner.iso3 for sense in candidate.senses)


def is_paper(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a town's or a province's name is a newspaper's: Turkey's Sabah newspaper; not a Milan newspaper."""
    owned = candidate.word_before == "s" and candidate.before(2) == "'"
    return owned and candidate.word_after in words["paper"] and candidate.senses[0].kind in ("city", DIVISION, "town")


def stands_for_firm(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a demonym that is part of a firm's name in the article stands for it: American, the airline, said.

    A people is in the plural or has an article, and describes what follows, or stands beside another one.
    """
    before, after = candidate.word_before, candidate.word_after
    if not is_demonym(candidate) or candidate.surface.endswith("s"):
        return False
    if before.lower() in words["determiner"] or before in words["being"]:
        return False
    joined = candidate.after(2)
    if after == ",":
        return joined in ("the", "which", "whose") and before not in (",", "and")
    if after in ("and", "or", "&"):
        return joined.istitle() and len(joined) > ACRONYM_MAX and joined not in words.countries and before != ","
    return after in words["being"] or after in ("has", "had", "will", "would")
