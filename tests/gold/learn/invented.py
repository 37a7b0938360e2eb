"""Invented articles and sentences of the project's own gold, so that what is learned from the world keeps the grammar.

They are written by the hand that wrote the rules, so each counts for less than a real figure. The rounds blind_two,
figures_blind_five and figures_blind_six are never learned from: they are what quality is measured on.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.gold.learn.real import Row
from tests.gold.score import FOLDER, load_gold, read_gold

ROUNDS = (
    *("figures", "articles", "figures_blind", "figures_blind_two", "figures_blind_three", "figures_blind_four"),
    "blind_three",
)
RELATED = ("sentences", "articles", "blind", "relations")
CASES = FOLDER.parent / "transforms" / "text" / "cases"
TOLD = ("direction", "qualifier", "period", "base", "minor")  # what a test of context may tell of a figure
MARK = re.compile(r"\{([^|}]+)\|[A-Z]{3}\}")  # {China|CHN}
OWNER_COUNTS = 0.3  # they hold far more pairs than news
COUNTS, CASE_COUNTS = 0.5, 1.0  # of a real figure; a case tells of one point of grammar alone


def read_invented() -> list[Row]:
    """Return invented articles as the real ones are written; whom they are about is left open."""
    rows = [row for name in ROUNDS for row in load_gold(name) if "figures" in row]
    return [*map(_as_real, rows), *_related(), *_cases(), *_contexts()]


def _related() -> Iterator[Row]:
    """Yield the sentences and articles whose pairs alone are annotated."""
    for name in RELATED:
        rows = (row for row in load_gold(name) if "figures" not in row)
        yield from ({**row, "figures": [], "partial": True, "counts": COUNTS} for row in rows)


def read_invented_owners() -> list[Row]:
    """Return invented articles that tell whose their figures are: those above, and those told for that alone."""
    paths = (*(FOLDER / f"{name}.jsonl" for name in ROUNDS), *owner_paths())
    rows = [(path.stem, row) for path in paths for row in read_gold(path) if row.get("figures")]
    return [
        {
            "id": f"{name} {number} {row['id']}",
            "text": row["text"],
            "title": row.get("title"),
            "published_date": row.get("published_date"),
            "figures": [_owned(figure) for figure in row["figures"]],
            "counts": OWNER_COUNTS,
            "owners": True,
        }
        for number, (name, row) in enumerate(rows)
    ]


def owner_paths() -> list[Path]:
    """Return the files that are annotated for nothing but whose their figures are."""
    return [FOLDER / "whose.jsonl", *sorted((FOLDER / "learned").glob("*.jsonl"))]


def _owned(figure: Mapping[str, Any]) -> Row:
    """Return a figure as the real ones are written; of trifles that have no owners nobody asked."""
    owners = figure["dyad"] or figure["countries"]
    loose = ["pair"] if "dyad" in (figure.get("loose") or ()) else []
    untold = bool(figure.get("minor")) and not owners
    told = {"pair": figure["dyad"], "countries": owners, "open": loose, "optional": untold}
    return {"start": figure["start"], "end": figure["end"], **told}


def _as_real(row: Row) -> Row:
    figures = [
        {
            **{name: figure[name] for name in ("start", "end", "direction")},
            "period": figure["period"] and figure["period"]["text"],
            "base": figure["baseline"] and figure["baseline"]["text"],
            "open": ["base" if name == "baseline" else name for name in figure.get("loose", ())],
            "minor": figure["minor"],
            "qualifier": figure["qualifier"],
        }
        for figure in row["figures"]
    ]
    return {**row, "figures": figures, "counts": COUNTS}


def _cases() -> Iterator[Row]:
    """Yield the sentences that tests of directions and of values are made of; each tells of one figure only."""
    for name, silent in (("direction", ["period", "base", "minor"]), ("values", ["period", "base", "direction"])):
        with (CASES / f"figures_{name}.csv").open(encoding="utf-8", newline="") as file:
            for number, case in enumerate(csv.DictReader(file)):
                yield _case(f"{name} {number}", case, silent)


def _case(name: str, case: dict[str, str], silent: list[str]) -> Row:
    start = case["text"].index(case["surface"])
    figure = {
        "start": start,
        "end": start + len(case["surface"]),
        "direction": case.get("direction"),
        "minor": case.get("minor") == "1",
        "open": silent,
    }
    return {"id": name, "text": case["text"], "figures": [figure], "partial": True, "counts": CASE_COUNTS}


def _contexts() -> Iterator[Row]:
    """Yield the sentences that tests of context are made of, of their figures what they tell."""
    lines = (CASES / "figures_context.jsonl").read_text(encoding="utf-8").splitlines()
    for number, case in enumerate(map(json.loads, lines)):
        text = MARK.sub(r"\1", case["text"])
        figures = [_told(text, surface, wanted) for surface, wanted in case["figures"].items()]
        row = {"id": f"context {number}", "text": text, "published_date": "2024-05-16", "figures": figures}
        yield {**row, "partial": True, "counts": CASE_COUNTS}


def _told(text: str, surface: str, wanted: dict[str, Any]) -> Row:
    start, found = text.index(surface), {"base" if name == "baseline" else name: wanted[name] for name in wanted}
    told: Row = {"start": start, "end": start + len(surface)}
    told |= {name: found.get(name) for name in ("direction", "qualifier")}
    for name in ("period", "base"):
        told[name] = found[name][0] if found.get(name) else None
    return {**told, "open": [name for name in TOLD if name not in found]}
