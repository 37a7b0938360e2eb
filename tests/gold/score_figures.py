"""How well the figures of an extraction agree with the gold: values first, then every column of those found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from dyadwire.transforms.text.findings import TITLE, FigureSpan, Phrase
from tests.gold.score import Pair, Row, Tally, add, overlaps, share

# Published figures are rounded; a value is the same when it is the same double but for float noise.
VALUE_TOLERANCE = 1e-6


def same_number(gold: float | None, found: float | None) -> bool:
    """Whether two numbers, or two absent ones, are the same."""
    if gold is None or found is None:
        return gold is found
    return math.isclose(gold, found, rel_tol=VALUE_TOLERANCE)


def same_value(gold: Row, found: FigureSpan) -> bool:
    """Same place, same number, same upper end."""
    numbers = same_number(gold["value"], found.value) and same_number(gold["value_max"], found.value_max)
    return numbers and overlaps(gold, found)


def match_figures(pair: Pair) -> Iterator[tuple[Row | None, FigureSpan | None]]:
    """Pair gold figures with found ones; None on either side where the other has no partner."""
    row, extraction = pair
    left = [figure for figure in extraction.figures if figure.sentence != TITLE]  # titles are not annotated for figures
    for gold in row["figures"]:
        found = next((figure for figure in left if same_value(gold, figure)), None)
        if found is not None:
            left.remove(found)
        yield gold, found
    for found in left:
        yield None, found


def is_figure_optional(gold: Row) -> bool:
    """Whether a gold figure may be found or not: trivial numbers and those that readers differ on."""
    return bool(gold["minor"] or gold.get("optional"))


def tally_values(pair: Pair, kinds: frozenset[str] | None = None) -> Tally:
    """Compare values; `kinds` restricts gold and extra predictions. Extra ones flagged trivial are not counted."""
    tally = Tally()
    spans = [gold for gold in pair[0]["figures"] if is_figure_optional(gold)]
    for gold, found in match_figures(pair):
        scored = gold["kind"] if gold else found.kind if found else ""
        if (kinds and scored not in kinds) or (gold and is_figure_optional(gold)):
            continue
        if gold is None and found and (found.trivial or any(overlaps(span, found) for span in spans)):
            continue
        tally = tally.plus(Tally(bool(gold and found), gold is None, found is None))
    return tally


def bare_unit(unit: str | None) -> str:
    """Reduce a unit to what must agree: lower case, without the denominator of a rate."""
    return (unit or "").casefold().split("/")[0].split(" per ")[0].replace("-", " ").strip()


def is_unit_right(gold: Row, found: FigureSpan) -> bool:
    """Currencies and measures agree exactly; counted nouns by their last word or by containment."""
    wanted, given = bare_unit(gold["unit"]), bare_unit(found.currency or found.unit)
    if gold["kind"] != "count" or not wanted or not given:
        return wanted == given
    return wanted.split()[-1] == given.split()[-1] or wanted in given or given in wanted


def is_phrase_right(gold: Row | None, found: Phrase | None) -> bool:
    """Same dates where the gold has dates; else the same words but for those that one has more."""
    if gold is None or found is None:
        return gold is None and found is None
    if gold["start"] or gold["end"]:
        return (gold["start"], gold["end"]) == tuple(day and day.isoformat() for day in (found.start, found.end))
    wanted, given = gold["text"].casefold(), found.text.casefold()
    return wanted in given or given in wanted


Attribute = Callable[[Row, FigureSpan], bool]


def count_right(matched: Sequence[tuple[Row, FigureSpan]], column: str, is_right: Attribute) -> float:
    """Share of matched figures, among those whose column is not loose, that are right."""
    judged = [is_right(gold, found) for gold, found in matched if column not in gold.get("loose", ())]
    return 100 * sum(judged) / len(judged) if judged else 0.0


def matched_figures(pairs: Iterable[Pair]) -> list[tuple[Row, FigureSpan]]:
    """Return the gold figures that count and were found, each with what was found."""
    both = ((gold, found) for pair in pairs for gold, found in match_figures(pair))
    return [(gold, found) for gold, found in both if gold and found and not is_figure_optional(gold)]


def rate_figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Measure figures: values over all, every other column over the figures whose value was found."""
    matched = matched_figures(pairs)
    changed = [(g, f) for g, f in matched if g["direction"] and "direction" not in g.get("loose", ())]
    steady = [(g, f) for g, f in matched if not g["direction"] and "direction" not in g.get("loose", ())]
    dated = [(g, f) for g, f in matched if g["period"] and "period" not in g.get("loose", ())]
    based = [(g, f) for g, f in matched if g["baseline"] and "baseline" not in g.get("loose", ())]
    judged = [(g, f) for g, f in matched if "qualifier" not in g.get("loose", ())]
    hedged = [(g, f) for g, f in judged if g["qualifier"] or f.qualifier]
    paired = [(g, f) for g, f in matched if "dyad" not in g.get("loose", ())]
    return {
        "figure value F1": add(map(tally_values, pairs)).f1,
        "figure money and percent F1": add(tally_values(p, frozenset({"money", "percent"})) for p in pairs).f1,
        "figure unit right": count_right(matched, "unit", is_unit_right),
        "figure kind right": count_right(matched, "kind", lambda g, f: g["kind"] == f.kind),
        "figure role right": count_right(matched, "role", lambda g, f: g["role"] == f.role),
        "figure direction right": share(g["direction"] == f.direction for g, f in changed),
        "figure direction not invented": share(f.direction is None for _, f in steady),
        "figure qualifier right": share(g["qualifier"] == f.qualifier for g, f in hedged),
        "figure period right": share(is_phrase_right(g["period"], f.period) for g, f in dated),
        "figure base right": share(is_phrase_right(g["baseline"], f.base) for g, f in based),
        "figure dyad recall": share(g["dyad"] == list(f.dyad or ()) for g, f in paired if g["dyad"]),
        "figure dyad precision": share(g["dyad"] == list(f.dyad or ()) for g, f in paired if f.dyad),
        "figure countries right": share(g["countries"] == list(f.countries) for g, f in paired if g["countries"]),
    }
