"""Where the labels of a panel stand, beside their marks and upon nothing else."""

from __future__ import annotations

import math
from datetime import date
from typing import Any, NamedTuple

from dyadwire.pipelines.charts.vega import WIDTH

PANEL_HEIGHT = 190  # pixels
_MOST_LABELS = 14  # of a panel; the rest is told on hovering
_LETTER, _LABEL_HEIGHT = 7.0, 16.0  # pixels
# Where the labels of both axes stand, left of a panel and below it.
_AXES = ((-math.inf, -math.inf, 0, math.inf), (-math.inf, PANEL_HEIGHT, math.inf, math.inf))


class Place(NamedTuple):
    """Where a label stands beside its mark: the pixels from one to the other, and how the text is aligned."""

    dx: float
    dy: float
    align: str

    def box(self, x: float, y: float, label: str) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of the label of a mark at a place."""
        width = _LETTER * len(label)
        left = x + self.dx - {"left": 0, "center": width / 2, "right": width}[self.align]
        return left, y + self.dy - _LABEL_HEIGHT / 2, left + width, y + self.dy + _LABEL_HEIGHT / 2


PLACES = {
    "above": Place(0, -17, "center"),
    "below": Place(0, 19, "center"),
    "right": Place(14, 0, "left"),
    "left": Place(-14, 0, "right"),
}


class _Panel(NamedTuple):
    """Where dates and values of a panel lie, in pixels from its left and its top."""

    first: date
    last: date
    low: float
    high: float

    @classmethod
    def of(cls, points: list[dict[str, Any]], domain: list[date]) -> _Panel:
        """Return the panel of some points, in which zero has a place."""
        values = [0, *(point["value"] for point in points)]
        first, last = domain
        return cls(first, last, min(values), max(values))

    def x(self, day: str) -> float:
        """Return where a date lies."""
        return (date.fromisoformat(day) - self.first) / (self.last - self.first) * WIDTH

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return PANEL_HEIGHT * (self.high - value) / ((self.high - self.low) or 1)

    def centre(self, point: dict[str, Any]) -> tuple[float, float]:
        """Return where the mark of a point lies."""
        return self.x(point["middle"]), self.y(point["value"])

    def box(self, point: dict[str, Any]) -> tuple[float, ...]:
        """Return what a point itself covers, from its left and top to its right and bottom."""
        middle, y = self.x(point["middle"]), self.y(point["value"])
        return min(self.x(point["start"]), middle - 8), y - 6, max(self.x(point["end"]), middle + 8), y + 6


def with_places(points: list[dict[str, Any]], domain: list[date]) -> list[dict[str, Any]]:
    """Say where each label goes, or nowhere: those that most outlets report choose first a place that is free."""
    panel = _Panel.of(points, domain)
    taken, centres = [*_AXES, *map(panel.box, points)], {panel.centre(point) for point in points}
    places: dict[tuple[str, float, str], str] = {}
    for point in sorted(points, key=lambda point: -point["outlets"])[:_MOST_LABELS]:
        key = point["middle"], point["value"], point["label"]
        own = panel.centre(point)
        boxes = {name: place.box(*own, key[2]) for name, place in PLACES.items()}
        free = (name for name, box in boxes.items() if not any(_overlap(box, other) for other in taken))
        near = (name for name in free if not any(_is_between(other, boxes[name], own) for other in centres - {own}))
        if key not in places and (name := next(near, None)):
            places[key] = name
            taken.append(boxes[name])
    return [point | {"place": _taken_out(places, point)} for point in points]


def _taken_out(places: dict[tuple[str, float, str], str], point: dict[str, Any]) -> str:
    """Return the place of a point's label; of several that read alike only the first has one."""
    return places.pop((point["middle"], point["value"], point["label"]), "nowhere")


def _is_between(other: tuple[float, float], box: tuple[float, ...], own: tuple[float, float]) -> bool:
    """Tell whether another mark lies between a label and its own: a reader would take it for the one that is named."""
    reached = min(box[0], own[0]), min(box[1], own[1]), max(box[2], own[0]), max(box[3], own[1])
    return _overlap(reached, (*other, *other))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
