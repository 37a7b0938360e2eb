"""What tells whether two countries are the two sides of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from schemas.dyad import Dyad
from transforms.text.figures.tokens import Tokens
from transforms.text.figures.whose.article import FOCUSES, Article, Countries, fifths
from transforms.text.figures.whose.case import UNNAMED, Case
from transforms.text.figures.whose.frame import stem
from transforms.text.figures.whose.mentions import Mention

APART = 8  # tokens between two countries that are looked at one by one
TOUCHING = 2  # tokens between two countries that are looked at as one


class Bonds:
    """The bonds between the countries of one sentence, and those that it does not name."""

    def __init__(self, tokens: Tokens, article: Article, number: int, named: Mapping[str, Sequence[Mention]]) -> None:
        self.tokens, self.article, self.number, self.named = tokens, article, number, named
        self.related = article.pairs.get(number, {})
        self.before = article.pairs.get(number - 1, {})
        self.in_title = frozenset(article.title)
        self.kept: dict[Countries, list[str]] = {}

    def of(self, case: Case, where: dict[str, str], parts: dict[str, str]) -> Iterator[tuple[Countries, list[str]]]:
        """Yield the pairs of candidates with their traits; `parts`: what each plays in the sentence."""
        told = (
            ("previous", case.previous),
            ("carried", case.carried),
            ("partner", case.partner),
            ("last", self.article.pair),
        )
        group, kind, counts = case.group, case.draft.kind, f"{case.here} {case.everywhere}"
        for one, other in combinations(where, 2):
            owners = (one, other) if one < other else (other, one)
            shape = "".join(sorted((where[one], where[other])))
            if shape == UNNAMED * 2 and not self._is_thinkable(owners, case):
                continue
            part = " + ".join(sorted((parts[one], parts[other])))
            found = [
                f"parts {part}",
                f"parts {part} {group}",
                f"parts {part} {kind}",
                f"shape {shape} {group}",
                f"shape {shape} {kind}",
            ]
            found += [f"shape {shape} {counts}", *self._standing(owners, shape), *self._focus(owners, shape, group)]
            for name, owned in told:
                if owned == owners:
                    found += [f"as {name}", f"{shape} as {name}"]
            yield owners, found

    def _is_thinkable(self, owners: Countries, case: Case) -> bool:
        """Tell pairs that a sentence may speak of without naming either: the article's, or those just told of."""
        told = (case.previous, case.carried, self.article.pair)
        return owners in told or owners in self.article.focus

    def _standing(self, owners: Countries, shape: str) -> list[str]:
        """Return what sentence and article tell of a pair, whatever the figure."""
        found = [text for trait in self.article.memory(owners, self.number) for text in (trait, f"{shape} {trait}")]
        dyad = Dyad(*owners)
        if dyad in self.related:
            found.append(f"{shape} {'related' if self.related[dyad] else 'named'} here")
        if dyad in self.before:
            found.append(f"{'related' if self.before[dyad] else 'named'} before")
        if {*owners} <= self.named.keys():
            if owners not in self.kept:
                self.kept[owners] = self._between(*owners)
            found += self.kept[owners]
        return found

    def _focus(self, owners: Countries, shape: str, group: str) -> list[str]:
        """Return how far the article is about a pair."""
        title = [f"{shape} in title"] if self.in_title.issuperset(owners) else []
        if owners not in self.article.focus:
            return [*title, f"{shape} no focus"]
        rank, found = self.article.focus[owners]
        focus = f"focus {min(rank, FOCUSES)}"
        return [*title, focus, f"{focus} {shape}", f"{focus} {shape} {group}", f"salience {fifths(found.salience)}"]

    def _between(self, one: str, other: str) -> list[str]:
        """Return the words between two countries of the sentence where they stand together."""
        together = [(a, b) if a.first < b.first else (b, a) for a in self.named[one] for b in self.named[other]]
        left, right = min(together, key=lambda two: two[1].first - two[0].last)
        words = self.tokens.lower[left.last : right.first]
        if len(words) > APART:
            return []
        found = [f"between {stem(word)}" for word in words if word.isalpha() or word == ","]
        return [*found, f"joined by {' '.join(words)}"] if len(words) <= TOUCHING else found
