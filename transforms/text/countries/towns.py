"""Find towns that are in no gazetteer, by how the article writes them: Idabel, Okla.; ADRE, Chad; Rowan County."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dyadwire.transforms.text.countries.candidates import Candidate, SentenceWords
from dyadwire.transforms.text.countries.evidence import AMERICA, Evidence
from dyadwire.transforms.text.countries.gazetteer import CUE_MAX, DIVISION, NOTHING, Sense, WordsBeside
from dyadwire.transforms.text.document import Passage
from dyadwire.transforms.text.findings import TITLE

TOWN_WORDS_MAX = 3  # New Smyrna Beach
LETTERS_MIN = 4  # shorter names are counted only where the state stands beside them
WORD_REACH = 24  # characters back to the word before
# Countries whose counties or parishes news in English calls so, beside America.
COUNTIES = (
    "BRB",
    "CHN",
    "EST",
    "GBR",
    "HRV",
    "HUN",
    "IRL",
    "IRN",
    "JAM",
    "KEN",
    "LBR",
    "LTU",
    "NOR",
    "ROU",
    "SSD",
    "SWE",
    "TWN",
    "UGA",
)
CUES_A_MENTION = 2  # words of local news that weigh as much as a mention of America
LEARNED_MAX = 20  # towns of one article that are looked for again: keeps the search linear


class Town(NamedTuple):
    """A place found beside the gazetteer: offsets into its passage, and its country."""

    sentence: int
    start: int
    end: int
    iso3: str


def find_towns(
    candidates: Sequence[Candidate], senses: Sequence[Sense], evidence: Evidence, words: WordsBeside
) -> Iterator[Town]:
    """Yield places before a comma and their state or country, and counties, in no order; they may overlap spans."""
    for candidate, sense in zip(candidates, senses, strict=True):
        if sense.kind != NOTHING and candidate.word_before == ",":
            town = _before_comma(candidate, sense, words)
            if town:
                yield town
    if evidence.american_places or evidence.local_cues:
        sentences = {id(candidate.sentence): candidate.sentence for candidate in candidates}.values()
        named = [sentence for sentence in sentences if "County" in sentence.words or "Parish" in sentence.words]
        iso3 = _with_counties(senses, evidence) if named else ""
        for sentence in named:
            yield from _counties(sentence, iso3, words)


def _with_counties(senses: Sequence[Sense], evidence: Evidence) -> str:
    """Return the country whose counties an article tells of: the one named most that has some, else America."""
    counts = Counter([sense.iso3 for sense in senses])
    best = max(COUNTIES, key=lambda iso3: counts[iso3])
    local = max(0, evidence.local_cues - CUE_MAX) // CUES_A_MENTION  # "County" itself is such a word
    return best if counts[best] > counts[AMERICA] + local else AMERICA


def _before_comma(candidate: Candidate, sense: Sense, words: WordsBeside) -> Town | None:
    """Read the capital words before the comma as a town, unless they look like a person's name."""
    sentence, last = candidate.sentence, candidate.first - 1
    first = _capitals_before(sentence, last)
    if first == last or not _may_be_town(sentence.words[first:last], words):
        return None
    before = sentence.word(first - 1)
    if before == "to" and sentence.word(first - 2).lower() == "according":
        return None  # according to Reuters, Turkey denied it
    dateline = first == 0 and sentence.words[0].isupper() and sentence.number == 0
    placed = dateline or before in words["locative"]
    if sense.kind == DIVISION:
        titled = before in words["title"] or (before == "." and sentence.word(first - 2) in words["title"])
        stated = not titled and candidate.word_after not in ("'", "Republican", "Democrat")
        stated = stated and not (last - first > 1 and _describes(candidate, words))
    else:
        stated = sense.kind == "name" and placed
    return Town(sentence.number, sentence.starts[first], _end(sentence, last - 1), sense.iso3) if stated else None


def _describes(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a state says whose what follows is, and so nothing of what is before: Gus Ray, Texas governor Y."""
    after = candidate.word_after
    return after.isalpha() and after.islower() and after not in words["function_word"]


def _capitals_before(sentence: SentenceWords, last: int) -> int:
    """Return the first of at most three capital words that end before `last`."""
    first = last
    while first > 0 and last - first < TOWN_WORDS_MAX:
        word = sentence.words[first - 1]
        if not (word[0].isupper() and word.isalpha()) or (first - 1 == 0 and not word.isupper() and last - first):
            break
        first -= 1
    return first


def _may_be_town(run: Sequence[str], words: WordsBeside) -> bool:
    if any(word in words["official"] or word in words["institution"] or word in words["title"] for word in run):
        return False
    return not (len(run) > 1 and run[0] in words.given) and not any(word in words.countries for word in run)


def _end(sentence: SentenceWords, index: int) -> int:
    return sentence.starts[index] + len(sentence.words[index])


def _counties(sentence: SentenceWords, iso3: str, words: WordsBeside) -> Iterator[Town]:
    """Yield the counties of a country: Rowan County, Bungoma County."""
    for index, word in enumerate(sentence.words):
        if index and word in ("County", "Parish") and sentence.words[index - 1][0].isupper():
            first = index - 1
            if sentence.words[first].isalpha() and sentence.words[first] not in words["locative"]:
                yield Town(sentence.number, sentence.starts[first], _end(sentence, index), iso3)


def find_again(passage: Passage, learned: Mapping[str, str], words: WordsBeside) -> Iterator[Town]:
    """Yield the later mentions of learned towns (name: country), people of the same name left out."""
    text = passage.text
    for name, iso3 in list(learned.items())[:LEARNED_MAX]:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            sentence = passage.sentence_at(start, end)
            if sentence and _stands_alone(text, start, end, words):
                yield Town(sentence.number, start, end, iso3)
            start = text.find(name, end)


def _stands_alone(text: str, start: int, end: int, words: WordsBeside) -> bool:
    """Tell whether a name is whole, and neither has a title or a given name before nor a capital word after."""
    if text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()):
        return False
    before = text[max(0, start - WORD_REACH) : start].split(" ")
    word = before[-2].strip('.,“"') if len(before) > 1 else ""
    return word not in words["title"] and word not in words.given and not text[end + 1 : end + 2].isupper()


def names_of(towns: Iterable[Town], text: str) -> dict[str, str]:
    """Return the names of towns worth looking for again, as running text writes them, and their countries."""
    written = ((text[town.start : town.end], town.iso3) for town in towns if town.sentence != TITLE)
    named = ((name.title() if name.isupper() else name, iso3) for name, iso3 in written)
    return {name: iso3 for name, iso3 in named if len(name) >= LETTERS_MIN}
