"""Benchmarks: the product beside the same work by a plain loop. Prints rates and ratios; asserts nothing."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD, CoverageOptions
from dyadwire.pipelines.run.plan import plan_batches
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.records import Article
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.coverage import Engine
from dyadwire.transforms.text.compose import compose_article
from dyadwire.transforms.text.documents import Document, Lead
from dyadwire.transforms.text.feeds import parse_feed
from dyadwire.transforms.text.table_rows import Settings
from dyadwire.transforms.write.merge_bucket import parquet_bytes

# About what news agencies send: the held-out news that the project is measured on has this mean length.
ARTICLE_CHARACTERS = 3300
JSON_ARTICLES = 2000
HTML_ARTICLES = 300
RULES = Settings("full", DEFAULT_THRESHOLD, None)


def sample_texts() -> list[tuple[str, str]]:
    """Return (title, text) of the bundled sample's articles, joined until each text has the usual length."""
    feed = Path(__file__).parent / "samples" / "newsroom" / "meridian-wire.rss"
    entries = parse_feed(feed.read_bytes(), "").entries
    texts = [entry.content for entry in entries]
    joined = []
    for number, entry in enumerate(entries):
        text = ""
        while len(text) < ARTICLE_CHARACTERS:
            text += texts[(number + len(text)) % len(texts)] + "\n\n"
        joined.append((entry.title, text[:ARTICLE_CHARACTERS]))
    return joined


def articles(count: int) -> Iterator[dict[str, str]]:
    """Yield article records, each with its own address and first words."""
    texts = sample_texts()
    for number in range(count):
        title, text = texts[number % len(texts)]
        yield {
            "url": f"https://bench.example/{number}",
            "title": title,
            "text": f"Report {number}. {text}",
            "published_at": f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}T08:00:00Z",
        }


def page(record: dict[str, str]) -> bytes:
    """Return a record as a plain article page."""
    paragraphs = "".join(f"<p>{line}</p>" for line in record["text"].split("\n") if line)
    head = f"<title>{record['title']}</title><link rel='canonical' href='{record['url']}'>"
    menu = "<nav>" + "<a href='/x'>Section</a>" * 40 + "</nav>"
    body = f"{menu}<article><h1>{record['title']}</h1>{paragraphs}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def plain_loop(documents: list[Document], engine: Engine, settings: Settings, folder: Path) -> None:
    """Do what the graph does, in one loop and with one file a table."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    for document in documents:
        article = compose_article(Lead(document.uri, (document,)), document, document.body or b"")
        for name, made in engine.analyse(article, settings).rows.items():
            rows.setdefault(name, []).extend(made)
    for name, made in rows.items():
        (folder / f"{name}.parquet").write_bytes(parquet_bytes(to_table(TABLES[name].record, made), TABLES[name]))


def bench_extract(model: str | None) -> tuple[str, int, float, None]:
    """Time the engine alone."""
    settings = RULES._replace(model=model)
    engine = Engine(model)
    count = JSON_ARTICLES // 4 if model is None else JSON_ARTICLES // 20
    found = [_article(record) for record in articles(count)]
    engine.analyse(found[0], settings)
    seconds = timed(lambda: [engine.analyse(article, settings) for article in found])
    return f"extract, {model or 'rules alone'}", count, seconds, None


def _document(record: dict[str, str]) -> Document:
    return Document(record["url"], "record", None, None, json.dumps(record).encode())


def _article(record: dict[str, str]) -> Article:
    document = _document(record)
    return compose_article(Lead(document.uri, (document,)), document, document.body or b"")


def bench_lake(name: str, given: Path, documents: list[Document]) -> tuple[str, int, float, float]:
    """Time a run into a lake, and the plain loop over the same documents."""
    from dyadwire.pipelines.run.launch import run_batches

    engine = Engine(None)
    with tempfile.TemporaryDirectory() as folder:
        options = CoverageOptions(inputs=(str(given),), lake=f"{folder}/lake", model=None)
        seconds = timed(lambda: run_batches(options, plan_batches([str(given)])))
        plain = timed(lambda: plain_loop(documents, engine, RULES, Path(folder)))
    return f"{name} → lake", len(documents), seconds, plain


def main() -> int:
    """Run every benchmark and print a table."""
    logging.getLogger().setLevel(logging.ERROR)
    table = Table("work", "articles", "articles/s", "plain loop/s", "ratio", title="One core, this machine")
    for row in _benchmarks():
        work, count, seconds, plain = row
        beside = (f"{count / plain:,.0f}", f"{plain / seconds:.2f}") if plain else ("", "")
        table.add_row(work, f"{count:,}", f"{count / seconds:,.0f}", *beside)
    Console().print(table)
    return 0


def _benchmarks() -> Iterator[tuple[str, int, float, float | None]]:
    from dyadwire.transforms.text.trained_pipeline import TESTED_MODEL

    yield bench_extract(None)
    yield bench_extract(TESTED_MODEL)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        records = list(articles(JSON_ARTICLES))
        lines.write_text("".join(json.dumps(record) + "\n" for record in records))
        yield bench_lake("JSON Lines", lines, [_document(record) for record in records])
        pages = Path(folder) / "pages"
        pages.mkdir()
        made = [page(record) for record in records[:HTML_ARTICLES]]
        for number, body in enumerate(made):
            (pages / f"{number}.html.gz").write_bytes(gzip.compress(body, mtime=0))
        documents = [Document(str(number), "page", None, None, body) for number, body in enumerate(made)]
        yield bench_lake("HTML", pages, documents)


if __name__ == "__main__":
    sys.exit(main())
