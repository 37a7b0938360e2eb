"""Acts between countries that the project read itself to learn from, by the guide beside the real articles (EVENTS.md).

`tests/gold/acts/` has them by article and place, without a word of the texts: `real.csv` of real articles whose acts
did not come with them, `news.csv` of news of other sets, `invented.csv` of the project's own articles. None is scored.
"""

from __future__ import annotations

import csv
import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from dyadwire.transforms.lexicon import rule_lines
from dyadwire.transforms.text.document import read_document
from dyadwire.transforms.text.findings import TITLE
from tests.gold.development import development_gold
from tests.gold.score import FOLDER, read_gold

Row = dict[str, Any]
ACTS = FOLDER / "acts"
Place = tuple[str, int, str, str]  # an article, where a sentence begins (TITLE: its title), and two sides in order
OPEN = "open"  # a label: there is no such act, or readers differ
INVENTED_COUNTS = 0.3  # of a real act: 0.15 and 0.7 cost half a point of F1 by cross-validation, and 0 a whole one
# Reports of 2000-1 that gensim brings with its tests: the file, and the SHA-256 of what was read (16 digits).
LEE = {"leeb": ("lee_background.cor", "5d78d6dafd953bbf"), "lee": ("lee.cor", "a878f9a58f6743c3")}


def read_told(name: str) -> dict[str, list[Mapping[str, str]]]:
    """Return article → the lines of its acts, one without a code where it tells none."""
    told: dict[str, list[Mapping[str, str]]] = {}
    for line in csv.DictReader(rule_lines((ACTS / f"{name}.csv").read_text(encoding="utf-8"))):
        told.setdefault(line["article"], []).append(line)
    return told


def read_labels(path: Path, column: str, labels: frozenset[str]) -> dict[Place, str]:
    """Return what readers say of acts by place; ValueError where a line says anything else than one of some labels."""
    lines = csv.DictReader(rule_lines(path.read_text(encoding="utf-8")))
    found = {
        (line["article"], int(line["start"]), *in_order(line["actor"], line["recipient"])): line[column]
        for line in lines
    }
    if others := set(found.values()) - labels:
        raise ValueError(f"{path.name}: only {sorted(labels)} are told, not {sorted(others)}")
    return found


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two sides in the order of their codes."""
    return (one, other) if one < other else (other, one)


def with_acts(row: Row, told: Iterable[Mapping[str, str]]) -> Row:
    """Return a row with its acts by number of sentence, and the sentences that these number."""
    spans = [(span.start, span.end) for span in read_document(row["text"]).sentences if span.number != TITLE]
    acts = [
        {
            "s": bisect_right(spans, (int(line["start"]), len(row["text"]))) - 1,
            **{name: line[name] for name in ("actor", "recipient", "code")},
            **{name: bool(line[name]) for name in ("mutual", "sure")},
        }
        for line in told
        if line["code"]
    ]
    return {**row, "acts": acts, "sentences": spans}


def read_acts_besides() -> Iterator[Row]:
    """Yield the texts beside the real articles whose acts are told, as those are written, and silent of all else."""
    for name, texts, counts in (("news", _news(), 1.0), ("invented", invented_texts(), INVENTED_COUNTS)):
        for article, told in read_told(name).items():
            text, title = texts[article]
            silent = {"figures": [], "partial": True, "counts": counts}
            yield with_acts({"id": f"{name} {article}", "text": text, "title": title, **silent}, told)


def _news() -> dict[str, tuple[str, str]]:
    found = {f"{name}-{number:03}": text for name in LEE for number, text in enumerate(_lee(*LEE[name]))}
    return {name: (text, "") for name, text in (found | read_news()).items()}


def read_news() -> dict[str, str]:
    """Return the news of the development gold by article; FileNotFoundError where it is not beside the checkout."""
    folder = development_gold()
    if folder is None:
        raise FileNotFoundError("the development gold is not beside this checkout (DYADWIRE_GOLD names its folder)")
    found: dict[str, str] = {}
    with (folder / "country_mentions_dev.jsonl").open(encoding="utf-8") as file:
        found |= {f"gv-{row['id']}": row["text"] for row in map(json.loads, file)}
    pages = json.loads((folder / "pages" / "ground-truth.json").read_text(encoding="utf-8"))
    return found | {f"page-{name[:12]}": page["articleBody"] for name, page in pages.items()}


def _lee(name: str, digest: str) -> list[str]:
    """Return the reports of a file of the Lee corpus, an OSError where gensim is not there or brings another file."""
    try:
        path = Path(str(distribution("gensim").locate_file(f"gensim/test/test_data/{name}")))
    except PackageNotFoundError as error:
        raise FileNotFoundError("gensim is not installed: `make learn` installs what learning needs") from error
    content = path.read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(digest):
        raise OSError(f"{path.name} is not what was read: `make learn` installs the gensim that has it")
    return [line.strip() for line in content.decode("utf-8", "replace").splitlines()]


def invented_texts() -> dict[str, tuple[str, str]]:
    """Return, by file, colon and id, the text and title of each of the project's own articles."""
    paths = (*FOLDER.glob("*.jsonl"), *(FOLDER / "learned").glob("*.jsonl"))
    rows = ((path.stem, row) for path in paths for row in read_gold(path) if "text" in row)
    return {f"{stem}:{row['id']}": (row["text"], row.get("title") or "") for stem, row in rows}
