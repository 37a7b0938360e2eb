"""Odd WARC records, feeds, pages, texts and lists of feeds, each to lie beside good ones."""

import json

from tests.pipelines.runs import article
from tests.poison.odd_lines import FAILED, FETCH, KEPT, Odd, fetch

NOTHING = "nothing"  # neither an article nor a failure: it says nothing at all
_HEAD = "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"


def page(number: int, head: str = "", body: str = "") -> bytes:
    """Return an HTML page of an invented article."""
    told = article(number)
    text = f"<p>{told['text']}</p><p>Both ministries confirmed it after long talks in the capital.</p>"
    title = f"<title>{told['title']}</title>"
    return f"<html><head>{title}{head}</head><body><article>{text}{body}</article></body></html>".encode()


def warc(number: int, date: str = "2026-10-20T08:00:00Z", body: bytes | None = None, **how: str) -> bytes:
    """Return a WARC record of a page; `how` adds lines to its header or to that of HTTP, or exchanges its URL."""
    body = page(number) if body is None else body
    url = how.get("url", f"https://w{number}.example/{number}")
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{how.get('http', '')}\r\n".encode() + body
    head = _HEAD.format(kind=how.get("kind", "response"), url=url) + (f"WARC-Date: {date}\r\n" if date else "")
    head += "Content-Type: application/http; msgtype=response\r\n" + how.get("more", "")
    length = how.get("length", str(len(http)))
    return head.encode("latin-1") + f"Content-Length: {length}\r\n\r\n".encode() + http + b"\r\n\r\n"


def warcs() -> list[Odd]:
    """Return odd WARC records. One whose beginning or end is wrong costs itself alone."""
    dates = (
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0500-03-01T00:00:00Z", "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "2026", "never", "", "\xff\xfe",
        "2026-10-20T08:00:00Z" * 90,
    )  # fmt: skip
    odd = [Odd(f"warc date {date[:30]!a}", warc(100 + n, date), KEPT) for n, date in enumerate(dates)]
    lines = [json.dumps(fetch(url=f"https://m{n}.example/feed", **more)).encode() for n, more in enumerate((
        {"fetched_at": "0001-01-01T00:00:00Z"}, {"bytes": 2**64}, {"status": True}, {"outlet": "\ud800"},
        {"seconds": float("nan")},
    ))]  # fmt: skip
    requests = b"\n".join([*lines, json.dumps(fetch(url="https://m9.example/feed")).encode()])
    metadata = f"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {len(requests)}\r\n\r\n".encode()
    return [
        *odd,
        Odd("warc url of bytes", warc(120, url="https://w120.example/\xe9\xff"), KEPT),
        Odd("warc url with NUL", warc(121, url="https://w121.example/\0a"), KEPT),
        Odd("warc without url", warc(122, url=""), KEPT),
        Odd("warc url of a script", warc(123, url="javascript:alert(1)"), KEPT),
        Odd("warc final url", warc(124, more="Dyadwire-Final-URI: \xff\xfe\r\n"), KEPT),
        Odd("warc longer than it is", warc(125, length="999999999"), FAILED),
        Odd("warc shorter than it is", warc(126, length="40") + b"junk between records\r\n\r\n", FAILED),
        Odd("warc below nothing", warc(127, length="-5"), FAILED),
        Odd("warc lies of its packing", warc(128, http="Content-Encoding: gzip\r\n"), FAILED),
        Odd("warc empty page", warc(129, body=b""), NOTHING),
        Odd("warc of another kind", warc(130, kind="nonsense"), NOTHING),
        Odd("warc revisit", warc(131, "0001-01-01T00:00:00Z", kind="revisit"), NOTHING),
        Odd("warc requests", metadata + requests + b"\r\n\r\n", FETCH),
    ]


def _rss(number: int, items: str, head: str = "") -> bytes:
    good = article(number)
    link = f"<link>https://r{number}.example/good</link>"
    dated = "<pubDate>Tue, 20 Oct 2026 08:00:00 GMT</pubDate>"
    item = f"<item><title>{good['title']}</title>{link}{dated}<description>{good['text']}</description></item>"
    channel = f"<rss version='2.0'><channel><title>Wire</title>{item}{items}</channel></rss>"
    return f"<?xml version='1.0'?>{head}{channel}".encode()


def _item(number: int, **parts: str) -> str:
    told = article(number)
    fields = {"link": f"https://i{number}.example/a", "title": told["title"], "description": told["text"]} | parts
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items()) + "</item>"


