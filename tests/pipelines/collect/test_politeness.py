"""Hosts that want to be left alone, and queues before slow ones."""

import asyncio
import sqlite3
import time
from dataclasses import replace
from datetime import datetime

import pytest

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.politeness import OWN_CONNECTIONS, Gate, Gates, TooLateError
from dyadwire.pipelines.collect.to_spool import collect
from tests.pipelines.collect.served_site import linking, rss

QUICK = Limits(request_seconds=5, address_seconds=6, attempts=2, delay_seconds=0)
PAGES = 40


@pytest.fixture
def busy(site):
    """A feed of many pages of one host."""
    site.routes["/feed"] = (200, linking(site.base, range(PAGES)), {})
    return site


def gather(site, folder, *paths, **options):
    addresses = [site.base + path for path in paths]
    return collect(addresses, folder, allow_networks=["127.0.0.0/8"], limits=QUICK, **options)


def pages(folder):
    store = sqlite3.connect(folder / ".collector.sqlite")
    found = store.execute("select outcome, failures, next_try_at from pages").fetchall()
    store.close()
    return found


def route_pages(site, route):
    site.routes |= {f"/page/{n}": route for n in range(PAGES)}


def test_a_host_that_asks_for_an_hour_is_left_alone_for_an_hour(busy, tmp_path):
    route_pages(busy, (429, b"", {"Retry-After": "3600"}))
    busy.routes["/other"] = busy.routes["/feed"]
    before = time.time()
    report = gather(busy, tmp_path, "/feed")
    asked = len(busy.paths("/page/"))
    assert asked <= OWN_CONNECTIONS
    assert report.outcomes("page") == {"rate_limited": asked}
    known = pages(tmp_path)
    assert sorted((outcome, failures) for outcome, failures, _ in known) == [
        *[("deferred", 0)] * (PAGES - asked),
        *[("rate_limited", 1)] * asked,
    ]
    assert all(datetime.fromisoformat(again).timestamp() > before + 3500 for _, _, again in known)
    gather(busy, tmp_path, "/other")
    assert len(busy.paths("/page/")) == asked


def test_a_feed_of_such_a_host_is_not_asked_and_told(busy, tmp_path):
    route_pages(busy, (429, b"", {"Retry-After": "600"}))

    def after_a_page(handler, count):
        while not busy.paths("/page/"):
            time.sleep(0.02)
        time.sleep(0.3)
        handler.answer(302, b"", {"Location": "/moved"})

    busy.routes |= {"/late": after_a_page, "/moved": busy.routes["/feed"]}
    report = gather(busy, tmp_path, "/feed", "/late")
    assert report.outcomes("feed") == {"ok": 1, "deferred": 1}
    (late,) = (fetch for fetch in report.fetches if fetch.outcome == "deferred")
    assert "the host may be in" in late.error
    assert busy.paths("/moved") == []


def test_one_feed_that_is_busy_for_an_hour_does_not_close_the_host_to_others(busy, tmp_path):
    busy.routes["/busy"] = (503, b"", {"Retry-After": "3600"})
    limits = replace(QUICK, address_seconds=0.2)
    names = [f"/feed/{n}" for n in range(2 * OWN_CONNECTIONS)]
    busy.routes |= dict.fromkeys(names, (200, rss("<item><title>x</title></item>")))
    addresses = [busy.base + path for path in ("/busy", *names)]
    report = collect(addresses, tmp_path, allow_networks=["127.0.0.0/8"], limits=limits)
    assert report.outcomes("feed") == {"server_error": 1, "ok": len(names)}


@pytest.mark.slow
def test_the_queue_of_one_host_ends_with_the_pass(busy, tmp_path):
    def slow(handler, count):
        time.sleep(0.4)
        handler.answer(200, b"<html><p>page</p></html>")

    route_pages(busy, slow)
    report = gather(
        busy, tmp_path, "/feed", budgets=Budgets(pass_seconds=0.5)
    )  # forty pages, eight at once, would take two seconds
    asked = report.outcomes("page")["ok"]
    assert asked == len(busy.paths("/page/")) < PAGES
    assert [outcome for outcome, _, _ in pages(tmp_path)].count("deferred") == PAGES - asked
    assert gather(busy, tmp_path, "/feed").outcomes("page") == {"ok": PAGES - asked}


@pytest.mark.slow
def test_feeds_that_a_pass_did_not_come_to_are_due_and_first(busy, tmp_path):
    def slow(handler, count):
        time.sleep(0.5)
        handler.answer(200, rss("<item><title>x</title></item>"))

    names = [f"/feed/{n}" for n in range(PAGES)]
    busy.routes |= dict.fromkeys(names, slow)
    options = {"budgets": Budgets(pass_seconds=1.0), "due_only": True, "shortest_seconds": 0.001}
    report = gather(busy, tmp_path, *names, **options)  # forty feeds, eight at once, would take two and a half seconds
    polled = busy.paths("/feed/")
    assert [fetch.outcome for fetch in report.fetches] == ["ok"] * len(polled)
    assert len(polled) < PAGES - OWN_CONNECTIONS
    gather(busy, tmp_path, *names, **options)
    assert not set(polled) & set(busy.paths("/feed/")[len(polled) :][:OWN_CONNECTIONS])


def waits(gate, until=-1.0):
    """How long the next turn is away; a turn that is not waited for takes nothing."""

    async def ask():
        try:
            async with gate.turn(until=until):
                return 0.0
        except TooLateError as late:
            return late.seconds

    return ask()


def test_a_public_host_has_one_gate_whatever_the_port():
    gates = Gates(1.0)
    assert gates.gate("a.example", 443, own=False) is gates.gate("A.example.", 8443, own=False)
    assert gates.gate("a.example", 443, own=False) is not gates.gate("b.example", 443, own=False)
    assert gates.gate("127.0.0.1", 80, own=True) is not gates.gate("127.0.0.1", 8080, own=True)


def test_each_refusal_in_a_row_doubles_the_wait():
    async def refuse(times):
        gate = Gate(1, 1.0)
        for _ in range(times):
            gate.answered(refused=True, asked_seconds=0.0)
        return await waits(gate)

    assert [round(asyncio.run(refuse(times))) for times in (1, 2, 5, 6)] == [2, 4, 32, 64]


def test_an_answer_ends_the_row():
    async def refuse():
        gate = Gate(1, 1.0)
        gate.answered(refused=True, asked_seconds=0.0)
        gate.answered(refused=False, asked_seconds=0.0)
        gate.answered(refused=True, asked_seconds=0.0)
        return await waits(gate)

    assert round(asyncio.run(refuse())) == 2
