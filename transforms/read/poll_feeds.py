"""Poll feeds without end: a tick asks every host that is due, and what is new comes out as leads."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

import apache_beam as beam
from apache_beam.coders import BytesCoder
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec

from dyadwire.schemas.records import Fetch
from dyadwire.transforms.outcomes.failures import OUTPUTS, failure_row
from dyadwire.transforms.text.formats.documents import Document, Lead, ListedEntry, UnusableError

# How long a bundle asks for what may wait. A checkpoint waits for the bundles before it, and Flink for a checkpoint ten
# minutes: then the job goes back, and would ask for all of it again.
BUNDLE_SECONDS = 120.0


class FeedMemory(NamedTuple):
    """What a poll remembers of its feed: validators of the last answer, when it was, and what was seen in it.

    `seen` is entry key → hash, the last seen last; `at` an instant in ISO 8601. All of it is JSON.
    """

    etag: str | None = None
    last_modified: str | None = None
    at: str | None = None
    seen: dict[str, str] = {}  # noqa: RUF012  never changed in place


class Polled(NamedTuple):
    """What one poll of one feed brought: new or changed entries, the request, and what to remember."""

    entries: tuple[ListedEntry, ...]
    fetch: Fetch
    memory: FeedMemory


class Web(Protocol):
    """The network, as a step sees it. It is sent to workers closed, and opened where the step runs."""

    def open(self) -> None:
        """Begin to use the network."""

    def close(self) -> None:
        """Let go of every connection."""

    def poll(self, feed: str, memory: FeedMemory) -> Polled:
        """Ask a feed once; never raises for what the network or the feed does."""

    def get_pages(self, urls: Sequence[str]) -> list[tuple[Document | None, Fetch]]:
        """Ask for pages, many hosts at once, for some minutes at most; None for one that could not be had in time."""


class PollFeeds(beam.PTransform):
    """Ticks → leads of new entries with their pages (main); fetches and failures on the side.

    Grain: one lead for an entry of a feed that is new or was changed since the feed was last polled. Its time is that
    of its tick: what is windowed later is when it was found, not when it was published. Guarantee: all feeds of a host,
    and all pages, are asked by the one worker that holds the host's key, politely; what was seen is in checkpointed
    state, so that a restart goes on from the last checkpoint. Failures: a request that failed is a row of fetches.
    """

    def __init__(self, web: Web, feeds: Sequence[str], every_seconds: float) -> None:
        super().__init__()
        self._web, self._every = web, every_seconds
        hosts: dict[str, list[str]] = {}
        for feed in dict.fromkeys(feeds):
            hosts.setdefault(host_of(feed), []).append(feed)
        self._hosts = sorted(hosts.items())

    def expand(self, ticks: beam.PCollection[Any]) -> Any:
        """Poll each host at each tick, then fetch the pages that its new entries link."""
        hosts = self._hosts
        polled = (
            ticks
            | "Every host" >> beam.FlatMap(lambda _: hosts).with_output_types(tuple[str, Any])
            | "Poll hosts" >> beam.ParDo(_PollHost(self._web, self._every)).with_outputs(*OUTPUTS, main="leads")
        )
        fetched = polled.leads | "Fetch pages" >> FetchPages(self._web)
        fetches = (polled.fetches, fetched.fetches) | "All fetches" >> beam.Flatten()
        return {"leads": fetched.leads, "fetches": fetches, "failures": fetched.failures, "outcomes": fetched.outcomes}


class FetchPages(beam.PTransform):
    """Leads without a document → the same with their page, where that can be had (main); fetches on the side.

    Grain: one lead. Guarantee: a host's pages are all asked by the worker that holds its key.
    """

    def __init__(self, web: Web) -> None:
        super().__init__()
        self._web = web

    def expand(self, leads: beam.PCollection[Lead]) -> Any:
        """Fetch the page of each lead's address."""
        return (
            leads
            | "By host"
            >> beam.Map(lambda lead: (host_of(page_of(lead) or ""), lead)).with_output_types(tuple[str, Any])
            | "Get pages" >> beam.ParDo(_GetPages(self._web)).with_outputs(*OUTPUTS, main="leads")
        )


