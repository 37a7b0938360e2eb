"""What the words beside a figure are about: profits and output move more often than debts and interest rates."""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.text.figures.drafts import FigureDraft
from dyadwire.transforms.text.figures.tokens import Tokens
from dyadwire.transforms.text.figures.topic_words import TopicCue

BEFORE, AFTER = 15, 8  # tokens around a figure in which its topic is told


def topics_beside(draft: FigureDraft, cues: Sequence[TopicCue], tokens: Tokens) -> list[str]:
    """Return the features of the nearest word that tells a topic, on either side of a figure.

    The topic of the figure is decided later: it leans on what the figure measures, which leans on its direction.
    """
    before = next((one for one in reversed(cues) if one.last <= draft.first), None)
    after = next((one for one in cues if one.first >= draft.last), None)
    found: list[str] = []
    if before and draft.first - before.last <= BEFORE:
        found += _describe("before", before, draft, tokens)
    if after and after.first - draft.last <= AFTER:
        found += _describe("after", after, draft, tokens)
    return found


def _describe(side: str, cue: TopicCue, draft: FigureDraft, tokens: Tokens) -> list[str]:
    topic = max(cue.hints, key=lambda hint: hint[1])[0]
    word = tokens.lower[cue.first].removesuffix("s")
    return [f"topic {side} {topic}", f"topic {side} {topic} {draft.kind}", f"topic word {side} {word}"]
