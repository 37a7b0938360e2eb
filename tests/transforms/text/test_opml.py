from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.opml import MAX_TAGS, Subscription, is_opml, parse_opml

FEEDS = Path(__file__).parent / "cases" / "feeds"


def test_folders_and_categories_are_tags():
    opml = parse_opml((FEEDS / "list.opml").read_bytes())
    assert opml.title == "World"
    assert opml.subscriptions == (
        Subscription("https://one.example/rss", "One", ("Asia", "East", "Economy", "Trade", "Wire")),
        Subscription("https://two.example/rss", "Two", ("Asia",)),
    )


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"<opml", "malformed"),
        (b"<rss/>", "not_opml"),
        (b"<opml><body>" + b"<a/>" * MAX_TAGS + b"</body></opml>", "too_large"),
        (b"<opml><body/></opml>", "no_feeds"),
        (b"<!DOCTYPE o [<!ENTITY x 'y'>]><opml>&x;</opml>", "unsafe"),
        (b"<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "unsafe"),
        (b"<opml><body>" + b"<outline text='a'>" * 50_000 + b"</outline>" * 50_000 + b"</body></opml>", "no_feeds"),
    ],
)
def test_problems_have_names(body, problem):
    assert parse_opml(body).problem == problem


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(
        lambda text: b"<opml><body><outline xmlUrl='" + text.encode("utf-8", "replace") + b"'/></body></opml>"
    )
)
def test_noise_is_survived(body):
    parse_opml(body)


@pytest.mark.parametrize(
    ("body", "is_list"),
    [
        (b"\xef\xbb\xbf\n<opml version='2.0'>", True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE opml>\n<!-- list > -->\n<OPML>", True),
        (b"<!DOCTYPE o [<!ENTITY x 'y'>]><opml/>", True),
        (b"<!-- <opml> --><rss>", False),
        (b"<rss><description>how to write <opml></description>", False),
        (b"<opmlet/>", False),
        (b"<!-- <opml>", False),
        (b"<!DOCTYPE", False),
        (b"", False),
        (b"<!-->" * 50_000, False),
    ],
)
def test_a_list_is_known_by_its_root_element(body, is_list):
    assert is_opml(body) == is_list
