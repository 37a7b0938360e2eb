"""The next state of a feed or page, from its state and a response: pure functions, without I/O."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from dyadwire.pipelines.collect.responses import LIST, NOT_MODIFIED, OK, RETRY_LATER, Response, Validators
from dyadwire.pipelines.collect.schedule import failure_weight, next_interval, retry_interval
from dyadwire.pipelines.collect.spool import payload_digest
from dyadwire.pipelines.collect.states import FeedState, PageState, stamp
from dyadwire.transforms.text.collection import listed_since
from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.entries import TOO_MANY_ENTRIES, Entry, Feed
from dyadwire.transforms.text.formats.markup import storable
from dyadwire.transforms.text.formats.publication import FUTURE

FULL_EVERY = timedelta(days=1)  # some servers answer 304 for ever: once a day the request is unconditional
MAX_PAGE_FAILURES = 4
FIRST_RETRY = 900.0  # seconds until a failed page is tried again, doubling


def after_reading(state: FeedState, response: Response, feed: Feed, seen: Container[str], shortest: float) -> FeedState:
    """Return what to remember of a feed that was read; `seen` are the keys of the entries that earlier polls saw."""
    dates = dates_of(feed, response.at)
    cut = feed.problem == TOO_MANY_ENTRIES  # which of them are missing is not told
    oldest = None if cut else whole_since(dates, seen, state.worked_at)
    new = sum(key not in seen for key in {entry_key(entry) for entry in feed.entries})
    after = _with_validators(state, response)._replace(
        title=state.title or storable(feed.title),
        body_hash=payload_digest(response.body),
        body_problem=None,
        interval_seconds=next_interval(state.interval_seconds or shortest, len(feed.entries), new, shortest),
        entries=len(feed.entries),
        new_entries=new,
        oldest_at=stamp(oldest) if oldest else None,
        newest_at=stamp(max(at for _, at in dates)) if dates else None,
    )
    return _after_success(after, response)


def after_nothing_new(state: FeedState, response: Response, shortest: float) -> FeedState:
    """Return what to remember of a feed that has not changed: everything since the last success is listed."""
    interval = next_interval(state.interval_seconds or shortest, state.entries or 0, 0, shortest)
    oldest = min(filter(None, (state.oldest_at, state.worked_at)), default=None)
    known = (
        _with_validators(state, response) if response.outcome == OK else state
    )  # all of it came, with the same bytes
    return _after_success(known._replace(interval_seconds=interval, new_entries=0, oldest_at=oldest), response)


def after_list(state: FeedState, response: Response, shortest: float) -> FeedState:
    """Return what to remember of a list of feeds."""
    known = _with_validators(state, response) if response.outcome == OK else state
    return _after_success(known._replace(interval_seconds=shortest, body_hash=None), response, LIST)


def after_failure(state: FeedState, response: Response, shortest: float) -> FeedState:
    """Return what to remember of a feed that could not be read: it is tried again later, and later each time."""
    failures = state.failures + failure_weight(response.outcome)
    wait = retry_interval(failures, shortest, response.retry_seconds)
    after = state._replace(
        failures=failures,
        moved_url=None,  # where it moved to may be what fails
        next_poll_at=stamp(response.at + timedelta(seconds=wait)),
        retired=int(response.outcome == "gone"),
    )
    return _after_poll(after, response)


def _with_validators(state: FeedState, response: Response) -> FeedState:
    etag, last_modified = response.validators
    return state._replace(etag=etag, last_modified=last_modified, full_at=stamp(response.at))


def entry_key(entry: Entry) -> str:
    """Return what tells an entry from the others of its feed, as text that can be stored."""
    if entry.link:
        return canonical_url(entry.link) or storable(entry.link)
    if entry.guid and entry.guid_is_unique:
        return storable(f"guid:{entry.guid}")
    return "text:" + _digest(entry.title, entry.content or entry.summary)


def entry_hash(entry: Entry) -> str:
    """Return a hash that changes when an entry is updated; its summary may hold advertisements and does not count."""
    return _digest(entry.title, entry.published or "", entry.updated or "")


def page_after(known: PageState, response: Response, digest: str) -> PageState:
    """Return what to remember of a page after a request."""
    if response.outcome in (OK, NOT_MODIFIED):
        fresh = response.outcome == OK
        return known._replace(
            etag=response.validators.etag if fresh else known.etag,
            last_modified=response.validators.last_modified if fresh else known.last_modified,
            body_hash=digest if fresh else known.body_hash,
            fetched_at=stamp(response.at),
            outcome=OK,
            failures=0,
            next_try_at=None,
        )
    failures = known.failures + 1
    retry = response.outcome in RETRY_LATER and failures < MAX_PAGE_FAILURES
    wait = timedelta(seconds=max(FIRST_RETRY * 2 ** (failures - 1), response.retry_seconds or 0.0))
    return known._replace(
        outcome=response.outcome, failures=failures, next_try_at=stamp(response.at + wait) if retry else None
    )


def dates_of(feed: Feed, now: datetime) -> list[tuple[str, datetime]]:
    """Return key and date of the entries of a list that have one, but for those of the future."""
    dated = [(entry_key(entry), entry.published_at) for entry in feed.entries]
    return [(key, at) for key, at in dated if at and at <= now + FUTURE]


def whole_since(dates: list[tuple[str, datetime]], seen: Container[str], before: str | None) -> datetime | None:
    """Return the instant since which a feed lists all entries: by their dates, or the poll before, if it reaches it.

    It does where it lists an entry that an earlier poll saw; pinned entries, older than all others, prove nothing.
    `before`: the instant of that poll in ISO 8601.
    """
    since = listed_since([at for _, at in dates])
    if since and before and any(key in seen for key, at in dates if at >= since):
        return min(since, datetime.fromisoformat(before).astimezone(UTC))
    return since


def _after_success(state: FeedState, response: Response, outcome: str | None = None) -> FeedState:
    state = state._replace(
        moved_url=response.moved_url or state.moved_url,
        failures=0.0,
        worked_at=stamp(response.at),
        next_poll_at=stamp(response.at + timedelta(seconds=state.interval_seconds or 0.0)),
        retired=0,
    )
    return _after_poll(state, response._replace(outcome=outcome or response.outcome))


def _after_poll(state: FeedState, response: Response) -> FeedState:
    return state._replace(
        polled_at=stamp(response.at), status=response.status, outcome=response.outcome, error=response.error
    )


def told_if_cut(response: Response, feed: Feed) -> Response:
    """Return the response of a feed with a word of what it lists beyond the entries that are read of one."""
    if feed.problem != TOO_MANY_ENTRIES:
        return response
    return response._replace(error=f"lists more entries than are read of one feed: the first {len(feed.entries)} are")


def feed_validators(state: FeedState) -> Validators:
    """Return what the next poll of a feed is conditional on; once a day on nothing."""
    stale = not state.full_at or abs(datetime.now(UTC) - datetime.fromisoformat(state.full_at)) > FULL_EVERY
    return Validators() if stale else state.validators


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
