"""Layout of the network drawing: places of countries, widths of lines, angles of names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.places import name_of, pair_name
from dyadwire.pipelines.messages import plural

MOST_EDGES = 60  # more lines cover each other
MOST_LEVEL = 16  # countries whose names stand level and apart
_RADIUS, _NAMES = 230, 14  # pixels, and the size of letters
_LETTER, _ASIDE, _EDGE = 0.56, 26, 16  # a letter, of its size; pixels from a dot to the end of its name, and around all
_WIDEST, _LARGEST = 14, 15  # a line, the radius of a dot


class Line(NamedTuple):
    """One pair, from dot to dot."""

    x: float
    y: float
    x2: float
    y2: float
    width: float
    title: str


class Dot(NamedTuple):
    """One country: a dot, and a name beside it, turned by degrees about the dot."""

    x: float
    y: float
    r: float
    title: str
    name: str
    text_x: float
    anchor: str
    turn: float


class Drawing(NamedTuple):
    """A drawing of lines and dots, with what it shows in words."""

    width: int
    height: int
    summary: str
    lines: list[Line]
    dots: list[Dot]


def network_plot(answer: Answer) -> Drawing:
    """Lay out the heaviest edges of an answer with the columns source, target and weight, in any order."""
    every, counted = pairs_of(answer), counted_by(answer)
    heaviest_first = sorted(every, key=lambda edge: -edge["weight"])
    edges = [(edge["source"], edge["target"], edge["weight"]) for edge in heaviest_first[:MOST_EDGES]]
    weights = weights_of(edges)
    on_circle = circle(by_weight(weights))
    left, right, bottom, top = reach(on_circle, _RADIUS, _NAMES)
    places = {code: (_RADIUS * x - left, top - _RADIUS * y) for code, (x, y) in on_circle.items()}
    some = (
        f"the {len(edges)} heaviest of {len(every):,} pairs" if len(every) > len(edges) else plural(len(edges), "pair")
    )
    shown = "Countries covered together" if counted == "article" else "Countries that act to one another"
    summary = f"{shown}: {some}. A line is a pair, as wide as it has {counted}s; a dot is a country."
    most = max((weight for *_, weight in edges), default=1)
    lines = [_line(places, edge, most, counted) for edge in edges]
    heaviest = max(weights.values(), default=1)
    labels = {code: plural(weights[code], counted) for code in places}
    dots = [_dot(places[code], on_circle, code, labels[code], weights[code] / heaviest) for code in places]
    return Drawing(round(right - left), round(top - bottom), summary, lines, dots)


def counted_by(answer: Answer) -> str:
    """Tell what the edges of a network weigh: articles about a pair, or acts, whose edges have a direction."""
    return "act" if "mutual" in answer.columns else "article"


def pairs_of(answer: Answer) -> list[dict[str, Any]]:
    """Return the pairs of a network. Of acts, what goes from one to the other and what comes back are one pair.

    What both did together is in both edges, and counts once.
    """
    edges = answer.named
    if counted_by(answer) == "article":
        return edges
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for edge in edges:
        one, other = sorted((edge["source"], edge["target"]))
        pair = pairs.setdefault((one, other), {"source": one, "target": other, "weight": 0, "mutual": edge["mutual"]})
        pair["weight"] += edge["weight"] - edge["mutual"]
    for pair in pairs.values():
        pair["weight"] += pair["mutual"]
    return sorted(pairs.values(), key=lambda pair: (-pair["weight"], pair["source"], pair["target"]))


def weights_of(edges: Sequence[tuple[str, str, int]]) -> Counter[str]:
    """Return the articles of all pairs of each country."""
    weights: Counter[str] = Counter()
    for source, target, weight in edges:
        weights.update({source: weight, target: weight})
    return weights


def by_weight(weights: Counter[str]) -> list[str]:
    """Return the countries, the heaviest first."""
    return [code for code, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))]


def circle(codes: list[str]) -> dict[str, tuple[float, float]]:
    """Place the heaviest countries far from each other, so that the lines between them can be seen."""
    turn = 2 * math.pi / max(len(codes), 1)
    places = {rank: place for place, rank in enumerate(sorted(range(len(codes)), key=_halved))}
    return {code: (math.sin(places[rank] * turn), math.cos(places[rank] * turn)) for rank, code in enumerate(codes)}


def are_level(countries: int) -> bool:
    """Tell whether names stand level: of more countries they would cover each other, and are turned outwards."""
    return countries <= MOST_LEVEL


def is_right(across: float) -> bool:
    """Tell whether the name of a dot stands to its right: of one on the left half of a circle it does not."""
    return across > -0.01


def reach(places: dict[str, tuple[float, float]], radius: float, letters: float) -> tuple[float, float, float, float]:
    """Return how far left, right, down and up of the centre dots and names of such letters lie, in pixels.

    >>> [round(end) for end in reach({"CHN": (0, 1), "RUS": (0, -1)}, 100, 10)]
    [-16, 76, -116, 116]
    """
    ends = [(radius * x, radius * y) for x, y in places.values()] or [(0.0, 0.0)]
    for code, (x, y) in places.items():
        away = _ASIDE + _LETTER * letters * len(name_of(code))
        along, up = (1 if is_right(x) else -1, 0) if are_level(len(places)) else (x, y)
        ends.append((radius * x + along * away, radius * y + up * away))
    across, upright = zip(*ends, strict=True)
    return min(across) - _EDGE, max(across) + _EDGE, min(upright) - _EDGE, max(upright) + _EDGE


def _halved(rank: int) -> int:
    """Return how far around the circle a rank stands: each halves what those before it left, the second opposite."""
    return int(f"{rank:016b}"[::-1], 2)


def _line(places: dict[str, tuple[float, float]], edge: tuple[str, str, int], most: int, counted: str) -> Line:
    source, target, weight = edge
    x, y, x2, y2 = (round(value, 1) for value in (*places[source], *places[target]))
    width = round(max(0.5, _WIDEST * math.sqrt(weight / most)), 1)
    return Line(x, y, x2, y2, width, f"{pair_name(source, target)}: {plural(weight, counted)}")


def _dot(
    place: tuple[float, float], on_circle: dict[str, tuple[float, float]], code: str, label: str, share: float
) -> Dot:
    (x, y), (across, up) = place, on_circle[code]
    right = is_right(across)
    turn = 0.0 if are_level(len(on_circle)) else math.degrees(math.atan2(-up, across))
    r = round(max(3.0, _LARGEST * math.sqrt(share)), 1)
    aside = max(r, _NAMES - 4) + 6
    text_x, anchor = (x + aside, "start") if right else (x - aside, "end")
    turned = turn if right or not turn else turn + 180
    title = f"{name_of(code)}: {label}"
    return Dot(round(x, 1), round(y, 1), r, title, name_of(code), round(text_x, 1), anchor, round(turned, 1))
