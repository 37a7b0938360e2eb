"""What comes over the wire of what a lake was made to forget: it is not kept, and feeds are written without it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from dyadwire.pipelines.collect.forgotten_memory import forgotten_in_memory
from dyadwire.pipelines.collect.responses import NOT_MODIFIED, OK, Response
from dyadwire.schemas.manifest import LAKE_FILE
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten, forgotten_in
from dyadwire.transforms.text.canonical_url import canonical_url
from dyadwire.transforms.text.documents import Lead, ListedEntry, UnusableError
from dyadwire.transforms.text.entries import Entry
from dyadwire.transforms.text.feed_writing import JSON_FEED, SITEMAP, write_json_feed, write_sitemap
from dyadwire.transforms.text.feeds import parse_feed
from dyadwire.transforms.text.opml import is_opml
from dyadwire.transforms.text.sitemaps import looks_like_sitemap

# What reads pages and manifests is imported where it is needed: most collectors have nothing to forget, and it would
# make each start for seconds.


def forgotten_of(spool: Path, store: Path) -> Forgotten:
    """Return what the lake around a spool was made to forget, and what the collector's memory tells of it."""
    gone = NOTHING
    if spool.name == "_spool" and (spool.parent / LAKE_FILE).exists():
        from dyadwire.transforms.storage.committed import read_manifests

        gone = forgotten_in(read_manifests(str(spool.parent)))
    return gone._replace(ids=gone.ids | forgotten_in_memory(store))


def without_forgotten(answer: Response, gone: Forgotten) -> Response:
    """Return the answer of a feed without the entries that are forgotten; with no other, it has not changed.

    A feed that loses entries is written anew from the others: what is not read of it may hold anything.
    """
    if answer.outcome != OK or gone == NOTHING or is_opml(answer.body):
        return answer
    feed = parse_feed(answer.body, answer.final_url, answer.header("content-type"))
    left = [entry for entry in feed.entries if not _is_gone(entry, answer, gone)]
    if len(left) == len(feed.entries):
        return answer
    if not left:
        return answer._replace(outcome=NOT_MODIFIED, body=b"")
    sitemap = looks_like_sitemap(answer.body)
    body = write_sitemap(left) if sitemap else write_json_feed(feed.title, left)
    headers = [(name, value) for name, value in answer.headers if name.lower() != "content-type"]
    media = ("Content-Type", SITEMAP if sitemap else JSON_FEED)
    return answer._replace(body=body, headers=(*headers, media))


def _is_gone(entry: Entry, answer: Response, gone: Forgotten) -> bool:
    from dyadwire.transforms.outcomes.failures import SURPRISES
    from dyadwire.transforms.text.compose import compose_article

    try:
        article = compose_article(Lead(answer.url, (), (ListedEntry(entry, answer.url, answer.at),)), None)
    except (UnusableError, *SURPRISES):
        return True  # it would become no article
    covered = gone.covers(article.article_id, article.published_date, article.outlet)
    return covered or bool(entry.link and gone.covers_address(entry.link))


def page_addresses(answer: Response) -> set[str]:
    """Return the addresses of a page, canonical where they can be: asked for, led to, and named by itself."""
    from dyadwire.transforms.outcomes.failures import SURPRISES
    from dyadwire.transforms.text.articles import page_canonical

    named = None
    with suppress(*SURPRISES):  # hostile markup names nothing
        named = page_canonical(answer.body, answer.final_url, answer.header("content-type"))
    return {canonical_url(url) or url for url in (answer.url, answer.final_url, named) if url}
