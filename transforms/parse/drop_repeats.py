"""Drop the articles that came before in a stream, from whatever feed or topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.coders import BytesCoder
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec, TimerSpec, on_timer
from apache_beam.utils.timestamp import Duration

from dyadwire.schemas.records import Article
from dyadwire.transforms.outcomes.failures import OUTPUTS


class DropRepeats(beam.PTransform):
    """Articles → the first of each revision within some time (main); the others are outcomes.

    Grain: one article. Guarantee: exact while a key is remembered, through restarts too, as the state is checkpointed.
    Who comes again later is found in the lake itself, when its window is written. Must see the global window: state is
    kept by window.
    """

    def __init__(self, remember_seconds: float) -> None:
        super().__init__()
        self._seconds = remember_seconds

    def expand(self, articles: beam.PCollection[Article]) -> Any:
        """Look at the articles of each id in turn."""
        return (
            articles
            | "By revision" >> beam.Map(_keyed).with_output_types(tuple[str, Any])
            | "Keep first" >> beam.ParDo(_KeepFirst(self._seconds)).with_outputs(*OUTPUTS, main="articles")
        )


def _keyed(article: Article) -> tuple[str, Article]:
    return f"{article.article_id}/{article.revision}", article


class _KeepFirst(beam.DoFn):
    _SEEN = ReadModifyWriteStateSpec("seen", BytesCoder())
    _FORGET = TimerSpec("forget", TimeDomain.WATERMARK)

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def process(
        self,
        element: tuple[str, Article],
        timestamp: Any = beam.DoFn.TimestampParam,
        seen: Any = beam.DoFn.StateParam(_SEEN),
        forget: Any = beam.DoFn.TimerParam(_FORGET),
    ) -> Iterator[Any]:
        if seen.read():
            yield TaggedOutput("outcomes", "duplicate")
            return
        seen.write(b"1")
        forget.set(timestamp + Duration(self._seconds))
        yield element[1]

    @on_timer(_FORGET)
    def forget_it(self, seen: Any = beam.DoFn.StateParam(_SEEN)) -> None:
        """Let go of a key whose time is over."""
        seen.clear()
