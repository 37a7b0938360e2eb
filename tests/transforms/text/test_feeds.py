from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.feed_markup import MAX_TAGS
from dyadwire.transforms.text.formats.feeds import MAX_FEED, looks_like_feed, parse_feed

FEEDS = Path(__file__).parent / "cases" / "feeds"
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)


def read(name, content_type=None):
    return parse_feed((FEEDS / name).read_bytes(), f"https://host.example/feeds/{name}", content_type)


def rss(inner, encoding="utf-8"):
    head = f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel><title>t</title>"
    return f"{head}{inner}</channel></rss>"


def test_rss20():
    feed = read("rss20.xml")
    first, second, third = feed.entries
    assert (feed.title, feed.problem) == ("Harbour & Hinterland", None)
    assert first.link == "https://host.example/ferry?utm_source=rss"
    assert (first.guid, first.guid_is_unique, first.published_at) == ("h-1", True, NINE)
    assert first.title == "Norland and Sudland open a ferry line & a market"
    assert first.content == "The line opens in May.\nIt carries 300 cars."
    assert (first.summary, first.author, first.language) == ("Short.", "A. Sample", "en")
    assert second.link == "https://harbour.example/guid-as-link"
    assert (third.link, third.title) == (None, "Script for a link")


def test_older_and_other_formats():
    assert [entry.link for entry in read("rss091.xml").entries] == ["https://old.example/bridge"]
    (triple,) = read("rdf.xml").entries
    assert (triple.link, triple.published_at) == ("https://rdf.example/1", NINE.replace(hour=8))
    (talks,) = read("atom.xml").entries
    assert (talks.link, talks.title) == ("https://atom.example/news/talks", "Talks resume")
    assert (talks.published, talks.content, talks.author) == ("2026-11-02T10:00:00Z", "First.\nSecond.", "B. Sample")


def test_json_feed():
    feed = read("feed.json")
    one, two, three = feed.entries
    assert (one.link, one.guid, one.title, one.author) == ("https://host.example/a", "7", "Fish quota", "C. Sample")
    assert (one.content, one.published_at, one.language) == ("Shared.", NINE, "en")
    assert (two.link, two.content, two.author) == ("https://else.example/b", "a < b", "D. Sample")
    assert (three.link, two.guid_is_unique, three.guid_is_unique) == (None, False, False)


def test_a_link_that_many_entries_have_is_no_article_s():
    told = [f"<item><title>Story {n}</title><link>https://a.example/</link><guid>g{n}</guid></item>" for n in range(3)]
    other = "<item><title>Other</title><link>https://a.example/other</link></item>"
    entries = parse_feed(rss("".join([*told, other])).encode(), "https://a.example/feed").entries
    assert [entry.link for entry in entries] == [None, None, None, "https://a.example/other"]
    assert [entry.guid_is_unique for entry in entries] == [True, True, True, False]


def test_a_link_that_an_update_or_a_repeat_has_stays():
    told = ["<item><title>Talks</title><link>https://a.example/talks</link></item>"] * 5
    update = "<item><title>Talks end</title><link>https://a.example/talks</link></item>"
    entries = parse_feed(rss("".join([*told, update])).encode(), "https://a.example/feed").entries
    assert {entry.link for entry in entries} == {"https://a.example/talks"}


@pytest.mark.parametrize("end", [b"]}", b"], }", b""], ids=["whole", "broken", "cut"])
def test_no_integer_of_a_json_feed_is_too_long(end):
    body = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": %s, "title": "A"}, {"id": 7, "title": "B"}'
    )
    feed = parse_feed(body % (b"9" * 5000) + end, "https://host.example/")
    assert ([entry.title for entry in feed.entries], feed.entries[1].guid) == (["A", "B"], "7")
    assert feed.problem == (None if end else "malformed")


ITEM = "<item><title>Китай и Япония</title><guid isPermaLink='false'>1</guid></item>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(ITEM).encode(), None),
        (rss(ITEM).encode(), "text/xml"),
        (rss(ITEM, "windows-1251").encode("windows-1251"), None),
        (rss(ITEM).encode("windows-1251"), "application/rss+xml; charset=utf-8"),
        (rss(ITEM, "nonsense").encode(), None),
        (rss(ITEM, "utf-16").encode("utf-16"), "application/xml"),
        (b"\xef\xbb\xbf" + rss(ITEM).encode(), None),
        (rss(ITEM).encode()[:-16] + b"<x>\xd0\xbf\xd1</x></channel></rss>", "text/xml; charset=utf-8"),  # it was cut
        (rss(ITEM + "<x>Китай и Япония</x>", "iso-8859-1").encode(), "text/xml; charset=iso-8859-1"),
        (b"\n\n" + rss(ITEM).encode(), None),
    ],
)
def test_encodings(body, content_type):
    assert [entry.title for entry in parse_feed(body, "https://x.example/", content_type).entries] == ["Китай и Япония"]


