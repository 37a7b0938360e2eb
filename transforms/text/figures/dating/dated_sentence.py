"""A sentence as the rules on its times read it, for those on periods and on bases alike."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dyadwire.transforms.text.figures.changes.links import Links
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens


class DatedSentence(NamedTuple):
    """The figures and times of a sentence, with what its times are read by."""

    drafts: list[FigureDraft]
    phrases: list[TimePhrase]
    tokens: Tokens
    rules: Rules
    published: date | None
    links: Links  # between its figures
