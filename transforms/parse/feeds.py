"""Parse feeds into entries, and gather everything known of one address into a lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from dyadwire.transforms.outcomes.failures import OUTPUTS, SURPRISES, failed
from dyadwire.transforms.parse.packed_leads import PackLeads, unpack_leads
from dyadwire.transforms.read.addresses import address_of
from dyadwire.transforms.text.formats.documents import Document, Lead, ListedEntry, UnusableError
from dyadwire.transforms.text.formats.entries import TOO_MANY_ENTRIES
from dyadwire.transforms.text.formats.feeds import parse_feed
from dyadwire.transforms.text.formats.markup import storable
from dyadwire.transforms.text.formats.opml import is_opml


class ParseFeeds(beam.PTransform):
    """Documents → leads (main): one an address, one a text, record, or entry without a link.

    Guarantee: however many feeds list a page, and whether or not it was collected, its address is one lead.
    Failures: feeds that cannot be parsed. Page bodies never cross the shuffle here: leads carry their place.
    """

    def expand(self, documents: beam.PCollection[Document]) -> Any:
        """Parse feeds and gather leads."""
        parsed = documents | "Parse feeds" >> beam.ParDo(_ParseFeed()).with_outputs(*OUTPUTS, "alone", main="keyed")
        gathered = parsed.keyed | "Group by address" >> beam.GroupByKey() | "Gather leads" >> beam.MapTuple(gather_lead)
        packets = (
            gathered | "Pack gathered" >> beam.ParDo(PackLeads()),
            parsed.alone | "Pack alone" >> beam.ParDo(PackLeads()),
        )
        leads = packets | "All leads" >> beam.Flatten() | "Unpack leads" >> beam.FlatMap(unpack_leads)
        counted = leads | "Count leads" >> beam.Map(lambda _: "read")
        outcomes = (counted, parsed.outcomes) | "Outcomes of feeds" >> beam.Flatten()
        return {"leads": leads, "failures": parsed.failures, "outcomes": outcomes}


class _ParseFeed(beam.DoFn):
    def process(self, element: Document) -> Iterator[Any]:
        if element.kind == "feed":
            yield from self._entries(element)
        elif element.url and element.kind in ("page", "revisit"):
            yield address_of(element.url), element
        else:
            yield TaggedOutput("alone", Lead(element.uri, documents=(element,)))

    def _entries(self, document: Document) -> Iterator[Any]:
        problem: Exception | None
        try:
            listed, problem = list_entries(document)
        except SURPRISES as error:
            listed, problem = [], error
        if problem:
            yield TaggedOutput("outcomes", "read")
            yield from failed("parse_feed", document.uri, problem, document.body or b"", document.fetched_at)
        for found in listed:
            if found.entry.link:
                yield address_of(found.entry.link), found
            else:
                yield TaggedOutput("alone", Lead(document.uri, entries=(found,)))


def list_entries(document: Document) -> tuple[list[ListedEntry], UnusableError | None]:
    """Parse a feed document; its entries, and the parser's slug where some or all of them cannot be read."""
    feed = parse_feed(document.body or b"", document.url or "", document.content_type)
    listed = [ListedEntry(entry, storable(document.url or document.uri), document.fetched_at) for entry in feed.entries]
    if not feed.problem:
        return listed, None
    wrong = _what_is_wrong(feed.problem, len(listed), document.body or b"")
    return listed, UnusableError(feed.problem, f"{document.uri}: {wrong}")


def _what_is_wrong(problem: str, listed: int, body: bytes) -> str:
    if problem == "not_a_feed" and is_opml(body):
        return (
            "an OPML list of feeds, which `dyadwire watch` and `collect` read, and `run` where its name ends in .opml"
        )
    if problem == TOO_MANY_ENTRIES:
        return f"it lists more entries than are read of one feed: the first {listed:,} were read"
    rest = "entries beside those that could be read: " if listed else ""
    return rest + problem.replace("_", " ")


def gather_lead(address: str, found: Iterable[Document | ListedEntry]) -> Lead:
    """Gather the documents and entries of one address, in an order that does not depend on their arrival."""
    members = list(found)
    documents = sorted((m for m in members if isinstance(m, Document)), key=_document_order)
    entries = sorted((m for m in members if isinstance(m, ListedEntry)), key=repr)
    return Lead(address, tuple(documents), tuple(entries))


def _document_order(document: Document) -> tuple[str, str, int]:
    return (document.kind, str(document.fetched_at), document.offset or 0)
