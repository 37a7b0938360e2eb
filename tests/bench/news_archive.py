"""Write an archive of invented news pages as crawlers do: `python -m tests.bench.news_archive FILE [pages] [--damage]`.

FILE ends in .warc.gz (a gzip member a record) or .warc. Pages are some 40 kB, half of it scripts, as news pages are.
With `--damage` a record in the middle is overwritten and the last one is cut short: two failures, nothing else lost.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

NATIONS = (
    "China",
    "Japan",
    "Russia",
    "India",
    "France",
    "Brazil",
    "Kenya",
    "Peru",
    "Poland",
    "Turkey",
    "Chile",
    "Egypt",
)
VERBS = (
    "signed a treaty with",
    "halted gas sales to",
    "opened a consulate in",
    "sent an envoy to",
    "won a case against",
)
GOODS = ("grain", "copper", "steel", "fertiliser", "machine parts", "timber", "coal", "fish")
START = datetime(2026, 10, 1, tzinfo=UTC)
PAGES = 10_000
SCRIPT_BYTES = 9_000  # random, so that a page weighs some 20 kB compressed: archives of the web hold such


def page(number: int) -> bytes:
    """Return the markup of an invented article, the same for each number."""
    dice = Random(number)
    one, other = dice.sample(NATIONS, 2)
    paragraphs = [
        f"{one} {dice.choice(VERBS)} {other} on Monday, file {number} of the {dice.choice(GOODS)} talks says."
    ]
    paragraphs += [
        f"Exports of {dice.choice(GOODS)} from {one} to {other} rose by {dice.randint(2, 90)} percent to "
        f"${dice.randint(2, 900)} million, clerk {dice.randint(1, 99_999)} of the harbour office wrote in a report."
        for _ in range(6)
    ]
    at = START + timedelta(minutes=number)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{one} and {other}, file {number}</title>"
        f"<meta property='article:published_time' content='{at.isoformat()}'>"
        f"<script>var state='{dice.randbytes(SCRIPT_BYTES).hex()}'</script></head>"
        f"<body><nav><a href='/'>Home</a><a href='/trade'>Trade</a></nav><article><h1>{one} and {other}, file {number}"
        f"</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def records(pages: int) -> Iterator[bytes]:
    """Yield the records of an archive: one about the file, then a request and a response a page."""
    yield _record("warcinfo", None, b"software: invented\r\n")
    for number in range(pages):
        url = f"https://paper{number % 40}.example/news/{number}"
        yield _record("request", url, f"GET /news/{number} HTTP/1.1\r\nHost: paper.example\r\n\r\n".encode())
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        yield _record("response", url, head + page(number))


def _record(kind: str, url: str | None, block: bytes) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    media = "application/warc-fields" if url is None else f"application/http; msgtype={kind}"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-11-01T00:00:00Z\r\n{target}Content-Type: {media}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def write_archive(path: Path, pages: int, *, damage: bool = False) -> None:
    """Write an archive; `damage` breaks the response in the middle and cuts the last one."""
    packed = path.suffix == ".gz"
    with path.open("wb") as file:
        for number, record in enumerate(records(pages)):
            content = gzip.compress(record, 5, mtime=0) if packed else record
            if damage and number == 2 * (pages // 2):
                content = _broken(content, packed)
            if damage and number == 2 * pages:
                content = content[: len(content) // 2]
            file.write(content)


def _broken(content: bytes, packed: bool) -> bytes:
    """Overwrite compressed bytes; of a plain record, the name of the header that gives its length."""
    if packed:
        return content[:200] + b"\0" * 100 + content[300:]
    return content.replace(b"Content-Length: ", b"Content-Longth: ", 1)


def main() -> None:
    """Write the archive that the command line asks for."""
    given = [value for value in sys.argv[1:] if not value.startswith("--")]
    write_archive(Path(given[0]), int(given[1]) if len(given) > 1 else PAGES, damage="--damage" in sys.argv)


if __name__ == "__main__":
    main()
