"""Odd lines of JSON Lines: articles and requests as broken, careless or hostile writers make them.

Each is (name, line, what must become of it): kept, failed, or for requests a row of `fetches`.
"""

import json
from typing import Any, NamedTuple

from tests.pipelines.runs import article

KEPT, FAILED, FETCH = "kept", "failed", "fetch"


class Odd(NamedTuple):
    """One odd record: its name in test output, its bytes, and its outcome."""

    name: str
    content: bytes
    outcome: str


_NUMBERS = iter(range(1000, 10_000))
_HALF = "\ud800"  # half a character: JSON can hold it, no encoding can
_INSTANTS = (
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0500-06-01T00:00:00Z", "1970-01-01T00:00:00Z",
    "1989-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-14:00", "99999999999", "0000000000", "0", "-1", "1e400", "NaN", "", " ", "never",
    "2026-13-45", "2026-10-10T25:61:61Z", "2026-10-10T08:00:00+99:99", "２０２６-１０-１０", "2026-10-10" + "0" * 9000,
    "2026-\x0010-10", f"2026-10-10{_HALF}",
)  # fmt: skip


def _line(name: str, outcome: str = KEPT, **fields: Any) -> Odd:
    return Odd(name, json.dumps(article(next(_NUMBERS), **fields)).encode(), outcome)


def _instants() -> list[Odd]:
    fields = ("fetched_at", "published_at")
    return [_line(f"{field} {written[:30]!a}", **{field: written}) for field in fields for written in _INSTANTS]


def _types() -> list[Odd]:
    wrong = (0, 2**70, -1, 1.5, True, [], {}, ["2026-10-10"])
    fields = ("fetched_at", "published_at", "title", "text", "url", "outlet", "author", "id")
    as_frames_have_it = ("fetched_at", "published_at", "outlet")  # numbers of dates, and a list of nothing
    outcomes = [KEPT if field in as_frames_have_it else FAILED for field in fields]
    cases = zip(fields, wrong, outcomes, strict=True)
    return [_line(f"{field} is {type(value).__name__}", outcome, **{field: value}) for field, value, outcome in cases]


def _strings() -> list[Odd]:
    texts = {"half": _HALF, "NUL": "\0", "escape": "\x1b[31m", "override": "\u202e", "noncharacter": "\uffff"}
    fields = ("title", "text", "outlet", "author", "url")
    odd = [
        _line(f"{name} in {field}", **{field: article(next(_NUMBERS)).get(field, "Name") + sign})
        for field in fields
        for name, sign in texts.items()
    ]
    odd += [
        _line(f"outlet {outlet!a}", outlet=outlet) for outlet in ("\0\0", "<script>", "=1+1", "a" * 100_000, "../..")
    ]
    return [*odd, _line("long title", title="China and Russia " * 50_000), _line("long author", author="A" * 1_000_000)]


def _addresses() -> list[Odd]:
    given = (
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1", "http://a b/c", "http://",
        "http://\0.example/", f"http://{_HALF}.example/", "http://x.example:99999/", "http://x.example:-1/", "//x",
        "..",
        "http://u:p@x.example/", "http://x.example/" + "a" * 9000, "http://xn--.example/", "http://127.0.0.1/", "http://1",
        "http://x.example/%00%ff%zz", "http://x.example/0001/01/01/a", "http://x.example/9999/12/31/a",
    )  # fmt: skip
    return [
        _line(f"url {url[:30]!a}", url=url, text=f"China and Russia signed accord {number} in Moscow.")
        for number, url in enumerate(given)
    ]


def _figures() -> list[Odd]:
    told = (
        "9" * 400 + " percent", "1e999 percent", "$" + "9" * 4000, "1" + ",000" * 200, "0." + "0" * 500 + "1 percent",
        "-0 percent", "½½½ percent", "٣٤٥ percent", "¹²³ percent", "10 percent in the year 1", "10 percent in 9999",
        "10 percent on 31 December 9999", "10 percent since 1 January 0001", "10 percent, 9,999 years ago",
        "10 percent over the next 9999 years", "$10 billion in 0000", "£5 on February 30", "ten " * 3000 + "percent",
        "million " * 500, "10 percent in the 99999th quarter", "a rise of infinity percent", "NaN percent",
        "10-" * 3000,
    )  # fmt: skip
    first = [_line(f"figure {text[:30]!a}", text=f"Trade between China and Russia rose {text}.") for text in told]
    first_day = "1990-01-01T00:00:00Z"
    past = [
        f"Trade of China with Russia rose 3 percent {text}." for text in ("last year", "in a century", "999 years ago")
    ]
    return [*first, *(_line(f"first day, {text[-20:]!a}", text=text, published_at=first_day) for text in past)]


