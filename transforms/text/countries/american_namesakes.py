"""Decide whether a famous name means an American town throughout an article: Lebanon, Paris, Peru."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import sense_of_kind, stands_abroad, stands_in_list
from dyadwire.transforms.text.countries.evidence import AMERICA, EMBEDDED, Evidence
from dyadwire.transforms.text.countries.gazetteer import CITY, DIVISION, TOWN, Sense, WordsBeside
from dyadwire.transforms.text.countries.persons import AGE_DIGITS

# Weights of one piece of evidence each, and how many pieces of a sort count.
_LOCAL, _LOCAL_MAX = 2.0, 3  # "Lebanon police", "the town of Peru", "Paris High School"
_DATELINE = {"name": 5.0, "capital": 3.0, CITY: 3.0, DIVISION: 3.0}  # no agency writes NORWAY - of the country
_NEARBY = 2.0  # a state where the town lies is named, or told by other towns
_CUE, _CUES_MAX = 0.75, 6  # sheriff, school board, touchdown
_PLACE, _PLACES_MAX = 1.0, 3  # American places
_OWN, _OWN_MAX = 2.5, 5  # the country's other names: French, Marseille
_ABROAD = 2.0  # a mention among countries, or after "fled"
_FOREIGN, _FOREIGN_MAX = 0.25, 4  # mentions of other countries
# A capital is talked of less than a country where American places stand together.
_LEAST = {"name": 4.5, "capital": 3.5, CITY: 3.0, DIVISION: 3.0}
# Of a country's name that nothing beside it makes a town; and of one that American local news often means.
_LEAST_UNKNOWN, _LEAST_GREAT = 6.5, 9.0
ALIKE = ("CAN",)  # whose local news is worded as America's: Yukon's school board
_DASHES = ("—", "–", "-", "(")
_AGENCIES = frozenset(("AFP", "AP", "Bloomberg", "DPA", "REUTERS", "Reuters", "UPI", "dpa"))


@dataclass
class _Tally:
    """What the mentions of one surface say of it."""

    town: Sense
    famous: Sense
    local: int = 0
    dateline: bool = False
    abroad: int = 0


def find_hometowns(
    candidates: Sequence[Candidate], own: Sequence[Sense | None], evidence: Evidence, words: WordsBeside
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the famous names, in capitals, that are towns throughout the article; and those that it is about."""
    if not evidence.local_cues and not evidence.american_places:
        return frozenset(), frozenset()
    tallies: dict[str, _Tally] = {}
    for index, (candidate, sense) in enumerate(zip(candidates, own, strict=True)):
        town = sense_of_kind(candidate, TOWN) if TOWN in candidate.kinds else None
        famous = candidate.senses[0]
        if not town or famous.iso3 == AMERICA or famous.kind not in _LEAST or (sense and sense is not EMBEDDED):
            continue
        tally = tallies.setdefault(candidate.surface.upper(), _Tally(town, famous))
        if sense is EMBEDDED:
            tally.local += 1
        else:
            _count(tally, index, candidates, words)
    towns = frozenset(
        surface
        for surface, tally in tallies.items()
        if _weigh(surface, tally, evidence) >= _least(surface, tally, words)
    )
    about = (surface for surface in towns if tallies[surface].dateline or tallies[surface].local > 1)
    return towns, frozenset(about)


def _count(tally: _Tally, index: int, candidates: Sequence[Candidate], words: WordsBeside) -> None:
    candidate = candidates[index]
    tally.dateline |= _dates(candidate)
    beside = (*candidates[max(index - 1, 0) : index], *candidates[index + 1 : index + 2])
    tally.local += stands_locally(candidate, words) or any(_goes_with(candidate, other) for other in beside)
    foreign = [other for other in beside if not sense_of_kind(other, TOWN)]
    listed = any(stands_in_list(candidate, foreign, kind) for kind in ("name", "capital"))
    tally.abroad += listed or stands_abroad(candidate, words)


def stands_locally(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether the words beside a name are those of a town: Lebanon police, downtown Paris, Berlin's Jim Cole."""
    if candidate.word_after == "'" and candidate.after(2) == "s":
        after = candidate.after(3)
        if after in words.given and candidate.after(4)[:1].isupper():
            return True
    else:
        after = candidate.word_after
    before = candidate.before(2 if candidate.word_before == "of" else 1)  # the town of Greece
    if after in words["local"] or before in words["local_before"]:
        return True
    return _is_home_of_one(candidate, words) or _follows_age(candidate, words)


def _follows_age(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether somebody's age stands before, as in lists of who lives where: Jordan Miller, 24, Lebanon."""
    if candidate.surface in words["great"]:
        return False
    steps = 2 if candidate.word_before == "of" else 1
    age = candidate.before(steps + 1)
    return (
        candidate.before(steps) == ","
        and len(age) == AGE_DIGITS
        and age.isdigit()
        and candidate.before(steps + 2) == ","
    )


def _goes_with(candidate: Candidate, other: Candidate) -> bool:
    """Tell whether a town that shares its name with none stands on the other side: from Moscow to Pullman."""
    left, right = (candidate, other) if candidate.start < other.start else (other, candidate)
    if other.senses[0].kind != TOWN or left.sentence is not right.sentence:
        return False
    return left.sentence.words[left.last : right.first] in (["to"], ["and"], ["or"])


def _is_home_of_one(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether somebody without an office is of there: Wade Cole of Athens; not King Abdullah of Jordan."""
    if candidate.word_before != "of" or not candidate.before(2).istitle():
        return False
    if any(candidate.before(steps) in words["official"] for steps in (2, 3, 4)):
        return False
    return candidate.before(3) in words.given or candidate.before(2) in words.given


def _dates(candidate: Candidate) -> bool:
    return candidate.first == 0 and candidate.sentence.number == 0 and candidate.word_after in _DASHES


def heads_agency_report(candidate: Candidate) -> bool:
    """Tell whether it stands in the dateline of an agency, which names the state of an American town: LONDON (AP)."""
    return _dates(candidate) and candidate.word_after == "(" and candidate.after(2) in _AGENCIES


def _least(surface: str, tally: _Tally, words: WordsBeside) -> float:
    """Return the weight from which a name is the town's."""
    if tally.local or tally.dateline or tally.famous.kind != "name":
        return _LEAST[tally.famous.kind]
    return _LEAST_GREAT if surface.title() in words["great"] else _LEAST_UNKNOWN


def _weigh(surface: str, tally: _Tally, evidence: Evidence) -> float:
    """Return how much more speaks for the town than for the country; nothing where no sign of the town is near."""
    nearby = bool(tally.town.divisions & evidence.home_states())
    at_home = evidence.at_home() or (nearby and evidence.local_cues > 0)
    if tally.famous.iso3 in ALIKE and not nearby:
        return 0.0
    if not (nearby or (at_home and (tally.local or tally.dateline))):
        return 0.0
    home = _LOCAL * min(tally.local, _LOCAL_MAX) * at_home
    home += _DATELINE[tally.famous.kind] * (tally.dateline and at_home)
    home += _NEARBY * nearby
    home += _CUE * min(evidence.local_cues, _CUES_MAX) + _PLACE * min(evidence.american_places, _PLACES_MAX)
    iso3 = tally.famous.iso3
    away = _OWN * min(evidence.apart_from(surface, iso3), _OWN_MAX) + _ABROAD * tally.abroad
    away += _FOREIGN * min(evidence.foreign_to(iso3), _FOREIGN_MAX)
    return home - away
