"""What one pass may cost: of a feed, of a host, in all; and what becomes of the rest."""

import io
import math
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from dyadwire.pipelines.collect import budgets as budgets_module
from dyadwire.pipelines.collect.budgets import ASKED_TO_WAIT, Allowance, Budgets, Permit, Refusal
from dyadwire.pipelines.collect.fair_queue import FairQueue, QueuedRequest
from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.health import health_of
from dyadwire.pipelines.collect.one_pass import FEEDS_OF_LIST
from dyadwire.pipelines.collect.pages import ARTICLES, Left
from dyadwire.pipelines.collect.politeness import OWN_CONNECTIONS
from dyadwire.pipelines.collect.report import left_line, print_report
from dyadwire.pipelines.collect.responses import DEFERRED
from dyadwire.pipelines.collect.states import PageState, stamp
from dyadwire.pipelines.collect.store import open_store
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.pipelines.errors import DyadwireError
from tests.pipelines.collect.served_site import PAGE, linking, rss, serving

QUICK = Limits(request_seconds=5, address_seconds=6, attempts=1, delay_seconds=0)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""

    class Clock:
        now = 1000.0

        def __call__(self):
            return self.now

    standing = Clock()
    monkeypatch.setattr(budgets_module, "monotonic", standing)
    return standing


@pytest.fixture
def other():
    with serving() as served:
        yield served


def take(allowance, feed="f", host="h"):
    return allowance.take(feed, host, host)


@pytest.mark.parametrize(
    ("budget", "again", "reason"),
    [
        ("feed_pages", [("f", "other")], "feed_pages"),
        ("host_pages", [("other", "h")], "host_pages"),
        ("pass_pages", [("f", "h"), ("other", "other")], "pass_pages"),
    ],
)
def test_numbers_bound_a_feed_a_host_and_a_pass(clock, budget, again, reason):
    allowance = Allowance(Budgets(**{budget: 2}))
    assert all(isinstance(take(allowance), Permit) for _ in range(2))
    assert [take(allowance, *each) for each in again] == [Refusal(reason)] * len(again)
    if budget != "pass_pages":
        assert isinstance(take(allowance, "another", "another"), Permit)


@pytest.mark.parametrize(
    ("budget", "refused", "served"),
    [
        ("feed_seconds", [("f", "other")], [("other", "h"), (ARTICLES, "h")]),
        ("host_seconds", [("other", "h"), (ARTICLES, "h")], [("f", "other")]),
        ("pass_seconds", [("f", "h"), ("other", "other")], []),
    ],
)
def test_times_bound_a_feed_a_host_and_a_pass(clock, budget, refused, served):
    allowance = Allowance(Budgets(**{"feed_seconds": 90, "host_seconds": 90, "pass_seconds": 90} | {budget: 60}))
    assert take(allowance) == Permit(1060.0, budget)
    clock.now += 60
    assert [take(allowance, *each) for each in refused] == [Refusal(budget)] * len(refused)
    assert all(isinstance(take(allowance, *each), Permit) for each in served)


def test_the_time_of_a_host_begins_with_its_first_page(clock):
    allowance = Allowance(Budgets(host_seconds=60, feed_seconds=600, pass_seconds=600))
    clock.now += 100
    assert take(allowance).until == 1160.0


def test_what_was_not_asked_for_costs_nothing(clock):
    allowance = Allowance(Budgets(feed_pages=1))
    take(allowance)
    allowance.give_back("f", "h")
    assert isinstance(take(allowance), Permit)


def test_a_host_that_is_closed_closes_no_other(clock):
    allowance = Allowance(Budgets())
    allowance.close("a.example.org", Refusal(ASKED_TO_WAIT, 600.0))
    assert allowance.take("f", "example.org", "a.example.org") == Refusal(ASKED_TO_WAIT, 600.0)
    assert isinstance(allowance.take("f", "example.org", "b.example.org"), Permit)


@pytest.mark.parametrize("given", [{"feed_pages": 0}, {"host_seconds": -1.0}, {"pass_seconds": math.nan}])
def test_budgets_are_above_nothing(given):
    with pytest.raises(DyadwireError, match=r"--(feed-pages|host-time|pass-time) must be above 0"):
        Budgets(**given)


def taken(turns):
    return list(iter(turns.take, None))


