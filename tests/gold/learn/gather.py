"""Examples of decisions: what models were asked while annotated articles were read, and what the gold answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any

from dyadwire.transforms.text.decide.explain import ObservedModel
from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, Part
from dyadwire.transforms.text.decide.model import Features, Model, Option, Parts, Place, load_model, use_model
from tests.gold.learn.answers import ANSWERS, LEANING_COUNTS, UNSURE, is_loose, is_real, leaning_of
from tests.gold.learn.invented import read_invented, read_invented_owners
from tests.gold.learn.real import FOLDS, Row, fold_of, read
from tests.gold.learn.told_acts import read_acts_besides
from tests.gold.logit import PENALTY, Example, Group, learn

LOOSE = 0.35  # weight of an example whose answer readers differ on
FEWEST = 3  # articles that a feature must be in to be learned: in fewer it tells of them alone
# Decisions whose mistakes the next one has to live with: what they wrongly let through is an example of it, too.
GATES = frozenset(("person", "act"))
# Decisions made as the gold says while another is learned, so that all that the gold knows is an example of it.
BESIDE = {"act_status": ("act",)}
OF_ACTS = frozenset(("act", "act_code", "act_direction", "act_status"))
# What a decision reads that is learned too, and whose certainty it weighs: learned apart from its articles.
UPSTREAM = {
    "article_pair": ("person", "person_country"),
    "figure_owner": ("person", "person_country", "article_pair", "figure_kept"),
}
# The L2 penalty that did best on articles not learned from, where it is another than logit.PENALTY.
PENALTIES = {
    "figure_ahead": 3.0,
    "act_status": 6.0,
    "act_background": 6.0,
    "article_pair": 15.0,
    "brief_pair": 3.0,
    "act": 14.0,
    "act_code": 3.0,
    "act_direction": 25.0,
}
# What an invented example counts of what others of its kind do: a written sentence tells an act more plainly than news.
# At 0.2 real news gains some tenths more, and single written sentences lose three points of recall.
INVENTED = {"act": 0.6}
OLD_COUNTS = 0.5  # of a pair of the wire reports of 1987, which relate countries as news no longer does


class Listener(ObservedModel):
    """A model that notes what it is asked of the article being read, and answers as the gold does where that speaks."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _known(name).weights)
        self.row: Row = {}
        self.examples: list[Example] = []

    def observe(
        self, place: Place, options: Mapping[Option, Features], answer: dict[Option, float]
    ) -> dict[Option, float]:
        """Note an example; give the right option all probability."""
        right = ANSWERS[self.name](self.row, place, options)
        if right == UNSURE:
            return {option: float(option is True) for option in options}
        groups = [[Group(tuple(features))] for features in options.values()]
        if leaning := leaning_of(self.name, self.row, place):
            self._note(place, list(options), True, groups, LEANING_COUNTS * leaning)
            self._note(place, list(options), False, groups, LEANING_COUNTS * (1 - leaning))
        if right is None or right not in options:
            return answer
        self._note(place, list(options), right, groups)
        if self.name in GATES and not right:
            return answer
        return {option: float(option == right) for option in options}

    def choose_by_parts(self, place: Place, options: Mapping[Option, Parts]) -> dict[Option, float]:
        """Do the same for options that come in parts; where the gold is silent the first is right, which is nobody."""
        right = ANSWERS[self.name](self.row, place, options)
        if right is None or right not in options:
            return {option: float(not at) for at, option in enumerate(options)}
        groups = [
            [_as_group(part.prefixes, tuple(group)) for part in parts for group in part.groups]
            for parts in options.values()
        ]
        self._note(place, list(options), right, groups)
        return {option: float(option == right) for option in options}

    def _note(
        self, place: Place, options: list[Any], right: Any, candidates: list[list[Group]], share: float = 1.0
    ) -> None:
        counts = share * counts_of(self.name, self.row) * (LOOSE if is_loose(self.name, self.row, place) else 1.0)
        self.examples.append(Example(self.row["id"], candidates, options.index(right), counts))


@cache
def _as_group(of: tuple[str, ...], features: tuple[str, ...]) -> Group:
    return Group(tuple(Part(of, [FeatureGroup(features)]).names()))


def note_examples(names: Sequence[str], rows: Iterable[Row]) -> dict[str, list[Example]]:
    """Return the examples of decisions in annotated articles, each read once with what the gold says of all of them."""
    heard = list(dict.fromkeys([*names, *chain.from_iterable(BESIDE.get(name, ()) for name in names)]))
    listeners = {name: Listener(name) for name in heard}
    used = {name: load_model(name) if listeners[name].weights else None for name in heard}
    try:
        for name, listener in listeners.items():
            use_model(listener, name)
        for row in rows:
            for listener in listeners.values():
                listener.row = row
            read(row)
    finally:
        for name in heard:
            use_model(used[name], name)
    return {name: listeners[name].examples for name in names}


def counts_of(name: str, row: Row) -> float:
    """Return what an example of a row counts."""
    old = name == "article_pair" and row.get("round") == "wire"
    times = 1.0 if is_real(row) or "acts" in row else INVENTED.get(name, 1.0)
    return OLD_COUNTS if old else times * float(row.get("counts", 1.0))


def read_besides(names: Iterable[str]) -> list[Row]:
    """Return what some decisions are learned from beside the real articles.

    Where the acts of an invented article are told, what relates two in it does not stand for them.
    """
    told = list(read_acts_besides()) if any(name in OF_ACTS for name in names) else []
    texts = {row["text"] for row in told}
    invented = read_invented()
    plain = [{name: row[name] for name in row if name != "pairs"} if row["text"] in texts else row for row in invented]
    return [*plain, *told]


def _known(name: str) -> Model:
    try:
        return load_model(name)
    except FileNotFoundError:  # a decision that is learned for the first time
        return Model(name, {})


def note_apart(name: str, rows: Sequence[Row]) -> list[Example]:
    """Return the examples of a decision, each article read by upstream decisions that learned from other articles.

    Upstream is surer of articles that it learned from than it will ever be of others: what reads it would trust it too
    far.
    """
    found: list[Example] = []
    for fold in learning_apart(UPSTREAM[name], rows):
        found += note_examples([name], [row for row in (*rows, *read_invented_owners()) if fold_of(row["id"]) == fold])[
            name
        ]
    return found


def learning_apart(names: Sequence[str], rows: Sequence[Row]) -> Iterator[int]:
    """Yield each fold while decisions are in use that learned from the articles of all others."""
    noted = note_examples(names, [*rows, *read_besides(names)])
    for fold in range(FOLDS):
        learn_from({name: [one for one in noted[name] if fold_of(one.article) != fold] for name in names})
        yield fold
        for name in names:
            use_model(None, name)


def learn_from(examples: Mapping[str, Sequence[Example]]) -> dict[str, Model]:
    """Learn decisions from their examples; leave them in use."""
    found = {}
    for name, noted in examples.items():
        found[name] = Model(name, learn(noted, FEWEST, PENALTIES.get(name, PENALTY)))
        use_model(found[name], name)
    return found
