import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.markup import clean_text, compose, drop_controls, html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("China &amp; Japan", "China & Japan"),
        ("China &amp;amp; Japan", "China & Japan"),
        ("<b>China</b>", "China"),
        ("a < b and c > d", "a < b and c > d"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;China", "China"),
        ("<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>China</a>", "China"),
        ("<<b>script>China", "< script>China"),
        ("China<script>alert(1)", "China"),
        ("China<!-- hidden -->", "China"),
        ("\x1b[31mChina\x1b[0m\x1b]0;title\x07", "China"),
        ("Chi\u00adna\u200b  met\n\tJapan", "China met Japan"),
        ("\u202eanihC", "anihC"),
        ("&#x1b;[31mChina", "[31mChina"),
        ("&#0;China&#xD800;", "\ufffdChina\ufffd"),
    ],
)
def test_clean_text(markup, text):
    assert clean_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain &amp; simple", "plain & simple"),
        ("<p>One</p><p>two <b>three</b></p>", "One\ntwo three"),
        ("one<br>two<br/><br/>three", "one\ntwo\nthree"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("<div>a<style>b{}</style>c</div>", "ac"),
        ("<p>a\nb</p>", "a b"),
        ("<iframe src=x>no</iframe>yes", "yes"),
        ("", ""),
    ],
)
def test_html_to_text(markup, text):
    assert html_to_text(markup) == text


def test_long_lines_are_cut():
    assert len(clean_text("word " * 10_000)) <= 4000


@pytest.mark.parametrize("noise", ["<", "<div>", "<script", "&", "<a ", "&#x3c;b&#x3e;", "\x1b[", "<!--", "</"])
def test_repetition_is_survived(noise):
    clean_text(noise * 50_000)
    html_to_text(noise * 50_000)


@given(
    st.text()
    | st.lists(st.sampled_from(["<", ">", "script", "&lt;", "&gt;", "&amp;", "/", "\x1b[", "a", " ", "!--"])).map(
        "".join
    )
)
def test_no_markup_and_no_control_is_left(noise):
    line = clean_text(noise)
    assert not re.search(r"<[a-zA-Z/!?]", line)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", line)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f]", drop_controls(noise).replace("\n", "").replace("\t", "").replace("\r", "")
    )
    html_to_text(noise)


MANY = 1_000_000  # what takes the square of it takes hours


@pytest.mark.parametrize("markup", ["<" * MANY, "<p " + "a=1 " * MANY + ">", "<p b='>' " + "a=1 " * MANY + ">"])
def test_what_would_keep_parsers_for_hours(markup):
    assert html_to_text(f"one {markup}").startswith("one")
    assert clean_text(f"one {markup}").startswith("one")


def test_a_tag_without_end_costs_the_tag_not_the_text():
    markup = "<p>before</p><div " + "a=1 " * 2000 + "><p>after</p>"
    assert html_to_text(markup) == "before after"


@given(st.text("e\u0301\u0344\u0958 K", max_size=20))
def test_each_character_of_composed_text_has_its_place_in_order(text: str) -> None:
    composed, places = compose(text)
    assert len(places) in (0, len(composed) + 1)
    assert places == sorted(places)
    assert places[-1:] in ([], [len(text)])


@given(
    st.lists(st.sampled_from(["&amp;", "&nbsp;", "&#8217;", "&#x0;", "&bogus;", "\xad", "\u200b", "A", "e\u0301", " "]))
)
def test_entities_and_hidden_characters_have_their_places_too(pieces: list[str]) -> None:
    text = "".join(pieces)
    composed, places = compose(text)
    assert places == sorted(places)
    assert len(places) in (0, len(composed) + 1)
    assert all(composed[at] == "A" for at, place in enumerate(places[:-1]) if text[place] == "A")
