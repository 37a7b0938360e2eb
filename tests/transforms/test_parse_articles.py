from datetime import UTC, datetime
from random import Random

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.testing.util import assert_that, equal_to

from dyadwire.transforms.parse.articles import ParseArticles
from dyadwire.transforms.text.article.compose import compose_article
from dyadwire.transforms.text.article.limits import MAX_TEXT_CHARACTERS
from dyadwire.transforms.text.formats.documents import Document, Lead, UnusableError
from dyadwire.transforms.text.formats.json_records import read_object

AT = datetime(2026, 11, 2, tzinfo=UTC)


def run(leads, check):
    with Pipeline(runner="FnApiRunner") as pipeline:
        check(pipeline | beam.Create(leads) | ParseArticles())


def record_without_end(sentences):
    return record(b'{"text": "%s"}' % (b"Russia and China met. " * sentences))


def record(body):
    return Lead("a.jsonl#0", (Document("a.jsonl#0", "record", None, None, body),))


def test_a_record_becomes_an_article():
    def check(parsed):
        shape = beam.Map(
            lambda article: (article.url, article.outlet, str(article.published_date), article.text_origin)
        )
        assert_that(parsed.articles | shape, equal_to([("https://a.example/1", "a.example", "2026-10-02", "text")]))

    run([record(b'{"url":"http://www.a.example/1?utm_medium=x","text":"T","published_at":"2026-10-02"}')], check)


def test_a_mistyped_record_is_a_failure():
    def check(parsed):
        assert_that(
            parsed.failures | beam.Map(lambda row: (row.stage, row.reason)), equal_to([("parse_article", "bad_record")])
        )
        assert_that(parsed.outcomes, equal_to(["failed"]), label="outcomes")

    run([record(b'{"text": 5}')], check)


def test_a_text_without_end_is_read_as_far_as_a_minute_goes_and_the_rest_told():
    def check(parsed):
        assert_that(parsed.articles | beam.Map(lambda a: len(a.text)), equal_to([MAX_TEXT_CHARACTERS]))
        told = parsed.failures | beam.Map(lambda row: (row.reason, row.message))
        message = "a.jsonl#0: of its text the first 1,000,000 characters are read"
        assert_that(told, equal_to([("too_long", message)]), label="failures")
        assert_that(parsed.outcomes, equal_to(["read", "failed"]), label="outcomes")

    with Pipeline(runner="FnApiRunner") as pipeline:  # made inside: Beam packs six megabytes that are given for 20 s
        check(pipeline | beam.Create([300_000]) | beam.Map(record_without_end) | ParseArticles())


def test_a_name_that_is_none_fills_no_list():
    def check(parsed):
        names = parsed.articles | beam.Map(lambda article: (len(article.outlet), len(article.author)))
        assert_that(names, equal_to([(500, 500)]))

    run([record(b'{"text": "T", "outlet": "%b", "author": "%b"}' % (b"o" * 9_000, b"a" * 9_000))], check)


def test_of_a_text_as_long_as_is_read_nothing_is_missing():
    def check(parsed):
        assert_that(parsed.articles | beam.Map(lambda a: len(a.text)), equal_to([MAX_TEXT_CHARACTERS]))
        assert_that(parsed.failures, equal_to([]), label="failures")

    run([record(b'{"text": "%s"}' % (b"Russia met. China." * 100_000)[:MAX_TEXT_CHARACTERS])], check)


def test_an_unchanged_page_is_a_duplicate_and_no_article():
    def check(parsed):
        assert_that(parsed.outcomes, equal_to(["duplicate"]))

    run([Lead("u", (Document("u", "revisit", "https://a.example/1", AT),))], check)


def test_a_plain_text_has_the_title_of_its_first_line():
    def check(parsed):
        assert_that(parsed.articles | beam.Map(lambda a: (a.title, a.text)), equal_to([("Head", "Body of it.")]))

    run([Lead("t.txt", (Document("t.txt", "text", None, None, b"Head\n\nBody of it.\n"),))], check)


def test_bytes_that_are_no_text_are_no_article():
    with pytest.raises(UnusableError, match="-: control characters among it") as refused:
        composed_of(bytes(range(256)))
    assert refused.value.reason == "not_text"
    assert composed_of(b"A stray \x00 and \x1b[31mcolours in a text. " + b"More of it. " * 9).text.startswith(
        "A stray  and colours"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_in_utf_16_is_a_text(encoding):
    text = "München exported to Mali. " * 9
    assert composed_of(text.encode(encoding)).text == text.strip()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Россия и Китай подписали соглашение о поставках газа на сумму 400 миллиардов долларов.", "cp1251"),
        ("Россия и Китай подписали соглашение о поставках газа на сумму 400 миллиардов долларов.", "koi8-r"),
        ("La France a exporté vers la Chine des biens d'une valeur de 5 milliards d'euros.", "latin-1"),
        ("俄罗斯和中国签署了价值4000亿美元的天然气供应协议。总统表示贸易增长。", "gb18030"),
    ],
)
def test_a_text_that_is_not_in_utf_8_is_read_by_what_it_looks_like(text: str, encoding: str) -> None:
    assert composed_of(text.encode(encoding)).text == text


def test_a_byte_that_was_lost_costs_no_more_than_its_character() -> None:
    text = "Le café exporté, l'été passé, à Orléans. " * 9
    for broken in (text.encode().replace(b"\xc3\xa0", b"\xa0", 1), text.encode() + b"\xc3"):
        assert composed_of(broken).text.count("\ufffd") == 1


