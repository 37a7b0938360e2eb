"""The development gold beside the checkout (DYADWIRE_GOLD, or ../shared/gold): its texts, and its own scorer."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from dyadwire.schemas.dyad import BLOCS
from dyadwire.transforms.text.findings import Extraction, FigureSpan
from dyadwire.transforms.text.formats.articles import parse_page
from tests.gold.score import FOLDER, Row, between_countries

# What PLOVER called some codes when that gold was made.
FORMER = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
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


def score_languages(folder: Path, found: Callable[[str], Extraction]) -> str:
    """Return what the scorer of parallel sentences prints, language by language; nothing where there are none."""
    gold, scorer = (folder / "languages" / name for name in ("parallel_dev.jsonl", "score_parallel.py"))
    if not gold.exists():
        return ""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row in map(json.loads, gold.open(encoding="utf-8")):
            file.write(_as_parallel(row["id"], found(row["text"])) + "\n")
        file.flush()
        command = [sys.executable, str(scorer), str(gold), file.name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


def _as_parallel(number: str, found: Extraction) -> str:
    countries = [{"iso3": span.iso3} for span in found.countries]
    figures = [{"value": figure.value, "value_max": figure.value_max} for figure in found.figures]
    return json.dumps({"id": number, "language": found.language, "countries": countries, "figures": figures})


def read_pages(folder: Path) -> Iterable[str]:
    """Yield the main text of every page as the line that the scorer reads."""
    for path in sorted((folder / "pages" / "html").glob("*.html.gz")):
        page = parse_page(gzip.decompress(path.read_bytes()), "https://news.example/page")
        yield json.dumps({"id": path.name.removesuffix(".html.gz"), "text": page.text})


def as_prediction(number: str, found: Extraction, *, middles: bool = False) -> str:
    """Write an extraction as the line that the scorer reads; with `middles` the value of a range is its middle."""
    countries = [{"start": c.start, "end": c.end, "iso3": c.iso3, "kind": c.kind} for c in found.countries]
    dyads = [
        {"dyad": d.dyad, "relational": d.relational, "directed": d.directed}
        for d in between_countries(found.sentence_dyads)
    ]
    figures = [
        {"start": f.start, "end": f.end, "value": _middle(f) if middles else f.value, "value_max": f.value_max}
        for f in found.figures
    ]
    return json.dumps({"id": number, "countries": countries, "sentence_dyads": dyads, "figures": figures})


def acts_as_prediction(number: str, found: Extraction) -> str:
    """Write the acts between countries as sentence pairs, for the scorer of dyads; what both do, each does."""
    told = [(act.actor, act.recipient, act.mutual) for act in found.acts]
    ways = [(one, other) for one, other, _ in told] + [(other, one) for one, other, mutual in told if mutual]
    countries = [way for way in ways if BLOCS.isdisjoint(way)]
    dyads = [{"dyad": sorted(way), "relational": True, "directed": way} for way in countries]
    return json.dumps({"id": number, "sentence_dyads": dyads})


def score_acts(folder: Path, found: Mapping[str, Extraction]) -> str:
    """Return the scorer's line on pairs of acts, and how often the code of a pair that is found is right."""
    with (folder / "dyads_dev.jsonl").open(encoding="utf-8") as file:
        gold = [row for row in map(json.loads, file) if row["interstate"] and row.get("event") and row["id"] in found]
    right = []
    for row in gold:
        pair = {row["source_country"], row["target_country"]}
        codes = {act.code for act in found[row["id"]].acts if {act.actor, act.recipient} == pair}
        right += [FORMER.get(row["event"], row["event"]) in codes] if codes else []
    line = score(folder, "dyads", [acts_as_prediction(*each) for each in found.items()])
    return f"{line}   (of acts)  code right {100 * sum(right) / max(1, len(right)):.1f} of {len(right)} found"


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
