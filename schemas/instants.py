"""Which instants and dates can be true of news: the one place that decides, for what comes in and for what lakes hold.

Machines without a clock say 1970, Go's zero time is the year 1, and "never" is often 9999.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # news on the web begins here; older dates are defaults such as 1970
FIRST_PRINTED = datetime(1600, 1, 1, tzinfo=UTC)  # no newspaper is older
# The zero of Unix, which west of Greenwich is the day before, of Windows, of spreadsheets and of databases.
ZEROS = frozenset(map(date.fromisoformat, ("1970-01-01", "1969-12-31", "1601-01-01", "1899-12-30", "1900-01-01")))
BEFORE_1990 = "before_1990"  # the origin of no date, where the article gives one that is older than is believed
LATEST = datetime(2100, 1, 1, tzinfo=UTC)  # for local files: their fetch is unknown, and "now" would change a rerun


def plausible(at: datetime | None) -> datetime | None:
    """Return an instant in UTC; None where no news can have it: before 1990, or from 2100 on. Naive ones are UTC.

    >>> plausible(datetime(2026, 11, 3, 9)).isoformat()
    '2026-11-03T09:00:00+00:00'
    >>> plausible(datetime(1, 1, 1, tzinfo=UTC)) is None
    True
    """
    if at is None:
        return None
    try:
        instant = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:  # the first and last days of the calendar, in a zone that leaves it
        return None
    return instant if EARLIEST <= instant < LATEST else None


def plausible_day(day: date | None) -> date | None:
    """Return a date; None where no instant of it is plausible.

    >>> plausible_day(date(1970, 1, 1)), plausible_day(date(2026, 11, 3))
    (None, datetime.date(2026, 11, 3))
    """
    return day if day and EARLIEST.date() <= day < LATEST.date() else None


def is_before_our_time(at: datetime) -> bool:
    """Tell whether an instant is one of old news: before 1990, after the first newspaper, and no default of a machine.

    >>> is_before_our_time(datetime(1987, 3, 1)), is_before_our_time(datetime(1970, 1, 1)), is_before_our_time(EARLIEST)
    (True, False, False)
    """
    return FIRST_PRINTED <= at.replace(tzinfo=at.tzinfo or UTC) < EARLIEST and at.date() not in ZEROS
