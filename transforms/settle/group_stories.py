"""Group stories in a graph. Kept apart from `stories`, so that proving or repairing a lake does not import Beam."""

from __future__ import annotations

import apache_beam as beam

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
