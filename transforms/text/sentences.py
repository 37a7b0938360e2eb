"""Where sentences begin and end."""

from __future__ import annotations

import re

from transforms.text.findings import SentenceSpan

_END = re.compile(r"(?<=[.!?])\s+|\n+")


def split_sentences(text: str) -> tuple[SentenceSpan, ...]:
    """Split a text into sentences, in order, without their surrounding white space."""
    spans: list[SentenceSpan] = []
    start = 0
    for gap in [*_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            spans.append(SentenceSpan(len(spans), start, end))
        start = gap.end() if gap else end
    return tuple(spans)
