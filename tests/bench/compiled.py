"""Time the engine as Python and compiled to C, and compare the rows.

python -m tests.bench.compiled FOLDER     # FOLDER holds the compiled packages: make bench-compiled
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
PUBLISHED = date(2026, 11, 1)  # of texts that do not say
PASSES = 5  # of other texts each; the best of them counts: a busy machine only ever adds time
TEXTS = 60  # of a pass


def gold_texts() -> Iterator[dict[str, Any]]:
    """Yield every annotated text of the project's gold."""
    for path in sorted(GOLD.rglob("*.jsonl")):
        yield from (row for row in map(json.loads, path.open(encoding="utf8")) if "text" in row)


def digest() -> str:
    """Return a checksum of all that is found in the gold's texts."""
    from dyadwire.transforms.lexicon import load_lexicon
    from dyadwire.transforms.text.extract import extract

    lexicon, found = load_lexicon(), hashlib.sha256()
    for row in gold_texts():
        day = date.fromisoformat(row["published_date"]) if row.get("published_date") else PUBLISHED
        found.update(repr(extract(row["text"], lexicon, title=row.get("title") or "", published_date=day)).encode())
    return found.hexdigest()


def rates() -> dict[str, float]:
    """Return the articles of 3,300 characters that are read in a second of processor time, by what is found in them."""
    from dyadwire.transforms.lexicon import load_lexicon
    from tests.bench.texts import articles

    lexicon = load_lexicon()
    works = {"countries and figures": _countries_and_figures, "everything": _everything}
    best = dict.fromkeys(works, 0.0)
    for number in range(PASSES):
        for place, (name, work) in enumerate(works.items()):
            texts = list(articles(TEXTS, first=(number * len(works) + place) * TEXTS))
            seconds = sum(work(record["text"], record["title"], lexicon) for record in texts)
            best[name] = max(best[name], TEXTS / seconds)
    return best


def _everything(text: str, title: str, lexicon: Any) -> float:
    from dyadwire.transforms.text.extract import extract

    began = time.process_time()
    extract(text, lexicon, title=title, published_date=PUBLISHED)
    return time.process_time() - began


def _countries_and_figures(text: str, title: str, lexicon: Any) -> float:
    from dyadwire.transforms.text.countries import find_countries
    from dyadwire.transforms.text.decide.figures.figures import Sides, find_figures
    from dyadwire.transforms.text.decide.pairs.article_pair import find_article_dyads
    from dyadwire.transforms.text.document import read_document
    from dyadwire.transforms.text.dyads import find_sentence_dyads
    from dyadwire.transforms.text.find.country_counts import ArticleFindings

    began = time.process_time()
    document = read_document(text, title)
    countries = find_countries(document, lexicon, None)
    first = time.process_time() - began
    dyads = find_sentence_dyads(document, countries, lexicon)
    focus = find_article_dyads(ArticleFindings(document, countries, dyads=dyads))
    began = time.process_time()
    find_figures(document, Sides(countries, dyads, focus), lexicon, PUBLISHED)
    return first + time.process_time() - began


def is_compiled() -> bool:
    """Tell whether the modules that this process imports are C."""
    from dyadwire.transforms.text import countries, figures
    from dyadwire.transforms.text.document import sentences

    return all(str(module.__file__).endswith(tuple(EXTENSION_SUFFIXES)) for module in (countries, figures, sentences))


def measure(packages: Path) -> dict[str, Any]:
    """Return rates and checksum of the packages in a folder, from a process of their own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(packages), str(ROOT)))}
    ran = subprocess.run([sys.executable, __file__], env=environment, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def main(compiled: Path) -> int:
    """Print a table; return 1 where the rows differ, or what is compared is not Python and C."""
    plain, fast = measure(ROOT / "src"), measure(compiled.absolute())
    if (plain["compiled"], fast["compiled"]) != (False, True):
        print("nothing to compare: compiled packages are wanted, and a checkout without", file=sys.stderr)
        return 1
    table = Table("articles/s", "Python", "compiled", "ratio", title="One core, this machine, texts read once")
    for work, rate in plain["rates"].items():
        table.add_row(work, f"{rate:,.0f}", f"{fast['rates'][work]:,.0f}", f"{fast['rates'][work] / rate:.2f}")
    Console().print(table)
    if plain["digest"] == fast["digest"]:
        return 0
    print("the rows differ", file=sys.stderr)
    return 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    print(json.dumps({"rates": rates(), "digest": digest(), "compiled": is_compiled()}))
