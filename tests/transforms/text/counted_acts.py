"""The acts of a text that counts take."""

from __future__ import annotations

from collections.abc import Iterable

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from dyadwire.transforms.text.findings import ActSpan

COUNTED = 0.5  # confidence from which counts take an act


def counted(text: str, *, title: str = "") -> list[ActSpan]:
    return [act for act in extract(text, load_lexicon(), title=title).acts if act.confidence >= COUNTED]


def told(text: str, *, title: str = "", mutual: str = ">") -> list[str]:
    """Return the counted acts as "USA>UKR AID"; `mutual` stands between two that do it together."""
    return told_of(counted(text, title=title), mutual=mutual)


def told_of(acts: Iterable[ActSpan], *, mutual: str = ">") -> list[str]:
    """Return acts as "USA>UKR AID"."""
    return [f"{act.actor}{mutual if act.mutual else '>'}{act.recipient} {act.code}" for act in acts]


def told_together(text: str) -> list[str]:
    """Return the counted acts as "USA>UKR AID", with "=" between two that do one together."""
    return told(text, mutual="=")
