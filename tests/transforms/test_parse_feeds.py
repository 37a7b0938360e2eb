import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that, equal_to

from dyadwire.transforms.parse.feeds import ParseFeeds, list_entries
from dyadwire.transforms.parse.packed_leads import PACKED_BYTES, PackLeads, unpack_leads
from dyadwire.transforms.text.formats.documents import Document, Lead, ListedEntry
from dyadwire.transforms.text.formats.entries import Entry

RSS = b"""<rss version="2.0"><channel><title>t</title>
<item><title>A</title><link>https://a.example/1?utm_source=rss</link></item>
<item><title>No link</title><description>x</description></item></channel></rss>"""
FEEDS = [
    Document(f"https://{host}/rss", "feed", f"https://{host}/rss", None, RSS) for host in ("a.example", "b.example")
]
PAGE = Document("https://a.example/1", "page", "https://a.example/1", None, None, "f", 0)


def run(documents, check):
    with Pipeline(runner="FnApiRunner") as pipeline:
        parsed = pipeline | beam.Create(documents) | ParseFeeds()
        check(parsed)


def test_one_address_is_one_lead_however_many_feeds_list_it():
    def check(parsed):
        shape = beam.Map(lambda lead: (len(lead.documents), len(lead.entries)))
        assert_that(parsed["leads"] | shape, equal_to([(1, 2), (0, 1), (0, 1)]))

    run([*FEEDS, PAGE], check)


def test_a_page_alone_is_a_lead():
    run(
        [PAGE], lambda parsed: assert_that(parsed["leads"] | beam.Map(lambda lead: lead.documents), equal_to([(PAGE,)]))
    )


def test_what_is_no_feed_is_one_failure_with_its_reason():
    def check(parsed):
        assert_that(parsed["failures"] | beam.Map(lambda row: row.reason), equal_to(["not_a_feed"]))
        assert_that(parsed["outcomes"], equal_to(["read", "failed"]), label="outcomes")

    run([Document("u", "feed", "https://a.example/rss", None, bytes(range(256)))], check)


def test_a_list_of_feeds_that_is_given_as_a_feed_is_told_where_it_is_read():
    opml = b"<opml><body><outline xmlUrl='https://a.example/rss'/></body></opml>"
    _, problem = list_entries(Document("subs.xml", "feed", None, None, opml))
    assert problem.reason == "not_a_feed"
    assert str(problem).startswith("subs.xml: an OPML list of feeds, which `dyadwire watch` and `collect` read")


@pytest.mark.parametrize(
    "feed",
    [
        RSS,
        RSS.replace(b"</rss>", b""),
        b'{"items": [{"id": "1", "title": "A"}, {"id": "2", "title": "B"}]}',
        b'{"items": [{"id": "1", "title": "A"}, {"id": "2", "title": "B"}, {"id',
        b"<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url></urlset>",
    ],
)
def test_entries_beyond_the_most_that_are_read_of_one_feed_are_a_failure(monkeypatch, feed):
    monkeypatch.setattr("dyadwire.transforms.text.formats.feeds.MAX_ENTRIES", 1)
    monkeypatch.setattr("dyadwire.transforms.text.formats.sitemaps.MAX_PAGES", 1)
    listed, problem = list_entries(Document("u", "feed", "https://a.example/rss", None, feed))
    assert len(listed) == 1
    assert problem.reason == "too_many_entries"
    assert str(problem) == "u: it lists more entries than are read of one feed: the first 1 were read"


def test_texts_that_fill_several_packets_are_a_lead_each():
    texts = [Document(f"t{n}", "text", None, None, bytes([n]) * (PACKED_BYTES // 3)) for n in range(8)]
    run(texts, lambda parsed: assert_that(parsed["leads"], equal_to([Lead(t.uri, documents=(t,)) for t in texts])))


def test_packets_are_smaller_than_what_they_hold():
    leads = [
        Lead(f"t{n}", documents=(Document(f"t{n}", "text", None, None, b"Peru and Chile agree. " * 40),))
        for n in range(999)
    ]
    packets = pack(leads)
    assert [lead for packet in packets for lead in unpack_leads(packet)] == leads
    assert len(packets) == 4
    assert sum(map(len, packets)) < PACKED_BYTES


@pytest.mark.parametrize(
    "lead",
    [
        Lead("p", documents=(Document("p", "page", "https://a.example/" + "p" * 180, None, path="w.warc", offset=9),)),
        Lead("e", entries=(ListedEntry(Entry("l", "g", True, "t", None, None, "", "s" * 180, None, None), "f", None),)),
    ],
    ids=["page without a body", "entry"],
)
def test_packets_end_whatever_leads_hold(lead):
    held = [len([*unpack_leads(packet)]) for packet in pack([lead] * 5000)]
    assert sum(held) == 5000
    assert max(held) <= PACKED_BYTES // 180


def pack(leads):
    packer = PackLeads()
    packer.start_bundle()
    packets = [packet for lead in leads for packet in packer.process(lead)]
    return packets + [rest.value for rest in packer.finish_bundle()]
