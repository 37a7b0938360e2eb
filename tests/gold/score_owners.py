"""Whose the figures of an extraction are, against gold that says nothing but that: pair, countries and qualifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dyadwire.transforms.text.findings import TITLE, FigureSpan
from tests.gold.score import Pair, Row, overlaps, share


def match_spans(pair: Pair) -> Iterator[tuple[Row, FigureSpan]]:
    """Pair the gold figures of an article with what was found in their place; what was not found is left out."""
    row, extraction = pair
    found = [figure for figure in extraction.figures if figure.sentence != TITLE]
    for gold in row["figures"]:
        figure = next((figure for figure in found if overlaps(gold, figure)), None)
        if figure is not None:
            yield gold, figure


def is_neutral(gold: Row) -> bool:
    """Tell trifles whose owners nobody annotated: most files of the gold leave them nobody's."""
    return bool(gold.get("minor")) and not gold["countries"] and not gold["dyad"]


def rate_owners(pairs: Iterable[Pair]) -> dict[str, float]:
    """Measure, over the figures found, the pairs (recall and precision), the countries, and the qualifiers."""
    matched: Sequence[tuple[Row, FigureSpan]] = [both for pair in pairs for both in match_spans(pair)]
    judged = [(gold, figure) for gold, figure in matched if not ("dyad" in gold.get("loose", ()) or is_neutral(gold))]
    hedged = [(gold, figure) for gold, figure in matched if gold["qualifier"] or figure.qualifier]
    return {
        "pair recall": share(gold["dyad"] == list(figure.dyad or ()) for gold, figure in judged if gold["dyad"]),
        "pair precision": share(gold["dyad"] == list(figure.dyad or ()) for gold, figure in judged if figure.dyad),
        "countries right": share(g["countries"] == list(f.countries) for g, f in judged if g["countries"]),
        "one country right": share(g["countries"] == list(f.countries) for g, f in judged if len(g["countries"]) == 1),
        "qualifier right": share(gold["qualifier"] == figure.qualifier for gold, figure in hedged),
    }
