"""How an act is written: who did it to whom, and which words of its sentence tell it."""

from __future__ import annotations

from typing import Any

from dyadwire.pipelines.ask.country_names import name_of


def who_to_whom(row: dict[str, Any]) -> str:
    """Write the two sides of an act, what both do together with an arrow either way.

    >>> who_to_whom({"actor": "RUS", "recipient": "CHN", "mutual": False})
    'Russia → China'
    """
    return f"{name_of(row['actor'])} {'↔' if row['mutual'] else '→'} {name_of(row['recipient'])}"


def told_by(row: dict[str, Any]) -> list[dict[str, int]]:
    """Return the span of the words that tell an act, by offsets of its sentence; nothing where none are known."""
    start = row["sentence_start"] or 0
    return [{"start_char": row["start_char"] - start, "end_char": row["end_char"] - start}] if row["end_char"] else []
