"""Log lines of a job, as plain text or as JSON for log collectors."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from typing import Any

from dyadwire.schemas.manifest import Manifest

LOGGER = "dyadwire"
ENVIRONMENT = "DYADWIRE_LOG"  # json: one object a line on standard error; anything else: what set_up says


class _AsJson(logging.Formatter):
    """Writes a record as one JSON object. `severity`, `message` and `time` are the names that Cloud Logging reads."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        fields = {"time": at.isoformat(), "severity": record.levelname, "message": record.getMessage()}
        fields |= getattr(record, "fields", {})
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


class _AsText(logging.Formatter):
    """Writes a record as a line: when, what, and its fields, each behind its name."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        fields = " ".join(f"{name}={value}" for name, value in getattr(record, "fields", {}).items())
        line = f"{at:%Y-%m-%d %H:%M:%S} UTC {record.getMessage()}{': ' if fields else ''}{fields}"
        return line + (f"\n{self.formatException(record.exc_info)}" if record.exc_info else "")


def is_json() -> bool:
    """Tell whether the environment asks for lines in JSON."""
    return os.environ.get(ENVIRONMENT) == "json"


def set_up(*, as_text: bool = False) -> None:
    """Write the project's lines to standard error: as JSON where the environment asks for that.

    Else as text, or for a command that tells people itself what it did, none but warnings.
    """
    if not (is_json() or as_text):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AsJson() if is_json() else _AsText())
    logger = logging.getLogger(LOGGER)
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)


def log(message: str, **fields: Any) -> None:
    """Log one occurrence, with what belongs to it."""
    logging.getLogger(LOGGER).info(message, extra={"fields": fields})


def log_committed(lake: str, manifest: Manifest) -> None:
    """Log that a batch is in the lake, with its books: the line that monitoring waits for."""
    log("batch committed", lake=lake, batch=manifest.batch, extractor=manifest.extractor, **manifest.books._asdict())


def log_from_worker(manifest: Manifest | None, lake: str) -> Manifest | None:
    """Log a committed batch from a step, or that nothing was new (None), and return the manifest.

    Workers of other runners pass on the text alone, so all of it is in the text; and warnings whatever is set up.
    """
    batch, books = (manifest.batch, manifest.books._asdict()) if manifest else (None, "nothing new")
    logging.getLogger(LOGGER).warning("batch committed: lake=%s batch=%s %s", lake, batch, books)
    return manifest
