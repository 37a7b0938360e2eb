import uuid

from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.article.identity import article_id, failure_id, revision, text_hash

FEED = "https://feed.example/rss"


def test_id_is_the_uuid5_of_the_canonical_url():
    wanted = str(uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/a"))
    assert article_id("http://www.example.org/a/?utm_source=x", "hash", feed_and_guid=(FEED, "g")) == wanted
    assert article_id("https://m.example.org/a#top", "other") == wanted


def test_without_a_link_the_feed_and_guid_count():
    one = article_id(None, "hash", feed_and_guid=(FEED, "g"))
    assert one == article_id("javascript:alert(1)", "other", feed_and_guid=(FEED, "g"))
    others = [article_id(None, "hash", feed_and_guid=listed) for listed in ((FEED, "h"), (FEED + "2", "g"), None)]
    assert len({one, *others}) == 4


def test_without_a_link_two_outlets_print_two_articles():
    ids = [article_id(None, "hash", outlet) for outlet in ("Paper A", "Paper B", "", None)]
    assert len(set(ids)) == 3
    assert article_id("https://example.org/a", "hash", "Paper A") == article_id("https://example.org/a", "hash")


def test_hash_of_text_ignores_case_and_white_space():
    assert text_hash("China  met\nJapan") == text_hash("china met japan ")
    assert text_hash("China met Japan") != text_hash("Japan met China")


def test_revision_tells_title_from_text():
    assert len({revision("a", "bc"), revision("ab", "c"), revision("", "abc"), revision("A", "bc")}) == 4


def test_failures_differ_by_payload():
    assert failure_id("read", "malformed", "x", b"1") != failure_id("read", "malformed", "x", b"2")
    assert failure_id("read", "malformed", "x", None) == failure_id("read", "malformed", "x", "")


TEXTS = st.text(st.characters(), max_size=60)


@given(st.none() | TEXTS, st.none() | st.tuples(TEXTS, TEXTS))
def test_any_input_has_one_id(url, listed):
    first = article_id(url, "hash", feed_and_guid=listed)
    assert first == article_id(url, "hash", feed_and_guid=listed)
    assert uuid.UUID(first).version == 5
