"""Settle a lake in the graph that fills it, so that a submitted job leaves it as a run does."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.pvalue import AsDict

from dyadwire.pipelines.lake.settled_months import unsettled_months, write_settled
from dyadwire.pipelines.lake.snapshots import publish
from dyadwire.transforms.settle.months import CountDyadDays, GroupStories
from dyadwire.transforms.storage.lease import refuse_lost


class SettleMonths(beam.PTransform):
    """Anything, once it is there → the months that were not settled and are now.

    Grain: one month. Guarantee: what is settled is found when the input arrives, so that a graph which commits a batch
    first settles it too, and readers see it when its last month is settled. Failures: an exception where a file cannot
    be written, or where `lease`, by which the lake is held, counts no more; the next run makes it good.
    """

    def __init__(self, lake: str, lease: str = "") -> None:
        super().__init__()
        self._lake, self._lease = lake, lease

    def expand(self, committed: beam.PCollection[Any]) -> beam.PCollection[str]:
        """Settle whatever waits."""
        lake = self._lake
        # Batches are listed before they are counted: one that is committed meanwhile is settled next time.
        waiting = committed | "Find months" >> beam.FlatMap(lambda _: sorted(unsettled_months(lake).items()))
        return (
            waiting
            | "Months" >> beam.Keys()
            | "Share months" >> beam.Reshuffle()
            | "Group stories" >> GroupStories(lake)
            | "Count dyad days" >> CountDyadDays(lake)
            | "Write settled" >> beam.Map(_write_found, lake, self._lease, AsDict(waiting))
        )


def _write_found(counted: tuple[str, dict[str, pa.Table]], lake: str, lease: str, waiting: dict[str, list[str]]) -> str:
    month, tables = counted
    refuse_lost(lease)
    write_settled(lake, month, waiting[month], tables)
    refuse_lost(lease)
    publish(lake)  # does nothing until the last month is there
    return month
