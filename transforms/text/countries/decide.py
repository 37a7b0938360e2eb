"""Choose the sense of each candidate: first by the words beside it, then by the rest of the article."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.adjacent import by_list, by_neighbour
from dyadwire.transforms.text.countries.ambiguous_names import country_or_division, is_american, likeliest
from dyadwire.transforms.text.countries.american_namesakes import find_hometowns, heads_agency_report, stands_locally
from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import (
    TOWNS,
    is_common_word,
    is_dish,
    is_embedded,
    is_explained,
    is_longer,
    is_road,
    is_treaty,
    sense_of_kind,
    stands_abroad,
    stands_as_country,
    stands_as_one,
    stands_as_origin,
    stands_as_place,
    stands_as_state,
    stands_in_county,
    stands_in_list,
)
from dyadwire.transforms.text.countries.evidence import (
    AMERICA,
    EMBEDDED,
    FIRM,
    PERSON,
    PLACES,
    REJECTED,
    Evidence,
    gather_evidence,
)
from dyadwire.transforms.text.countries.firms import is_firm, is_owned_abroad, is_paper, stands_for_firm
from dyadwire.transforms.text.countries.gazetteer import (
    ABBREVIATION,
    CITY,
    DIVISION,
    NOTHING,
    PREFIX,
    TOWN,
    Sense,
    WordsBeside,
)
from dyadwire.transforms.text.countries.known_people import is_known_person, may_be_person
from dyadwire.transforms.text.countries.language_names import is_language
from dyadwire.transforms.text.countries.persons import is_person


def decide(
    candidates: Sequence[Candidate], words: WordsBeside, local_cues: int, outlet_country: str = ""
) -> tuple[list[Sense], Evidence]:
    """Return the sense of every candidate (of kind NOTHING where it stands for no country), and the evidence used."""
    own = [_by_itself(index, candidates, words) for index in range(len(candidates))]
    listed = [not sense and _is_listed(index, candidates, own) for index, sense in enumerate(own)]
    evidence = _gather(candidates, own, local_cues, words)
    evidence.outlet = outlet_country
    own = [
        EMBEDDED if candidate.surface.upper() in evidence.institutions and stands_for_firm(candidate, words) else sense
        for candidate, sense in zip(candidates, own, strict=True)
    ]
    own = _reopen(candidates, own, evidence, words)
    senses = _by_articles(candidates, own, listed, evidence, words)
    if any(_is_news(sense, evidence) and not certain for sense, certain in zip(senses, own, strict=True)):
        # Georgia and its towns, and people, once recognised, are evidence for the others.
        certain_towns = evidence.towns
        evidence = gather_evidence(candidates, senses, local_cues, words)
        otherwise = _named_otherwise(candidates, evidence)
        evidence.towns = {name: town for name, town in evidence.towns.items() if name not in otherwise} | certain_towns
        evidence.hometowns, evidence.home = find_hometowns(candidates, own, evidence, words)
        evidence.outlet = outlet_country
        senses = _by_articles(candidates, own, listed, evidence, words)
    return senses, evidence


def _named_otherwise(candidates: Sequence[Candidate], evidence: Evidence) -> set[str]:
    """Return the famous names whose country the article names by others, too: Havana, where Cuba is spoken of."""
    apart = (one for one in candidates if evidence.apart_from(one.surface, one.senses[0].iso3))
    return {candidate.surface.upper() for candidate in apart}


def _is_news(sense: Sense, evidence: Evidence) -> bool:
    """Tell whether a sense that the article gave is evidence for others."""
    named = sense.kind == "name" and "given" in sense.doubt  # Jamaica: until now it may have been a woman
    return sense.kind in (DIVISION, TOWN) or named or (sense is PERSON and evidence.at_home())


def _gather(
    candidates: Sequence[Candidate], decided: Sequence[Sense | None], local_cues: int, words: WordsBeside
) -> Evidence:
    evidence = gather_evidence(candidates, decided, local_cues, words)
    evidence.hometowns, evidence.home = find_hometowns(candidates, decided, evidence, words)
    return evidence


# --- a candidate's own words ---


def _by_itself(index: int, candidates: Sequence[Candidate], words: WordsBeside) -> Sense | None:
    """Decide by the candidate's own words; None where they leave it open."""
    candidate = candidates[index]
    first = candidate.senses[0]
    if first.kind == NOTHING or (first.kind in (CITY, TOWN) and candidate.word_after in ("County", "Parish")):
        return REJECTED  # counties are found as a whole
    if first.kind == PREFIX:
        return first if _is_half(candidate, words) else REJECTED
    placed = by_neighbour(index, candidates, words) or by_list(index, candidates)
    if placed or first.kind == ABBREVIATION:
        return placed or REJECTED
    if first.kind in TOWNS:
        if is_firm(candidate, words) or (index and is_owned_abroad(candidate, candidates[index - 1])):
            return FIRM
        if is_longer(candidate):
            return REJECTED
    return _not_a_country(candidate, words) or _by_words(candidate, words)


