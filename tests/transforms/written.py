"""Articles that hold nothing but what is needed, and batches of them as a run writes them."""

from datetime import date

import apache_beam as beam
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline

from dyadwire.schemas.manifest import Manifest, manifest_path
from dyadwire.schemas.records import Article
from dyadwire.transforms.extract.coverage import ArticleRows
from dyadwire.transforms.write.partitioned import Target, WritePartitioned

EMPTY = Article(*(None,) * len(Article._fields))


def article(number, day=date(2026, 11, 3), **fields):
    return EMPTY._replace(
        article_id=f"a{number}", revision="r", published_date=day, outlet="o", feeds=(), title=f"T{number}",
        published_at_origin="entry", text_origin="text", analysed=True, words=1, text_hash="h", extractor="x",
    )._replace(**fields)  # fmt: skip


def write(lake, articles, buckets=1):
    target = Target(str(lake), "b1", buckets, "x", {})
    with Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | "Rows" >> beam.Create([ArticleRows(a.article_id, {"articles": [a]}) for a in articles])
        nothing = pipeline | "Nothing" >> beam.Create([])
        outcomes = pipeline | "Outcomes" >> beam.Create(["read"] * len(articles))
        written = {"articles": rows, "fetches": nothing, "failures": nothing, "outcomes": outcomes}
        written | WritePartitioned(target)
    with open(manifest_path(str(lake), "b1"), "rb") as file:
        return Manifest.from_json(file.read())
