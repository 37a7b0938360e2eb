"""Features of a pair of countries as the two owners of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, memoised
from dyadwire.transforms.text.decide.owners.case import UNNAMED, FigureCase
from dyadwire.transforms.text.decide.owners.context import FOCUSES, Countries, OwnerContext, steps
from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.decide.owners.figure_features import stem
from dyadwire.transforms.text.figures.tokens import Tokens

APART = 8  # tokens between two countries that are looked at one by one
TOUCHING = 2  # tokens between two countries that are looked at as one


class OwnerPairFeatures:
    """The features of the pairs of one sentence: of countries that it names, and of those that it does not."""

    def __init__(
        self, tokens: Tokens, article: OwnerContext, number: int, named: Mapping[str, Sequence[CountryMention]]
    ) -> None:
        self.tokens, self.article, self.number, self.named = tokens, article, number, named
        self.here, self.before = (_told(article, one, when) for one, when in ((number, "here"), (number - 1, "before")))
        self.in_title = frozenset(article.title)
        self.between: dict[Countries, FeatureGroup] = {}

    def describe(
        self, case: FigureCase, where: dict[str, str], parts: dict[str, str]
    ) -> Iterator[tuple[Countries, str, list[FeatureGroup]]]:
        """Yield the pairs of candidates, where the two are named, and their features; `parts`: what each plays here."""
        figure = case.group, case.draft.kind, case.noun, case.here, case.everywhere
        same = case.told_beside()
        same.setdefault(self.article.pair, []).append("last")
        for one, other in combinations(where, 2):
            owners = (one, other) if one < other else (other, one)
            shape = where[one] + where[other] if where[one] < where[other] else where[other] + where[one]
            if shape == UNNAMED * 2 and not self._is_thinkable(owners, case):
                continue
            two = (parts[one], parts[other]) if parts[one] < parts[other] else (parts[other], parts[one])
            found = [
                _cast(*two, shape, *figure),
                self._history(owners, shape, tuple(same.get(owners, ()))),
                self._focus(owners, shape, case.group),
            ]
            if UNNAMED not in shape:
                found.append(self._between(owners))
            yield owners, shape, found

    def _is_thinkable(self, owners: Countries, case: FigureCase) -> bool:
        """Recognise pairs that a sentence may speak of without naming either: the article's, or those just told of."""
        just_told = (case.previous, case.carried, self.article.pair)
        return owners in just_told or owners in self.article.focus

    def _history(self, owners: Countries, shape: str, same_as: tuple[str, ...]) -> FeatureGroup:
        """Return what sentence and article have told of a pair; `same_as`: figures beside that are the pair's."""
        told = self.here.get(owners, ""), self.before.get(owners, "")
        return _history(shape, self.article.history(owners, self.number), *told, same_as)

    def _focus(self, owners: Countries, shape: str, group: str) -> FeatureGroup:
        """Return how far the article is about a pair."""
        in_title = self.in_title.issuperset(owners)
        if owners not in self.article.focus:
            return _no_focus(shape, in_title)
        rank, found = self.article.focus[owners]
        rivals = self.article.rivals(found.salience)
        return _in_focus(shape, in_title, min(rank, FOCUSES), group, steps(found.salience), min(rivals, FOCUSES))

    def _between(self, owners: Countries) -> FeatureGroup:
        """Return the words between two countries of the sentence where they stand together."""
        if owners not in self.between:
            one, other = (self.named[iso3] for iso3 in owners)
            together = [(a, b) if a.first < b.first else (b, a) for a in one for b in other]
            nearest = min(together, key=lambda two: two[1].first - two[0].last)
            self.between[owners] = FeatureGroup(self._words_between(*nearest))
        return self.between[owners]

    def _words_between(self, left: CountryMention, right: CountryMention) -> list[str]:
        words = self.tokens.lower[left.last : right.first]
        if len(words) > APART:
            return []
        found = [f"between {stem(word)}" for word in words if word.isalpha() or word == ","]
        return [*found, f"joined by {' '.join(words)}"] if len(words) <= TOUCHING else found


def _told(article: OwnerContext, number: int, when: str) -> dict[Countries, str]:
    """Return what a sentence tells of the pairs that it names."""
    pairs = article.pairs.get(number, {})
    return {pair: f"{'related' if related else 'named'} {when}" for pair, related in pairs.items()}


@memoised
def _cast(
    one: str, other: str, shape: str, group: str, kind: str, noun: str, here: int, everywhere: int
) -> tuple[str, ...]:
    parts = f"parts {one} + {other}"
    return (
        *(parts, f"{parts} {group}", f"{parts} {kind}", f"{2 - shape.count(UNNAMED)} named, noun {noun}"),
        *(f"shape {shape}", f"shape {shape} {group}", f"shape {shape} {kind}", f"shape {shape} {here} {everywhere}"),
    )


@memoised
def _history(shape: str, history: tuple[str, ...], here: str, before: str, same_as: tuple[str, ...]) -> Iterator[str]:
    for feature in [*history, *(f"as {name}" for name in same_as)]:
        yield from (feature, f"{shape} {feature}")
    if here:
        yield f"{shape} {here}"
    if before:
        yield before


@memoised
def _in_focus(shape: str, in_title: bool, rank: int, group: str, salience: int, rivals: int) -> tuple[str, ...]:
    focus, likely = f"focus {rank}", f"salience {salience}"
    found = (
        *(focus, f"{focus} {shape}", f"{focus} {shape} {group}", f"{likely} {shape} {group}", f"{likely} {group}"),
        *(f"rivals {rivals}", f"{likely} rivals {rivals}", f"{shape} rivals {rivals}"),
        *(f"from {step}" for step in range(1, salience + 1)),
        *(f"{shape} from {step}" for step in range(1, salience + 1)),
    )
    return (*found, f"{shape} in title") if in_title else found


@memoised
def _no_focus(shape: str, in_title: bool) -> tuple[str, ...]:
    return (f"{shape} no focus", f"{shape} in title") if in_title else (f"{shape} no focus",)
