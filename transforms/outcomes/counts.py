"""Count what becomes of every candidate while a job runs: as metrics of the runner, beside the books of the lake."""

from __future__ import annotations

from collections.abc import Iterator
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
        return outcomes | "Count" >> beam.ParDo(_Count(lambda outcome: outcome))


class CountFailures(beam.PTransform):
    """Failures → the same failures; each is counted as `failed_<stage>_<reason>`, both of which are slugs.

    Grain: one failure. Guarantee: nothing is changed.
    """

    def expand(self, failures: beam.PCollection[Failure]) -> beam.PCollection[Failure]:
        """Count every failure."""
        return failures | "Count" >> beam.ParDo(_Count(lambda failure: f"failed_{failure.stage}_{failure.reason}"))


class _Count(beam.DoFn):
    def __init__(self, name_of: Any) -> None:
        self._name_of = name_of

    def process(self, element: Any) -> Iterator[Any]:
        count(self._name_of(element))
        yield element


def count(name: str, by: int = 1) -> None:
    """Add to one of the project's counters; outside of a running step nothing is counted."""
    Metrics.counter(NAMESPACE, name).inc(by)
