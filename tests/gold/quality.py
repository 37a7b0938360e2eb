"""The quality table: `python -m tests.gold.quality [FILE …]`.

Every measure on the project's own gold, by rules alone and with the trained pipeline, and the speed of both. Where the
development gold lies beside the checkout (DYADWIRE_GOLD, or ../shared/gold) its own scorer is run as well.
With files of articles annotated as in blind_two.jsonl, wherever they are kept, only those are rated.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.text.decide.pairs.article_pair import DEFAULT_THRESHOLD
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import Extraction
from dyadwire.transforms.text.trained_pipeline import Judge
from tests.gold.development import (
    ENGINE_TASKS,
    as_prediction,
    development_gold,
    read_pages,
    read_texts,
    score,
    score_acts,
    score_languages,
    score_middles,
)
from tests.gold.score import FOLDER, Pair, Row, load_gold, rate_coverage, read_gold
from tests.gold.score_figures import rate_figures
from tests.gold.score_languages import rate_language
from tests.gold.score_owners import rate_owners
from tests.gold.score_topics import rate_topics

# Articles on which no rule was tuned when they came, each round rated on its own; the file of a round has its name.
ROUNDS = (
    *("blind", "blind_two", "blind_three", "relations"),
    *(
        "figures_blind",
        "figures_blind_two",
        "figures_blind_three",
        "figures_blind_four",
        "figures_blind_five",
        "figures_blind_six",
    ),
)
LANGUAGES = ("articles_ru", "articles_zh")  # articles in other languages, annotated before they were read
WHOSE = "whose"  # articles annotated for nothing but whose their figures are


class Quality(NamedTuple):
    """All measures in percent, and the speed over the gold's articles."""

    measures: dict[str, float]
    articles_per_second: float  # of processor time, so that a busy machine does not slow it


@cache
def rules() -> Lexicon:
    """Load the lexicon once."""
    return load_lexicon()


@cache
def gold(name: str) -> tuple[Row, ...]:
    """Load a gold file once."""
    return load_gold(name)


def extract_row(row: Row, judge: Judge | None) -> Extraction:
    """Extract one gold row as if it were an article."""
    published = date.fromisoformat(row["published_date"]) if row.get("published_date") else None
    return extract(row["text"], rules(), title=row.get("title", ""), published_date=published, judge=judge)


def extract_rows(rows: Sequence[Row], judge: Judge | None) -> list[Pair]:
    """Extract gold rows; each with what was found in it."""
    return [(row, extract_row(row, judge)) for row in rows]


def measure_quality(judge: Judge | None) -> Quality:
    """Run the engine over all gold and rate it. The sentences go first, so that the articles are timed warm."""
    sentences, figures = extract_rows(gold("sentences"), judge), extract_rows(gold("figures"), judge)
    started = time.process_time()
    articles = extract_rows(gold("articles"), judge)
    seconds = time.process_time() - started
    counted = [*figures, *(pair for pair in articles if "figures" in pair[0])]
    measures = rate_coverage(sentences, articles, DEFAULT_THRESHOLD) | rate_figures(counted)
    return Quality(measures, len(articles) / seconds)


def measure_apart(rows: Sequence[Row], judge: Judge | None) -> dict[str, float]:
    """Rate articles kept apart by whatever is annotated in them."""
    articles = extract_rows(rows, judge)
    if rows and "language" in rows[0]:
        return rate_language(articles, DEFAULT_THRESHOLD)
    if all("mentions" not in row for row in rows):
        return rate_owners(articles)
    counted = [pair for pair in articles if "figures" in pair[0]]
    coverage = rate_coverage([], articles, DEFAULT_THRESHOLD) if any(row["mentions"] for row in rows) else {}
    return coverage | (rate_figures(counted) if counted else {})


def load_floors() -> dict[str, dict[str, float]]:
    """Read the floors: by `rules`, `model` or a round of articles kept apart (by rules), then by measure."""
    floors: dict[str, dict[str, float]] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    return floors


def draw_table(by_rules: Quality, with_model: Quality) -> Table:
    """Lay out all measures side by side, with what the model adds and the floor of the rules."""
    floors = load_floors()["rules"]
    table = Table("measure", title="The project's own gold (percent)")
    for heading in ("rules", "with model", "gain", "floor"):
        table.add_column(heading, justify="right")
    for measure, value in by_rules.measures.items():
        other = with_model.measures[measure]
        table.add_row(measure, f"{value:.1f}", f"{other:.1f}", f"{other - value:+.1f}", f"{floors.get(measure, 0):.1f}")
    speeds = (by_rules.articles_per_second, with_model.articles_per_second)
    table.add_row("articles per second", *(f"{speed:.0f}" for speed in speeds), end_section=True)
    return table


def draw_apart_table(name: str, rows: Sequence[Row], judge: Judge) -> Table:
    """Lay out the measures of articles kept apart; floors are those of the round of that name."""
    floors = load_floors().get(name, {})
    table = Table("measure", title=f"{name}: {len(rows)} articles kept apart (percent)")
    for heading in ("rules", "with model", "floor"):
        table.add_column(heading, justify="right")
    with_model = measure_apart(rows, judge)
    for measure, value in measure_apart(rows, None).items():
        table.add_row(measure, f"{value:.1f}", f"{with_model[measure]:.1f}", f"{floors.get(measure, 0):.1f}")
    return table


def print_development(console: Console, folder: Path, judge: Judge) -> None:
    """Print what the development gold's own scorer says."""
    for name, one in (("rules", None), ("with model", judge)):
        console.print(f"\n[bold]Development gold, {name}[/bold]")
        for task in ENGINE_TASKS:
            found = [(row["id"], extract_row(row, one)) for row in read_texts(folder, task)]
            print(score(folder, task, [as_prediction(*each) for each in found]))
            if task == "dyads":
                print(score_acts(folder, dict(found)))
            if task == "figures":
                print(score_middles(folder, found))
    print(score(folder, "pages", read_pages(folder)))
    print(score_languages(folder, lambda text: extract(text, rules())))
    if (folder / "real" / "articles.jsonl").exists():
        print("topics of real news:", ", ".join(f"{name} {value:.1f}" for name, value in rate_topics("score").items()))


def main(files: Sequence[str]) -> None:
    """Print the table, and the development scores where that gold is present; with files, what they score alone."""
    judge = Judge.load()
    console = Console()
    if files:
        for path in map(Path, files):
            console.print(draw_apart_table(path.stem, read_gold(path), judge))
        return
    console.print(draw_table(measure_quality(None), measure_quality(judge)))
    for name in (*ROUNDS, WHOSE, *LANGUAGES):
        console.print(draw_apart_table(name, gold(name), judge))
    if folder := development_gold():
        print_development(console, folder, judge)


if __name__ == "__main__":
    main(sys.argv[1:])
