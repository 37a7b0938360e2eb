"""Turn what could not be used into rows: every failure goes to one table, none is logged and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from apache_beam.pvalue import TaggedOutput

from dyadwire.schemas.records import Failure
from dyadwire.transforms.text.article.identity import failure_id
from dyadwire.transforms.text.formats.documents import UnusableError
from dyadwire.transforms.text.formats.markup import clean_text, storable

# Enough to recognise the input by eye; the bytes themselves stay where they were read.
PAYLOAD_CHARACTERS = 200
MESSAGE_CHARACTERS = 300

# What hostile input may still raise in code that decides: a row for that input, and the rest goes on. An error of the
# machine (OSError, MemoryError) is none of these and stops the run.
SURPRISES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError, RecursionError)

OUTPUTS = ("failures", "fetches", "outcomes")  # side outputs that every step may have


def failed(
    stage: str, uri: str, error: Exception, payload: bytes = b"", at: datetime | None = None
) -> Iterator[TaggedOutput]:
    """Yield the failure of one candidate, and its outcome."""
    yield TaggedOutput("failures", failure_row(stage, uri, error, payload, at))
    yield TaggedOutput("outcomes", "failed")


def failure_row(stage: str, uri: str, error: Exception, payload: bytes = b"", at: datetime | None = None) -> Failure:
    """Make the row of one failure; the reason is the slug of an UnusableError; other exceptions are named."""
    reason = error.reason if isinstance(error, UnusableError) else "unexpected"
    sample = clean_text(payload[: 4 * PAYLOAD_CHARACTERS].decode("utf-8", "replace"))[:PAYLOAD_CHARACTERS]
    return Failure(
        failure_id=failure_id(stage, reason, uri, payload),
        fetched_date=at.date() if at else None,
        uri=storable(uri),
        stage=stage,
        reason=reason,
        exception=None if isinstance(error, UnusableError) else type(error).__name__,
        message=clean_text(str(error))[:MESSAGE_CHARACTERS],
        payload=sample or None,
    )