def test_feeds_and_the_hosts_of_a_feed_take_turns():
    turns = FairQueue(most=10, most_of_host=10)
    for page in ("a1", "a2", "a3"):
        turns.add(QueuedRequest("f", "a", page))
    turns.add(QueuedRequest("f", "b", "b1"))
    turns.add(QueuedRequest("g", "a", "g1"))
    assert [each.request for each in taken(turns)] == ["a1", "g1", "b1", "a2", "a3"]


def test_a_feed_and_a_host_hold_no_more_than_their_part_at_once():
    turns = FairQueue(most=5, most_of_host=3)
    for number in range(30):
        turns.add(QueuedRequest("one", "a", number))
        turns.add(QueuedRequest("many", f"h{number}", number))
    first = taken(turns)
    assert Counter(each.named_by for each in first) == {"one": 3, "many": 5}
    turns.done(first[0])
    assert [each.named_by for each in taken(turns)] == [first[0].named_by]


def lists(site, path, names):
    """Let a feed list pages that are there."""
    site.routes |= {f"/page/{name}": PAGE for name in names}
    site.routes[path] = (200, linking(site.base, names), {})
    return site.base + path


def gather(folder, *feeds, **options):
    given = {"budgets": Budgets(**options.pop("budgets", {}))}
    return collect(feeds, folder, allow_networks=["127.0.0.0/8"], limits=QUICK, **(given | options))


def host_of(site):
    return site.base.removeprefix("http://")


def test_what_was_left_of_a_host_says_which_are_pages_and_which_feeds():
    left = Counter({Left("page", "a.example", "stopped"): 180, Left("feed", "a.example", "stopped"): 1})
    told = "1 feed and 180 pages (180 pages of a.example: stopped; 1 feed of a.example: stopped)"
    assert left_line(left, Budgets()) == f"not asked for, left for the next run: {told}"


@pytest.mark.slow
def test_a_slow_host_holds_up_nobody_and_is_told(site, other, tmp_path):
    """As reported: a feed of 5,000 entries whose host asks for a minute between requests, and a good feed of 3."""
    site.routes["/robots.txt"] = (200, b"User-agent: *\nCrawl-delay: 60\n", {})
    slow = lists(site, "/slow", [str(number) for number in range(5000)])
    good = lists(other, "/good", "abc")
    report = gather(tmp_path, slow, good, budgets={"host_seconds": 30})
    assert len(other.paths("/page/")) == 3
    asked = len(site.paths("/page/"))
    assert report.left == {Left("page", host_of(site), "host_seconds"): 5000 - asked}
    out = io.StringIO()
    print_report(Console(file=out, width=40), report)
    told = f"{5000 - asked:,} pages ({5000 - asked:,} of {host_of(site)}: beyond --host-time 30s)"
    assert out.getvalue().splitlines()[-1] == f"not asked for, left for the next run: {told}"
    with closing(open_store(tmp_path)) as memory:
        health = health_of(memory, 900, datetime.now(UTC))
    assert (health.waiting_pages, health.waiting_hosts) == (5000 - asked, {host_of(site): 5000 - asked})


@pytest.mark.slow
def test_a_long_list_of_slow_feeds_leaves_room_for_the_pages_of_others(site, other, tmp_path, monkeypatch):
    """Else they wait for a connection behind every feed of the list."""
    before_the_last_page = []

    def slow(handler, _count):
        time.sleep(0.05)
        handler.answer(200, rss(""))

    def last(handler, _count):
        before_the_last_page.append(len(site.paths("/f/")))
        handler.answer(*PAGE)

    def behind_the_list(handler, _count):
        while not site.paths("/f/"):
            time.sleep(0.01)
        handler.answer(200, linking(other.base, "abc"))

    monkeypatch.setattr("dyadwire.pipelines.collect.politeness.OWN_CONNECTIONS", 1000)
    monkeypatch.setattr(
        "dyadwire.pipelines.collect.one_pass.registered_domain", str
    )  # each address is a host of its own
    number = 6 * FEEDS_OF_LIST
    site.routes |= {f"/f/{each}": slow for each in range(number)}
    outlines = "".join(f"<outline xmlUrl='{site.base}/f/{each}'/>" for each in range(number))
    site.routes["/list"] = (200, f"<opml><body>{outlines}</body></opml>".encode(), {})
    good = lists(other, "/good", "abc")
    other.routes |= {"/page/c": last, "/good": behind_the_list}
    report = gather(tmp_path, site.base + "/list", good)
    assert report.outcomes("feed").total() == number + 1
    assert before_the_last_page[0] < number / 2


