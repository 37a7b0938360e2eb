"""Raise the floors to just under today's measures: `python -m tests.gold.raise_floors`. Never lowers one."""

from __future__ import annotations

import json
import math

from dyadwire.transforms.text.trained_pipeline import Judge
from tests.gold.quality import LANGUAGES, ROUNDS, WHOSE, gold, load_floors, measure_apart, measure_quality
from tests.gold.score import FOLDER

# A point of slack: in the smallest measures one row is about a point.
SLACK = 1.0


def raise_floor(floor: float, measured: float) -> float:
    """Return the higher of the floor and the measure less the slack, cut to one decimal."""
    return max(floor, math.floor((measured - SLACK) * 10) / 10, 0.0)


def main() -> None:
    """Rewrite floors.json."""
    floors = load_floors()
    measured = {
        "rules": measure_quality(None).measures,
        "model": measure_quality(Judge.load()).measures,
        **{name: measure_apart(gold(name), None) for name in (*ROUNDS, WHOSE, *LANGUAGES)},
    }
    raised = {
        mode: {name: raise_floor(floors.get(mode, {}).get(name, 0.0), value) for name, value in values.items()}
        for mode, values in measured.items()
    }
    (FOLDER / "floors.json").write_text(json.dumps(raised, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
