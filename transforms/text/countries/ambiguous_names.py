"""Choose the likeliest of several senses of one name in an article: Georgia, Congo, Victoria, cities of one name."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.countries.candidates import Candidate
from dyadwire.transforms.text.countries.context_words import is_named_part, sense_of_kind, stands_as_place
from dyadwire.transforms.text.countries.evidence import AMERICA, AT_HOME, LARGE_CITY, PLACES, REJECTED, Evidence
from dyadwire.transforms.text.countries.gazetteer import ABBREVIATION, CITY, DIVISION, TOWN, Sense, WordsBeside

OPEN_KINDS = (*PLACES, ABBREVIATION)
OUTNUMBERED = 2  # times: the American Congress is meant unless another country with one is named so much more often
ALIEN = 3  # times: an article that names a country without such an organ so much more often is not about this one
DATELINE = 3  # mentions that the place of the dateline is worth
# The Caucasus: where these are named, Georgia is their neighbour rather than Alabama's.
NEIGHBOURS = ("ARM", "AZE", "RUS", "UKR")


def country_or_division(candidate: Candidate, evidence: Evidence) -> Sense:
    """Georgia: the state where American places stand beside it, else the country."""
    kind = DIVISION if is_american(candidate, evidence) else "name"
    return sense_of_kind(candidate, kind) or REJECTED


def is_american(candidate: Candidate, evidence: Evidence) -> bool:
    """Tell whether American places outweigh Georgia's own names and neighbours."""
    iso3 = candidate.senses[0].iso3
    if not evidence.at_home() and not evidence.american_places and evidence.foreign_to(iso3):
        return False
    abroad = 3 * evidence.apart_from(candidate.surface, iso3) + sum(evidence.countries[code] for code in NEIGHBOURS)
    return 2 * evidence.american_places + evidence.local_cues > abroad


def likeliest(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> Sense:
    """Return the first sense that holds, a rare one before others where the article names its country."""
    first = candidate.senses[0]
    if first.kind == "org" and (len(candidate.senses) > 1 or "shared" in first.doubt):
        return _organ(candidate, evidence)
    if "rare" not in candidate.doubts and first.kind not in OPEN_KINDS:
        return first
    rare = (sense for sense in candidate.senses if "rare" in sense.doubt)
    chosen = next((sense for sense in rare if _is_told(candidate, sense, evidence)), None)
    rival = next((sense for sense in candidate.senses if "rare" not in sense.doubt and sense.kind != TOWN), REJECTED)
    if chosen and _outweighs(candidate, chosen, rival, evidence):
        return chosen
    for sense in candidate.senses:
        held = sense.kind != DIVISION or _division_stands(candidate, sense, evidence, words)
        if held and sense.kind not in (TOWN, ABBREVIATION, CITY) and "rare" not in sense.doubt:
            return sense
    return _city(candidate, evidence, words) or REJECTED


def _outweighs(candidate: Candidate, rare: Sense, rival: Sense, evidence: Evidence) -> bool:
    """Tell whether the article says as much of a rare sense's country; of a capital's it must say nothing."""
    least = _named(candidate, rival, evidence)
    return _named(candidate, rare, evidence) >= least and not (least and rival.kind == "capital")


def _organ(candidate: Candidate, evidence: Evidence) -> Sense:
    """Choose the country named most among those that have such an organ; the first, unless it is outnumbered.

    None where the article is about a country without one: the Congress of India is a party.
    """

    nowhere = max(evidence.countries.values(), default=0) < ALIEN  # no country is what the article is about

    def named(sense: Sense) -> int:
        count = evidence.apart_from(candidate.surface, sense.iso3) + DATELINE * (sense.iso3 == evidence.dateline)
        return AT_HOME * (count + 1) if sense.iso3 == evidence.outlet and (count or nowhere) else count

    if is_named_part(candidate):
        return REJECTED
    first, most = candidate.senses[0], max(candidate.senses, key=named)
    certain = "rare" not in first.doubt or bool(named(first))
    if certain and named(most) < OUTNUMBERED * max(named(first), 1):
        others = (count for iso3, count in evidence.countries.items() if iso3 not in (first.iso3, most.iso3))
        return REJECTED if max(others, default=0) > ALIEN * named(first) else first
    return most if named(most) else REJECTED


def _division_stands(candidate: Candidate, division: Sense, evidence: Evidence, words: WordsBeside) -> bool:
    """Tell whether a province that is also a name of people (Victoria) is meant: placed, or its country is named."""
    named = evidence.apart_from(candidate.surface, division.iso3)
    return "person" not in division.doubt or bool(named) or stands_as_place(candidate, words)


def _named(candidate: Candidate, sense: Sense, evidence: Evidence) -> int:
    """Count what the article says of a sense's country otherwise; of the United States, the places."""
    if sense.iso3 == AMERICA and sense.kind in PLACES:
        return evidence.american_places
    # A country's name outweighs a rare rival on equal evidence: DR Congo is the likelier Congo.
    return evidence.apart_from(candidate.surface, sense.iso3) + (
        sense.kind in ("name", "demonym") and "rare" not in sense.doubt
    )


def _is_told(candidate: Candidate, sense: Sense, evidence: Evidence) -> bool:
    """Tell whether the article names a sense's country otherwise, or an outlet of that country tells of its own."""
    return sense.iso3 == evidence.outlet or evidence.apart_from(candidate.surface, sense.iso3) > 0


def _likeliest_city(candidate: Candidate, cities: Sequence[Sense], evidence: Evidence) -> Sense:
    """Return the city of a name by its inhabitants, times the mentions of its country."""

    def weigh(one: Sense) -> tuple[int, int]:
        named = _named(candidate, one, evidence) + (one.iso3 == evidence.outlet)
        return named * one.population, one.population

    return max(cities, key=weigh)


def _city(candidate: Candidate, evidence: Evidence, words: WordsBeside) -> Sense | None:
    """Choose among cities of one name by the countries that the article names, then by size; None where none holds."""
    cities = [sense for sense in candidate.senses if sense.kind == CITY]
    if not cities:
        return None
    best = cities[0] if len(cities) == 1 else _likeliest_city(candidate, cities, evidence)
    named = _is_told(candidate, best, evidence)
    if best.population >= LARGE_CITY and "word" not in best.doubt and not ("person" in best.doubt and not named):
        return best
    if not named and evidence.countries.total() > 1 and not _lies_there(candidate, words):
        return None
    placed = stands_as_place(candidate, words)
    if "word" in best.doubt:
        dated = candidate.word_before == "of" and candidate.surface in words["official"] | words["institution"]
        return best if named and placed and not dated else None
    return best if placed or (named and not best.doubt) else None


def _lies_there(candidate: Candidate, words: WordsBeside) -> bool:
    """Tell whether something is in or near a town of one sense, in news that names other countries alone.

    A comma after it may part it from its country: in Kasama, Japan.
    """
    sure = len(candidate.senses) == 1 and not candidate.doubts
    return sure and candidate.word_before in words["place_only"] and candidate.word_after != ","
