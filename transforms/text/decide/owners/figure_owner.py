"""Decide which country or pair a figure is about (its owners), and note on what evidence.

Candidates (`candidates`) are nobody, the countries named near the figure or likely in its article, and their
pairs. Their features are of the figure (`figure_features`), the countries (`country_features`), the two together
(`pair_features`) and the owners of figures before it. A wrong pair is worse than none: a pair that is not likely
enough is not returned.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dyadwire.schemas.dyad import BLOCS, Dyad
from dyadwire.transforms.text.decide.model import load_model
from dyadwire.transforms.text.decide.owners import wholes
from dyadwire.transforms.text.decide.owners.bearing import APART, DEALING, OWN, WHOLE, bearing_of, least_of
from dyadwire.transforms.text.decide.owners.candidates import Candidates, OwnerSentence
from dyadwire.transforms.text.decide.owners.case import HERE, UNNAMED
from dyadwire.transforms.text.decide.owners.context import NOBODY, Countries
from dyadwire.transforms.text.decide.owners.own_money import home_of_money
from dyadwire.transforms.text.decide.owners.partner_tally import PartnerFigure, without_sharers
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.measure_heads import Head

# Probability of two that grammar tells: cross-validated on real news 117 of 120 whose trade is told by the partner
# alone are right, and 98 of 99 whose clause tells who gives and who takes.
TOLD = 0.97
# And of the two of an act in whom the weights do not believe; the more these do, the surer it is: of those whom they
# give 0.2 to 0.6 three in four are right, up to 0.8 nine in ten, beyond 96 of 100.
ACTED = 0.7
SUREST = 0.999  # nothing that is judged is certain
NEXT_PARTNER = 0.85  # probability of the next partner with whom a figure before shares one of its two
# Probability from which a figure is of two countries though they are no sure pair: such as is not told of one of them.
LIKELY = 0.55
CLEAR = 0.5  # salience of a pair that may own what is told in the money of one of the two
AMOUNTS = frozenset(("money", "percent"))  # kinds of which one of a pair's speaks for the next
UN_ALONE = ("UN",)  # it reports figures of others
# Nouns that count the pair itself ("the two countries"), which is no figure of the pair.
SIDES = frozenset(("countries", "governments", "leaders", "nations", "neighbours", "neighbors", "sides", "states"))


class Ownership(NamedTuple):
    """What a figure is about: a pair, or countries, the evidence, and the probability of just these."""

    dyad: Dyad | None
    countries: Countries
    evidence: str | None
    confidence: float | None


NOTHING = Ownership(None, NOBODY, None, None)


class OwnerDecider:
    """Decides the owners of the figures of one sentence, in order, and notes them in the article."""

    def __init__(self, sentence: OwnerSentence) -> None:
        self.sentence, self.model = sentence, load_model("figure_owner")
        self.bound: dict[int, Countries] = {}  # by the first token of a figure
        self.previous: Countries | None = None
        self.whole: Countries = ()  # who trades with all others what the figures behind are parts of
        self.given: dict[int, Ownership] = {}  # by the first token of a figure
        self.acted: Countries = ()  # the two of an act of whom a figure of the sentence was

    def decide(self, draft: FigureDraft, head: Head | None) -> Ownership:
        """Return the owners of a figure. Later figures do not learn of those of a trivial one, from acts or lists."""
        sentence = self.sentence
        candidates = sentence.describe(draft, head, self.previous, self._partner(draft))
        bearing, in_parts = bearing_of(draft, sentence), wholes.named_in_parts(draft, sentence)
        likelihood = self._weigh(draft, head, candidates, in_parts)
        owners = choose(likelihood, candidates, draft, bearing=bearing)
        if home := self._home_of_money(draft, owners, candidates):
            likelihood = self._told_by_money(home, owners, likelihood, bearing=bearing)
            owners = choose(likelihood, candidates, draft, bearing=bearing)
        self.whole = owners if in_parts else self.whole
        if not draft.trivial:
            self.bound[draft.first] = self.previous = owners
            sentence.article.note(sentence.number, owners)
        found = self._told(draft, candidates, self._of_its_own(draft, candidates, likelihood), bearing=bearing)
        found = self._part_of_shared(draft) or found if not found.dyad else found
        said = self.given.get(draft.restates.first) if draft.restates and draft.restates.kind == draft.kind else None
        self.given[draft.first] = said if said and said.dyad and not found.dyad else found  # $214bn (£114bn)
        return self.given[draft.first]

    def _part_of_shared(self, draft: FigureDraft) -> Ownership | None:
        """Return the owners of the figure before where this one is a part of it: 21 billion, of which oil was 15."""
        sentence, before = self.sentence, max((first for first in self.given if first < draft.first), default=None)
        given = self.given[before] if before is not None else NOTHING
        if before is None or given.dyad is None or draft.kind not in AMOUNTS or draft.trivial:
            return None
        return given if wholes.is_part_of(before, draft, sentence) else None

    def _weigh(
        self, draft: FigureDraft, head: Head | None, candidates: Candidates, in_parts: frozenset[str]
    ) -> dict[Countries, float]:
        """Return the probabilities of owners by their weights, and by what grammar tells of two and of the world."""
        tokens = self.sentence.tokens
        place = self.sentence.number, tokens.starts[draft.first], tokens.ends[draft.last - 1]
        likelihood = self.model.choose_by_parts(place, candidates.options)
        likelihood = without_sharers(likelihood, self.sentence.named, in_parts)
        if not self.sentence.named and (home := self._home_again(draft, likelihood)):
            return move_to(home, likelihood)
        if (told := candidates.told or self._of_part(draft)) in likelihood and told:
            return tell_pair(told, likelihood)
        return wholes.unclaimed(likelihood, draft, head, self.sentence, candidates.where)

    def _told(
        self, draft: FigureDraft, candidates: Candidates, likelihood: Mapping[Countries, float], *, bearing: str
    ) -> Ownership:
        """Return what is told of a figure: its pair, or the likeliest countries, or two that are no sure pair."""
        owners, chance = self._beside_others(draft, candidates, likelihood, bearing=bearing)
        if len(owners) > 1:
            is_shared = not draft.trivial or _may_be_shared(draft)
            return _as_ownership(owners, candidates, chance)._replace(dyad=Dyad(*owners)) if is_shared else NOTHING
        likeliest = max(likelihood, key=likelihood.__getitem__)
        if likelihood[likeliest] >= LIKELY and not (draft.trivial or bearing in (APART, WHOLE) or candidates.beside):
            owners = likeliest
        return _as_ownership(owners, candidates, likelihood[owners])

    def _beside_others(
        self, draft: FigureDraft, candidates: Candidates, likelihood: Mapping[Countries, float], *, bearing: str
    ) -> tuple[Countries, float]:
        """Return the owners, and how likely they are, with what the pair of a figure before tells of the next partner.

        Figures behind learn of this pair as of one of their own kind alone.
        """
        sentence, partners = self.sentence, self.sentence.article.partners
        owners = choose(likelihood, candidates, draft, bearing=bearing)
        clause = sentence.clauses.around(draft.first, draft.last)
        figure = PartnerFigure(draft, sentence.number, clause, sentence.clauses, sentence.countries)
        is_open = len(owners) < 2 and not candidates.told
        pair = partners.sender(figure) or partners.next(figure, candidates.beside, sentence.rules) if is_open else ()
        dealings, before = sentence.article.dealings, sentence.article.before(sentence.number)
        if not pair and (is_open or dealings.home in owners):
            pair = dealings.find(figure, owners, sentence.rules, before)
        found = (pair, max(NEXT_PARTNER, likelihood[pair])) if is_open and pair in likelihood and pair else None
        owners, chance = found or (owners, likelihood[owners])
        partners.note(figure, owners)
        dealings.note(figure, owners)
        return owners, chance

    def _home_again(self, draft: FigureDraft, likelihood: Mapping[Countries, float]) -> str | None:
        """Return the article's own country where a figure of its economy would be of whom it dealt with just before."""
        focal, best = self.sentence.article.focal, max(likelihood, key=likelihood.__getitem__)
        measure = (draft.measure or "").lower().split()
        is_own = draft.topic in OWN or not self.sentence.rules.words["own_measure"].isdisjoint(measure)
        if not focal.is_lined or len(best) != 1 or focal.seat in best or not is_own:
            return None
        return focal.seat if {focal.seat, *best} == set(self.sentence.article.dealings.pair) else None

    def _of_part(self, draft: FigureDraft) -> Countries:
        """Return who trades with all others and with whom this part of it is: including 7 billion with the U.S."""
        partner = wholes.partner_of_part(draft, self.sentence) if len(self.whole) == 1 else None
        return tuple(sorted((*self.whole, partner))) if partner and partner not in self.whole else NOBODY

    def _of_its_own(
        self, draft: FigureDraft, candidates: Candidates, likelihood: dict[Countries, float]
    ) -> dict[Countries, float]:
        """Return probabilities with what an act and a list tell of a figure, of which later ones do not learn."""
        if self._is_acted(draft, candidates, likelihood) and candidates.acted:
            pair = candidates.acted.pair
            likelihood = tell_pair(pair, likelihood, ACTED + (1 - ACTED) * likelihood[pair])
        return move_to(candidates.beside, likelihood) if candidates.beside else likelihood

    def _is_acted(self, draft: FigureDraft, candidates: Candidates, likelihood: Mapping[Countries, float]) -> bool:
        """Tell whether the two of an act are believed to own a figure; one amount of theirs speaks for the next."""
        acted = candidates.acted
        if acted is None or candidates.told or acted.pair not in likelihood:
            return False
        if likelihood[acted.pair] >= acted.least:
            self.acted = acted.pair
            return True
        return self.acted == acted.pair and draft.kind in AMOUNTS

    def _home_of_money(self, draft: FigureDraft, owners: Countries, candidates: Candidates) -> str | None:
        """Return the country in whose own money a figure is, where its sentence names nobody who seems to own it."""
        if len(owners) > 1 or any(candidates.where[iso3] != UNNAMED for iso3 in owners):
            return None
        home = home_of_money(draft, owners, self.sentence.tokens, self.sentence.rules)
        return home if (home,) in candidates.options and home not in owners else None

    def _told_by_money(
        self, home: str, owners: Countries, likelihood: dict[Countries, float], *, bearing: str
    ) -> dict[Countries, float]:
        """Return probabilities where the money of one country is told: of a dealing it may be with who owned it."""
        both = tuple(sorted((home, *owners)))
        _, found = self.sentence.article.focus.get(both, (0, None))
        if bearing == DEALING and both in likelihood and found and found.salience >= CLEAR:
            return tell_pair(both, likelihood)
        return move_to(home, likelihood)

    def _partner(self, draft: FigureDraft) -> Countries | None:
        """Return the owners of an earlier figure that this one restates, is compared with, or changes."""
        linked = (other for other in (draft.restates, draft.linked, draft.base) if other is not None)
        return next((self.bound[other.first] for other in linked if other.first in self.bound), None)


