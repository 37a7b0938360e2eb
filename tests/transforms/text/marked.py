"""Reads case texts whose countries are marked inline, as in ``{China|CHN} warned {Tokyo|JPN|capital}``."""

from __future__ import annotations

import re

from dyadwire.transforms.text.document.sentences import split_sentences
from dyadwire.transforms.text.findings import TITLE, CountrySpan, SentenceSpan

_MARK = re.compile(r"\{([^|{}]+)\|([A-Z]{3})(?:\|([a-z]+))?\}")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """Return the plain text and (start, end, iso3, kind) of every mark."""
    plain, place, marks = "", 0, []
    for mark in _MARK.finditer(marked):
        plain += marked[place : mark.start()]
        marks.append((len(plain), len(plain) + len(mark[1]), mark[2], mark[3] or "name"))
        plain += mark[1]
        place = mark.end()
    return plain + marked[place:], marks


def read_marked(
    text: str, title: str = "", whole: bool = False
) -> tuple[str, str, tuple[SentenceSpan, ...], tuple[CountrySpan, ...]]:
    """Return text, title, sentences and countries; `whole` keeps the text as one sentence."""
    plain, marks = unmark(text)
    head, head_marks = unmark(title)
    body = (SentenceSpan(0, 0, len(plain)),) if whole else split_sentences(plain)
    sentences = ((SentenceSpan(TITLE, 0, len(head)), *body)) if head else body
    spans = [CountrySpan(TITLE, a, b, head[a:b], iso3, kind) for a, b, iso3, kind in head_marks]
    for a, b, iso3, kind in marks:
        number = next(s.number for s in body if s.start <= a < s.end)
        spans.append(CountrySpan(number, a, b, plain[a:b], iso3, kind))
    return plain, head, sentences, tuple(spans)
