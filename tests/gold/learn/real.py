"""Real articles annotated by reading: they lie beside the checkout and are never part of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dyadwire.pipelines.extraction import extract_json, load_engine
from dyadwire.transforms.text.article.outlets import home_of, leading_address
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import Extraction
from tests.gold.development import development_gold
from tests.gold.learn.told_acts import Row, read_told, with_acts

FOLDS = 5
COPIES = {
    "ww-cn_article_scmp_41": "ww-cn_article_scmp_58",
    "ww-cn_article_1": "ww-cn_article_scmp_1",
    "ww-canada_indig_4": "ww-canada_indig_5",
    "ww-arg_buenosairestimes_6": "ww-arg_buenosairestimes_2",
    "bbc-business-260": "bbc-business-354",
    "bbc-tech-173": "bbc-tech-141",
    **{f"wire-{copy}": f"wire-{first}" for copy, first in (
        (957, 888), (5280, 5183), (8666, 8628), (10675, 10809), (10733, 10799), (11240, 11184), (17217, 17271),
        (8187, 8107), (1926, 2354), (10406, 10375), (12784, 12835), (17511, 17449),
    )},
}  # fmt: skip
BLOCS = frozenset(("EU", "NATO", "UN", "ASEAN", "AU"))


def real_gold() -> Path:
    """Return the folder of the real articles; FileNotFoundError where it is not beside the checkout."""
    folder = development_gold()
    if folder is None or not (folder / "real" / "articles.jsonl").exists():
        raise FileNotFoundError("the real articles are not beside this checkout (DYADWIRE_GOLD names their folder)")
    return folder / "real"


def read_articles(rounds: Iterable[str] = ()) -> list[Row]:
    """Return the annotated articles, of some rounds or of all."""
    wanted = frozenset(rounds)
    with open(real_gold() / "articles.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    own, acts = read_told("real"), read_acts()
    rows = [with_acts(row, own[row["id"]]) if row["id"] in own else row | acts.get(row["id"], {}) for row in rows]
    return [row for row in rows if not wanted or row["round"] in wanted]


def read_acts() -> dict[str, Row]:
    """Return the acts of the articles that came with them, and the sentences that these are numbered by."""
    path = real_gold() / "events.jsonl"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {row["id"]: {"acts": row["events"], "sentences": row["sentences"]} for row in rows}


def fold_of(article: str) -> int:
    """Return the fold of an article: of its name, so that no article changes its fold when others come.

    What prints another one, or a third of its runs of eight words, is in the fold of that.
    """
    return zlib.crc32(COPIES.get(article, article).encode()) % FOLDS


@cache
def engine() -> Any:
    return load_engine(None)


def read(row: Row) -> Extraction:
    """Extract an article as the scorers want it: without its date, which the real ones do not have."""
    published = date.fromisoformat(row["published_date"]) if row.get("published_date") else None
    lexicon = engine().lexicon
    home = home_of(leading_address(row["text"]), lexicon)
    return extract(row["text"], lexicon, title=row.get("title") or "", published_date=published, outlet_country=home)


def predict(rows: Iterable[Row]) -> list[str]:
    """Return the extraction of each article as the line of JSON that the scorers read."""
    found = (extract_json(row["id"], row["text"], row.get("title") or "", None, engine()) for row in rows)
    return [json.dumps(one, ensure_ascii=False) for one in found]


def score(predictions: Mapping[str, str], *options: str, scorer: str = "score_real.py") -> str:
    """Return what the scorer of the real articles prints of predictions by article."""
    folder = real_gold()
    gold = folder / ("events.jsonl" if scorer == "score_events.py" else "articles.jsonl")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in predictions.values())
        file.flush()
        command = [sys.executable, str(folder / scorer), str(gold), file.name, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()
