"""Which sense of each candidate stands: first what its own words say, then what the rest of the article says."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.text.countries.evidence import (
    AMERICA,
    EMBEDDED,
    PERSON,
    PLACES,
    REJECTED,
    Evidence,
    gather_evidence,
)
from transforms.text.countries.gazetteer import (
    ABBREVIATION,
    CITY,
    DIVISION,
    NOTHING,
    PREFIX,
    TOWN,
    Sense,
    Words,
)
from transforms.text.countries.hometown import find_hometowns, stands_locally
from transforms.text.countries.passage import Candidate
from transforms.text.countries.persons import follows_stranger, is_person
from transforms.text.countries.rivals import country_or_division, is_american, likeliest
from transforms.text.countries.surroundings import (
    doubted,
    is_common_word,
    is_embedded,
    is_explained,
    is_language,
    sense_of_kind,
    stands_abroad,
    stands_as_country,
    stands_as_origin,
    stands_as_place,
    stands_as_state,
    stands_in_county,
    stands_in_list,
)


def decide(candidates: Sequence[Candidate], words: Words, local_cues: int) -> tuple[list[Sense], Evidence]:
    """Return the sense of every candidate (of kind NOTHING where it stands for no country), and the evidence used."""
    own = [_by_itself(index, candidates, words) for index in range(len(candidates))]
    listed = [not sense and _is_listed(index, candidates, own) for index, sense in enumerate(own)]
    evidence = _gather(candidates, own, local_cues, words)
    own = _reopen(candidates, own, evidence)
    senses = _by_articles(candidates, own, listed, evidence, words)
    if any(_is_news(sense, evidence) and not certain for sense, certain in zip(senses, own, strict=True)):
        # Georgia and its towns, and people, once recognised, are evidence for the others.
        evidence = gather_evidence(candidates, senses, local_cues, words)
        evidence.hometowns, evidence.home = find_hometowns(candidates, own, evidence, words)
        senses = _by_articles(candidates, own, listed, evidence, words)
    return senses, evidence


def _is_news(sense: Sense, evidence: Evidence) -> bool:
    """Tell whether a sense that the article gave is evidence for others."""
    return sense.kind in (DIVISION, TOWN) or (sense is PERSON and evidence.at_home())


def _gather(
    candidates: Sequence[Candidate], decided: Sequence[Sense | None], local_cues: int, words: Words
) -> Evidence:
    evidence = gather_evidence(candidates, decided, local_cues, words)
    evidence.hometowns, evidence.home = find_hometowns(candidates, decided, evidence, words)
    return evidence


# --- a candidate's own words ---


def _by_itself(index: int, candidates: Sequence[Candidate], words: Words) -> Sense | None:
    """Decide by the candidate's own words; None where they leave it open."""
    candidate = candidates[index]
    first = candidate.senses[0]
    if first.kind == NOTHING or (first.kind == TOWN and candidate.after() in ("County", "Parish")):
        return REJECTED  # counties are found as a whole
    if first.kind == PREFIX:
        return first if candidate.after() == "-" and candidate.after(2)[:1].isupper() else REJECTED
    placed = _by_neighbour(index, candidates) or _by_list(index, candidates)
    if placed or first.kind == ABBREVIATION:
        return placed or REJECTED
    return _not_a_country(candidate, words) or _by_words(candidate, words)


def _not_a_country(candidate: Candidate, words: Words) -> Sense | None:
    if is_person(candidate, words):
        return PERSON
    if is_embedded(candidate, words):
        return EMBEDDED
    return REJECTED if is_language(candidate, words) or is_common_word(candidate, words) else None


def _by_words(candidate: Candidate, words: Words) -> Sense | None:
    first = candidate.senses[0]
    if stands_as_country(candidate, words) and first.kind == "name":
        return first
    if stands_in_county(candidate) and sense_of_kind(candidate, TOWN):
        return sense_of_kind(candidate, TOWN)
    if stands_as_state(candidate, words):
        return sense_of_kind(candidate, DIVISION)
    return first if len(candidate.senses) == 1 and not first.doubt and first.kind not in (CITY, TOWN) else None


def _by_list(index: int, candidates: Sequence[Candidate]) -> Sense | None:
    """Decide by states on either side: Colorado, Washington and Oregon; Georgia, Alabama and Florida."""
    candidate = candidates[index]
    division = sense_of_kind(candidate, DIVISION)
    if not division or candidate.senses[0] is division:
        return None
    beside = (*candidates[max(index - 1, 0) : index], *candidates[index + 1 : index + 2])
    same = [other for other in beside if other.senses[0].iso3 == division.iso3]
    return division if stands_in_list(candidate, same, DIVISION) else None


def _by_neighbour(index: int, candidates: Sequence[Candidate]) -> Sense | None:
    """Decide by a place on the other side of a comma: Paris, Texas; Lebanon, Tenn.; Atlanta, Georgia."""
    candidate = candidates[index]
    following = candidates[index + 1] if index + 1 < len(candidates) else None
    if following and _beyond_comma(candidate, following):
        pairs = ((inner, outer) for outer in following.senses for inner in candidate.senses)
        within = next((inner for inner, outer in pairs if _lies_in(inner, outer)), None)
        if within:
            return within
    return _by_town_before(candidate, candidates[index - 1] if index else None)


def _by_town_before(candidate: Candidate, previous: Candidate | None) -> Sense | None:
    """Decide by a town before the comma, and read abbreviations of states: Tenn., R-Tenn."""
    abbreviation = sense_of_kind(candidate, ABBREVIATION)
    after_comma = candidate.before() == "," and candidate.before(2)[:1].isupper()
    after_party = candidate.before() == "-" and candidate.before(2) in ("D", "R", "I")
    if abbreviation and ((after_comma and not candidate.clause.capitals) or after_party):
        return Sense(DIVISION, abbreviation.iso3, divisions=abbreviation.divisions)
    if not previous or not _beyond_comma(previous, candidate):
        return None
    outers = (outer for outer in candidate.senses if outer.kind in (DIVISION, "name"))
    return next((outer for outer in outers if any(_lies_in(inner, outer) for inner in previous.senses)), None)


