from hypothesis import given
from hypothesis import strategies as st

from dyadwire.transforms.text.formats.discover import feed_candidates

PAGE = """<?xml version="1.0"?><html><head>
<link rel="alternate stylesheet" href="/style.css"><link rel="Alternate" type="application/atom+xml" href="atom">
<link rel="alternate" type="application/rss+xml" href="https://feeds.example.net/x"></head>
<body><a href="/world/rss">World</a><a href="/rssalta">Not</a><a href="https://other.example/rss">Else</a>
<a href="/news/feed.xml">N</a><a href="javascript:feed()">J</a></body></html>"""


def test_declared_come_first_then_linked_then_usual():
    found = feed_candidates(PAGE, "https://www.example.org/news/")
    assert found[:4] == (
        "https://www.example.org/news/atom",
        "https://feeds.example.net/x",
        "https://www.example.org/world/rss",
        "https://www.example.org/news/feed.xml",
    )
    assert "https://www.example.org/rss" in found
    assert not any("rssalta" in address or "other" in address or "javascript" in address for address in found)


@given(st.text(max_size=200))
def test_noise_is_survived(noise):
    feed_candidates(noise, "https://example.org/")
