"""Extract what each article covers: countries, dyads, figures, people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput
from apache_beam.utils.shared import Shared

from dyadwire.schemas.records import Article
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.lexicon import Lexicon, load_lexicon
from dyadwire.transforms.outcomes.failures import OUTPUTS, SURPRISES, failed
from dyadwire.transforms.outcomes.progress import ticker
from dyadwire.transforms.text.article.outlets import home_of, listed_home
from dyadwire.transforms.text.article.table_rows import Rows, Settings, rows_of
from dyadwire.transforms.text.copies.signature import signature_of
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.trained_pipeline import Judge


class ArticleRows(NamedTuple):
    """The rows of one article, table by table."""

    article_id: str
    rows: Rows


class Engine:
    """The lexicon and, where one is named, the trained pipeline: loaded once a process."""

    def __init__(self, model: str | None) -> None:
        self.lexicon: Lexicon = load_lexicon()
        self.judge = Judge.load(model) if model else None
        self.agencies = tuple(row["name"] for row in self.lexicon["agencies"])
        self.name = extractor_name(model)

    def analyse(self, article: Article, settings: Settings) -> ArticleRows:
        """Extract one article and make its rows."""
        found = extract(
            article.text or "",
            self.lexicon,
            title=article.title,
            published_date=article.published_date,
            outlet_country=home_of(article.url or "", self.lexicon),
            judge=self.judge,
        )
        analysed = article._replace(
            outlet_country=listed_home(article.outlet, self.lexicon),
            language=found.language,
            analysed=found.analysed,
            signature=signature_of(article.text or "", self.agencies),
            extractor=self.name,
        )
        return ArticleRows(article.article_id, rows_of(analysed, found, settings))


# Of the process, not of a pipeline: batches that follow one another use one engine.
_ENGINE = Shared()


class ExtractCoverage(beam.PTransform):
    """Articles → the rows of each article (main); failures and outcomes on the side.

    Grain: one article. Guarantee: a pure function of article, lexicon and model. Parse trees never leave it.
    Failures: a text that the engine cannot read, with the exception's class; the others go on.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def expand(self, articles: beam.PCollection[Article]) -> Any:
        """Extract every article."""
        return articles | "Extract" >> beam.ParDo(_Extract(self._settings)).with_outputs(*OUTPUTS, main="rows")


class _Extract(beam.DoFn):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def setup(self) -> None:
        self._tick = ticker()
        self._engine: Engine = _ENGINE.acquire(lambda: Engine(self._settings.model), self._settings.model)

    def process(self, element: Article) -> Iterator[ArticleRows | TaggedOutput]:
        self._tick()
        try:
            yield self._engine.analyse(element, self._settings)
        except SURPRISES as error:
            uri, body = element.url or element.article_id, (element.text or "").encode("utf-8", "replace")
            yield from failed("extract", uri, error, body, element.fetched_at)
