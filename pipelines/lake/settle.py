"""Settle a lake: rebuild stories, pair_articles, outlet_days and dyad_days of the months that new batches touched."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.pvalue import AsDict

from dyadwire.pipelines.lake.settled_months import unsettled_months, write_settled
from dyadwire.pipelines.lake.snapshots import publish, release
from dyadwire.transforms.settle.dyad_days import CountDyadDays, count_month
from dyadwire.transforms.settle.stories import GroupStories, stories_of
from dyadwire.transforms.storage.lease import refuse_lost


def settle(lake: str) -> list[str]:
    """Rebuild the months that are not settled, from committed files, and publish the lake; return them, in order.

    What is not settled is read from the lake itself, so that a run that died between commit and settling is made good.
    """
    waiting = dict(sorted(unsettled_months(lake).items()))
    for month, batches in waiting.items():
        write_settled(lake, month, batches, settled_tables(lake, month))
    pa.default_memory_pool().release_unused()  # a stream settles for months on end
    publish(lake, while_written=True)
    release(lake)  # not a sweep: a stream may be writing files whose manifest comes later
    return list(waiting)


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


def settled_tables(lake: str, month: str) -> dict[str, pa.Table]:
    """Count one month anew, without writing anything: what its settled files must hold."""
    return count_month(lake, month, stories_of(lake, month))
