"""Count what an article says as a whole: its countries, American places, people, and towns with a famous name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import sense_of_kind, stands_as_place
from dyadwire.transforms.text.countries.gazetteer import (
    ABBREVIATION,
    CITY,
    CONTEXT,
    DIVISION,
    NOTHING,
    TOWN,
    Sense,
    WordsBeside,
)

PERSON = Sense(NOTHING, "", frozenset({"person"}))
EMBEDDED = Sense(NOTHING, "", frozenset({"embedded"}))
FIRM = Sense(NOTHING, "", frozenset({"firm"}))
REJECTED = Sense(NOTHING, "")
PLACES = (DIVISION, CITY, TOWN)
LARGE_CITY = 500_000  # inhabitants: from here a city's name alone is enough
AMERICA = "USA"
CERTAIN = 1.0  # a town that only one state has, or two that two states have
TOWNS_MIN = 2  # towns that tell a state
LOCAL_CUES_MIN = 3  # words of local news that make it such; with American places named, one is enough
LOCAL_PLACES_MIN = 2
AT_HOME = 2  # times: what a mention of the country where an article is published counts, for whose an organ is
DATELINE_MAX = 4  # words: ST. LOUIS, Mo.
GIVEN_MAX = 2  # mentions of a given name that is also a country's


@dataclass
class Evidence:
    """Counts over title and text. Surfaces are in capitals, so that a headline's and the text's are the same."""

    countries: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[tuple[str, str]] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    american_places: int = 0
    towns: dict[str, Sense] = field(default_factory=dict)  # famous names that are towns here, and which
    people: set[str] = field(default_factory=set)
    institutions: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)  # called like towns
    hometowns: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()  # those hometowns that the article is about
    told_states: dict[str, set[str]] = field(default_factory=dict)  # state: surfaces of towns that lie there
    certainty: dict[str, float] = field(default_factory=dict)  # state: the more, the fewer others have such towns
    local_cues: int = 0
    outlet: str = ""  # where the article is published
    dateline: str = ""  # the country of its place

    def at_home(self) -> bool:
        """Tell whether the article is American local news."""
        return self.local_cues >= LOCAL_CUES_MIN or (self.local_cues > 0 and self.american_places >= LOCAL_PLACES_MIN)

    def home_states(self) -> set[str]:
        """Return the states that the article names, and the one that its towns tell."""
        named = set(self.states)
        best = max(self.certainty, key=lambda state: (self.certainty[state], state), default="")
        is_sure = best and self.certainty[best] >= CERTAIN and len(self.told_states[best]) >= TOWNS_MIN
        return named | {best} if is_sure else named

    def apart_from(self, surface: str, iso3: str) -> int:
        """Count the mentions of a country under other surfaces than this one."""
        return self.countries.get(iso3, 0) - self.surfaces.get((surface.upper(), iso3), 0)

    def foreign_to(self, iso3: str) -> int:
        """Count the mentions of countries other than the United States and the one given.

        A country known only by a word that is also a given name, once or twice, may be a neighbour called Chad.
        """
        return sum(
            count
            for code, count in self.countries.items()
            if code not in (AMERICA, iso3) and (count > GIVEN_MAX or self.given[code] < count)
        )


def gather_evidence(
    candidates: Sequence[Candidate], decided: Sequence[Sense | None], local_cues: int, words: WordsBeside
) -> Evidence:
    """Count what is certain, and the likeliest sense of what is open but has no rival."""
    evidence = Evidence(local_cues=local_cues)
    pairs = list(zip(candidates, decided, strict=True))
    for candidate, sense in pairs:
        if sense and not sense.iso3:
            _note(candidate, sense, evidence)
    for candidate, sense in pairs:
        _tell_state(candidate, sense, evidence, words)
        counted = sense or _presumed(candidate, evidence)
        if candidate.first == candidate.sentence.number == 0 and candidate.surface.isupper():
            evidence.dateline = (counted or candidate.senses[0]).iso3
        if counted and counted.kind not in (NOTHING, CONTEXT):
            _count(candidate, counted, evidence)
    return evidence


def _note(candidate: Candidate, nothing: Sense, evidence: Evidence) -> None:
    """Note whose name it is that stands for no country."""
    for sense, names in ((PERSON, evidence.people), (EMBEDDED, evidence.institutions), (FIRM, evidence.firms)):
        if nothing is sense:
            names.add(candidate.surface.upper())


def _presumed(candidate: Candidate, evidence: Evidence) -> Sense | None:
    """Return the sense that an open candidate most likely has, if no other is near."""
    first = candidate.senses[0]
    if candidate.surface.upper() in evidence.people or "rare" in first.doubt:
        return None
    if first.kind in ("name", "demonym", "capital", "metonym"):
        rival = sense_of_kind(candidate, *PLACES)
        return None if rival and (rival.kind == DIVISION or evidence.local_cues) else first
    if first.kind == DIVISION:
        return None if "person" in candidate.doubts else first
    alone = len(candidate.senses) == 1 and first.kind == CITY
    return first if alone and first.population >= LARGE_CITY and not first.doubt else None


def _count(candidate: Candidate, sense: Sense, evidence: Evidence) -> None:
    """Count a mention of a country, and what it says of American places and towns."""
    surface = candidate.surface.upper()
    evidence.countries[sense.iso3] += 1
    evidence.surfaces[surface, sense.iso3] += 1
    if "given" in candidate.doubts:
        evidence.given[sense.iso3] += 1
    if sense.iso3 == AMERICA and sense.kind in PLACES:
        evidence.states.update(sense.divisions if sense.kind == DIVISION else ())
        evidence.american_places += 1
        if candidate.senses[0].kind == ABBREVIATION:  # Ga., Tenn.: an American newspaper's style, of home in a dateline
            evidence.local_cues += 2 if candidate.sentence.number == 0 and candidate.first < DATELINE_MAX else 1
    if sense.kind in (TOWN, CITY) and candidate.senses[0].kind not in PLACES:
        evidence.towns[surface] = sense


def _tell_state(candidate: Candidate, sense: Sense | None, evidence: Evidence, words: WordsBeside) -> None:
    """Note the states where an American town lies; one that is called like people only where placed.

    A famous one tells half as much, and only in local news.
    """
    town = sense_of_kind(candidate, TOWN) if TOWN in candidate.kinds else None
    famous = candidate.senses[0].iso3 != AMERICA
    if not town or (sense and sense.kind == NOTHING) or (famous and evidence.local_cues < LOCAL_CUES_MIN):
        return
    borne = candidate.surface in words.surnames or candidate.surface in words.given
    if borne and not stands_as_place(candidate, words):
        return
    surface = candidate.surface.upper()
    for state in town.divisions:
        surfaces = evidence.told_states.setdefault(state, set())
        if surface not in surfaces:
            surfaces.add(surface)
            evidence.certainty[state] = evidence.certainty.get(state, 0.0) + (0.5 if famous else 1.0) / len(
                town.divisions
            )
