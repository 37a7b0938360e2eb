"""The verbs and nouns of the table of deeds, each with where whom it is done to stands, and what must stand with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.decide.acts.scene import SideMention
from dyadwire.transforms.text.figures.function_words import words_of

NOUN = "noun"  # what the table calls words that are no verbs
GIVER = "giver"  # and whom somebody gets something from: he gives it
TOGETHER = "together"  # and verbs of two that have nobody behind them
NOBODY = "nobody"  # and verbs of what is said against, or for, one who is named before
CLIENT = "client"  # and nouns of what one does for another, who stands behind "for"
PASSIVE = "passive"  # and verbs that tell it where they are passive alone: was attacked by
FRAMES = frozenset(("furnished", "infinitive", "person", "quoted"))  # and what else a verb may be asked to have with it
_OBJECT = frozenset(("object",))
Words = Mapping[str, frozenset[str]]  # by kind
Parties = tuple[SideMention, SideMention]  # who does something, and to whom


class Kinds(NamedTuple):
    """Words that verbs ask for, by kind, apart by where one of them must stand (`act_deed_words`)."""

    beside: Words  # between the verb and whom it is done to, or just behind them
    beyond: Mapping[str, tuple[frozenset[str], int]]  # behind whom it is done to, in so many tokens
    doer: Words  # beside who does it
    given: Words  # between or behind: what the deed is done with
    together: Words  # behind a verb that two do


class Verb(NamedTuple):
    """A verb or noun of the table of deeds."""

    rest: tuple[str, ...]  # its words behind the first
    code: str
    behind: frozenset[str]  # where whom it is done to stands, and the kinds of what it asks for
    kinds: Kinds

    def asked(self, words: Words) -> list[frozenset[str]]:
        """Return those words that the verb asks for, a set for each kind."""
        return [words[kind] for kind in self.behind if kind in words]

    def plain(self) -> Verb:
        """Return a verb that has an object and asks for nothing, as the passive's "by" has who does it."""
        return self._replace(behind=_OBJECT)

    def without_object(self) -> Verb:
        """Return the verb where its object stands elsewhere."""
        return self._replace(behind=self.behind - _OBJECT)

    def is_mutual(self) -> bool:
        """Tell a verb of what two do together."""
        return TOGETHER in self.behind or not self.behind.isdisjoint(self.kinds.together)

    def rank(self) -> tuple[int, int]:
        """Put the longest verbs first, and of one those that ask for more: to order somebody to do what is ordered."""
        of_kinds = (*self.kinds.beside, *self.kinds.beyond, *self.kinds.doer, *self.kinds.given)
        return -len(self.rest), -len(self.behind & FRAMES.union(of_kinds))


@cache
def kinds_of(lexicon: Lexicon) -> Kinds:
    """Return the words that verbs of deeds ask for."""
    rows = lexicon["act_deed_words"]
    of_kind = {row["kind"]: row["words"] for row in rows}

    def words(stands: str) -> Words:
        found = {row["kind"]: row["words"] for row in rows if stands in row["stands"].split()}
        return {kind: words_of(of_kind.get(said, said)) for kind, said in found.items()}

    reaches = {row["kind"]: int(row["reach"]) for row in rows if row["reach"]}
    beyond = {kind: (said, reaches[kind]) for kind, said in words("beyond").items()}
    return Kinds(words("beside"), beyond, words("doer"), words("with"), words("together"))


@cache
def compile_deeds(lexicon: Lexicon) -> Mapping[str, tuple[Verb, ...]]:
    """Return the verbs of deeds by the first word of their forms, the longest first."""
    found: dict[str, list[Verb]] = {}
    kinds = kinds_of(lexicon)
    for row in lexicon["act_deeds"]:
        for form in row["forms"].split():
            first, *rest = form.split("_")
            verb = Verb(tuple(rest), row["code"], frozenset(row["behind"].split()), kinds)
            found.setdefault(first, []).append(verb)
    return {first: tuple(sorted(verbs, key=Verb.rank)) for first, verbs in found.items()}


@cache
def words_of_answers(lexicon: Lexicon) -> frozenset[str]:
    """Return the words with which somebody answers what was told, and leaves out whom."""
    verbs = compile_deeds(lexicon).items()
    return frozenset(first for first, of in verbs if any(NOBODY in verb.behind for verb in of))
