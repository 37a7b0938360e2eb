"""Choose the date of publication of an article among those that feed, page, address and text give it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from dyadwire.schemas.instants import BEFORE_1990, is_before_our_time, plausible
from dyadwire.transforms.text.formats.dated_text import date_of_text
from dyadwire.transforms.text.formats.dates import Stamp, date_in_url, parse_stamp

FUTURE = timedelta(days=1)  # time zones and clocks that are fast
OF_OTHERS = frozenset(("given", "fetch", "none"))  # origins of what the article does not say itself
DISPUTE = timedelta(days=2)  # entry and page may differ by zones and by an edit; not by more
# An entry of these days whose page is older by over a year lists an old article again: the page knows when it was new.
LISTED_AGAIN, OF_THESE_DAYS = timedelta(days=365), timedelta(days=31)


class Published(NamedTuple):
    """The chosen date: instant (null where only the day is known), day, origin as dyadwire.schemas.records says."""

    published_at: datetime | None
    published_date: date | None
    origin: str


def choose_published(
    entry: str | datetime | None,
    jsonld: str | datetime | None,
    metadata: str | datetime | None,
    url: str | None,
    fetched_at: datetime | None,
    text: str = "",
    given: date | None = None,
) -> Published:
    """Choose the date of publication: the first plausible one of entry, JSON-LD, metadata, URL, text and fetch.

    What the text says is in a line of its own at its top, or in its dateline. `given` is that of the input: it dates
    articles that have none but that of the fetch.
    Plausible is from 1990 to a day after the fetch (to the year 2100 for local files, which have none). A fetch that is
    not plausible itself dates nothing. Old news, all of whose dates are before 1990, is dated by no fetch and no input:
    its origin is BEFORE_1990. Where entry and page differ by more than two days, the origin ends in `+disputed`; the
    page is right then where it is over a year older than an entry of the last 31 days before the fetch.
    """
    fetched_at = plausible(fetched_at)
    written = {"entry": entry, "jsonld": jsonld, "metadata": metadata, **_of_address_and_text(url, text)}
    candidates = {origin: _plausible(value, fetched_at) for origin, value in written.items()}
    candidates["given"] = _plausible(given.isoformat() if given else None, fetched_at)
    candidates["fetch"] = Stamp(fetched_at, False) if fetched_at else None
    origin, chosen = next(((name, stamp) for name, stamp in candidates.items() if stamp), ("none", None))
    if origin in OF_OTHERS and any(map(_is_old, written.values())):
        return Published(None, None, BEFORE_1990)
    if chosen is None:
        return Published(None, None, origin)
    if origin == "entry":
        origin, chosen = _beside_page(chosen, candidates, fetched_at)
    return Published(None if chosen.day_only else chosen.at, chosen.at.date(), origin)


def _of_address_and_text(url: str | None, text: str) -> dict[str, str | None]:
    """Return the dates that the address and the text itself tell, as written, by their origins."""
    day, own = date_in_url(url) if url else None, date_of_text(text)
    of_address = {"url": day.isoformat() if day else None}
    return of_address | ({own.origin: own.written} if own else {})


def _beside_page(entry: Stamp, candidates: dict[str, Stamp | None], fetched_at: datetime | None) -> tuple[str, Stamp]:
    """Return which date holds of an entry and its page, and its origin."""
    on_page = "jsonld" if candidates["jsonld"] else "metadata"
    page = candidates[on_page]
    if page is None or abs(page.at - entry.at) <= DISPUTE:
        return "entry", entry
    if _is_listed_again(entry.at, page.at, fetched_at):
        return f"{on_page}+disputed", page
    return "entry+disputed", entry


def _is_listed_again(listed: datetime, published: datetime, fetched_at: datetime | None) -> bool:
    return fetched_at is not None and fetched_at - listed <= OF_THESE_DAYS and listed - published > LISTED_AGAIN


def _read(written: str | datetime | None) -> Stamp | None:
    return Stamp(written, False) if isinstance(written, datetime) else parse_stamp(written) if written else None


def _is_old(written: str | datetime | None) -> bool:
    stamp = _read(written)
    return stamp is not None and is_before_our_time(stamp.at)


def _plausible(written: str | datetime | None, fetched_at: datetime | None) -> Stamp | None:
    stamp = _read(written)
    at = plausible(stamp.at) if stamp else None
    if stamp is None or at is None or (fetched_at and at > fetched_at + FUTURE):
        return None
    return stamp._replace(at=at)
