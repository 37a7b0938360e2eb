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

MOST_NAMED = 6  # countries of a sentence that a figure may be about, the nearest
MOST = 7  # countries in all
UNSAID = ("hub", "home", "title", "carried", "before")  # the parts that a country plays without being named


class Description(NamedTuple):
    """All that is known of one figure. Traits are words; a trait that no weight was learned for says nothing."""

    frame: list[str]
    where: dict[str, str]  # candidate countries, the likeliest first: HERE, ELSEWHERE or UNNAMED
    sides: dict[str, list[str]]
    singles: dict[str, list[str]]
    pairs: dict[Countries, list[str]]


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
        self.frame = [*article.traits, self.opening, *cues]
        self.likely, self.carried = article.likely(number), article.carried(number)
        self.bonds = Bonds(tokens, article, number, self.named)
        self.of_clauses: dict[Clause, list[str]] = {}
        self.of_countries: dict[str, list[str]] = {}
        self.known: dict[tuple[str, str], list[str]] = {}

    def describe(
        self, draft: Draft, head: Head | None, previous: Countries | None, partner: Countries | None
    ) -> Description:
        """Describe a figure; `previous` owns the figure before in the sentence, `partner` the one it is linked to."""
        case = self._case(draft, head, previous, partner)
        frame = [*self.frame, *self._of_clause(case.clause), *traits_of_figure(case, self.tokens)]
        where, parts, sides = {}, {}, {}
        for rank, iso3 in enumerate(self._candidates(case)):
            where[iso3], parts[iso3], sides[iso3] = self._side(iso3, case, rank)
        singles = {iso3: self._single(iso3, parts[iso3], case) for iso3 in where}
        return Description(frame, where, sides, singles, dict(self.bonds.of(case, where, parts)))

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

    def _of_clause(self, clause: Clause) -> list[str]:
        if clause not in self.of_clauses:
            self.of_clauses[clause] = traits_of_clause(self.tokens, self.rules, clause)
        return self.of_clauses[clause]

    def _side(self, iso3: str, case: Case, rank: int) -> tuple[str, str, list[str]]:
        """Return where a country is named, the part that it plays, and its traits."""
        mentions = self.named.get(iso3)
        if mentions:
            side = Side(mentions, case, self.tokens, self.rules, rank)
            where = HERE if any(case.clause.holds(one.first) for one in mentions) else ELSEWHERE
            part, traits = side.part, [*side.traits, *self._known(iso3, where)]
        else:
            where, known = UNNAMED, self._known(iso3, UNNAMED)
            part = next((part for part in UNSAID if f"{UNNAMED} {part}" in known), "far")
            traits = ["unnamed", f"unnamed among {case.here}", *known]
        if case.previous and iso3 in case.previous:
            traits.append(f"{where} previous")
        return where, part, traits

    def _known(self, iso3: str, where: str) -> list[str]:
        """Return what the article tells of a country that the sentence names there, or not at all."""
        if (iso3, where) not in self.known:
            if iso3 not in self.of_countries:
                self.of_countries[iso3] = self.article.traits_of(iso3, self.number)
            traits = self.of_countries[iso3]
            opened = [f"{self.opening} {trait}" for trait in traits] if where == UNNAMED else []
            self.known[iso3, where] = [*(f"{where} {trait}" for trait in traits), *opened]
        return self.known[iso3, where]

    def _single(self, iso3: str, part: str, case: Case) -> list[str]:
        owners = (iso3,)
        found = [f"part {part}", f"part {part} {case.group}", *self.article.memory(owners, self.number)]
        if case.previous == owners:
            found.append("as previous")
        if case.carried == owners:
            found.append("as carried")
        if case.partner == owners:
            found.append("as partner")
        return found