def test_the_next_passes_go_on_where_one_stopped(site, tmp_path):
    feed = lists(site, "/feed", "abcdefg")
    passes = []
    for _ in range(4):
        before = len(site.paths("/page/"))
        gather(tmp_path, feed, budgets={"feed_pages": 2})
        passes.append(site.paths("/page/")[before:])
    assert [sorted(each) for each in passes] == [
        ["/page/a", "/page/b"], ["/page/c", "/page/d"], ["/page/e", "/page/f"], ["/page/g"],
    ]  # fmt: skip


def test_feeds_that_had_nothing_of_a_pass_are_the_first_of_the_next(site, tmp_path):
    feeds = [lists(site, f"/{name}.rss", [f"{name}{number}" for number in range(3)]) for name in "abcd"]
    served = []
    for _ in range(6):
        before = len(site.paths("/page/"))
        gather(tmp_path, *feeds, budgets={"pass_pages": 2})
        served += [path[6] for path in site.paths("/page/")[before:]]
    # Who is read first may have all of the first pass; from then on all wait, and each has its turn.
    assert Counter(served[2:6]) == Counter("abcd")
    assert Counter(served) == Counter("abcd" * 3)


def test_feeds_beyond_the_time_of_a_pass_are_left_and_told(site, tmp_path, monkeypatch):
    instants = iter([0.0])
    monkeypatch.setattr(budgets_module, "monotonic", lambda: next(instants, math.inf))
    monkeypatch.setattr(Allowance, "until", -1.0)
    feed = lists(site, "/feed", "ab")
    report = gather(tmp_path, feed)
    assert (report.left, report.fetches) == ({Left("feed", host_of(site), "pass_seconds"): 1}, ())
    monkeypatch.undo()
    assert gather(tmp_path, feed).outcomes("page") == {"ok": 2}


def test_passes_begin_with_the_feeds_that_wait_longest(site, tmp_path):
    site.routes |= {f"/{name}.rss": (200, linking(site.base, [name]), {}) for name in "abcdefghijkl"}
    names = [f"{site.base}/{name}.rss" for name in "abcdefghijkl"]
    gather(tmp_path, *names[:10], pages=False)
    with closing(open_store(tmp_path)) as memory:
        asked = sorted((memory.feed(url).polled_at, url) for url in names[:10])
    # Eight are asked at once: the two that never were, and those six that were asked longest ago.
    longest = [url for _, url in asked[:6]]
    before = len(site.paths())

    def once_two_are_asked(handler, _count):  # else a ninth may be asked, where the second is slow to come
        until = time.monotonic() + 5
        while len(site.paths()) < before + 2 and time.monotonic() < until:
            time.sleep(0.01)
        handler.answer(200, linking(site.base, [handler.path[1]]))

    site.routes |= dict.fromkeys([f"/{name}.rss" for name in "abcdefghijkl"], once_two_are_asked)
    gather(tmp_path, *names, pages=False)
    assert {site.base + path for path in site.paths()[before:][:2]} <= {*names[10:], *longest}
    with closing(open_store(tmp_path)) as memory:
        polled = {url: memory.feed(url).polled_at for url in names}
    assert all(polled.values())


def test_pages_of_a_feed_that_is_named_no_more_are_not_asked_for(site, tmp_path):
    left, good = lists(site, "/left", "abcd"), lists(site, "/good", "xy")
    gather(tmp_path, left, budgets={"feed_pages": 1})
    report = gather(tmp_path, good)
    assert sorted(site.paths("/page/")) == ["/page/a", "/page/x", "/page/y"]  # either of two may be asked first
    assert report.left == {}
    with closing(open_store(tmp_path)) as memory:
        assert health_of(memory, 900, datetime.now(UTC)).waiting_pages == 0
    assert gather(tmp_path, left).outcomes("page") == {"ok": 3}


def test_pages_that_a_followed_feed_lists_as_well_are_asked_for(site, tmp_path):
    left, good = lists(site, "/left", "abc"), lists(site, "/good", "bc")
    gather(tmp_path, left, good, budgets={"pass_pages": 1})
    asked = set(site.paths("/page/"))
    gather(tmp_path, good)
    assert set(site.paths("/page/")) == asked | {"/page/b", "/page/c"}


