"""Write the polls by which the sample newsroom is said to have been collected, as rows of `fetches`.

    python infra/samples/write_fetches.py > pipelines/samples/newsroom/fetches.jsonl

Every feed is polled about every twelve hours. The story behind the numbers: each outlet publishes some sixteen
articles a day, its feed lists the newest twenty, and the sample keeps only a few of them. So a poll reaches back more
than a day, and one that fails leaves no hole. On 27 September 2026 the collector was down; what the feeds dropped
before it came back was never seen, so nobody covers that date. The output depends on nothing but this file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

LISTED = 20  # entries that each feed lists
BACK_HOURS = (25.0, 33.0)  # how far twenty entries reach back; over 24, so that one failed poll leaves no hole
LAST_POLL = datetime(2026, 10, 26, tzinfo=UTC)  # at midnight sharp: 25 October is covered whole, the 26th not at all
DOWN = (datetime(2026, 9, 26, 20, tzinfo=UTC), datetime(2026, 9, 28, 9, tzinfo=UTC))  # no poll in between
TIMED_OUT = ("harbourpost.example", datetime(2026, 10, 3, 18, tzinfo=UTC))


class SampleFeed(NamedTuple):
    """One feed of the sample: outlet, address, mean size of an entry in bytes, and the instant at which it began."""

    outlet: str
    url: str
    entry_bytes: int
    began_at: datetime  # it lists nothing older; the first poll follows six hours later

    @property
    def first_poll(self) -> datetime:
        """Slot of the first poll."""
        return self.began_at + timedelta(hours=6)


FEEDS = (
    SampleFeed(
        "meridian-wire.example",
        "https://meridian-wire.example/feeds/world.xml",
        1480,
        datetime(2026, 8, 20, tzinfo=UTC),
    ),
    SampleFeed("harbourpost.example", "https://harbourpost.example/atom.xml", 1360, datetime(2026, 8, 20, tzinfo=UTC)),
    SampleFeed(
        "dalnyaya-liniya.example", "https://dalnyaya-liniya.example/rss.xml", 2150, datetime(2026, 8, 20, tzinfo=UTC)
    ),
    SampleFeed("yunqiao.example", "https://yunqiao.example/atom.xml", 1640, datetime(2026, 8, 20, tzinfo=UTC)),
    SampleFeed("thelantern.example", "https://thelantern.example/feed.json", 1350, datetime(2026, 9, 1, tzinfo=UTC)),
)


def draw(*key: object) -> float:
    """Return a number in [0, 1) that depends only on the key."""
    digest = hashlib.blake2b(repr(key).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def list_oldest(feed: SampleFeed, slot: datetime, at: datetime) -> datetime:
    """Return the publication of the oldest entry that the feed listed at `at`."""
    shortest, longest = BACK_HOURS
    reach = timedelta(hours=shortest + (longest - shortest) * draw(feed.url, slot, "back"))
    oldest_at = max(at - reach, feed.began_at)
    if DOWN[1] <= slot < DOWN[1] + timedelta(days=2):  # a busy Monday had pushed everything older out of the feed
        oldest_at = max(oldest_at, datetime(2026, 9, 28, 1, tzinfo=UTC) + timedelta(hours=draw(feed.url, "return")))
    return oldest_at.replace(microsecond=0)


def poll(feed: SampleFeed, slot: datetime) -> dict[str, object]:
    """Return the poll of a feed in one slot of the schedule, as a row of `fetches`."""
    late_seconds = 0 if slot == LAST_POLL else int(1500 * draw(feed.url, slot, "delay"))
    at = slot + timedelta(seconds=late_seconds)
    oldest_at = list_oldest(feed, slot, at)
    hours = (at - oldest_at) / timedelta(hours=1)
    entries = min(LISTED, max(1, round(hours))) if slot == feed.first_poll else LISTED
    fresh = entries if slot in (feed.first_poll, DOWN[1] + timedelta(hours=9)) else round(entries * 12 / max(hours, 12))
    ok = (feed.outlet, slot) != TIMED_OUT
    return {
        "record": "fetch",
        "fetched_date": f"{at:%Y-%m-%d}",
        "url": feed.url,
        "fetched_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "kind": "feed",
        "outlet": feed.outlet,
        "status": 200 if ok else None,
        "outcome": "ok" if ok else "timeout",
        "bytes": int(entries * feed.entry_bytes * (0.9 + 0.2 * draw(feed.url, slot, "bytes"))) if ok else 0,
        "entries": entries if ok else None,
        "new_entries": fresh if ok else None,
        "oldest_at": f"{oldest_at:%Y-%m-%dT%H:%M:%SZ}" if ok else None,
        "seconds": round(0.2 + 0.7 * draw(feed.url, slot, "seconds"), 3) if ok else 30.0,
        "error": None if ok else "no answer within 30 seconds",
    }


def schedule(feed: SampleFeed) -> Iterator[datetime]:
    """Yield the slots of a feed: 06:00 and 18:00 UTC except while the collector was down, then the last poll."""
    slot = feed.first_poll
    while slot < LAST_POLL:
        if not DOWN[0] <= slot < DOWN[1]:
            yield slot
        slot += timedelta(hours=12)
    yield LAST_POLL


def main() -> None:
    """Print one poll a line, in order of time."""
    polls = [poll(feed, slot) for feed in FEEDS for slot in schedule(feed)]
    for row in sorted(polls, key=lambda row: (str(row["fetched_at"]), str(row["url"]))):
        print(json.dumps(row))


if __name__ == "__main__":
    main()