def _beyond_comma(left: Candidate, right: Candidate) -> bool:
    return left.clause is right.clause and right.first == left.last + 1 and left.after() == ","


def _lies_in(inner: Sense, outer: Sense) -> bool:
    """Tell whether one sense may lie in another: a town in a state of its list, a city in its country."""
    if inner.iso3 != outer.iso3 or inner.kind not in (*PLACES, "capital") or outer.kind in (CITY, TOWN, "demonym"):
        return False
    if inner.kind == TOWN:
        return outer.kind == "name" or bool(inner.divisions & outer.divisions)
    return outer.kind in (DIVISION, ABBREVIATION, "name") and inner is not outer


# --- the article ---


def _is_listed(index: int, candidates: Sequence[Candidate], own: Sequence[Sense | None]) -> bool:
    """Tell whether a country's name stands in a list of countries: Turkey, Brazil and Israel."""
    candidate = candidates[index]
    near = (at for at in (index - 1, index + 1) if 0 <= at < len(candidates))
    beside = [candidates[at] for at in near if own[at] is not PERSON]  # Malta and Israel Colon
    return candidate.senses[0].kind == "name" and stands_in_list(candidate, beside, "name")


def _by_articles(
    candidates: Sequence[Candidate],
    own: Sequence[Sense | None],
    listed: Sequence[bool],
    evidence: Evidence,
    words: Words,
) -> list[Sense]:
    """Decide by what the article says elsewhere what the candidates' own words leave open."""
    return [
        sense if sense and sense is not EMBEDDED else _by_article(candidate, sense, one, evidence, words)
        for candidate, sense, one in zip(candidates, own, listed, strict=True)
    ]


def _reopen(candidates: Sequence[Candidate], own: Sequence[Sense | None], evidence: Evidence) -> list[Sense | None]:
    """Leave open again what is certain by its own words, but the article's people bear: Ruby Sweden, then Sweden."""
    if not evidence.people or not evidence.at_home():
        return list(own)
    return [
        None if sense and sense.kind == "name" and candidate.surface.upper() in evidence.people else sense
        for candidate, sense in zip(candidates, own, strict=True)
    ]


def _by_article(candidate: Candidate, own: Sense | None, listed: bool, evidence: Evidence, words: Words) -> Sense:
    """Decide one that is open, or embedded; in the name of a town's own institution it is the town."""
    if own:
        return (candidate.surface.upper() in evidence.towns and sense_of_kind(candidate, TOWN, CITY)) or own
    if not listed and _is_known_person(candidate, evidence, words):
        return PERSON
    town = sense_of_kind(candidate, TOWN)
    if _is_known_institution(candidate, evidence):
        return town or REJECTED
    if town and _is_town(candidate, town, listed, evidence, words):
        return town
    if sense_of_kind(candidate, "name") and sense_of_kind(candidate, DIVISION):
        return country_or_division(candidate, evidence)
    if doubted(candidate, "state") and is_american(candidate, evidence):
        return REJECTED
    return likeliest(candidate, evidence, words)


def _is_known_person(candidate: Candidate, evidence: Evidence, words: Words) -> bool:
    """Tell whether the article has named a person so, and the country not otherwise; or is local, and they speak."""
    first = candidate.senses[0]
    if first.kind not in ("name", "demonym", "capital", CITY, TOWN, DIVISION):
        return False
    at_home = evidence.at_home()
    speaks = doubted(candidate, "given") and candidate.after() in words["speaking"]
    if speaks and at_home and not evidence.foreign_to(first.iso3):
        return True
    apart = evidence.apart_from(candidate.surface, first.iso3)
    if at_home and not apart and first.kind == "name" and follows_stranger(candidate, words):
        return True  # Tyrese Jamaica ran for 90 yards
    if at_home and candidate.after().isdigit() and candidate.after(2)[:1].isdigit():
        return True  # a box score: Ruiz 6 3-4 15, Holland 4 0-0 9
    known = candidate.surface.upper() in evidence.people and (at_home or doubted(candidate, "person"))
    if known and at_home and candidate.after() in words["speaking"]:
        return True
    return known and not apart and candidate.before() not in words["place_only"]


def _is_known_institution(candidate: Candidate, evidence: Evidence) -> bool:
    """Tell whether local news has named a school or club so, and no country: Jordan High School, then Jordan."""
    first = candidate.senses[0]
    if first.iso3 == AMERICA or candidate.surface.upper() not in evidence.institutions:
        return False
    abroad = evidence.foreign_to(first.iso3) or evidence.apart_from(candidate.surface, first.iso3)
    return not abroad and evidence.american_places > 0 and evidence.local_cues > 0


def _is_town(candidate: Candidate, town: Sense, listed: bool, evidence: Evidence, words: Words) -> bool:
    """Tell whether a name is the American town: of its own article, or among the towns of its state."""
    surface, famous = candidate.surface.upper(), candidate.senses[0]
    if famous.kind == "name" and stands_abroad(candidate, words):
        return False
    if is_explained(candidate, words):
        return True
    if surface in evidence.towns:
        return True
    nearby = bool(town.divisions & evidence.home_states())
    if famous is town:
        return nearby and stands_as_place(candidate, words)
    if surface not in evidence.hometowns:
        return False
    own = surface in evidence.home or stands_locally(candidate, words)
    return own or not (listed or stands_as_origin(candidate, words))
