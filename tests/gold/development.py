"""The development gold beside the checkout (DYADWIRE_GOLD, or ../shared/gold): its texts, and its own scorer."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.gold.score import FOLDER, Row
from transforms.text.articles import parse_page
from transforms.text.findings import Extraction, FigureSpan

ENGINE_TASKS = ("countries", "dyads", "figures")


def development_gold() -> Path | None:
    """Return the folder of the development gold, or None where there is none."""
    folder = Path(os.environ.get("DYADWIRE_GOLD", FOLDER.parents[2] / "shared" / "gold"))
    return folder if (folder / "score.py").exists() else None


def run_scorer(folder: Path, *arguments: str) -> str:
    """Run the scorer and return what it prints."""
    command = [sys.executable, str(folder / "score.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


def read_texts(folder: Path, task: str) -> list[Row]:
    """Return the id and text of every row of a set."""
    return [json.loads(line) for line in run_scorer(folder, "texts", task).splitlines()]


def read_pages(folder: Path) -> Iterable[str]:
    """Yield the main text of every page as the line that the scorer reads."""
    for path in sorted((folder / "pages" / "html").glob("*.html.gz")):
        page = parse_page(gzip.decompress(path.read_bytes()), "https://news.example/page")
        yield json.dumps({"id": path.name.removesuffix(".html.gz"), "text": page.text})


def as_prediction(number: str, found: Extraction, *, middles: bool = False) -> str:
    """Write an extraction as the line that the scorer reads; with `middles` the value of a range is its middle."""
    countries = [{"start": c.start, "end": c.end, "iso3": c.iso3, "kind": c.kind} for c in found.countries]
    dyads = [{"dyad": d.dyad, "relational": d.relational, "directed": d.directed} for d in found.sentence_dyads]
    figures = [
        {"start": f.start, "end": f.end, "value": _middle(f) if middles else f.value, "value_max": f.value_max}
        for f in found.figures
    ]
    return json.dumps({"id": number, "countries": countries, "sentence_dyads": dyads, "figures": figures})


def _middle(figure: FigureSpan) -> float | None:
    """Return what quantulum3's cases expect as the value of "10 to 15 tons": 12.5; their labels have no second end."""
    if figure.value is None or figure.value_max is None:
        return figure.value
    return (figure.value + figure.value_max) / 2


def score_middles(folder: Path, found: Iterable[tuple[str, Extraction]]) -> str:
    """Return the scorer's lines on quantulum3's cases, a range having its middle as value."""
    lines = score(folder, "figures", [as_prediction(*each, middles=True) for each in found]).splitlines()
    return "\n".join(line + "   (middles of ranges)" for line in lines if "quantulum3" in line)


def score(folder: Path, task: str, predictions: Iterable[str]) -> str:
    """Return what the scorer prints about predictions."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in predictions)
        file.flush()
        return run_scorer(folder, task, file.name)
