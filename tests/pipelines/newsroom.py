"""The sample newsroom as its feeds have it, with its plan and the answers worked out by hand."""

import csv
import json
import re
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import feedparser

HERE = Path(__file__).parent
SAMPLES = files("dyadwire.pipelines") / "samples"
NEWSROOM = SAMPLES / "newsroom"
EXPECTED = json.loads((HERE / "newsroom_expected.json").read_text(encoding="utf-8"))
PLAN = list(csv.DictReader((HERE / "newsroom_plan.csv").read_text(encoding="utf-8").splitlines()))


class Entry(NamedTuple):
    outlet: str
    guid: str
    url: str
    title: str
    published: str | None
    paragraphs: tuple[str, ...]


def split_paragraphs(content: str) -> tuple[str, ...]:
    return tuple(unescape(text) for text in re.findall(r"<p>(.*?)</p>", content))


def read_xml_feed(name: str, outlet: str) -> list[Entry]:
    feed = feedparser.parse((NEWSROOM / name).read_bytes())
    assert not feed.bozo
    return [
        Entry(outlet, e.id, e.link, e.title, e.get("published"), split_paragraphs(e.content[0].value))
        for e in feed.entries
    ]


def read_json_feed(name: str, outlet: str) -> list[Entry]:
    feed = json.loads((NEWSROOM / name).read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    return [
        Entry(
            outlet,
            item["id"],
            item["url"],
            item["title"],
            item.get("date_published"),
            split_paragraphs(item["content_html"])
            if "content_html" in item
            else tuple(item["content_text"].split("\n\n")),
        )
        for item in feed["items"]
    ]


@cache
def read_newsroom() -> tuple[Entry, ...]:
    return (
        *read_xml_feed("meridian-wire.rss", "meridian-wire.example"),
        *read_xml_feed("harbour-post.atom", "harbourpost.example"),
        *read_json_feed("the-lantern.json", "thelantern.example"),
        *read_xml_feed("dalnyaya-liniya.rss", "dalnyaya-liniya.example"),
        *read_xml_feed("yunqiao.atom", "yunqiao.example"),
    )
