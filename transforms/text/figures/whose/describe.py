"""A figure described by its traits, and everyone whose it may be."""

from __future__ import annotations

from typing import NamedTuple

from transforms.text.figures.drafts import Draft
from transforms.text.figures.measure import Head
from transforms.text.figures.rules import Rules
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.whose.article import Article, Countries
from transforms.text.figures.whose.bonds import Bonds
from transforms.text.figures.whose.case import ELSEWHERE, HERE, NAMED, UNNAMED, Case
from transforms.text.figures.whose.clauses import Clause, Clauses
from transforms.text.figures.whose.frame import (
    traits_of_clause,
    traits_of_figure,
    traits_of_sentence,
)
from transforms.text.figures.whose.mentions import Mention
from transforms.text.figures.whose.sides import Side
from transforms.text.figures.whose.traits import Traits, kept

MOST_NAMED = 6  # countries of a sentence that a figure may be about, the nearest
MOST = 7  # countries in all
UNSAID = ("hub", "home", "title", "carried", "before")  # the parts that a country plays without being named


class Description(NamedTuple):
    """All that is known of one figure. A trait that no weight was learned for says nothing."""

    frame: list[Traits]
    where: dict[str, str]  # candidate countries, the likeliest first: HERE, ELSEWHERE or UNNAMED
    sides: dict[str, list[Traits]]
    singles: dict[str, list[Traits]]
    pairs: dict[Countries, list[Traits]]
    minor: bool  # a trifle


class Sentence:
    """The figures of one sentence, to be described in order."""

    def __init__(self, tokens: Tokens, rules: Rules, mentions: list[Mention], article: Article, number: int) -> None:
        self.tokens, self.rules, self.article, self.number = tokens, rules, article, number
        countries = [mention for mention in mentions if mention.form != "city"]
        self.clauses, self.countries = Clauses(tokens, rules, countries), countries
        self.named: dict[str, list[Mention]] = {}
        for mention in mentions:
            self.named.setdefault(mention.iso3, []).append(mention)
        self.opening, *cues = traits_of_sentence(tokens)
        self.frame = Traits((*article.traits, self.opening, *cues))
        self.likely, self.carried = article.likely(number), article.carried(number)
        self.bonds = Bonds(tokens, article, number, self.named)
        self.of_clauses: dict[Clause, Traits] = {}
        self.of_countries: dict[str, tuple[str, ...]] = {}

    def describe(
        self, draft: Draft, head: Head | None, previous: Countries | None, partner: Countries | None
    ) -> Description:
        """Describe a figure; `previous` owns the figure before in the sentence, `partner` the one it is linked to."""
        case = self._case(draft, head, previous, partner)
        frame = [self.frame, self._of_clause(case.clause), *traits_of_figure(case, self.tokens)]
        where, parts, sides = {}, {}, {}
        for rank, iso3 in enumerate(self._candidates(case)):
            where[iso3], parts[iso3], sides[iso3] = self._side(iso3, case, rank)
        singles = {iso3: self._single(iso3, parts[iso3], case) for iso3 in where}
        return Description(frame, where, sides, singles, dict(self.bonds.of(case, where, parts)), draft.minor)

    def _case(self, draft: Draft, head: Head | None, previous: Countries | None, partner: Countries | None) -> Case:
        clause = self.clauses.around(draft.first, draft.last)
        here = len({mention.iso3 for mention in self.countries if clause.holds(mention.first)})
        everywhere = len({mention.iso3 for mention in self.countries})
        return Case(draft, head, clause, min(here, NAMED), min(everywhere, NAMED), previous, partner, self.carried)

    def _candidates(self, case: Case) -> list[str]:
        """Return the countries that a figure may be about: those named near it, then those told of."""
        clause, draft = case.clause, case.draft
        distance = {
            iso3: min((not clause.holds(one.first), one.gap(draft)) for one in found)
            for iso3, found in self.named.items()
        }
        near = sorted(distance, key=distance.__getitem__)[:MOST_NAMED]
        told = (iso3 for iso3 in (*(case.previous or ()), *self.likely) if iso3 not in self.named)
        return list(dict.fromkeys((*near, *told)))[:MOST]

    def _of_clause(self, clause: Clause) -> Traits:
        if clause not in self.of_clauses:
            self.of_clauses[clause] = traits_of_clause(self.tokens, self.rules, clause)
        return self.of_clauses[clause]

    def _side(self, iso3: str, case: Case, rank: int) -> tuple[str, str, list[Traits]]:
        """Return where a country is named, the part that it plays, and its traits."""
        if iso3 not in self.of_countries:
            self.of_countries[iso3] = self.article.traits_of(iso3, self.number)
        known, mentions = self.of_countries[iso3], self.named.get(iso3)
        if mentions:
            side = Side(mentions, case, self.tokens, self.rules, rank)
            where = HERE if any(case.clause.holds(one.first) for one in mentions) else ELSEWHERE
            part, groups = side.part, [side.traits]
        else:
            where, part = UNNAMED, next((part for part in UNSAID if part in known), "far")
            groups = [_unnamed(case.here), _joined(self.opening, known)]
        groups.append(_joined(where, known))
        if case.previous and iso3 in case.previous:
            groups.append(_joined(where, ("previous", f"previous {len(case.previous)}")))
        if case.partner and iso3 in case.partner:
            groups.append(_joined(where, (f"partner {len(case.partner)}",)))
        return where, part, groups

    def _single(self, iso3: str, part: str, case: Case) -> list[Traits]:
        owners = (iso3,)
        told = ("previous", case.previous), ("carried", case.carried), ("partner", case.partner)
        found = tuple(name for name, owned in told if owned == owners)
        return [_alone(part, case.group, self.article.memory(owners, self.number), found)]


@kept
def _unnamed(here: int) -> tuple[str, ...]:
    return "unnamed", f"unnamed among {here}"


@kept
def _joined(with_this: str, known: tuple[str, ...]) -> list[str]:
    return [f"{with_this} {trait}" for trait in known]


@kept
def _alone(part: str, group: str, memory: tuple[str, ...], told: tuple[str, ...]) -> list[str]:
    return [f"part {part}", f"part {part} {group}", *memory, *(f"as {name}" for name in told)]
