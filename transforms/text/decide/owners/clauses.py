"""Cut a sentence into clauses, whose words can say which countries own a figure."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, pairwise
from typing import NamedTuple

from dyadwire.transforms.text.decide.owners.country_places import CountryMention
from dyadwire.transforms.text.figures.function_words import RELATIVES
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.tokens import Tokens

PART_REACH = 4  # tokens between a comma and what tells that a part follows
PART_WORDS = frozenset(("of", whole) for whole in ("it", "them", "which", "that", "these", "those"))
AFTER_THOSE = (["from"], ["to"], ["with"], ["of"], ["for"])


class OwnerClause(NamedTuple):
    """The tokens of a clause, those of asides in it excepted: they are clauses of their own."""

    first: int
    last: int
    hidden: frozenset[int] = frozenset()

    def holds(self, at: int) -> bool:
        """Tell whether a token belongs to the clause."""
        return self.first <= at < self.last and at not in self.hidden


class OwnerClauses:
    """The clauses of one sentence, cut at the words of the lexicon, at relatives, and before ", driven by"."""

    def __init__(self, tokens: Tokens, rules: Rules, mentions: list[CountryMention]) -> None:
        self.tokens = tokens
        lower, boundary = tokens.lower, rules.words["boundary"]
        cuts = [at for at, word in enumerate(lower) if word in boundary]
        relatives = [at for at in cuts if lower[at] in RELATIVES]
        if "," in lower:
            parts = self._parts(mentions) if len(mentions) > 1 else frozenset()
            cuts = sorted(parts.union(cuts, self._participles(), self._reasons()))
        if "those" in lower:
            cuts = sorted({*cuts, *self._elided_nouns()})
        self.asides = [aside for relative in relatives if (aside := self._aside(relative, cuts))]
        self.hidden = frozenset(chain.from_iterable(self.asides))
        self.cuts = [at for at in cuts if at not in self.hidden] if self.hidden else cuts

    def _participles(self) -> list[int]:
        """Find the "driven" of ", driven by car shipments"."""
        lower = self.tokens.lower
        if "by" not in lower:
            return []
        found = [at - 1 for at, word in enumerate(lower) if word == "by" and at > 1 and lower[at - 2] == ","]
        return [at for at in found if lower[at].endswith(("ed", "en"))]

    def _reasons(self) -> list[int]:
        """Find the "as" of ", as its quarrel with Washington kept them away"."""
        lower, lower_at = self.tokens.lower, self.tokens.lower_at
        if "as" not in lower:
            return []
        found = (at for at, word in enumerate(lower) if word == "as" and lower_at(at - 1) == ",")
        return [at for at in found if lower_at(at + 1) not in ("well", "of", "much", "many", "a", "an", "against")]

    def _elided_nouns(self) -> list[int]:
        """Find the "and" of "and those from Japan"."""
        lower = self.tokens.lower
        found = (at for at, word in enumerate(lower) if word == "those" and lower[at + 1 : at + 2] in AFTER_THOSE)
        return [at - 1 for at in found if at > 1 and lower[at - 1] in ("and", ",")]

    def _parts(self, mentions: list[CountryMention]) -> frozenset[int]:
        """Find the commas of ", about 40 percent of it from Australia" and ", with India taking 950,000"."""
        lower = self.tokens.lower
        firsts = {mention.first for mention in mentions}
        found: set[int] = set()
        if "with" not in lower and "of" not in lower:
            return frozenset()
        for at in [at for at, word in enumerate(lower) if word == ","]:
            if lower[at + 1 : at + 2] == ["with"]:
                place = next((near for near in range(at + 2, at + 2 + PART_REACH) if near in firsts), None)
                if place and all(word.isalpha() for word in lower[at + 2 : place]):
                    found.add(at)
            ahead = lower[at + 1 : at + 3 + PART_REACH]
            if "all" not in ahead and any(pair in PART_WORDS for pair in pairwise(ahead)):
                found.add(at)
        return frozenset(found)

    def _aside(self, relative: int, cuts: list[int]) -> range | None:
        """Return the tokens of ", which operates the pipeline," up to its comma; None where the sentence ends in it.

        So of ", of which Germany has a third,".
        """
        lower_at = self.tokens.lower_at
        begin = relative - (lower_at(relative - 1) == "of")
        if lower_at(begin - 1) != ",":
            return None
        after = bisect_left(cuts, relative + 1)
        end = cuts[after] if after < len(cuts) else len(self.tokens)
        try:
            comma = self.tokens.lower.index(",", relative, end)
        except ValueError:
            return None
        return None if lower_at(comma + 1) in ("and", "or", "") else range(begin, comma + 1)

    def around(self, first: int, last: int) -> OwnerClause:
        """Return the clause of the words from one token up to another."""
        if first in self.hidden:
            aside = next(aside for aside in self.asides if first in aside)
            return OwnerClause(aside.start, aside.stop)
        before, after = bisect_left(self.cuts, first), bisect_left(self.cuts, last)
        begin = self.cuts[before - 1] + 1 if before else 0
        return OwnerClause(begin, self.cuts[after] if after < len(self.cuts) else len(self.tokens), self.hidden)
