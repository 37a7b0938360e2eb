"""Parse leads into articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from schemas.records import Article
from transforms.route_failures import OUTPUTS, failure_row
from transforms.slices import load_body
from transforms.text.compose import compose_articles
from transforms.text.documents import Lead, UnusableError

UNCHANGED = "unchanged"  # the page was not fetched again: the lake has it


class ParseArticles(beam.PTransform):
    """Leads → articles (main), each with its text, not yet analysed; failures and outcomes on the side.

    Grain: one article for each page, record or text of the lead, or one from its entries alone. The body of a page is
    read here, where it is parsed. Failures: documents without a readable article.
    """

    def expand(self, leads: beam.PCollection[Lead]) -> Any:
        """Parse every lead."""
        return leads | "Parse articles" >> beam.ParDo(_ParseArticle()).with_outputs(*OUTPUTS, main="articles")


class _ParseArticle(beam.DoFn):
    def process(self, element: Lead) -> Iterator[Article | TaggedOutput]:
        try:
            bodies = {document: load_body(document) for document in element.documents if document.kind != "revisit"}
            articles = compose_articles(element, bodies)
        except UnusableError as error:
            yield from _give_up(element, error)
            return
        yield from articles
        # A lead of two snapshots is two candidates, and was counted as one.
        yield from (TaggedOutput("outcomes", "read") for _ in articles[1:])


def _give_up(lead: Lead, error: UnusableError) -> Iterator[TaggedOutput]:
    if error.reason == UNCHANGED:
        yield TaggedOutput("outcomes", "duplicate")
        return
    document = lead.documents[0] if lead.documents else None
    at = document.fetched_at if document else None
    yield TaggedOutput(
        "failures", failure_row("parse_article", lead.uri, error, (document and document.body) or b"", at)
    )
    yield TaggedOutput("outcomes", "failed")
