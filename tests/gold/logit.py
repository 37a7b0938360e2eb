"""A conditional logit: what features weigh, learned from examples in which one of several candidates is right.

A candidate's score is the sum of the weights of its features; its probability is exp(score), divided by the sum of that
over its example. Traits come in groups that many candidates share: what is asked of a feature is asked once a group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

PENALTY = 8.0  # of 1, 3, 8, 15 and 30 the best on articles not learned from
STEPS = 200
Vector = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Traits that stand together, by their names; equal to itself alone, so that a dictionary finds it at once."""

    features: tuple[str, ...]


class Example(NamedTuple):
    """One choice: its article, the groups of features of each candidate, which of them is right, and what it counts."""

    article: str
    candidates: list[list[Group]]
    right: int
    counts: float


class Choices(NamedTuple):
    """Examples in arrays, their candidates one after the other."""

    features: Vector  # the columns of the first candidate's features, then the second's, …
    bounds: Vector  # where in these a candidate begins, and at last where the last one ends
    begins: Vector  # the first candidate of each example
    example: Vector  # of each candidate
    right: Vector  # the right candidate of each example
    counts: Vector  # what each example counts


def learn(examples: Sequence[Example], fewest: int, penalty: float = PENALTY) -> dict[str, float]:
    """Return feature → weight, of the features that so many articles have: in fewer a feature tells of them alone."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    columns = {feature: at for at, feature in enumerate(frequent(examples, fewest))}
    choices = arrange(examples, columns)
    shape = (len(choices.example), len(columns))
    matrix = csr_matrix((np.ones(len(choices.features)), choices.features, choices.bounds), shape=shape)
    given, start = (matrix, matrix.T.tocsr(), choices, penalty), np.zeros(len(columns))
    found = minimize(loss, start, given, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(columns, found.x.tolist(), strict=True))


def frequent(examples: Iterable[Example], fewest: int) -> list[str]:
    """Return the features that are in so many articles, in alphabetical order."""
    groups: dict[Group, set[str]] = defaultdict(set)
    for example in examples:
        for group in set(chain.from_iterable(example.candidates)):
            groups[group].add(example.article)
    features: dict[str, set[str]] = defaultdict(set)
    for group, articles in groups.items():
        for feature in group.features:
            features[feature] |= articles
    return sorted(feature for feature, articles in features.items() if len(articles) >= fewest)


def arrange(examples: Sequence[Example], columns: Mapping[str, int]) -> Choices:
    """Return examples in arrays; a feature that has no column is left out."""
    candidates = [candidate for example in examples for candidate in example.candidates]
    groups = dict.fromkeys(chain.from_iterable(candidates))
    known = {group: [columns[feature] for feature in group.features if feature in columns] for group in groups}
    rows = [[known[group] for group in candidate] for candidate in candidates]
    many = [len(example.candidates) for example in examples]
    begins = np.cumsum([0, *many[:-1]])
    return Choices(
        np.fromiter(chain.from_iterable(chain.from_iterable(rows)), np.int32),
        np.cumsum([0, *(sum(map(len, row)) for row in rows)]),
        begins,
        np.repeat(np.arange(len(examples)), many),
        begins + np.array([example.right for example in examples]),
        np.array([example.counts for example in examples]),
    )


def loss(weights: Vector, matrix: Any, turned: Any, choices: Choices, penalty: float = PENALTY) -> tuple[float, Vector]:
    """Return the negative log-likelihood with the L2 penalty, and its gradient.

    `matrix` has a row a candidate that counts its features by column, and `turned` is the same transposed.
    """
    begins, example, right, counts = choices[2:]
    scores = matrix @ weights
    scores -= np.maximum.reduceat(scores, begins)[example]
    powers = np.exp(scores)
    totals = np.add.reduceat(powers, begins)
    slopes = powers / totals[example] * counts[example]
    slopes[right] -= counts
    missed = counts @ (np.log(totals) - scores[right])
    return missed + penalty / 2 * (weights @ weights), turned @ slopes + penalty * weights
