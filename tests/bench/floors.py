"""The ratios that must not fall: kept in floors.json, and compared with those of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.15  # of a floor: what medians of a few rounds differ by on a machine with other work


def load_floors() -> dict[str, float]:
    """Return the floor of each row."""
    found: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def keep_floors(ratios: Mapping[str, float | None], keys: Iterable[str]) -> None:
    """Make today's ratios the floors of their rows; rows that were not measured keep theirs, others are dropped."""
    measured = {key: float(f"{ratio:.3g}") for key, ratio in ratios.items() if ratio is not None}
    found = load_floors() | measured
    kept = {key: found[key] for key in keys if key in found}
    FLOORS.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def fallen(ratios: Mapping[str, float | None], floors: Mapping[str, float]) -> list[str]:
    """Return a line for each ratio that is further below its floor than the slack, or is no longer measured at all.

    None is the ratio of a row whose peer is not installed: nothing is said of it.

    >>> fallen({"a": 0.84, "b": 0.86, "c": None}, {"a": 1.0, "b": 1.0, "c": 1.0, "d": 2.0})
    ['a: 0.84, its floor is 1', 'd: is not measured any more']
    """
    told = []
    for key, floor in floors.items():
        ratio = ratios.get(key)
        if key not in ratios:
            told.append(f"{key}: is not measured any more")
        elif ratio is not None and ratio < floor * (1 - SLACK):
            told.append(f"{key}: {ratio:.3g}, its floor is {floor:g}")
    return told
