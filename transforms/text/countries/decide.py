"""Which sense of each candidate stands: first what its own words say, then what the rest of the article says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.text.countries.gazetteer import (
    ABBREVIATION,
    CITY,
    CONTEXT,
    DIVISION,
    NOTHING,
    PREFIX,
    TOWN,
    Sense,
    Words,
)
from transforms.text.countries.passage import Candidate
from transforms.text.countries.surroundings import (
    is_common_word,
    is_embedded,
    is_language,
    is_person,
    sense_of_kind,
    stands_as_place,
)

REJECTED = Sense(NOTHING, "")
PLACES = (DIVISION, CITY, TOWN)
LARGE_CITY = 500_000  # inhabitants: from here a city's name alone is enough
LOCAL_CUES_MIN = 1


@dataclass
class Evidence:
    """What an article says as a whole: countries it names without doubt, American states, local words, verdicts."""

    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    towns: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    local_cues: int = 0

    def foreign_to(self, iso3: str) -> int:
        """Count mentions of countries other than the United States and the one given."""
        return sum(count for code, count in self.countries.items() if code not in ("USA", iso3))


def decide(candidates: Sequence[Candidate], words: Words, local_cues: int) -> list[Sense]:
    """Return the sense of every candidate: of kind NOTHING where it stands for no country."""
    certain = [_by_itself(index, candidates, words) for index in range(len(candidates))]
    evidence = _gather(candidates, certain, local_cues)
    return [
        sense or _by_article(candidate, evidence, words) for candidate, sense in zip(candidates, certain, strict=True)
    ]


def _by_itself(index: int, candidates: Sequence[Candidate], words: Words) -> Sense | None:
    """Decide by the candidate's own words; None where they leave it open."""
    candidate = candidates[index]
    first = candidate.senses[0]
    if first.kind == NOTHING:
        return REJECTED
    if first.kind == PREFIX:
        return first if candidate.after() == "-" and candidate.after(2)[:1].isupper() else REJECTED
    placed = _by_neighbour(index, candidates)
    if placed:
        return placed
    if first.kind == ABBREVIATION:
        return REJECTED
    if is_person(candidate, words) or is_embedded(candidate, words):
        return REJECTED
    if is_language(candidate, words) or is_common_word(candidate, words):
        return REJECTED
    return first if len(candidate.senses) == 1 and not first.doubt and first.kind != CITY else None


def _by_neighbour(index: int, candidates: Sequence[Candidate]) -> Sense | None:
    """Decide by a place on the other side of a comma: Paris, Texas; Lebanon, Tenn.; Atlanta, Georgia."""
    candidate = candidates[index]
    following = candidates[index + 1] if index + 1 < len(candidates) else None
    if following and _beyond_comma(candidate, following):
        pairs = ((inner, outer) for outer in following.senses for inner in candidate.senses)
        within = next((inner for inner, outer in pairs if _lies_in(inner, outer)), None)
        if within:
            return within
    previous = candidates[index - 1] if index else None
    return _by_town_before(candidate, previous)


def _by_town_before(candidate: Candidate, previous: Candidate | None) -> Sense | None:
    """Decide by a town before the comma, and read abbreviations of states: Tenn., R-Tenn."""
    abbreviation = sense_of_kind(candidate, ABBREVIATION)
    after_comma = candidate.before() == "," and candidate.before(2)[:1].isupper()
    after_party = candidate.before() == "-" and candidate.before(2) in ("D", "R", "I")
    if abbreviation and ((after_comma and not candidate.clause.capitals) or after_party):
        return Sense(DIVISION, abbreviation.iso3, divisions=abbreviation.divisions)
    if not previous or not _beyond_comma(previous, candidate):
        return None
    return next(
        (
            outer
            for outer in candidate.senses
            if outer.kind in (DIVISION, "name") and any(_lies_in(inner, outer) for inner in previous.senses)
        ),
        None,
    )


def _beyond_comma(left: Candidate, right: Candidate) -> bool:
    return left.clause is right.clause and right.first == left.last + 1 and left.after() == ","


def _lies_in(inner: Sense, outer: Sense) -> bool:
    """Tell whether one sense may lie in another: a town in a state of its list, a city in its country."""
    if inner.iso3 != outer.iso3 or inner.kind not in (*PLACES, "capital") or outer.kind in (CITY, TOWN, "demonym"):
        return False
    if inner.kind == TOWN:
        return outer.kind == "name" or bool(inner.divisions & outer.divisions)
    return outer.kind in (DIVISION, ABBREVIATION, "name") and inner is not outer


def _gather(candidates: Sequence[Candidate], certain: Sequence[Sense | None], local_cues: int) -> Evidence:
    evidence = Evidence(local_cues=local_cues)
    for candidate, sense in zip(candidates, certain, strict=True):
        if sense is None:
            first = candidate.senses[0]
            if (
                first.kind in ("name", "demonym", "capital")
                and not sense_of_kind(candidate, *PLACES)
                and "rare" not in first.doubt
            ) or (first.kind == CITY and first.population >= LARGE_CITY):
                evidence.countries[first.iso3] += 1
        elif sense.kind != NOTHING:
            evidence.countries[sense.iso3] += 1
            if sense.kind == DIVISION and sense.iso3 == "USA":
                evidence.states.update(sense.divisions)
            if sense.kind == TOWN:
                evidence.towns.add(candidate.surface.upper())
    return evidence


def _by_article(candidate: Candidate, evidence: Evidence, words: Words) -> Sense:
    """Decide by what the article says elsewhere."""
    for sense in candidate.senses:
        if sense.kind == TOWN and _is_town(candidate, sense, evidence, words):
            return sense
    division = sense_of_kind(candidate, DIVISION)
    name = sense_of_kind(candidate, "name")
    if division and name:
        return _country_or_division(name, division, evidence)
    for sense in candidate.senses:
        if sense.kind in (TOWN, ABBREVIATION):
            continue
        if _stands(candidate, sense, evidence, words):
            return sense
    return REJECTED


def _is_town(candidate: Candidate, town: Sense, evidence: Evidence, words: Words) -> bool:
    """Tell whether a famous name is the American town: named as such once, or among American local words alone."""
    if candidate.surface.upper() in evidence.towns:
        return True
    famous = candidate.senses[0]
    own = evidence.countries[famous.iso3] if famous.iso3 != "USA" else 0
    foreign = evidence.foreign_to(famous.iso3)
    local = candidate.after() in words["local"] or candidate.before() in words["local_before"]
    states = bool(town.divisions & evidence.states.keys())
    if foreign or (own and famous.kind != "name"):
        return False
    return (states and (local or evidence.local_cues >= LOCAL_CUES_MIN)) or (local and evidence.local_cues > 1)


def _country_or_division(name: Sense, division: Sense, evidence: Evidence) -> Sense:
    """Georgia: the state where American states or cities stand beside it, else the country."""
    home = evidence.countries[division.iso3] - evidence.states.total() + 2 * evidence.states.total()
    abroad = evidence.foreign_to(name.iso3) + 3 * evidence.countries[name.iso3]
    return division if home > abroad or evidence.states.total() > abroad else name


def _stands(candidate: Candidate, sense: Sense, evidence: Evidence, words: Words) -> bool:
    """Tell whether a sense holds in this article."""
    if "rare" in sense.doubt and not evidence.countries[sense.iso3]:
        return False
    if sense.kind == CITY:
        sure = sense.population >= LARGE_CITY and not sense.doubt
        return sure or stands_as_place(candidate, words)
    if sense.kind == DIVISION and "person" in sense.doubt:
        return True
    return sense.kind != CONTEXT
