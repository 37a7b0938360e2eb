"""List the candidate owners of a figure, each with its features."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, Part, memoised
from dyadwire.transforms.text.decide.owners.acted import Acted, acted, attacked
from dyadwire.transforms.text.decide.owners.case import ELSEWHERE, HERE, NAMED, UNNAMED, FigureCase
from dyadwire.transforms.text.decide.owners.clauses import OwnerClause, OwnerClauses
from dyadwire.transforms.text.decide.owners.context import NOBODY, Countries, OwnerContext
from dyadwire.transforms.text.decide.owners.country_beside import countries_beside
from dyadwire.transforms.text.decide.owners.country_features import CountryFeatures
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.described import BESIDE, Description, described, find_descriptions
from dyadwire.transforms.text.decide.owners.figure_features import (
    features_of_clause,
    features_of_figure,
    features_of_sentence,
    stem,
)
from dyadwire.transforms.text.decide.owners.pair_features import OwnerPairFeatures
from dyadwire.transforms.text.decide.owners.partner_tally import tallied
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.measure_heads import Head
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

MOST_NAMED = 6  # countries of a sentence that a figure may be about, the nearest
MOST = 7  # countries in all
# How many own a figure, and where they are named (as in `case`): prefixes of the features of the figure.
SHAPES = {name: (name[0], name) for name in ("1c", "1s", "1u", "2cc", "2cs", "2ss", "2cu", "2su", "2uu")}
ALL_SHAPES = tuple(SHAPES.values())
# Prefixes of the features of a country as the only owner, of one as one of two, and of a pair.
ALONE, SIDE, BOTH = ("alone",), ("side",), ("both",)
UNSAID = ("hub", "home", "title", "carried", "before")  # the parts that a country plays without being named


class Candidates(NamedTuple):
    """The candidate owners of a figure with their features, in parts that candidates share and are weighed once."""

    where: dict[str, str]  # the countries, the likeliest first: HERE, ELSEWHERE or UNNAMED
    options: dict[Countries, tuple[Part, ...]]
    beside: str | None = None  # the country of the figure in a list of figures by country
    told: Countries = ()  # two that grammar tells: who lends to whom, the partner of an unnamed trader
    acted: Acted | None = None  # two of whom an act tells


class OwnerSentence:
    """One sentence whose figures are described in order, each with its candidates and their features."""

    def __init__(
        self,
        tokens: Tokens,
        rules: Rules,
        drafts: list[FigureDraft],
        mentions: list[CountryMention],
        article: OwnerContext,
        number: int,
        told: Mapping[int, Countries] | None = None,
    ) -> None:
        """Take what the grammar of a sentence tells of the two of its figures, by their first tokens."""
        self.tokens, self.rules, self.article, self.number = tokens, rules, article, number
        countries = [mention for mention in mentions if mention.form != "city"]
        self.clauses, self.countries = OwnerClauses(tokens, rules, countries), countries
        self.beside = countries_beside(drafts, countries, tokens)
        descriptions = find_descriptions(tokens, rules)
        # Who is described as another side, by the token: to the Gulf state.
        self.partly_named = [one.noun for one in descriptions if tokens.lower_at(one.lead) in BESIDE]
        self.partners = {**self._partners(drafts, descriptions), **(told or {})}
        self.acted = self._acted(drafts, {one.iso3 for one in mentions})
        self.named: dict[str, list[CountryMention]] = {}
        for mention in mentions:
            self.named.setdefault(mention.iso3, []).append(mention)
        self.opening, *cues = features_of_sentence(tokens)
        self.of_figure = FeatureGroup((*article.features, self.opening, *cues))
        self.likely, self.carried = article.likely(number), article.carried(number)
        self.pair_features = OwnerPairFeatures(tokens, article, number, self.named)
        self.of_clauses: dict[OwnerClause, FeatureGroup] = {}
        self.of_countries: dict[str, tuple[str, ...]] = {}

    def _partners(self, drafts: list[FigureDraft], descriptions: list[Description]) -> dict[int, Countries]:
        """Return the two of figures of trade and what else passes, by first token; nobody if the other is not named."""
        article, countries, tokens, rules = self.article, self.countries, self.tokens, self.rules
        traders = article.trade.trader, article.focal.home  # before this sentence tells of others
        tally = tallied(drafts, self.beside, countries, tokens, rules, traders)
        beside = described(drafts, countries, tokens, descriptions, article.focal)
        trade = article.trade.read(drafts, countries, tokens, rules, article.lately(self.number), article.seat())
        return {**tally, **beside, **trade}

    def _acted(self, drafts: list[FigureDraft], named: set[str]) -> dict[int, Acted]:
        """Return the two of whom acts tell, by a figure's first token; `named` are all countries of the sentence."""
        acts = self.article.acts
        here, before = acts.get(self.number, ()), acts.get(self.number - 1, ())
        told = acted(drafts, self.countries, self.clauses, here, before, self.rules) if here or before else {}
        if here or not self.article.wars:
            return told
        wars = {two for two, first in self.article.wars.items() if first < self.number}
        return told | attacked(drafts, named, self.clauses, wars, self.rules)

    def describe(
        self, draft: FigureDraft, head: Head | None, previous: Countries | None, partner: Countries | None
    ) -> Candidates:
        """Return the candidate owners of a figure with their features; that nobody owns it has none.

        `previous` owns the figure before in the sentence, `partner` the one that this one is linked to.
        """
        case = self._case(draft, head, previous, partner)
        figure = [self.of_figure, self._of_clause(case.clause), *features_of_figure(case, self.tokens)]
        options: dict[Countries, tuple[Part, ...]] = {NOBODY: ()}
        shapes = {name: Part(prefixes, figure, ALL_SHAPES) for name, prefixes in SHAPES.items()}
        where, parts, sides = {}, {}, {}
        same = case.told_beside()
        for rank, iso3 in enumerate(self._candidates(case)):
            where[iso3], parts[iso3], side = self._side(iso3, case, rank)
            told = self.article.history((iso3,), self.number), tuple(same.get((iso3,), ()))
            alone = _alone(parts[iso3], case.group, where[iso3], *told)
            options[(iso3,)] = shapes[f"1{where[iso3]}"], Part(ALONE, [alone, *side])
            sides[iso3] = Part(SIDE, side)
        for owners, shape, groups in self.pair_features.describe(case, where, parts):
            options[owners] = shapes[f"2{shape}"], sides[owners[0]], sides[owners[1]], Part(BOTH, groups)
        first = draft.first
        return Candidates(where, options, self.beside.get(first), self.partners.get(first, ()), self.acted.get(first))

    def _case(
        self, draft: FigureDraft, head: Head | None, previous: Countries | None, partner: Countries | None
    ) -> FigureCase:
        clause = self.clauses.around(draft.first, draft.last)
        here = len({mention.iso3 for mention in self.countries if clause.holds(mention.first)})
        everywhere = len({mention.iso3 for mention in self.countries})
        noun = stem(self.tokens.lower[head.last - 1]) if head else ""
        here, everywhere = min(here, NAMED), min(everywhere, NAMED)
        return FigureCase(draft, head, clause, here, everywhere, previous, partner, self.carried, noun)

    def _candidates(self, case: FigureCase) -> list[str]:
        """Return the countries that a figure may be about: those named near it, then likely ones of the article."""
        clause, draft = case.clause, case.draft
        distance = {
            iso3: min((not clause.holds(one.first), one.gap(draft)) for one in found)
            for iso3, found in self.named.items()
        }
        near = sorted(distance, key=distance.__getitem__)[:MOST_NAMED]
        elsewhere = (iso3 for iso3 in (*(case.previous or ()), *self.likely) if iso3 not in self.named)
        return list(dict.fromkeys((*near, *elsewhere)))[:MOST]

    def _of_clause(self, clause: OwnerClause) -> FeatureGroup:
        if clause not in self.of_clauses:
            self.of_clauses[clause] = features_of_clause(self.tokens, self.rules, clause)
        return self.of_clauses[clause]

    def _side(self, iso3: str, case: FigureCase, rank: int) -> tuple[str, str, list[FeatureGroup]]:
        """Return where a country is named, the part that it plays, and its features."""
        if iso3 not in self.of_countries:
            carried = self.carried or ()
            found = ("carried", f"carried {len(carried)}") if iso3 in carried else ()
            self.of_countries[iso3] = (*self.article.features_of(iso3, self.number), *found)
        known, mentions = self.of_countries[iso3], self.named.get(iso3)
        if mentions:
            side = CountryFeatures(mentions, case, self.tokens, self.rules, rank)
            where = HERE if any(case.clause.holds(one.first) for one in mentions) else ELSEWHERE
            part, groups = side.part, [side.features]
        else:
            where, part = UNNAMED, next((part for part in UNSAID if part in known), "far")
            groups = [_unnamed(case.here), _joined(self.opening, known)]
        groups.append(_joined(where, known))
        if case.previous and iso3 in case.previous:
            groups.append(_joined(where, ("previous", f"previous {len(case.previous)}")))
        if case.partner and iso3 in case.partner:
            groups.append(_joined(where, (f"partner {len(case.partner)}",)))
        return where, part, groups


@memoised
def _unnamed(here: int) -> tuple[str, ...]:
    return "unnamed", f"unnamed among {here}"


@memoised
def _joined(with_this: str, known: tuple[str, ...]) -> list[str]:
    return [f"{with_this} {feature}" for feature in known]


@memoised
def _alone(part: str, group: str, where: str, history: tuple[str, ...], same_as: tuple[str, ...]) -> list[str]:
    found = [f"shape {where}", f"part {part}", f"part {part} {group}"]
    return [*found, *history, *(f"as {name}" for name in same_as)]
