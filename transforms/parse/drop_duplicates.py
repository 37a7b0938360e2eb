"""Drop the articles that another batch of the lake already holds, and those that it was made to forget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from dyadwire.schemas.records import Article
from dyadwire.transforms.outcomes.failures import OUTPUTS
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import known_articles, read_manifests


class DropDuplicates(beam.PTransform):
    """Articles → articles whose revision no other batch holds and that are not forgotten (main); the rest are outcomes.

    Grain: one article. Guarantee: a revision of an article that the lake knows keeps its first `published_date`. The
    batch's own files are ignored, so that a rerun replaces itself. Look-ups are batched: one scan of the ids each.
    """

    # So many look-ups share one scan of the lake's ids, a second for nine million; as many parsed articles of 5 KB are
    # held meanwhile. Always so many: left to choose, Beam fits a line through timings, which numpy may answer with a
    # warning.
    _LOOKED_UP_TOGETHER = 2000

    def __init__(self, lake: str, batch: str) -> None:
        super().__init__()
        self._lake, self._batch = lake, batch

    def expand(self, articles: beam.PCollection[Article]) -> Any:
        """Look every article up in the lake's committed files."""
        return (
            articles
            | "Look up together"
            >> beam.BatchElements(min_batch_size=self._LOOKED_UP_TOGETHER, max_batch_size=self._LOOKED_UP_TOGETHER)
            | "Drop known" >> beam.ParDo(_DropKnown(self._lake, self._batch)).with_outputs(*OUTPUTS, main="articles")
        )


class _DropKnown(beam.DoFn):
    def __init__(self, lake: str, batch: str) -> None:
        self._lake, self._batch = lake, batch

    def process(self, element: list[Article]) -> Iterator[Any]:
        known = known_articles(self._lake, self._batch, [article.article_id for article in element])
        gone = forgotten_in(read_manifests(self._lake))
        for article in element:
            if gone.covers(article.article_id, article.published_date, article.outlet):
                yield TaggedOutput("outcomes", "discarded")
                continue
            earlier = known.get(article.article_id)
            if earlier and article.revision in earlier.revisions:
                yield TaggedOutput("outcomes", "duplicate")
            elif earlier and earlier.dates_revisions:
                yield article._replace(published_date=earlier.published_date)
            else:
                yield article
