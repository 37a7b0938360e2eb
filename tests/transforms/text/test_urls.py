import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.canonical_url import canonical_url
from dyadwire.transforms.text.formats.urls import http_url, registered_domain, same_site
from tests.transforms.text.case_files import cases

URLS = cases("urls.csv")


def test_cases_are_many():
    assert len(URLS) >= 150


@pytest.mark.parametrize("case", URLS, ids=[f"{n}: {case['why']}" for n, case in enumerate(URLS)])
def test_canonical_url(case):
    wanted = None if case["canonical"] == "none" else case["canonical"]
    assert canonical_url(case["address"]) == wanted
    assert wanted is None or canonical_url(wanted) == wanted


@pytest.mark.parametrize("case", cases("sites.csv"), ids=lambda case: case["address"])
def test_registered_domain(case):
    assert registered_domain(case["address"]) == case["domain"].replace("none", "")


def test_sites_are_told_apart():
    assert same_site("https://m.example.org/a", "http://www.example.org:8080/b")
    assert not same_site("https://one.blogspot.com/", "https://two.blogspot.com/")
    assert not same_site("http://127.0.0.1:1/", "http://127.0.0.1:2/")
    assert not same_site("noise", "noise")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:x"]
)
def test_only_http_is_a_link(link):
    assert http_url(link, "https://example.org/feed") is None


def test_links_are_resolved():
    assert http_url("/page/%2E%2e/private/./x", "https://example.org/") == "https://example.org/private/x"
    assert http_url("https://example.org/../a/b/..?q=../x") == "https://example.org/a/?q=../x"
    assert http_url("https://example.org/a.b//c/") == "https://example.org/a.b//c/"
    assert http_url("../a?b=1", "https://example.org/x/y/feed") == "https://example.org/x/a?b=1"
    assert http_url("//cdn.example.org/a", "https://example.org/") == "https://cdn.example.org/a"


def test_half_characters_are_no_address():
    assert http_url("https://a.example/\ud800") is None
    assert http_url("/x", "https://a.example\udfff/") is None
    assert canonical_url("https://a.example/\ud800") is None
    assert registered_domain("https://a\ud800.example/") == ""


def test_an_address_that_escapes_make_too_long_has_no_canonical_form():
    assert canonical_url("https://a.example/?" + "/amp" * 680) is None


@pytest.mark.parametrize("ending", ["", "/news"])
def test_a_path_of_many_amp_segments_is_read(ending):
    assert canonical_url("https://a.example" + "/amp" * 1000 + ending) == "https://a.example" + (ending or "/amp")


PARTS = "http:// https:// www. m. example .org :80 / // amp index.html .. %2F %41 % ? & = utm_source id # ! [ ] @ \\ é"
WORDS = [*PARTS.split(), " ", "\ud800", "/amp" * 500, ";jsessionid=1", "cdn.ampproject.org/c/s/"]
PIECES = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)


@given(st.text(max_size=200) | PIECES | PIECES.map("https://example.org/".__add__))
@example("http://cdn.ampproject.org/.[")
@example("https://x.cdn.ampproject.org/%2ehttp://")
@example("https://google.com/%75rl?q=https://example.org/a")
@example("https://cdn.ampproject.org/c/s/" * 4 + "www.")
def test_canonical_form_is_its_own_canonical_form(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical
    registered_domain(url)
