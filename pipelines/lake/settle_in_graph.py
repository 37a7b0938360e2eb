"""Settle a lake in the graph that fills it, so that a submitted job leaves it as a run does."""

from __future__ import annotations

from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsDict

from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.settled_manifests import unsettled_months, write_settled
from dyadwire.transforms.settle.month_counts import count_month
from dyadwire.transforms.settle.stories import stories_of
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
            | "Group stories" >> beam.Map(lambda month: (month, stories_of(lake, month)))
            | "Count and write" >> beam.Map(_settle_found, lake, self._lease, AsDict(waiting))
        )


def _settle_found(grouped: tuple[str, bytes], lake: str, lease: str, waiting: dict[str, list[str]]) -> str:
    """Count a month and write it. One step: what is counted waits in a file of the process that writes it."""
    month, stories = grouped
    tables = count_month(lake, month, stories)
    refuse_lost(lease)
    write_settled(lake, month, waiting[month], tables)
    refuse_lost(lease)
    publish(lake)  # does nothing until the last month is there
    return month
