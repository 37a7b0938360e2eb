"""Recognise an adjective of a country as the name of a language: speaks Japanese, Spanish-language, in French."""

from __future__ import annotations

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import is_demonym
from dyadwire.transforms.text.countries.gazetteer import WordsBeside

_STUDIED = ("read", "studied", "studying")  # French and German at Oxford
LANGUAGE_REACH = 8  # words back to the verb in "speaks Japanese, Turkish and a little Polish"


def is_language(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a demonym is the name of a language: speaks Japanese, Spanish-language, in French."""
    if not is_demonym(candidate) or "language" not in candidate.doubts:
        return False
    after = candidate.after(2) if candidate.word_after == "-" else candidate.word_after
    if after in words["language_after"]:
        return True
    alone = not after[:1].isalnum() or (after in words["function_word"] and not _describes(candidate, words))
    before = candidate.word_before
    if (alone or after in words["language_told"]) and before in words["language_before"]:
        return True
    if alone and _beside_language(candidate, words):
        return True
    if candidate.surface == "English" and alone and before.islower() and before not in words["being"]:
        return before != "the" or candidate.before(2) == ""
    return _after_language_verb(candidate, words, alone)


def _beside_language(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it stands in a list with what is a language alone: a mix of French, Italian, Amharic and Oromo."""
    for step in (1, -1):
        at = candidate.last if step > 0 else candidate.first - 1
        for _ in range(LANGUAGE_REACH):
            word = candidate.sentence.word(at)
            if word in words["language"]:
                return True
            if word not in (",", "and", "or") and word not in words.countries:
                break
            at += step
    return False


def _describes(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether it and a second adjective describe a noun: buyer of Russian and Ukrainian wheat."""
    noun = candidate.after(3)
    if candidate.word_before in ("in", "In", "into"):
        return False  # labelled in French and English
    paired = candidate.word_after in ("and", "or") and candidate.after(2) in words.countries
    return paired and noun.islower() and noun not in words["function_word"] and noun not in words["language_after"]


def _after_language_verb(candidate: Candidate, words: WordsBeside, alone: bool) -> bool:
    """A verb of speaking or teaching stands before, with nothing between but other languages: in Hausa and English."""
    for steps in range(1, LANGUAGE_REACH + 1):
        word = candidate.before(steps)
        listed = steps > 1 and (alone or candidate.word_before in ("and", "or"))
        if word in words["language_verb"] or (listed and word in ("in", "In", "into")):
            return True
        if alone and steps > 1 and word in _STUDIED:
            return True
        if not (
            word[:1].isupper()
            or word in (",", "and", "or", "a", "no", "little", "some", "enough", "both", "the", "from", "fluent")
        ):
            return False
    return False
