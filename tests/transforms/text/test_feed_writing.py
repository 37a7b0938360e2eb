import string
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.entries import Entry
from dyadwire.transforms.text.formats.feed_writing import write_json_feed, write_sitemap
from dyadwire.transforms.text.formats.feeds import parse_feed

BASE = "https://outlet.example/feed"
WORDS = st.text(alphabet=string.ascii_letters + string.digits + " &'\"äü%;", max_size=40)


def entry(n=1, **fields):
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    link = f"https://outlet.example/{n}?a=1&b=2"
    return Entry(link, f"guid {n}", True, f"Title {n}", "2026-11-02T09:00:00Z", at, "", "", None, None)._replace(
        **fields
    )


def lines(text):
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"content": "One < two & three\nfour > &amp; five"},
        {"summary": "a <b> c", "author": "A. Uthor, B. Uthor", "language": "de"},
        {"published": None, "published_at": None, "guid": None, "guid_is_unique": False},
        {"link": None, "updated": "2026-11-03T09:00:00Z"},
        {"published": "Mon, 02 Nov 2026 09:00:00 GMT"},
        {"title": 'Say "no" & go', "guid": "<x>"},
    ],
)
def test_the_same_entries_are_read_from_a_json_feed(fields):
    entries = (entry(1, **fields), entry(2))
    found = parse_feed(write_json_feed("News & more", entries), BASE)
    assert (found.title, found.entries, found.problem) == ("News & more", entries, None)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_whatever_entries_say(texts):
    entries = tuple(
        entry(n, content=lines(content), summary=lines(summary)) for n, (content, summary) in enumerate(texts)
    )
    first = parse_feed(write_json_feed("t", entries), BASE).entries
    assert parse_feed(write_json_feed("t", first), BASE).entries == first
    assert [found.link for found in first] == [each.link for each in entries]


def test_the_same_entries_are_read_from_a_sitemap_however_many():
    fields = {"guid": None, "guid_is_unique": False}
    entries = tuple(entry(n, title=f"Title <{n}> & more", language="en", **fields) for n in range(6000))
    entries += (entry("x", title="", published=None, published_at=None, **fields),)
    found = parse_feed(write_sitemap(entries), BASE, "application/xml; charset=utf-8")
    assert [each.link for each in found.entries] == [each.link for each in entries]
    assert found.entries[-1] == entries[-1]
    assert found.entries[0] == entries[0]._replace(title=found.entries[0].title)
