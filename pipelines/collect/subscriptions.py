"""What a user names to collect: feeds, lists of them, and lists of articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import tell
from dyadwire.transforms.text.formats.opml import Subscription, parse_opml
from dyadwire.transforms.text.formats.urls import http_url

_FIRST_URL = re.compile(r"https?://[^\s,\"<>]{1,4000}")


def read_subscriptions(given: Sequence[str]) -> list[Subscription]:
    """Read addresses and local lists of them; DyadwireError for a list that is missing, broken or empty."""
    found: dict[str, Subscription] = {}
    for written in given:
        web = written.startswith(("http://", "https://"))
        for subscription in [_subscription(written)] if web else _read_list(Path(written)):
            found.setdefault(subscription.url, subscription)
    if not found:
        raise DyadwireError("no feeds to collect: name feed addresses or an OPML list")
    return list(found.values())


def read_articles(paths: Iterable[str]) -> list[str]:
    """Read addresses of pages: the first of each line, as in plain lists and in GDELT's files of every 15 minutes."""
    found: dict[str, None] = {}
    for path in paths:
        try:
            with open(path, encoding="utf-8", errors="replace") as lines:
                urls = (_FIRST_URL.search(line) for line in lines)
                found.update(dict.fromkeys(url[0] for url in urls if url))
        except OSError as error:
            raise DyadwireError(f"cannot read the list of articles {path}: {error.strerror or error}") from error
    return list(found)


def _subscription(written: str) -> Subscription:
    url = http_url(written)
    if url is None:
        raise DyadwireError(f"{written!r} is not an http(s) address")
    return Subscription(url, "", ())


def _read_list(path: Path) -> Iterable[Subscription]:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise DyadwireError(f"cannot read the feed list {path}: {error.strerror or error}") from error
    if b"<" not in body[:200] and path.suffix not in (".opml", ".xml"):
        lines = (line.partition("#")[0].strip() for line in body.decode("utf-8-sig", "replace").splitlines())
        return [_subscription(line) for line in lines if line]
    opml = parse_opml(body)
    if opml.problem:
        raise DyadwireError(f"{path} is not a usable OPML list of feeds: {opml.problem.replace('_', ' ')}")
    if opml.lost:
        tell(f"{path}: {opml.lost:,} outlines are broken XML, and are passed over")
    return opml.subscriptions
