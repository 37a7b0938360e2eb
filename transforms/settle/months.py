"""Settle months in a graph. What counts them stands apart: who proves or mends a lake waits for no import of Beam."""

from __future__ import annotations

import apache_beam as beam
import pyarrow as pa

from dyadwire.transforms.settle.dyad_days import count_month
from dyadwire.transforms.settle.stories import stories_of


class GroupStories(beam.PTransform):
    """Months → (month, stories of its articles as an Arrow chunk).

    Guarantee: a month's stories depend only on the articles published in it and in the four days before it.
    """

    def __init__(self, lake: str) -> None:
        super().__init__()
        self._lake = lake

    def expand(self, months: beam.PCollection[str]) -> beam.PCollection[tuple[str, bytes]]:
        """Group the stories of every month."""
        return months | "Group stories" >> beam.Map(lambda month: (month, stories_of(self._lake, month)))


class CountDyadDays(beam.PTransform):
    """(Month, its stories) → (month, settled tables by name).

    Guarantee: equal to a recount from the base tables; tables of one month never depend on when they were counted.
    """

    def __init__(self, lake: str) -> None:
        super().__init__()
        self._lake = lake

    def expand(self, stories: beam.PCollection[tuple[str, bytes]]) -> beam.PCollection[tuple[str, dict[str, pa.Table]]]:
        """Count every month."""
        return stories | "Count days" >> beam.MapTuple(
            lambda month, chunk: (month, count_month(self._lake, month, chunk))
        )
