"""News-like texts as many as are asked for, no two alike: sentences of the project's own gold in ever other order.

A text that is read a second time flatters whoever remembers words, so benches read each once. Real news has some three
figures and five names of countries in 1,000 characters; the bundled sample and most of the gold have four times as many
figures, and twice as many names. Both are made: `news` is thinned with sentences that have neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.countries import find_countries
from dyadwire.transforms.text.document import read_document

GOLD = Path(__file__).parents[1] / "gold"
# Whole articles in English; the other files hold single sentences.
SOURCES = ("articles", "blind*", "figures_blind*", "relations", "stories")
# About what news agencies send: the held-out news that the project is measured on has this mean length.
ARTICLE_CHARACTERS = 3300
# Which part of the sentences is thinned out with those that have neither digits nor a country's name.
THINNED = {"news": 0.68, "figures": 0.0}
REWORDED = 0.7
_LONG, _DIGIT = re.compile(r"\b[a-z]{5,}\b"), re.compile(r"[1-9]")
FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
DAYS = 30
_NUMBER = re.compile(
    r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|dozen|score|twice"
    r"|twenty|thirty|forty|fifty|hundred|thousand|million|double|triple)s?\b"
)


class Source(NamedTuple):
    """An article of the gold: its title and sentences, and which of these have neither figures nor countries."""

    title: str
    sentences: tuple[str, ...]
    quiet: tuple[str, ...]


@cache
def sources() -> tuple[Source, ...]:
    """Return the gold's English articles."""
    paths = sorted({path for name in SOURCES for path in GOLD.glob(f"{name}.jsonl")})
    rows = (row for path in paths for row in map(json.loads, path.read_bytes().splitlines()))
    return tuple(_cut(row["title"], row["text"]) for row in rows if row.get("title"))


def _cut(title: str, text: str) -> Source:
    sentences = tuple(text[span.start : span.end] for span in read_document(text, "").sentences if span.number >= 0)
    return Source(title, sentences, tuple(filter(_is_quiet, sentences)))


def _is_quiet(sentence: str) -> bool:
    return not _NUMBER.search(sentence) and not find_countries(read_document(sentence, ""), load_lexicon(), None)


@cache
def quiet_sentences() -> tuple[str, ...]:
    """Return the sentences of all articles that have neither figures nor countries, each once."""
    return tuple(dict.fromkeys(sentence for source in sources() for sentence in source.quiet))


def articles(
    count: int, density: str = "news", *, first: int = 0, characters: int = ARTICLE_CHARACTERS, since: datetime = FIRST
) -> Iterator[dict[str, str]]:
    """Yield article records, each with its own address and text; the same for each number, from `first` on.

    `density` is "news" or "figures"; a text has about `characters`. Dates are the `DAYS` from `since`.
    """
    for number in range(first, first + count):
        dice = Random(f"{density} {number}")
        yield {
            "url": f"https://paper{number % 40}.example/{density}/{number}",
            "title": f"{dice.choice(sources()).title} ({number})",
            "text": _compose(dice, THINNED[density], characters),
            "published_at": (since + timedelta(days=number * 7 % DAYS)).isoformat(),
        }


def _compose(dice: Random, thinned: float, characters: int) -> str:
    """Return the opening of one source and sentences of it and of others, once each, in paragraphs of one to three."""
    told: list[str] = []
    said: list[str] = []
    length = 0
    while length < characters:
        if not told:
            opening, *told = dice.choice(sources()).sentences
            dice.shuffle(told)
            told += [] if said else [opening]
            continue
        sentence = _long(dice) if said and dice.random() < thinned else told.pop()
        said += [sentence, dice.choice((" ", " ", "\n\n"))]
        length += len(sentence) + 1
    return "".join(said).strip()


