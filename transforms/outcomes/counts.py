"""Count what becomes of every candidate while a job runs: as metrics of the runner, beside the books of the lake."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics

from dyadwire.schemas.records import Failure

NAMESPACE = "dyadwire"


class CountOutcomes(beam.PTransform):
    """Outcomes → the same outcomes; each is counted as `read`, `duplicate`, `discarded` or `failed`.

    Grain: one outcome. Guarantee: nothing is changed. `kept` is counted where files are written. A runner that tries a
    bundle again may count it again until the bundle is committed; the books of the manifest never do.
    """

    def expand(self, outcomes: beam.PCollection[str]) -> beam.PCollection[str]:
        """Count every outcome."""
        return outcomes | "Count" >> beam.Map(_count_outcome)


class CountFailures(beam.PTransform):
    """Failures → the same failures; each is counted as `failed_<stage>_<reason>`, both of which are slugs.

    Grain: one failure. Guarantee: nothing is changed.
    """

    def expand(self, failures: beam.PCollection[Failure]) -> beam.PCollection[Failure]:
        """Count every failure."""
        return failures | "Count" >> beam.Map(_count_failure)


def _count_outcome(outcome: Any) -> Any:
    count(outcome)
    return outcome


def _count_failure(failure: Any) -> Any:
    count(f"failed_{failure.stage}_{failure.reason}")
    return failure


def count(name: str, by: int = 1) -> None:
    """Add to one of the project's counters; outside of a running step nothing is counted."""
    Metrics.counter(NAMESPACE, name).inc(by)
