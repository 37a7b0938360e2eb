"""Leave out of responses what a lake was made to forget: it is not kept, and feeds are stored without it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from dyadwire.pipelines.collect.forget_store import forgotten_in_store
from dyadwire.pipelines.collect.responses import NOT_MODIFIED, OK, Response
from dyadwire.schemas.manifest import LAKE_FILE
from dyadwire.transforms.storage.block_list import NOTHING, Forgotten, forgotten_in
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.documents import Lead, ListedEntry, UnusableError
from dyadwire.transforms.text.formats.entries import Entry
from dyadwire.transforms.text.formats.feed_writing import JSON_FEED, SITEMAP, write_json_feed, write_sitemap
from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.text.formats.opml import is_opml
from dyadwire.transforms.text.formats.sitemaps import looks_like_sitemap

# What reads pages and manifests is imported where it is needed: it takes seconds, and most collectors have nothing to
# forget.


def forgotten_of(spool: Path, store: Path) -> Forgotten:
    """Return what the lake around a spool was made to forget, with the further addresses that the store remembers.

    DyadwireError where the lake cannot be read.
    """
    gone = NOTHING
    if spool.name == "_spool" and (spool.parent / LAKE_FILE).exists():
        from dyadwire.pipelines.lake.opening import one_line_storage_errors
        from dyadwire.transforms.storage.committed import read_manifests

        with one_line_storage_errors():
            gone = forgotten_in(read_manifests(str(spool.parent)))
    return gone._replace(ids=gone.ids | forgotten_in_store(store))


def without_forgotten(response: Response, gone: Forgotten) -> Response:
    """Return a feed's response without forgotten entries; as not modified where no other entry is kept.

    A feed that loses entries is written anew from the remaining ones: its unparsed parts may hold anything.
    """
    if response.outcome != OK or gone == NOTHING or is_opml(response.body):
        return response
    feed = parse_feed(response.body, response.final_url, response.header("content-type"))
    kept = [entry for entry in feed.entries if not _is_gone(entry, response, gone)]
    if len(kept) == len(feed.entries):
        return response
    if not kept:
        return response._replace(outcome=NOT_MODIFIED, body=b"")
    sitemap = looks_like_sitemap(response.body)
    body = write_sitemap(kept) if sitemap else write_json_feed(feed.title, kept)
    headers = [(name, value) for name, value in response.headers if name.lower() != "content-type"]
    media = ("Content-Type", SITEMAP if sitemap else JSON_FEED)
    return response._replace(body=body, headers=(*headers, media))


def _is_gone(entry: Entry, response: Response, gone: Forgotten) -> bool:
    from dyadwire.transforms.outcomes.failures import SURPRISES
    from dyadwire.transforms.text.article.compose import compose_article

    try:
        article = compose_article(Lead(response.url, (), (ListedEntry(entry, response.url, response.at),)), None)
    except (UnusableError, *SURPRISES):
        return True  # it would become no article
    covered = gone.covers(article.article_id, article.published_date, article.outlet)
    return covered or bool(entry.link and gone.covers_address(entry.link))


def page_addresses(response: Response) -> set[str]:
    """Return the canonical addresses of a page: the one asked for, the one after redirects, and its rel=canonical."""
    from dyadwire.transforms.outcomes.failures import SURPRISES
    from dyadwire.transforms.text.formats.articles import page_canonical

    named = None
    with suppress(*SURPRISES):  # hostile markup names nothing
        named = page_canonical(response.body, response.final_url, response.header("content-type"))
    return {canonical_url(url) or url for url in (response.url, response.final_url, named) if url}