def join_blocs(plain: Ownership, with_blocs: Ownership, pairs: frozenset[Dyad]) -> Ownership:
    """Return the owners of a figure where blocs are candidates: a bloc may join a country or nobody, and replace none.

    A pair of a bloc owns a figure only where it is one of the article's `pairs`; the UN alone owns none.
    """
    if with_blocs.countries == UN_ALONE:
        return plain
    adds = not BLOCS.isdisjoint(with_blocs.countries) and set(plain.countries) <= set(with_blocs.countries)
    return with_blocs if adds and (not with_blocs.dyad or with_blocs.dyad in pairs) else plain


def move_to(beside: str, likelihood: dict[Countries, float]) -> dict[Countries, float]:
    """Move the probability of owners without a country to that country: beside which a list has a figure, say."""
    if (beside,) not in likelihood:
        return likelihood
    left = {owners: chance for owners, chance in likelihood.items() if beside in owners}
    return {**left, (beside,): left[(beside,)] + sum(likelihood.values()) - sum(left.values())}


def tell_pair(told: Countries, likelihood: dict[Countries, float], probability: float = TOLD) -> dict[Countries, float]:
    """Return probabilities where grammar tells of two, who trade with each other, say; of others in proportion."""
    chance = max(probability, likelihood[told])
    left = (1 - chance) / ((1 - likelihood[told]) or 1)
    return {owners: chance if owners == told else before * left for owners, before in likelihood.items()}


