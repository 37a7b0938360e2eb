"""The input of the decisions on figures: one sentence, and what all sentences of its article share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dyadwire.schemas.dyad import Dyad
from dyadwire.transforms.text.decide.figures.figure_topic import Topics
from dyadwire.transforms.text.decide.owners.context import OwnerContext
from dyadwire.transforms.text.figures.dating.timeline import Timeline
from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.rules import Rules
from dyadwire.transforms.text.figures.times.phrases import TimePhrase
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.topic_words import TopicCue
from dyadwire.transforms.text.findings import CountrySpan


class FigureSentence(NamedTuple):
    """One sentence: its number, its figures and words, the times and countries that it names, and introduced firms."""

    number: int
    drafts: list[FigureDraft]
    tokens: Tokens
    phrases: list[TimePhrase]
    countries: Sequence[CountrySpan]
    firms: Sequence[CountrySpan]
    topics: list[TopicCue]  # its words that tell what figures are of


class FigureArticle(NamedTuple):
    """What its sentences share: rules, countries, date of publication, the times and topics told so far."""

    rules: Rules
    context: OwnerContext
    published: date | None
    timeline: Timeline
    topics: Topics


class BlocsHere(NamedTuple):
    """The blocs that a sentence names, the article with them among its countries, and its pairs of blocs."""

    spans: list[CountrySpan]
    article: OwnerContext
    pairs: frozenset[Dyad]