def test_a_text_in_no_encoding_is_no_article() -> None:
    with pytest.raises(UnusableError, match="-: neither in UTF-8 nor in another encoding that it looks like"):
        composed_of("Soup: \ufffd\ufffd\ufffd of letters".encode())


def test_a_page_of_random_bytes_is_no_article() -> None:
    page = Document("a.html", "page", None, None, Random(1).randbytes(3_000))
    with pytest.raises(UnusableError) as refused:
        compose_article(Lead("a.html", (page,)), page, page.body or b"")
    assert refused.value.reason == "not_html"


@pytest.mark.parametrize(
    "written", ["https://a.example/rss", "# world\r\nhttps://a.example/rss # main\r\n\r\nhttps://b.example/rss\r\n"]
)
def test_a_list_of_addresses_is_no_article_and_is_told_where_it_is_read(written):
    with pytest.raises(UnusableError, match="lists of feeds are for `dyadwire watch` and `collect`") as refused:
        composed_of(written.encode())
    assert refused.value.reason == "list_of_addresses"
    assert composed_of(written.encode() + b"\nChina and Russia met.").text


def test_what_a_manual_strikes_twice_is_a_text():
    assert "SYNOPSIS" in composed_of(b"N\bNA\bAM\bME\bE and SYNOPSIS").text


def composed_of(body):
    document = Document("-", "text", None, None, body)
    return compose_article(Lead("-", (document,)), document, body)


def test_one_unreadable_snapshot_does_not_lose_the_other():
    good = b"<html><body><p>" + b"An article of some length. " * 20 + b"</p></body></html>"
    pages = tuple(Document("u", "page", "https://a.example/1", AT, body) for body in (b"<html></html>", good))

    def check(parsed):
        assert_that(parsed.articles | beam.Map(lambda a: a.text[:10]), equal_to(["An article"]))
        assert_that(parsed.outcomes, equal_to(["read", "failed"]), label="outcomes")

    run([Lead("https://a.example/1", pages)], check)


def test_a_hostile_address_does_not_stop_the_rest():
    lines = [b'{"url":"https://a.example/\\ud800","text":"T"}', b'{"url":"https://a.example/ok","text":"T"}']

    def check(parsed):
        assert_that(parsed.articles | beam.Map(lambda a: a.url or ""), contains("https://a.example/ok"))

    run([record(line) for line in lines], check)


def contains(wanted):
    def check(found):
        assert wanted in found, found

    return check


def test_two_snapshots_of_a_page_are_two_candidates():
    pages = tuple(
        Document("u", "page", "https://a.example/1", AT, b"<html><body><p>" + word * 40 + b"</p></body></html>")
        for word in (b"First version of it. ", b"Second version of it. ")
    )

    def check(parsed):
        assert_that(parsed.outcomes, equal_to(["read"]))
        assert_that(parsed.articles | beam.Map(lambda a: a.text[:6]), equal_to(["First ", "Second"]), label="both")

    run([Lead("https://a.example/1", pages)], check)


def local_page(heading):
    told = "China and Russia signed agreement number {} on trade in rice on Monday, officials of both countries said."
    body = "".join(f"<p>{told.format(number)} {'It is the first of its kind. ' * 3}</p>" for number in range(5))
    head = "<title>Rice deal signed</title><link rel=canonical href=https://www.a.example/rice>"
    html = f"<html><head>{head}</head><body><article><h1>{heading}</h1>{body}</article></body></html>"
    document = Document("rice.html", "page", None, None)
    return compose_article(Lead("rice.html", (document,)), document, html.encode())


def test_a_local_page_is_of_the_outlet_that_it_names():
    found = local_page("Rice deal signed")
    assert (found.url, found.outlet) == ("https://a.example/rice", "a.example")


def test_a_headline_is_not_the_first_sentence_too():
    assert local_page("Rice deal signed").text.startswith("China and Russia signed agreement number 0")
    assert local_page("Rice  deal signed").title == "Rice deal signed"


def test_a_first_paragraph_that_says_more_stays():
    document = Document("rice.html", "page", None, None)
    body = "".join(f"<p>China and Russia signed agreement number {n}. {'It is the first. ' * 9}</p>" for n in range(5))
    html = f"<html><head><title>Rice deal</title></head><body><article><p>Rice deal signed.</p>{body}</article></body>"
    assert compose_article(Lead("rice.html", (document,)), document, html.encode()).text.startswith("Rice deal signed.")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"text": }', "the line is not JSON: expecting value at character 10"),
        (b"no json", "the line is not JSON: expecting value at character 1"),
        (b'{"text": "\xff"}', "the line is not JSON: byte 11 is not UTF-8"),
        (b"[" * 100_000, "the line is not JSON: nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_in_words(line, told):
    with pytest.raises(UnusableError) as error:
        read_object(line)
    assert str(error.value) == told


def test_an_integer_of_more_digits_than_python_reads_costs_no_record():
    found = read_object(b'{"title": "A", "n": 7, "id": %s}' % (b"9" * 5000))
    assert found == {"title": "A", "n": 7, "id": "9" * 5000}


def test_accents_that_are_written_apart_are_joined_to_their_letters():
    article = composed_of("Sa\u0303o Tome\u0301 votes\n\nIt met Co\u0302te d'Ivoire.".encode())
    assert (article.title, article.text) == ("S\xe3o Tom\xe9 votes", "It met C\xf4te d'Ivoire.")