def choose(
    likelihood: Mapping[Countries, float], candidates: Candidates, draft: FigureDraft, *, bearing: str
) -> Countries:
    """Return the likeliest owners, a pair only where it is likely enough for what the figure is of."""
    best = max(likelihood, key=likelihood.__getitem__)
    if len(best) < 2 or likelihood[best] >= least_of(best, candidates.where, draft, bearing=bearing):
        return best
    return max((owners for owners in likelihood if len(owners) < 2), key=likelihood.__getitem__)


def _may_be_shared(draft: FigureDraft) -> bool:
    """Distinguish the frigates of "China sent two frigates to Djibouti" from ages, days, "one of" and "two sides"."""
    if draft.kind != "count" or not draft.noun or draft.value == 1:
        return False
    return (draft.spelled or draft.form == "vague") and SIDES.isdisjoint(draft.noun.lower().split()[-1:])


def _as_ownership(owners: Countries, candidates: Candidates, confidence: float) -> Ownership:
    """Return owners with the evidence of them, as no pair."""
    if not owners:
        return NOTHING
    named = {candidates.where[iso3] for iso3 in owners}
    evidence = "focus" if UNNAMED in named else "clause" if named == {HERE} else "sentence"
    return Ownership(None, owners, evidence, min(round(confidence, 3), SUREST))
