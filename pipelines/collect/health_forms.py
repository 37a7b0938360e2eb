"""How the collector is doing, written for programs: as JSON and for Prometheus, printed or in files."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from dyadwire.pipelines.collect.health import Health
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.transforms.storage import local_files


def as_json(health: Health) -> str:
    """Return the state as JSON."""
    plain = {**health._asdict(), "unhealthy": [feed._asdict() for feed in health.unhealthy]}
    plain["dated_ahead"] = health.dated_ahead and health.dated_ahead._asdict()
    return json.dumps(plain, ensure_ascii=False, indent=1, default=str) + "\n"


def as_prometheus(health: Health) -> str:
    """Return the state in the text format of Prometheus.

    Outcomes are slugs and states are words: nothing that came from outside is in it.
    """
    states = ("healthy", "new", "late", "failing", "retired")
    lines = ["# HELP dyadwire_feeds Feeds by state.", "# TYPE dyadwire_feeds gauge"]
    lines += [f'dyadwire_feeds{{state="{state}"}} {getattr(health, state)}' for state in states]
    lines += [
        "# HELP dyadwire_feed_outcomes Feeds by the outcome of their last poll.",
        "# TYPE dyadwire_feed_outcomes gauge",
    ]
    lines += [f'dyadwire_feed_outcomes{{outcome="{name}"}} {count}' for name, count in health.outcomes.items()]
    gauges = {
        "last_poll_timestamp_seconds": ("When a feed was last asked.", _seconds(health.last_poll_at)),
        "feeds_answered": ("Feeds whose last poll worked.", health.answered),
        "feeds_unchanged": ("Of those that answered, feeds that listed nothing new.", health.unchanged),
        "articles_last_hour": ("Articles taken in during the last hour.", health.articles_last_hour),
        "last_batch_timestamp_seconds": ("When the last batch was committed.", _seconds(health.last_batch_at)),
        "last_batch_duration_seconds": ("How long the last batch took.", health.last_batch_seconds),
        "last_batch_failed": ("Inputs of the last batch that could not be used.", health.last_batch_failed),
        "waiting_pages": ("Pages that a pass left to a later one.", health.waiting_pages),
        "waiting_segments": ("Segments that no batch has taken in.", health.waiting_segments),
        "watch_running": ("Whether a watch holds the lake; only by status --prometheus.", _running(health)),
        "spool_bytes": ("Size of the spool.", health.spool_bytes),
        "disk_free_bytes": ("Free space where the spool is.", health.disk_free_bytes),
    }
    for name, (text, value) in gauges.items():
        if value is not None:
            lines += [f"# HELP dyadwire_{name} {text}", f"# TYPE dyadwire_{name} gauge", f"dyadwire_{name} {value}"]
    return "\n".join(lines) + "\n"


def _running(health: Health) -> int | None:
    """Return 1 or 0; None where a watch writes its own health, whose file would say 1 for ever once it is gone."""
    return int(bool(health.watch)) if health.watch or health.watched_until else None


def write_health(health: Health, folder: Path) -> None:
    """Write health.json and metrics.prom into a folder; each is whole whenever it is read.

    DyadwireError where they can't be written.
    """
    try:
        for name, content in (("health.json", as_json(health)), ("metrics.prom", as_prometheus(health))):
            local_files.put(str(folder / name), content.encode())
    except OSError as error:
        raise DyadwireError(f"cannot write the health of the watch to {folder}: {error.strerror or error}") from error


def _seconds(at: str | None) -> float | None:
    return datetime.fromisoformat(at).astimezone(UTC).timestamp() if at else None
