"""What a row is that is worked out from others: stories and counts, made anew for each month that a batch touches."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from dyadwire.schemas.records import ArticleId, CountryA, CountryB, PublishedDate, Revision


class Story(NamedTuple):
    """One article and the story (cluster of near-duplicate articles) that it belongs to."""

    article_id: ArticleId
    published_date: PublishedDate
    story_id: Annotated[str, "article_id of the story's first article"]
    is_original: Annotated[bool, "this article is the story's first"]
    similarity: Annotated[float | None, "similarity, 0 to 1, to the article it copies; null for an original"]


class PairArticle(NamedTuple):
    """One current article and one pair that it names or is about: what trends count, with what they filter by."""

    published_date: Annotated[date, "the date of the article"]
    country_a: CountryA
    country_b: CountryB
    article_id: ArticleId
    revision: Revision
    outlet: Annotated[str, "the outlet of the article"]
    about: Annotated[bool, "the article is really about the pair"]
    is_original: Annotated[bool, "the article is the first of its story"]
    sentences: Annotated[tuple[int, ...], "numbers of the sentences that name both, in order"]


class OutletDay(NamedTuple):
    """One outlet on one date: what was collected and analysed. The denominators."""

    published_date: Annotated[date, "the date"]
    outlet: Annotated[str, "the outlet"]
    outlet_country: Annotated[str | None, "home country of the outlet, where known from an article of that month"]
    collected: Annotated[
        str,
        "complete: polls of all its feeds or a declaration cover the date; partial: in part, or articles without polls",
    ]
    articles: Annotated[int, "articles published that date, current revisions"]
    analysed: Annotated[int, "of those, with text in a supported language"]
    originals: Annotated[int, "of those analysed, the first of their story"]


class DyadDay(NamedTuple):
    """One pair on one date, with that date's totals."""

    published_date: Annotated[date, "the date"]
    country_a: CountryA
    country_b: CountryB
    sentences: Annotated[int, "sentences that mention both"]
    mentioned_articles: Annotated[
        int, "articles with any sentence that names both; one may be about two that no sentence names together"
    ]
    articles: Annotated[int, "articles that are really about the pair"]
    originals: Annotated[int, "of those, the first of their story"]
    outlets: Annotated[int, "outlets with such an article"]
    total_articles: Annotated[int, "articles analysed that date: the denominator of a share"]
    total_originals: Annotated[int, "originals analysed that date"]
    total_outlets: Annotated[int, "outlets with an analysed article that date"]
