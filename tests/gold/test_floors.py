"""Quality never falls: every measure stays at or above its floor."""

import pytest

from dyadwire.transforms.text.trained_pipeline import Judge
from tests.gold.quality import LANGUAGES, ROUNDS, WHOSE, gold, load_floors, measure_apart, measure_quality

MODES = ["rules", "model", *ROUNDS, WHOSE, *LANGUAGES]


def measures(mode):
    if mode in (*ROUNDS, WHOSE, *LANGUAGES):
        return measure_apart(gold(mode), None)
    return measure_quality(Judge.load() if mode == "model" else None).measures


@pytest.mark.parametrize("mode", MODES)
def test_measures_keep_their_floors(mode):
    """Look at all measures of one mode, so that only one process of several reads its texts."""
    found, floors = measures(mode), load_floors()[mode]
    assert found.keys() == floors.keys()
    fallen = [name for name, floor in floors.items() if found[name] < floor]
    assert not fallen, f"fell below tests/gold/floors.json: {[(name, found[name], floors[name]) for name in fallen]}"


def test_floors_are_of_modes_that_are_measured():
    assert set(load_floors()) == set(MODES)