def _json() -> list[Odd]:
    whole = json.dumps(article(1)).encode()
    lines = {
        "deep": b"[" * 100_000,
        "deep object": b'{"a":' * 50_000, "list": b"[]", "number": b"1", "null": b"null", "string": b'"x"',
        "empty": b"{}", "cut": whole[:-20], "comma": whole[:-1] + b",}",
        "not UTF-8": whole.replace(b"China", b"Chin\xff"),
        "UTF-16": whole.decode().encode("utf-16-le"), "NUL alone": b"\0", "bracket": b"{",
        "nothing but nulls": b'{"title": null, "text": null, "html": null}', "empty html": b'{"html": " "}',
        "html without text": b'{"html": "<html><body></body></html>", "url": "https://x.example/h"}',
        "fetch without fields": b'{"record": "fetch"}', "fetch that is a list": b'{"record": ["fetch"]}',
    }  # fmt: skip
    odd = [Odd(f"json {name}", line.replace(b"\n", b" "), FAILED) for name, line in lines.items()]
    return [
        *odd,
        _line("unknown keys that are not finite", more=float("nan"), other=[float("inf")], record=2**80),
        Odd("json byte order mark", b"\xef\xbb\xbf" + json.dumps(article(next(_NUMBERS))).encode(), KEPT),
        Odd("json huge integer", b'{"title": "A", "text": "B", "id": ' + b"9" * 5000 + b"}", KEPT),
        Odd("json two titles", b'{"title": 7, "title": "China and Russia met in Minsk", "text": "Talks."}', KEPT),
    ]


def fetch(**fields: Any) -> dict[str, Any]:
    """Return a request as a line of JSON tells it."""
    return {
        "record": "fetch", "url": "https://www.outlet.example/feed", "kind": "feed", "outlet": "outlet.example",
        "outcome": "ok", "status": 200, "bytes": 1000, "entries": 5, "new_entries": 5, "seconds": 0.5,
        "fetched_at": "2026-10-10T08:00:00Z", "oldest_at": "2026-10-08T08:00:00Z", "error": None,
    } | fields  # fmt: skip


def fetches() -> list[Odd]:
    """Return odd requests; only those of which a part alone is odd that tells nothing are rows."""
    wrong: dict[str, tuple[Any, ...]] = {
        "bytes": (2**63, 2**64, 10**400, -1, 1.5, True, "5", None, [1]),
        "status": (10**30, 2**31, -5, True, "200", 200.0),
        "entries": (2**63, -1, False),
        "new_entries": (2**70, "many"),
        "seconds": (float("nan"), float("inf"), -float("inf"), -1, 10**400, 1e300, True, "1", None),
        "url": (f"https://x.example/{_HALF}", "https://x.example/\0", "https://x.example/" + "a" * 9000, 5, None),
        "outlet": (_HALF, "\x1b[31m", None, 7, "o" * 9000),
        "kind": (None, True, f"feed{_HALF}"),
        "outcome": (None, False, "ok\0"),
        "fetched_at": (*(each for each in _INSTANTS if not each.startswith("２")), None, 0, True, 1.5),
        "error": (5, True),
    }
    odd = [(f"{key} {value!a:.30}", {key: value}, FAILED) for key, values in wrong.items() for value in values]
    odd += [(f"oldest_at {value!a:.30}", {"oldest_at": value}, FETCH) for value in (*_INSTANTS[:9], 0, True, [])]
    odd += [(f"error {value!a:.30}", {"error": value}, FETCH) for value in (_HALF, "\0\x1b[31m", "e" * 1_000_000)]
    return [
        Odd(f"fetch: {name}", json.dumps(fetch(**{"url": f"https://f{n}.example/feed", **fields})).encode(), outcome)
        for n, (name, fields, outcome) in enumerate(odd)
    ]


def articles() -> list[Odd]:
    """Return odd articles."""
    return [*_instants(), *_types(), *_strings(), *_addresses(), *_figures(), *_json()]
