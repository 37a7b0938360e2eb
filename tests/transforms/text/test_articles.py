from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.articles import MAX_ELEMENTS, MAX_PAGE, decode_html, parse_page

ARTICLE = (Path(__file__).parent / "cases" / "pages" / "article.html").read_text(encoding="utf-8")
URL = "https://www.example.org/news/ferry?id=1"


def test_article():
    page = parse_page(ARTICLE.encode(), URL, "text/html")
    assert page.problem is None
    assert "300 cars a day" in page.text
    assert "Tickets cost $20" in page.text
    assert "script" not in page.text
    assert "rights reserved" not in page.text
    assert (page.title, page.author, page.language) == ("Ferry line & market open", "A. Sample", "en")
    assert page.canonical == "https://www.example.org/news/ferry"
    assert (page.published_jsonld, page.published_metadata) == ("2026-11-02T09:00:00Z", "2026-11-02T08:00:00Z")


def test_no_integer_of_json_ld_is_too_long():
    page = ARTICLE.replace('"headline"', f'"wordCount": {"9" * 5000}, "headline"')
    assert parse_page(page.encode(), URL, "text/html").published_jsonld == "2026-11-02T09:00:00Z"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://example.org/news/other", "https://example.org/news/other"),
        ("https://example.net/news/ferry", None),
        ("https://www.example.org/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_canonical_stays_on_its_own_site(canonical, kept):
    assert parse_page(ARTICLE.replace("/news/ferry", canonical), URL).canonical == kept


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://example.net/news/ferry", "https://example.net/news/ferry"),
        ("/news/ferry", None),
        ("https://example.net/", None),
        ("file:///etc/passwd", None),
    ],
)
def test_a_page_without_an_address_has_its_canonical_one(canonical, kept):
    page = f"<html><head><link rel=canonical href='{canonical}'></head><body><p>Talks went on.</p></body></html>"
    assert parse_page(page, "").canonical == kept


def test_title_without_linked_article():
    page = parse_page(ARTICLE.replace("NewsArticle", "Recipe"), URL)
    assert (page.title, page.published_jsonld, page.author) == ("Ferry line opens", None, None)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<meta charset=windows-1251><p>Китай".encode("windows-1251"), None),
        ("<p>Китай".encode("windows-1251"), "text/html; charset=windows-1251"),
        ("<p>Китай".encode(), "text/html; charset=nonsense"),
        ("<p>Китай".encode(), None),
        ("\ufeff<p>Китай".encode("utf-16-le"), None),
        ("<p>Китай".encode("utf-16-be"), None),
        ("<html><p>Китай".encode("utf-16-le"), "text/html; charset=utf-8"),
        ("\ufeff<p>Китай".encode("utf-32-be"), None),
        ("<p>Китай и Россия подписали соглашение о торговле".encode("windows-1251"), "text/html; charset=utf-8"),
        ("<p>Китай и Россия".encode() + b"\xd0 <p>", "text/html; charset=utf-8"),
        ("<p>Китай и Россия подписали соглашение о торговле".encode(), "text/html; charset=koi8-r"),
        ("<p>Китай и Россия подписали соглашение о торговле".encode()[:-1], "text/html; charset=koi8-r"),  # it was cut
        ("<meta charset=koi8-r><p>Китай и Россия подписали договор".encode() + b"\xd0 <p>", "text/html; charset=utf-8"),
    ],
)
def test_encodings(body, content_type):
    assert "Китай" in decode_html(body, content_type)


def test_a_page_that_names_utf_16_where_a_reader_of_ascii_finds_it_is_in_another_encoding():
    for body in (b"<html><meta charset='utf-16'><p>China</html>", b"<html><meta charset='utf-16'><p>China </html>"):
        assert "China" in decode_html(body, "text/html; charset=utf-16le")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "empty"),
        (b"   ", "empty"),
        (b"%PDF-1.4" + b"\0" * 100, "not_html"),
        ("no markup at all", "not_html"),
        (b"<html><body></body></html>", "no_text"),
        (b"<p>" + b"x" * MAX_PAGE, "too_large"),
        (b"<i></i>" * (MAX_ELEMENTS + 1), "too_large"),
        (b"<html><p " + b"a=1 " * 1_000_000 + b">x</p></html>", "not_html"),
    ],
)
def test_problems_have_names(body, problem):
    assert parse_page(body, URL).problem == problem


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<?xml " + b" " * 1_000_000 + b"?><html><p>Talks went on.</p></html>", None),
        (b"<html><p>Talks went on.</p>" + b"a-" * 1_000_000 + b"</html>", "text/html; charset=punycode"),
    ],
)
def test_what_would_keep_parsers_for_hours(body, content_type):
    assert "Talks went on." in parse_page(body, URL, content_type).text


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>", "<table><tr><td>", "<b><i>", "<a href=x>", "<!--", "<script>", "<ul><li>"]
)
def test_depth_is_survived(piece):
    parse_page("<html><body>" + piece * 20_000 + "deep", URL)


@given(
    st.binary(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "<html",
                "<p>",
                "<meta ",
                "content=",
                "'",
                ">",
                "<script type='application/ld+json'>",
                "[[",
                "{",
                "</script>",
                "\0",
                "a",
            ]
        ),
        max_size=30,
    ).map(lambda pieces: "".join(pieces).encode())
)
def test_noise_is_survived(body):
    parse_page(body, URL)