def feeds() -> list[Odd]:
    """Return feeds of a good entry and odd ones; `failed` are those of which nothing may be read."""
    items: dict[str, dict[str, str]] = {
        f"date {date[:20]!a}": {"pubDate": date}
        for date in (
            "Mon, 01 Jan 0001 00:00:00 GMT",
            "9999-12-31T23:59:59-14:00",
            "1970-01-01",
            "0500-01-01",
            "x" * 9000,
        )
    }
    items |= {
        "no link": {"link": ""}, "script": {"link": "javascript:alert(1)"},
        "long link": {"link": "https://" + "a" * 9000},
        "half a character": {"title": "&#xD800; China and Russia"}, "NUL": {"title": "&#0; China and Russia"},
        "guid": {"guid": "g" * 100_000}, "control": {"author": "\x07bell"}, "nested": {"description": "<b>" * 5000},
        "no character": {"title": "&#x110000; China and Russia"}, "huge reference": {"title": "&#" + "9" * 5000 + ";"},
        "no text": {"title": "", "description": ""}, "bad port": {"link": "https://x.example:99999/a"},
    }  # fmt: skip
    # Nested so deep, the parser must not have it: the whole feed is one failure.
    outcomes = {name: FAILED if name == "nested" else KEPT for name in items}
    odd = [
        Odd(f"feed-{n}.xml", _rss(200 + n, _item(300 + n, **parts)), outcomes[name])
        for n, (name, parts) in enumerate(items.items())
    ]
    entity = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
    entries = [
        article(350),
        article(351) | {"id": 2**90, "date_published": "0001-01-01T00:00:00Z", "url": "\ud800"},
        7,
        None,
    ]
    json_feed = {"version": "https://jsonfeed.org/version/1.1", "title": 7, "language": True, "authors": {"name": 1}}
    items_of = {"items": [{**e, "content_text": e["text"]} if isinstance(e, dict) else e for e in entries]}
    return [
        *odd,
        Odd("feed-entities.xml", _rss(260, _item(360), entity), FAILED),
        Odd("feed-cut.xml", _rss(261, _item(361))[:-60], KEPT),
        Odd("feed-empty.xml", b"", FAILED),
        Odd("feed-page.xml", page(362), FAILED),
        Odd("feed-numbers.json", json.dumps(json_feed | items_of).encode(), KEPT),
        Odd("feed-deep.json", b'{"items": ' + b"[" * 100_000, FAILED),
        Odd("feed-utf16.xml", _rss(263, _item(363)).decode().encode("utf-16"), KEPT),
        Odd("feed-nul.xml", _rss(264, _item(364)) + b"\0" * 1000, KEPT),
    ]


def pages() -> list[Odd]:
    """Return odd HTML pages."""
    metas = [
        f"<meta property='article:published_time' content='{date}'>"
        for date in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "1970-01-01", "\x00", "2026-10-10" * 900)
    ]
    blocks = (
        '{"@type": "NewsArticle", "datePublished": 5e999, "headline": 7}',
        '{"@type": "NewsArticle", "datePublished": NaN}',
        '[[[[{"@type": ["NewsArticle"], "datePublished": ["0001-01-01"]}]]]]', "[" * 50_000, "9" * 5000, "null",
        '{"@type": "NewsArticle", "author": {"name": "\\ud800"}, "headline": "\\ud800", "datePublished": true}',
    )  # fmt: skip
    heads = [*metas, *(f"<script type='application/ld+json'>{block}</script>" for block in blocks)]
    heads += [f"<link rel='canonical' href='{url}'>" for url in ("javascript:x", "http://[", "http://\0", "a" * 9000)]
    odd = [Odd(f"page-{n}.html", page(400 + n, head), KEPT) for n, head in enumerate(heads)]
    return [
        *odd,
        Odd("page-charset.html", page(440, "<meta charset='utf-7'>"), KEPT),
        Odd("page-bytes.html", page(441).replace(b"ministries", b"minist\xe9\xff\x00ries"), KEPT),
        Odd("page-empty.html", b"", FAILED),
        Odd("page-blank.html", b"<html></html>", FAILED),
        Odd("page-binary.html", b"\0" * 100 + bytes(range(256)), FAILED),
        Odd("page-endless.html", page(442, body="<p " + "a=1 " * 5000 + ">"), FAILED),
        Odd("page-deep.html", b"<div>" * 40_000, FAILED),
    ]


def texts() -> list[Odd]:
    """Return odd text files; one has a name that is not UTF-8."""
    told = article(500)["text"].encode()
    return [
        Odd("text-empty.txt", b"", FAILED),
        Odd("text-blank.txt", b" \n\t\r\n", FAILED),
        Odd("text-controls.txt", b"\0\x07\x1b[31m", FAILED),
        Odd("text-latin.txt", b"M\xe9xico and China signed an accord on trade in Beijing. " + told, KEPT),
        Odd("text-mark.txt", b"\xef\xbb\xbfChina and Peru met. " + told, KEPT),
        Odd("text-nul.txt", b"China\0and Chile met. " + told, KEPT),
        Odd("text-line.txt", b"China and Russia met again. " * 2000, KEPT),
        Odd("text-unnamed-\udce9.txt", b"China and Cuba met. " + told, KEPT),
        Odd("text-unnamed-\udcea.txt", b"", FAILED),
        Odd("text-unknown.zip", b"PK\x03\x04", FAILED),
    ]


def lists() -> list[Odd]:
    """Return lists of feeds (OPML) of a good one and odd ones; `failed` are those of which nothing may be read."""
    good = "<outline type='rss' text='Good' xmlUrl='https://good.example/feed'/>"
    outlines = (
        "<outline xmlUrl='javascript:alert(1)'/>", "<outline xmlUrl=''/>", "<outline text='no address'/>",
        f"<outline xmlUrl='https://x.example/{'a' * 9000}'/>", "<outline xmlUrl='http://[::1'/>",
        "<outline xmlUrl='http://x.example:99999/'/>", "<outline text='&#xD800;' xmlUrl='https://x.example/'/>",
        f"<outline text='{'t' * 100_000}' xmlUrl='https://x.example/'/>", "<outline>" * 500 + "</outline>" * 500,
    )  # fmt: skip
    odd = [f"<opml version='2.0'><body>{good}{outline}</body></opml>" for outline in outlines]
    return [
        *(Odd(f"list {n}", content.encode(), KEPT) for n, content in enumerate(odd)),
        Odd("list with entities", b"<!DOCTYPE o [<!ENTITY a 'a'>]>" + odd[0].encode(), FAILED),
        Odd("list cut", odd[0].encode()[:40], FAILED),
        Odd("list empty", b"", FAILED),
        Odd("list of bytes", bytes(range(256)), FAILED),
    ]
