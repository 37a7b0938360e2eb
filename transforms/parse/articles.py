"""Parse leads into articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from dyadwire.schemas.records import Article
from dyadwire.transforms.outcomes.failures import OUTPUTS, SURPRISES, failed
from dyadwire.transforms.read.archives import load_body
from dyadwire.transforms.text.article.compose import candidates_of, compose_whole_or_cut
from dyadwire.transforms.text.article.limits import MAX_TEXT_CHARACTERS
from dyadwire.transforms.text.formats.documents import Document, Lead, UnusableError
from dyadwire.transforms.text.formats.readings import PLAIN, Reading


class ParseArticles(beam.PTransform):
    """Leads → articles (main), each with its text, not yet analysed; failures and outcomes on the side.

    Grain: one article for each page, record or text of the lead, or one from its entries alone. The body of a page is
    read here, where it is parsed. Failures: documents without a readable article, and what a text has beyond a million
    characters.
    """

    def __init__(self, reading: Reading = PLAIN) -> None:
        super().__init__()
        self._reading = reading

    def expand(self, leads: beam.PCollection[Lead]) -> Any:
        """Parse every lead."""
        parse = beam.ParDo(_ParseArticle(self._reading)).with_outputs(*OUTPUTS, main="articles")
        return leads | "Parse articles" >> parse


class _ParseArticle(beam.DoFn):
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def process(self, element: Lead) -> Iterator[Article | TaggedOutput]:
        try:
            candidates = candidates_of(element)
        except UnusableError:
            yield TaggedOutput("outcomes", "duplicate")
            return
        for document in candidates:
            yield from _parse(element, document, self._reading)
        # A lead of several snapshots is as many candidates, and was counted as one.
        yield from (TaggedOutput("outcomes", "read") for _ in candidates[1:])


def _parse(lead: Lead, document: Document | None, reading: Reading) -> Iterator[Article | TaggedOutput]:
    body, at = b"", document.fetched_at if document else None
    try:
        body = load_body(document) if document else b""
        article, is_cut = compose_whole_or_cut(lead, document, body, reading)
    except (UnusableError, *SURPRISES) as error:
        yield from failed("parse_article", lead.uri, error, body, at)
        return
    yield article
    if is_cut:  # that it lacks the rest is a failure beside it
        what = f"{lead.uri}: of its text the first {MAX_TEXT_CHARACTERS:,} characters are read"
        yield TaggedOutput("outcomes", "read")
        yield from failed("parse_article", lead.uri, UnusableError("too_long", what), body, at)
