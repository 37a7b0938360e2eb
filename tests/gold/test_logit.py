"""The conditional logit that learns whose a figure is, against the same sums written out."""

import math

import numpy as np
import pytest

from tests.gold.logit import PENALTY, Choices, Example, Group, arrange, frequent, loss

MONEY, NEAR, FAR = Group(("money", "first")), Group(("near",)), Group(("far", "rare"))
EXAMPLES = [
    Example("one", [[MONEY], [MONEY, NEAR], [MONEY, NEAR, FAR, NEAR]], 2, 1.0),  # near: two sides of a pair
    Example("one", [[FAR], [NEAR]], 0, 0.35),
    Example("two", [[], [MONEY, FAR], [NEAR]], 1, 1.0),
]
COLUMNS = {feature: at for at, feature in enumerate(("far", "first", "money", "near"))}
WEIGHTS = np.array([0.5, -1.25, 2.0, 0.75])


def as_matrix(choices: Choices) -> np.ndarray:
    matrix = np.zeros((len(choices.example), len(COLUMNS)))
    for row, (begin, end) in enumerate(zip(choices.bounds, choices.bounds[1:], strict=False)):
        for column in choices.features[begin:end]:
            matrix[row, column] += 1
    return matrix


def loss_at(weights: np.ndarray) -> tuple[float, np.ndarray]:
    choices = arrange(EXAMPLES, COLUMNS)
    matrix = as_matrix(choices)
    return loss(weights, matrix, matrix.T, choices)


def written_out(weights: np.ndarray) -> float:
    known = {feature: weights[at] for feature, at in COLUMNS.items()}
    missed = 0.0
    for example in EXAMPLES:
        features = [[feature for group in candidate for feature in group.features] for candidate in example.candidates]
        powers = [math.exp(sum(known.get(feature, 0.0) for feature in each)) for each in features]
        missed -= example.counts * math.log(powers[example.right] / sum(powers))
    return missed + PENALTY / 2 * sum(weight**2 for weight in weights)


def test_the_loss_is_the_likelihood_of_what_is_right_and_the_penalty():
    assert loss_at(WEIGHTS)[0] == pytest.approx(written_out(WEIGHTS))


def test_the_gradient_is_how_the_loss_changes_with_each_weight():
    step = 1e-5
    steps = np.eye(len(WEIGHTS)) * step
    slopes = [(written_out(WEIGHTS + one) - written_out(WEIGHTS - one)) / (2 * step) for one in steps]
    assert loss_at(WEIGHTS)[1] == pytest.approx(slopes)


def test_large_scores_overflow_nothing():
    value, gradient = loss_at(WEIGHTS * 1000)
    assert math.isfinite(value)
    assert np.isfinite(gradient).all()


def test_a_trait_is_learned_that_enough_articles_have():
    assert frequent(EXAMPLES, 1) == frequent(EXAMPLES, 2) == ["far", "first", "money", "near", "rare"]
    assert frequent([*EXAMPLES, Example("three", [[NEAR], [Group(("money",))]], 0, 1.0)], 3) == ["money", "near"]
    assert frequent(EXAMPLES, 3) == []
