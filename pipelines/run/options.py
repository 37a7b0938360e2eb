"""How a run is configured: declared once, validated before Beam starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_path
from dyadwire.transforms.text.article.table_rows import KEEP_TEXT, Settings
from dyadwire.transforms.text.formats.readings import Reading
from dyadwire.transforms.text.trained_pipeline import pipeline_folder

_WORKERS = 8  # for each processor: more only take memory
DEFAULT_THRESHOLD = 0.38  # that of decide/pairs/article_pair.py, which takes long to import; a test compares them


@dataclass(frozen=True, kw_only=True)
class CoverageOptions:
    """One run: what it reads, the lake it writes, and how.

    `inputs`: feed addresses, OPML, local files, folders and globs, spool segments. `keep_text`: full, sentences or
    none. `model`: an installed spaCy pipeline, or None for rules alone. `threshold`: salience, 0 to 1, from which a
    pair is the article's. `workers`: processes, 1 to eight for each processor. `allow_networks`: CIDR blocks that may
    be fetched though not public. `contact`: told to publishers. `only_new`: pass over spool segments that the lake has
    taken in. `budgets`: what one pass over the network may cost. `undated`: the date of articles that give none.
    `day_first`: which comes first in records' dates such as 03/11/2026; None: they are none.
    `fields`: (field, name) where records call a field of an article by no usual name.
    """

    inputs: tuple[str, ...]
    lake: str
    keep_text: str = "full"
    model: str | None = None
    threshold: float = DEFAULT_THRESHOLD
    workers: int = 1
    allow_networks: tuple[str, ...] = ()
    contact: str | None = None
    only_new: bool = False
    budgets: Budgets = field(default_factory=Budgets)
    undated: date | None = None
    day_first: bool | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "lake", lake_path(self.lake))  # frozen: once it is made
        if not self.inputs:
            raise DyadwireError("nothing to read: name at least one feed address, file or folder")
        if self.keep_text not in KEEP_TEXT:
            raise DyadwireError(f"--keep-text must be one of {', '.join(KEEP_TEXT)}, not {self.keep_text!r}")
        if not 0 <= self.threshold <= 1:
            raise DyadwireError(f"--threshold must be between 0 and 1, not {self.threshold}")
        if self.model and not pipeline_folder(self.model):
            raise DyadwireError(f"no spaCy pipeline {self.model!r} is installed; --model none does without one")
        most = _WORKERS * (os.cpu_count() or 1)
        if not 1 <= self.workers <= most:
            raise DyadwireError(f"--workers must be from 1 to {most} on this machine, not {self.workers}")

    @property
    def settings(self) -> Settings:
        """Return what decides how rows are made."""
        return Settings(self.keep_text, self.threshold, self.model)

    @property
    def reading(self) -> Reading:
        """Return what is said of the inputs."""
        return Reading(self.undated, self.fields, self.day_first)

    @property
    def recorded(self) -> dict[str, Any]:
        """Return what a manifest tells of both: the settings, and of the inputs what was said."""
        day = self.undated and self.undated.isoformat()
        said = {"undated": day, "fields": dict(self.fields) or None, "day_first": self.day_first}
        return self.settings._asdict() | {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class StreamOptions:
    """How a stream runs: what is common to all runs is in CoverageOptions. All times in seconds.

    `window_seconds`: how long rows are gathered before they are written. `poll_seconds`: between polls of a feed.
    `remember_seconds`: how long the stream itself knows an article again; later ones are found in the lake.
    `settle_seconds`: between counts of what was written. `group`: under whose name a topic's offsets are committed.
    `kafka_settings`: KEY=VALUE of the Kafka client, such as security.protocol=SASL_SSL; or KEY=env:NAME.
    """

    window_seconds: float = 60.0
    poll_seconds: float = 60.0
    remember_seconds: float = 86_400.0
    settle_seconds: float = 60.0
    group: str = "dyadwire"
    kafka_settings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("window_seconds", "poll_seconds", "remember_seconds", "settle_seconds"):
            if getattr(self, name) <= 0:
                raise DyadwireError(f"--{name} must be above 0, not {getattr(self, name)}")
        for setting in self.kafka_settings:
            if "=" not in setting:
                raise DyadwireError(f"--kafka_setting takes KEY=VALUE, not {setting!r}")
