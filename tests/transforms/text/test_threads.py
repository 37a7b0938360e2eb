"""Runners read texts in several threads of one process: what one thread has begun, no other takes for whole."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dyadwire.transforms.text.decide.feature_groups import FeatureGroup, Part
from dyadwire.transforms.text.decide.model import Model

THREADS = 8
WEIGHTS = {f"{of}|{number}": 0.5 for number in range(40_000) for of in ("near", "far")}


@pytest.fixture
def hurried():
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(ask):
    """Ask in all threads at the same time; what they were told."""
    start = Barrier(THREADS)

    def one(number):
        start.wait()
        return ask(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return set(pool.map(one, range(THREADS)))


def test_weights_are_seen_whole(hurried):
    model = Model("pair", WEIGHTS)
    group = FeatureGroup([str(number) for number in range(40_000)])
    score = at_once(lambda _: model._weigh(Part(("near", "far"), [group]), {}))
    assert score == {40_000.0}
    assert model._weigh(Part(("near", "far"), [group]), {}) == 40_000.0  # what is remembered