def _is_half(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether a prefix stands before a name, as in Sino-Russian, or behind another one, as in Indo-Pak."""
    behind = candidate.word_before == "-" and candidate.before(2) in words.countries
    return behind or (candidate.word_after == "-" and candidate.after(2)[:1].isupper())


def _not_a_country(candidate: Candidate, words: WordsBeside) -> Sense | None:
    if is_person(candidate, words):
        return PERSON
    if is_embedded(candidate, words) or is_paper(candidate, words):
        return EMBEDDED
    no_place = is_language(candidate, words) or is_common_word(candidate, words) or is_treaty(candidate, words)
    return REJECTED if no_place or is_dish(candidate, words) or is_road(candidate, words) else None


def _by_words(candidate: Candidate, words: WordsBeside) -> Sense | None:
    first = candidate.senses[0]
    if (stands_as_country(candidate, words) and first.kind == "name") or stands_as_one(candidate):
        return first
    if first.kind == "capital" and heads_agency_report(candidate):
        return first
    if TOWN in candidate.kinds and stands_in_county(candidate):
        return sense_of_kind(candidate, TOWN)
    if stands_as_state(candidate, words):
        return sense_of_kind(candidate, DIVISION)
    return first if len(candidate.senses) == 1 and not first.doubt and first.kind not in (CITY, TOWN) else None


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
    words: WordsBeside,
) -> list[Sense]:
    """Decide by what the article says elsewhere what the candidates' own words leave open."""
    return [
        sense if sense and sense is not EMBEDDED else _by_article(candidate, sense, one, evidence, words)
        for candidate, sense, one in zip(candidates, own, listed, strict=True)
    ]


def _reopen(
    candidates: Sequence[Candidate], own: Sequence[Sense | None], evidence: Evidence, words: WordsBeside
) -> list[Sense | None]:
    """Leave open again what is certain by its own words where local news may mean a person.

    Its people bear the name (Ruby Sweden, then Sweden), or the words beside are one's (Malik Chile, Chile 5-2-13).
    """
    if not evidence.at_home():
        return list(own)
    return [
        None if sense and sense.kind == "name" and may_be_person(candidate, evidence, words) else sense
        for candidate, sense in zip(candidates, own, strict=True)
    ]


def _by_article(candidate: Candidate, own: Sense | None, listed: bool, evidence: Evidence, words: WordsBeside) -> Sense:
    """Decide one that is open, or embedded; in the name of a town's own institution it is the town."""
    if own:
        return evidence.towns.get(candidate.surface.upper(), own)
    if not listed and is_known_person(candidate, evidence, words):
        return PERSON
    town = (evidence.towns and evidence.towns.get(candidate.surface.upper())) or sense_of_kind(candidate, TOWN)
    if evidence.firms and _is_known_firm(candidate, evidence, words):
        return REJECTED
    if _is_known_institution(candidate, evidence):
        return town or REJECTED
    if town and _is_town(candidate, town, listed, evidence, words):
        return town
    if "name" in candidate.kinds and DIVISION in candidate.kinds:
        return country_or_division(candidate, evidence)
    if "state" in candidate.doubts and is_american(candidate, evidence):
        return REJECTED
    return likeliest(candidate, evidence, words)


def _is_known_firm(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether the article has called a firm so, and the words beside do not say that the town is meant."""
    named = candidate.surface.upper() in evidence.firms and candidate.senses[0].kind in PLACES
    return named and not stands_as_place(candidate, words)


def _is_known_institution(candidate: Candidate, evidence: Evidence) -> bool:
    """Tell whether local news has named a school or club so, and no country: Jordan High School, then Jordan."""
    first = candidate.senses[0]
    if first.iso3 == AMERICA or candidate.surface.upper() not in evidence.institutions:
        return False
    abroad = evidence.foreign_to(first.iso3) or evidence.apart_from(candidate.surface, first.iso3)
    return not abroad and evidence.american_places > 0 and evidence.local_cues > 0


def _is_town(candidate: Candidate, town: Sense, listed: bool, evidence: Evidence, words: WordsBeside) -> bool:
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
