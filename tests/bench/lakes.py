"""Whole runs into a lake, and the same functions in a plain loop: subjects of the bench."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD, CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.coverage import Engine
from dyadwire.transforms.text.article.compose import compose_article
from dyadwire.transforms.text.article.table_rows import Settings
from dyadwire.transforms.text.formats.documents import Document, Lead
from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.write.parquet import parquet_bytes
from tests.bench.subject import Answer, Records, Work, timed
from tests.bench.texts import feed, lines, page

RULES = Settings("full", DEFAULT_THRESHOLD, None)


def json_lake() -> Work:
    """Run JSON Lines into a new lake, and weigh it."""
    return _into_lake(lambda folder, records: (folder / "articles.jsonl").write_bytes(lines(records)))


def html_lake() -> Work:
    """Run pages, each a file, into a new lake."""
    return _into_lake(_write_pages)


def _write_pages(folder: Path, records: Records) -> None:
    for number, record in enumerate(records):
        (folder / f"{number}.html.gz").write_bytes(gzip.compress(page(record), mtime=0))


def _into_lake(write: Callable[[Path, Records], object]) -> Work:
    logging.getLogger().setLevel(logging.ERROR)

    def work(records: Records) -> Answer:
        answer: Answer = {}
        with TemporaryDirectory() as name:
            given, lake = Path(name) / "given", Path(name) / "lake"
            given.mkdir()
            write(given, records)
            with timed(answer):
                books = run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake)))
            assert books.kept == len(records), books
            return answer | weigh(lake)

    return work


def weigh(lake: Path) -> Answer:
    """Return the bytes of a lake, those of them that are texts of articles and sentences, and its files."""
    files = [path for path in lake.rglob("*") if path.is_file()]
    holding = (path for table in ("articles", "sentences") for path in (lake / table).rglob("*.parquet"))
    texts = sum(map(_text_bytes, holding))
    total = sum(path.stat().st_size for path in files)
    return {"bytes": total, "text bytes": texts, "other bytes": total - texts, "files": len(files)}


def _text_bytes(path: Path) -> int:
    """Return what the column of texts weighs in a file."""
    told = pq.ParquetFile(path).metadata
    groups = (told.row_group(number) for number in range(told.num_row_groups))
    columns = (group.column(number) for group in groups for number in range(group.num_columns))
    return sum(column.total_compressed_size for column in columns if column.path_in_schema == "text")


def json_functions() -> Work:
    """Do with records what the graph does, in one loop and with one file a table."""
    return _in_a_loop(lambda record: (record["url"], "record", json.dumps(record).encode()))


def html_functions() -> Work:
    """Do so with pages."""
    return _in_a_loop(lambda record: (record["url"], "page", page(record)))


def _in_a_loop(document: Callable[[dict[str, str]], tuple[str, str, bytes]]) -> Work:
    engine = Engine(None)

    def work(records: Records) -> Answer:
        answer: Answer = {}
        documents = [Document(url, kind, None, None, body) for url, kind, body in map(document, records)]
        with TemporaryDirectory() as folder, timed(answer):
            _plain_loop(documents, engine, Path(folder), answer)
        return answer

    return work


def _plain_loop(documents: Iterable[Document], engine: Engine, folder: Path, answer: Answer) -> None:
    rows: dict[str, list[tuple[object, ...]]] = {}
    for document in documents:
        with timed(answer, "read"):
            article = compose_article(Lead(document.uri, (document,)), document, document.body or b"")
        with timed(answer, "extract"):
            found = engine.analyse(article, RULES).rows
        for name, made in found.items():
            rows.setdefault(name, []).extend(made)
    with timed(answer, "write"):
        for name, made in rows.items():
            (folder / f"{name}.parquet").write_bytes(parquet_bytes(to_table(TABLES[name].record, made), TABLES[name]))


def feeds() -> Work:
    """Parse one feed of all records, with all that makes it safe."""

    def work(records: Records) -> Answer:
        answer: Answer = {}
        body = feed(records)
        with timed(answer):
            entries: Any = parse_feed(body, "https://paper.example/feed").entries
        assert len(entries) == len(records)
        return answer

    return work
