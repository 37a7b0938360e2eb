"""Quality never falls: every measure stays at or above its floor."""

from functools import cache

import pytest

from dyadwire.transforms.text.trained_pipeline import Judge
from tests.gold.quality import LANGUAGES, ROUNDS, WHOSE, gold, load_floors, measure_apart, measure_quality

FLOORS = [
    pytest.param(mode, measure, floor, id=f"{mode}: {measure}")
    for mode, floors in load_floors().items()
    for measure, floor in floors.items()
]


@cache
def measures(mode):
    if mode in (*ROUNDS, WHOSE, *LANGUAGES):
        return measure_apart(gold(mode), None)
    return measure_quality(Judge.load() if mode == "model" else None).measures


@pytest.mark.parametrize(("mode", "measure", "floor"), FLOORS)
def test_measure_keeps_its_floor(mode, measure, floor):
    value = measures(mode)[measure]
    assert value >= floor, f"{measure} fell to {value:.1f} ({mode}); its floor in tests/gold/floors.json is {floor}"


@pytest.mark.parametrize("mode", ["rules", *ROUNDS, WHOSE, *LANGUAGES])
def test_every_measure_has_a_floor(mode):
    assert set(load_floors()[mode]) == set(measures(mode))
