"""Settle a lake: rebuild stories, pair_articles, outlet_days and dyad_days of the months that new batches touched."""

from __future__ import annotations

from dyadwire.pipelines.lake.publish import publish
from dyadwire.pipelines.lake.release import release
from dyadwire.pipelines.lake.settled_manifests import (
    month_of_manifest,
    settled_manifests,
    unsettled_months,
    write_settled,
)
from dyadwire.transforms.settle.month_counts import count_month
from dyadwire.transforms.settle.stories import stories_of
from dyadwire.transforms.write.released import release_unused
from dyadwire.transforms.write.sorted_runs import SortedRuns


def settle(lake: str) -> list[str]:
    """Rebuild the months that are not settled, from committed files, and publish the lake; return them, in order.

    What is not settled is read from the lake itself, so that a run that died between commit and settling is made good.
    """
    waiting = dict(sorted(unsettled_months(lake).items()))
    # No snapshot lists these where a run was killed before it published: nothing else tells of them afterwards.
    replaced = {
        file.path for each in settled_manifests(lake) if month_of_manifest(each) in waiting for file in each.files
    }
    for month, batches in waiting.items():
        release_unused()  # of what the run took, or the month before
        write_settled(lake, month, batches, count_month(lake, month, stories_of(lake, month)))
    release_unused()  # a stream settles for months on end
    publish(lake, while_written=True)
    release(lake, replaced)  # not a sweep: a stream may be writing files whose manifest comes later
    return list(waiting)


def settled_tables(lake: str, month: str) -> dict[str, SortedRuns]:
    """Count one month anew, without writing anything: what its settled files must hold."""
    return count_month(lake, month, stories_of(lake, month, anew=True))