def test_a_list_that_names_a_feed_again_brings_its_pages_back(site, tmp_path):
    feed = lists(site, "/feed", "abc")
    gather(tmp_path, feed, budgets={"feed_pages": 1})
    site.routes["/list"] = (200, f"<opml><body><outline xmlUrl='{feed}'/></body></opml>".encode(), {})
    assert gather(tmp_path, site.base + "/list").outcomes("page") == {"ok": 2}


def test_what_a_list_of_articles_left_is_asked_for_by_lists_of_articles_alone(site, tmp_path):
    feed = lists(site, "/feed", "x")
    site.routes |= {f"/page/{name}": PAGE for name in "abcd"}
    gather(tmp_path, articles=[f"{site.base}/page/{name}" for name in "abc"], budgets={"host_pages": 1})
    gather(tmp_path, feed)
    assert site.paths("/page/") == ["/page/a", "/page/x"]
    gather(tmp_path, articles=[f"{site.base}/page/d"])
    assert sorted(site.paths("/page/")) == [f"/page/{name}" for name in "abcdx"]


def test_a_host_that_asks_for_an_hour_is_told_and_the_others_of_its_feed_are_read(site, other, tmp_path):
    lists(other, "/none", "abc")
    site.routes |= {f"/page/{name}": (429, b"", {"Retry-After": "3600"}) for name in range(20)}
    items = [f"{site.base}/page/{name}" for name in range(20)] + [f"{other.base}/page/{name}" for name in "abc"]
    links = "".join(f"<item><title>{link[-2:]}</title><link>{link}</link></item>" for link in items)
    site.routes["/feed"] = (200, rss(links), {})
    report = gather(tmp_path, site.base + "/feed")
    asked = len(site.paths("/page/"))
    assert asked <= OWN_CONNECTIONS
    assert report.outcomes("page") == {"ok": 3, "rate_limited": asked}
    assert report.left == {Left("page", host_of(site), ASKED_TO_WAIT): 20 - asked}
    soon = stamp(datetime.now(UTC) + timedelta(seconds=3000))
    with closing(open_store(tmp_path)) as memory:
        assert memory.waiting_pages([DEFERRED], soon) == []


def test_a_feed_that_lists_more_than_is_remembered_is_read_again(site, tmp_path, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.pages.MOST_WAITING", 2)
    feed = lists(site, "/feed", "abcde")
    report = gather(tmp_path, feed)
    assert report.left == {Left("page", host_of(site), "too_many"): 3}
    gather(tmp_path, feed)
    gather(tmp_path, feed)
    assert sorted(site.paths("/page/")) == [f"/page/{name}" for name in "abcde"]


@pytest.mark.slow
def test_thousands_of_entries_that_point_at_one_victim_ask_it_for_its_part_alone(site, other, tmp_path):
    for feed in "ab":
        site.routes[f"/{feed}"] = (200, linking(other.base, [f"{feed}{n}" for n in range(3000)]), {})
    report = gather(tmp_path, site.base + "/a", site.base + "/b", budgets={"host_pages": 20})
    assert len(other.paths("/page/")) == 20
    assert report.left == {Left("page", host_of(other), "host_pages"): 5980}
    # Who is read first may have as many under way as a feed may; the rest is taken in turns.
    shares = Counter(path[6] for path in other.paths("/page/"))
    assert min(shares["a"], shares["b"]) >= (20 - OWN_CONNECTIONS) // 2


def test_a_store_tells_what_waits_and_which_feeds_list_it(tmp_path):
    now = datetime(2026, 11, 3, tzinfo=UTC)
    with closing(open_store(tmp_path)) as memory:
        for order, name in enumerate("cab"):
            at = stamp(now + timedelta(microseconds=order))
            memory.keep(PageState(name, name, outcome=DEFERRED, next_try_at=at))
        memory.keep(PageState("later", "later", outcome=DEFERRED, next_try_at=stamp(now + timedelta(hours=1))))
        memory.keep(PageState("gone", "gone", outcome="gone", next_try_at=stamp(now)))
        memory.keep_entries("g", {"a": "hash"}, now)
        memory.keep_entries("f", {"a": "hash", "b": "hash"}, now)
        memory.commit()
        found = memory.waiting_pages([DEFERRED], stamp(now + timedelta(seconds=1)))
    assert [(page.url, feeds) for page, feeds in found] == [("c", ()), ("a", ("f", "g")), ("b", ("f",))]
