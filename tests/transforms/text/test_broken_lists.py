"""Feeds and lists of feeds with a broken part: what is whole beside it is read, and that something is not is told."""

from __future__ import annotations

import json

import pytest

from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.text.formats.opml import parse_opml


def _item(number: int, inner: str = "") -> str:
    link = f"<link>https://a.example/{number}</link>"
    return f"<item><title>t{number}</title>{link}<description>d</description>{inner}</item>"


def _rss(*items: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


def _titles(body: bytes) -> tuple[list[str], str | None]:
    feed = parse_feed(body, "https://a.example/feed")
    return [entry.title for entry in feed.entries], feed.problem


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        ("<b>" * 3000, "unsafe"),
        ("<x " + "a=1 " * 3000 + ">", "unsafe"),
        ("<c><![CDATA[ x", "malformed"),
        ("<!-- x", "malformed"),
    ],
)
def test_an_entry_that_no_parser_may_have_costs_itself_alone(inner, problem):
    assert _titles(_rss(_item(1), _item(2, inner), _item(3), _item(4))) == (["t1", "t3", "t4"], problem)


@pytest.mark.parametrize("inner", ["<b><i>", "</channel>", "<x>a & b</x>", "3 < 4", "\0\1", "&nope;", "<?php x ?>"])
def test_an_entry_of_sloppy_markup_costs_nothing(inner):
    assert _titles(_rss(_item(1), _item(2, inner), _item(3))) == (["t1", "t2", "t3"], None)


def test_a_feed_that_is_cut_within_its_last_entry_keeps_the_others():
    titles, _ = _titles(_rss(_item(1), _item(2), _item(3, "<c><![CDATA[ x"))[:-30])
    assert titles[:2] == ["t1", "t2"]


_HEAD = '{"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": ['


def _json(number: int, **more: object) -> str:
    return json.dumps({"id": str(number), "url": f"https://a.example/{number}", "title": f"t{number}"} | more)


_PEOPLE = [{"name": "n", "url": "https://a.example/n"}] * 2
_UNQUOTED = _json(2).replace('"title"', "title")
_WITH_AUTHORS = _json(2, authors=_PEOPLE).replace('"id"', "id")
_DEEP = '{"id": 2, "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
JSON_FEEDS = {
    "cut": (f"{_HEAD}{_json(1)},{_json(2)},{_json(3)[:-9]}", ["t1", "t2"]),
    "cut between": (f"{_HEAD}{_json(1)},{_json(2)},", ["t1", "t2"]),
    "no string": (f"{_HEAD}{_json(1)},{_UNQUOTED},{_json(3)}]}}", ["t1", "t3"]),
    "with authors": (f"{_HEAD}{_json(1)},{_WITH_AUTHORS},{_json(3)}]}}", ["t1", "t3"]),
    "too deep": (f"{_HEAD}{_json(1)},{_DEEP},{_json(3)}]}}", ["t1", "t3"]),
}


@pytest.mark.parametrize("name", JSON_FEEDS)
def test_a_broken_item_of_a_json_feed_costs_itself_alone(name):
    body, titles = JSON_FEEDS[name]
    assert _titles(body.encode()) == (titles, "malformed")


@pytest.mark.parametrize(
    ("written", "read"), [('"t2"', '"t\n2"'), ('"t2"}', '"t2"},'), ('"t2"', '"t2\N{REPLACEMENT CHARACTER}"')]
)
def test_a_json_feed_of_sloppy_json_loses_nothing(written, read):
    body = f"{_HEAD}{_json(1)},{_json(2)}]}}".replace(written, read).encode().replace("\ufffd".encode(), b"\xff")
    titles, problem = _titles(body)
    assert (len(titles), problem) == (2, None)


def _outline(number: int, more: str = "") -> str:
    return f"<outline text='o{number}' xmlUrl='https://a.example/{number}?a=1&amp;b=2' {more}/>"


def _opml(*outlines: str) -> bytes:
    return f"<?xml version='1.0'?><opml><body><outline text='F'>{''.join(outlines)}</outline></body></opml>".encode()


LISTS = {
    "no quote": (_outline(2).replace("xmlUrl='", "xmlUrl="), [1, 3], 1),
    "a quote too many": (_outline(2).replace("'https", "'htt'ps"), [1, 3], 1),
    "twice the same attribute": (_outline(2, "text='x'"), [1, 3], 1),
    "a bracket": (_outline(2, "title='a<b'"), [1, 3], 1),
    "no end": (_outline(2).replace("/>", ">"), [1, 2, 3], 0),
    "a byte that is none": (_outline(2, "title='\0'"), [1, 2, 3], 0),
    "a stray ampersand": (_outline(2).replace("&amp;", "&"), [1, 2, 3], 0),
    "an entity of HTML": (_outline(2, "title='a&nbsp;b'"), [1, 2, 3], 0),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_broken_outline_costs_itself_alone_and_no_address_is_guessed(name):
    outline, numbers, lost = LISTS[name]
    opml = parse_opml(_opml(_outline(1), outline, _outline(3)))
    assert [each.url for each in opml.subscriptions] == [f"https://a.example/{number}?a=1&b=2" for number in numbers]
    assert (opml.problem, opml.lost) == (None, lost)


def test_a_list_that_is_cut_keeps_what_is_before():
    opml = parse_opml(_opml(_outline(1), _outline(2))[:-60])
    assert ([each.title for each in opml.subscriptions], opml.lost) == (["o1"], 1)


def test_a_stray_ampersand_costs_no_folder():
    opml = parse_opml(_opml(_outline(1).replace("&amp;", "&")))
    assert opml.subscriptions[0].tags == ("F",)


def test_a_broken_list_that_declares_entities_is_not_read():
    body = b"<!DOCTYPE o [<!ENTITY a 'b'>]><opml><body>" + _outline(1).encode() + b"<bad</body></opml>"
    assert parse_opml(body).problem == "unsafe"