def host_of(url: str) -> str:
    """Return the host of an address; one name for all that have none.

    >>> host_of("https://Example.org:8443/feed"), host_of("no address")
    ('example.org', '')
    """
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def page_of(lead: Lead) -> str | None:
    """Return the address of the page that a lead lacks; None where it has a document, or links nothing."""
    if lead.documents:
        return None
    return lead.entries[0].entry.link if lead.entries else lead.uri


class _AsksWeb(beam.DoFn):
    """Has its connections open as long as it is at work."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def setup(self) -> None:
        self._web.open()

    def teardown(self) -> None:
        self._web.close()


class _PollHost(_AsksWeb):
    _MEMORY = ReadModifyWriteStateSpec("memory", BytesCoder())

    def __init__(self, web: Web, every_seconds: float) -> None:
        super().__init__(web)
        self._every = every_seconds

    def start_bundle(self) -> None:
        self._until = time.monotonic() + BUNDLE_SECONDS

    def process(
        self, element: tuple[str, list[str]], state: Any = beam.DoFn.StateParam(_MEMORY)
    ) -> Iterator[Lead | TaggedOutput]:
        memories = {feed: FeedMemory() for feed in element[1]} | recall(state.read())
        now = datetime.now(UTC)
        due = [feed for feed in element[1] if is_due(memories[feed], self._every, now)]
        for feed in sorted(due, key=lambda feed: memories[feed].at or ""):
            polled = self._web.poll(feed, memories[feed])
            memories[feed] = polled.memory
            yield TaggedOutput("fetches", polled.fetch)
            for listed in polled.entries:
                yield Lead(listed.entry.link or polled.fetch.url, entries=(listed,))
            if time.monotonic() > self._until:
                break  # the others stay due, and of every host at least one is asked
        state.write(json.dumps(memories).encode())


def recall(state: bytes | None) -> dict[str, FeedMemory]:
    """Return feed → memory, as the state of a host holds it."""
    return {feed: FeedMemory(*memory) for feed, memory in json.loads(state or b"{}").items()}


def is_due(memory: FeedMemory, every_seconds: float, now: datetime) -> bool:
    """Tell whether a feed may be asked: ticks that were missed come all at once, and are one poll.

    >>> noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    >>> is_due(FeedMemory(at=noon.isoformat()), 60.0, noon), is_due(FeedMemory(), 60.0, noon)
    (False, True)
    """
    return memory.at is None or (now - datetime.fromisoformat(memory.at)).total_seconds() >= every_seconds / 2


class _GetPages(_AsksWeb):
    """Holds the leads of a bundle and asks for all of their pages together, each host in its own queue."""

    _BY_HOST = ReadModifyWriteStateSpec("by_host", BytesCoder())  # never used: state is what keeps a key on one worker

    def start_bundle(self) -> None:
        self._held: list[tuple[Lead, Any, Any]] = []

    def process(
        self,
        element: tuple[str, Lead],
        timestamp: Any = beam.DoFn.TimestampParam,
        window: Any = beam.DoFn.WindowParam,
        _state: Any = beam.DoFn.StateParam(_BY_HOST),
    ) -> None:
        self._held.append((element[1], timestamp, window))

    def finish_bundle(self) -> Iterator[Any]:
        from apache_beam.utils.windowed_value import WindowedValue

        wanted = sorted({page for lead, _, _ in self._held if (page := page_of(lead))})
        pages: dict[str, tuple[Document | None, Fetch | None]] = {}
        pages.update(zip(wanted, self._web.get_pages(wanted), strict=True))
        for lead, timestamp, window in self._held:
            document, fetch = pages.get(page_of(lead) or "", (None, None))
            if document:
                lead = lead._replace(documents=(document,))
            if lead.documents or lead.entries:
                yield WindowedValue(lead, timestamp, [window])
            else:  # an address alone, and no page to be had there
                error = UnusableError(fetch.outcome if fetch else "no_page", f"{lead.uri}: the page could not be had")
                row = failure_row("fetch", lead.uri, error, at=fetch.fetched_at if fetch else None)
                yield TaggedOutput("failures", WindowedValue(row, timestamp, [window]))
                for outcome in ("read", "failed"):
                    yield TaggedOutput("outcomes", WindowedValue(outcome, timestamp, [window]))
            if fetch:  # once, however many entries of the bundle link the page
                pages[fetch.url] = (document, None)
                yield TaggedOutput("fetches", WindowedValue(fetch, timestamp, [window]))
        self._held = []
