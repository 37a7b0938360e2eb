from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.sitemaps import MAX_TAGS, looks_like_sitemap, parse_sitemap

NEWS = (Path(__file__).parent / "cases" / "feeds" / "newsmap.xml").read_bytes()
URL = "https://map.example/sitemap.xml"


def test_news_sitemap():
    one, two = parse_sitemap(NEWS, URL).feed.entries
    assert looks_like_sitemap(NEWS)
    assert (one.link, one.title, one.language) == ("https://map.example/1", "Rail & road", "en")
    assert one.published_at == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert (two.link, two.published) == ("https://map.example/2", None)


def test_index():
    index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap></sitemapindex>"
    assert parse_sitemap(index, URL).sitemaps == ("https://map.example/a.xml",)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"<urlset>", "malformed"),
        (b"<urlset/>", "no_entries"),
        (b"<rss/>", "not_a_feed"),
        (b"<urlset>" + b"<a/>" * MAX_TAGS + b"</urlset>", "too_large"),
        (b"<urlset><url/><url><loc> </loc></url></urlset>", "no_entries"),  # no address is not the sitemap's own
        (b"<sitemapindex><sitemap><loc/></sitemap></sitemapindex>", "no_entries"),
        (b"<!DOCTYPE o [<!ENTITY x 'y'>]><urlset>&x;</urlset>", "unsafe"),
    ],
)
def test_problems_have_names(body, problem):
    assert parse_sitemap(body, URL).feed.problem == problem


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(["<urlset>", "<url>", "<loc>", "</loc>", "</url>", "</urlset>", "x"])).map(
        lambda pieces: "".join(pieces).encode()
    )
)
def test_noise_is_survived(body):
    parse_sitemap(body, URL)
