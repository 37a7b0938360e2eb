"""Ask the trained pipeline about the few names that neither words nor article decide."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import stands_as_country
from dyadwire.transforms.text.countries.evidence import PERSON, Evidence
from dyadwire.transforms.text.countries.gazetteer import Sense, WordsBeside
from dyadwire.transforms.text.findings import TITLE
from dyadwire.transforms.text.trained_pipeline import Judge

ASKED_MAX = 8  # sentences of one article: keeps the cost of a hostile one bounded
SENTENCE_MAX = 600  # characters; a parse costs more than the length, and longer sentences are lists


def ask_judge(
    candidates: Sequence[Candidate],
    senses: Sequence[Sense],
    evidence: Evidence,
    words: WordsBeside,
    passages: tuple[str, str],
    judge: Judge,
) -> list[Sense]:
    """Return the senses, those replaced that the judge takes for people. Passages are the title and the text."""
    decided = list(senses)
    asked: set[tuple[int, int]] = set()
    for index, (candidate, sense) in enumerate(zip(candidates, senses, strict=True)):
        sentence = candidate.sentence
        if not _is_open(candidate, sense, evidence, words) or sentence.end - sentence.start > SENTENCE_MAX:
            continue
        asked.add((sentence.number, sentence.start))
        if len(asked) > ASKED_MAX:
            break
        passage = passages[0] if sentence.number == TITLE else passages[1]
        if _is_person(judge, candidate, passage[sentence.start : sentence.end], evidence.foreign_to(sense.iso3) > 0):
            decided[index] = PERSON
    return decided


def _is_open(candidate: Candidate, sense: Sense, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether a name that people also bear stands alone: nothing else in the article is of its country."""
    if sense.kind not in ("name", "demonym", "capital") or not _borne(candidate):
        return False
    if candidate.word_before in words["place_only"] or stands_as_country(candidate, words):
        return False
    if "-" in (candidate.word_before, candidate.word_after) or candidate.word_after in words["official"]:
        return False
    return not evidence.apart_from(candidate.surface, sense.iso3)


def _borne(candidate: Candidate) -> bool:
    """Tell whether people often bear the name; of rarer ones (Mali, Niger) the judge makes people too readily."""
    if candidate.senses[0].kind == "capital":
        beside = candidate.word_before[:1].isupper() or candidate.word_after[:1].isupper()
        return beside and "person" in candidate.doubts
    return "given" in candidate.doubts or "surname" in candidate.doubts


def _is_person(judge: Judge, candidate: Candidate, sentence: str, foreign: bool) -> bool:
    """Tell whether the judge takes the candidate for part of a person's name, or, at home, for a person.

    Its organisations and buildings are not believed: among them are the Bank of England and the Franco-German alliance.
    Nor is a person of one word where the article names other countries.
    """
    start, end = candidate.start - candidate.sentence.start, candidate.end - candidate.sentence.start
    over = (entity for entity in judge.parse(sentence).ents if entity.start_char < end and start < entity.end_char)
    people = [entity for entity in over if entity.label_ == "PERSON"]
    return any(not foreign or entity.end_char - entity.start_char > end - start for entity in people)