def _long(dice: Random) -> str:
    """Return two sentences that say little as one: those of the gold are half as long as those of real news."""
    one, other = dice.sample(quiet_sentences(), 2)
    return f"{one[:-1]}; {other}" if one.endswith(".") else other


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return the long words of the gold in lower case, each as often as it is there."""
    return tuple(word for source in sources() for sentence in source.sentences for word in _LONG.findall(sentence))


def reworded(record: dict[str, str]) -> dict[str, str]:
    """Return a record with other digits, and others for most long words; names and short words stay.

    Many thousand articles of a few hundred sources would be copies of one another for whoever groups stories.
    """
    dice = Random(record["url"])
    text = _LONG.sub(lambda word: dice.choice(_vocabulary()) if dice.random() < REWORDED else word[0], record["text"])
    return record | {"text": _DIGIT.sub(lambda _: dice.choice("123456789"), text)}


def in_rounds(size: int, density: str) -> Iterator[list[dict[str, str]]]:
    """Yield lists of `size` articles, for ever, none of them twice."""
    first = 0
    while True:
        yield list(articles(size, density, first=first))
        first += size


def page(record: dict[str, str]) -> bytes:
    """Return a record as the page of a news site, which is 150 kB and 800 elements: menus, scripts, cards, footers.

    Its text is found in half the time that real pages of that size take.
    """
    dice = Random(record["url"])
    paragraphs = "".join(f"<p>{_linked(line)}</p>" for line in record["text"].split("\n") if line)
    head = f"<title>{escape(record['title'])}</title><link rel='canonical' href='{record['url']}'>"
    head += f"<meta property='article:published_time' content='{record['published_at']}'><style>{'.a{}' * 2000}</style>"
    head += "".join(f"<script>var state='{dice.randbytes(6000).hex()}'</script>" for _ in range(10))
    image = "<figure><img src='/photo.jpg' alt='A photo'><figcaption>A photo of the day</figcaption></figure>"
    main = f"<article><h1>{escape(record['title'])}</h1><div class='byline'>By Staff</div>{image}{paragraphs}</article>"
    body = f"<header><nav><ul>{_LINK * 60}</ul></nav></header><main>{main}<aside>{_cards(dice)}</aside></main>"
    body += f"<footer><ul>{_LINK * 50}</ul><p>All rights reserved</p></footer>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


_HEADLINE_WORDS = ("ministers", "meet", "over", "grain", "prices", "as", "rivers", "rise", "near", "old", "towns", "in")
_LINK = "<li class='item'><a href='/section/of/news'>Section</a></li>"


def _linked(line: str) -> str:
    """Return a line as markup in which some words are links or stressed, as they are on pages of news."""
    words = [escape(word) for word in line.split()]
    words[::25] = [f"<a href='/topic'>{word}</a>" for word in words[::25]]
    words[7::60] = [f"<strong>{word}</strong>" for word in words[7::60]]
    return " ".join(words)


def _cards(dice: Random) -> str:
    """Return links to sixty other stories, each with a picture, a title, a line and a time."""
    titles = [" ".join(dice.choices(_HEADLINE_WORDS, k=9)).capitalize() for _ in range(60)]
    return "".join(
        "<div class='card'><div class='inner'><a href='/story'><span><img src='/small.jpg' alt=''></span>"
        f"<h3>{title}</h3></a><p>{title}, <span>and more on this story</span></p><time>2 hours ago</time></div></div>"
        for title in titles
    )


def feed(records: list[dict[str, str]]) -> bytes:
    """Return records as an RSS feed with the first thousand characters of each text."""
    items = (
        f"<item><title>{escape(record['title'])}</title><link>{record['url']}</link><guid>{record['url']}</guid>"
        f"<pubDate>{datetime.fromisoformat(record['published_at']):%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<description>{escape(record['text'][:1000])}</description></item>"
        for record in records
    )
    head = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Paper</title>"
    return f"{head}{''.join(items)}</channel></rss>".encode()


def lines(records: list[dict[str, Any]]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