def test_null_bytes_part_words():
    (entry,) = parse_feed(rss("<item><title>China\0Japan</title></item>").encode(), "https://x.example/").entries
    assert entry.title == "China Japan"


ENTITIES = "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (bytes(range(256)) * 64, "not_a_feed"),
        (b"<!doctype html><html><head><title>x</title></head><body><p>Hello</p></body></html>", "not_a_feed"),
        (b"hello", "not_a_feed"),
        (b"{}", "not_a_feed"),
        (b'{"items": ', "malformed"),
        (b'{"items": []}', "no_entries"),
        (b"{" * 100_000, "malformed"),
        (b'{"a":' * 100_000, "malformed"),
        (rss("").encode(), "no_entries"),
        (b"<?xml version='1.0'?>" + ENTITIES.encode() + b"<rss><channel><title>&b;</title></channel></rss>", "unsafe"),
        (("<?xml version='1.0'?>" + ENTITIES + "<rss/>").encode("utf-16"), "unsafe"),
        (rss("<a>" * 200_000 + "</a>" * 200_000).encode(), "unsafe"),
        (rss("<a/>" * (MAX_TAGS + 1)).encode(), "too_large"),
        (b" <" + b"x" * MAX_FEED, "too_large"),
    ],
)
def test_problems_have_names(body, problem):
    feed = parse_feed(body, "https://x.example/")
    assert (feed.problem, feed.entries) == (problem, ())


def test_sloppy_markup_is_not_depth():
    item = "<item><title>x</title><description>" + "<p>a<br>" * 30 + "</description></item>"
    assert parse_feed(rss(item * 100).encode(), "https://x.example/").problem != "unsafe"


MANY = 1_000_000  # what takes the square of it takes hours
ITEM_ONE = "<item><title>one</title>{}</item>"


@pytest.mark.parametrize(
    "body",
    [
        "\n" * MANY + rss(ITEM_ONE),
        "<?xml version='1.0'?>" + "\n" * MANY + rss(ITEM_ONE).partition("?>")[2],
        "\n<!DOCTYPE" * (MANY // 10) + rss(ITEM_ONE).partition("?>")[2],
        rss(ITEM_ONE.format("<author>" + "a." * MANY + "</author>")),
        rss(ITEM_ONE.format("<author>" + "a" * MANY + "@</author>")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_would_keep_the_parser_for_hours(body, encoding):
    feed = parse_feed(body.encode(encoding), "https://x.example/")
    assert [entry.title for entry in feed.entries] == ["one"]


def test_tags_without_end_are_unsafe():
    attributes = "".join(f"a{number}='&gt;' " for number in range(200_000))
    for tag in (f"<item {attributes}>", f"<item b='>' {attributes}>"):
        assert parse_feed(rss(tag + "<title>x</title></item>").encode(), "https://x.example/").problem == "unsafe"


def test_an_encoding_that_no_document_is_in_is_not_believed():
    body = rss(ITEM_ONE.format("<author>" + "a-" * MANY + "</author>")).encode()
    (entry,) = parse_feed(body, "https://x.example/", "text/xml; charset=punycode").entries
    assert entry.title == "one"


def test_feeds_and_pages_are_told_apart():
    assert all(
        looks_like_feed((FEEDS / name).read_bytes()) for name in ("rss20.xml", "rdf.xml", "atom.xml", "feed.json")
    )
    assert not looks_like_feed(b"<!doctype html><html><p>about rss <rss> feeds</p>")
    assert not looks_like_feed(b"noise")


PIECES = [
    b"<rss version='2.0'>",
    b"<channel>",
    b"<item>",
    b"</item>",
    b"<title>",
    b"</title>",
    b"<link>",
    b"&",
    b"&amp;",
]
PIECES += [
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<?xml version='1.0'?>",
    b"\0",
    b"\xff\xfe",
    b"<entry>",
    b"http://a/",
    b"{",
    b'"items":[',
]


@given(st.binary(max_size=300) | st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=30).map(b"".join))
def test_noise_is_survived(body):
    feed = parse_feed(body, "https://x.example/")
    assert feed.entries or feed.problem  # both where some entries are missing
