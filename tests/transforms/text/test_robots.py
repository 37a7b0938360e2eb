from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.robots import MAX_DELAY, Robots

RULES = Robots(
    b"""\xef\xbb\xbfUser-agent: *
Disallow: /private/
Allow: /private/open$

User-agent: dyadwire
Crawl-delay: 3
Disallow: /slow/*.xml
User-agent: sleepy
Crawl-delay: 86400
Sitemap: https://example.org/news.xml
"""
)


def test_rules_are_by_agent():
    assert not RULES.allow("https://example.org/private/x", "somebody")
    assert RULES.allow("https://example.org/private/open", "somebody")
    assert RULES.allow("https://example.org/private/x", "dyadwire")
    assert not RULES.allow("https://example.org/slow/a.xml", "dyadwire")


def test_delays_are_capped():
    assert RULES.delay_seconds("dyadwire") == 3
    assert RULES.delay_seconds("sleepy") == MAX_DELAY
    assert RULES.delay_seconds("somebody") is None
    assert RULES.sitemaps() == ("https://example.org/news.xml",)


def test_wildcards_do_not_explode():
    rules = Robots(b"User-agent: *\nDisallow: /" + b"a*" * 200 + b"b\n")
    assert rules.allow("https://example.org/" + "a" * 2000, "dyadwire")


LINES = st.sampled_from(
    [
        "User-agent: *",
        "Disallow: /",
        "Crawl-delay: ",
        "Request-rate: 1/",
        "Visit-time: 0",
        "Allow: *",
        "nan",
        "-1",
        "1e999",
        ":",
        "\n",
        "#",
    ]
)


@given(
    st.binary(max_size=300)
    | st.lists(LINES).map(lambda lines: "\n".join(lines).encode())
    | st.lists(LINES).map(lambda lines: "".join(lines).encode())
)
def test_noise_is_survived(body):
    rules = Robots(body)
    rules.allow("https://example.org/x", "dyadwire")
    rules.delay_seconds("dyadwire")
