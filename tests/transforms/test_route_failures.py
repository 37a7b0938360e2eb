from datetime import UTC, date, datetime

from dyadwire.transforms.outcomes.failures import MESSAGE_CHARACTERS, PAYLOAD_CHARACTERS, failure_row
from dyadwire.transforms.text.formats.documents import UnusableError


def test_a_known_reason_is_kept_and_a_surprise_is_called_so():
    known = failure_row("parse", "u", UnusableError("too_large", "9 MB"))
    assert (known.reason, known.exception, known.message) == ("too_large", None, "9 MB")
    surprise = failure_row("parse", "u", KeyError("x"))
    assert (surprise.reason, surprise.exception) == ("unexpected", "KeyError")


def test_the_row_is_dated_by_the_fetch():
    at = datetime(2026, 11, 3, 23, 59, tzinfo=UTC)
    assert failure_row("parse", "u", ValueError(), at=at).fetched_date == date(2026, 11, 3)
    assert failure_row("parse", "u", ValueError()).fetched_date is None


def test_what_came_from_outside_is_short_and_cannot_move_a_cursor():
    row = failure_row("parse", "u", ValueError("\x1b[2J" + "m" * 10_000), b"\x1b]0;title\x07\xff" + b"p" * 10_000)
    assert len(row.message) <= MESSAGE_CHARACTERS
    assert len(row.payload) <= PAYLOAD_CHARACTERS
    assert not any(ord(character) < 32 for character in row.message + row.payload)


def test_the_id_tells_inputs_apart_and_repeats():
    first, again = (failure_row("parse", "u", ValueError("x"), b"one") for _ in range(2))
    assert first == again
    assert failure_row("parse", "u", ValueError("x"), b"two").failure_id != first.failure_id
    assert failure_row("read", "u", ValueError("x"), b"one").failure_id != first.failure_id
