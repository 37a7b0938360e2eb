import asyncio
import csv
import socket
import threading
from pathlib import Path

import httpcore
import pytest

from dyadwire.pipelines.collect.addresses import BlockedAddressError, Guard, check_address, parse_networks, resolve
from dyadwire.pipelines.errors import DyadwireError

with (Path(__file__).parent / "cases" / "addresses.csv").open(encoding="utf-8", newline="") as lines:
    ADDRESSES = list(csv.DictReader(line for line in lines if not line.startswith("#")))


def peer(host, port=80, allowed=(), resolver=resolve):
    async def ask():
        return await Guard(parse_networks(allowed), resolver).peer(host, port)

    return asyncio.run(ask())


def test_cases_are_many():
    assert len(ADDRESSES) >= 40


@pytest.mark.parametrize("case", ADDRESSES, ids=[f"{case['host']}: {case['why']}" for case in ADDRESSES])
def test_address(case):
    def answers(_):
        return (case["resolves"] or case["host"]).split("+")

    if case["verdict"] == "public":
        assert peer(case["host"], resolver=answers).own is False
    else:
        with pytest.raises(BlockedAddressError):
            peer(case["host"], resolver=answers)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0177.0.0.1", "0x7f000001", "localhost", "[::1]", "LOCALHOST."]
)
def test_the_system_s_own_reading_is_checked(host):
    with pytest.raises(BlockedAddressError):
        peer(host)


def test_named_networks_are_the_operator_s_own():
    assert peer("127.0.0.1", 22, ["127.0.0.0/8"]).own
    assert peer("h", 80, ["127.0.0.0/8"], lambda _: ["::ffff:127.0.0.1"]).own
    assert peer("h", 80, ["fd00::/8", "10.1.0.0/16"], lambda _: ["10.1.2.3"]).own
    with pytest.raises(BlockedAddressError):
        peer("h", 80, ["127.0.0.0/8"], lambda _: ["169.254.169.254"])


def test_ports_of_other_services_are_refused():
    for port in (22, 25, 110, 445):
        with pytest.raises(BlockedAddressError):
            check_address("93.184.216.34", port, ())
    assert check_address("93.184.216.34", 8080, ()).address == "93.184.216.34"


def test_a_name_is_resolved_once():
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])

    async def ask():
        guard = Guard((), lambda _: next(answers))
        return [await guard.peer(host, 80) for host in ("rebind.example", "REBIND.example.", "rebind.example")]

    assert {found.address for found in asyncio.run(ask())} == {"93.184.216.34"}


def test_a_name_that_was_not_found_is_looked_up_again_after_a_while(monkeypatch):
    answers = iter([[], [], ["93.184.216.34"]])

    async def ask():
        guard = Guard((), lambda _: next(answers))
        for _ in range(2):
            with pytest.raises(httpcore.ConnectError):
                await guard.peer("back.example", 80)
        monkeypatch.setattr("dyadwire.pipelines.collect.addresses._FRESH", -1.0)
        with pytest.raises(httpcore.ConnectError):
            await guard.peer("back.example", 80)
        return await guard.peer("back.example", 80)

    assert asyncio.run(ask()).address == "93.184.216.34"


def test_names_that_nobody_answers_for_hold_up_no_other():
    """More than asyncio has threads for: they must not hold up who reads feeds, nor the end of a pass."""
    nobody = threading.Event()

    def slow(host):
        if host.startswith("slow"):
            nobody.wait()
        return ["93.184.216.34"]

    async def ask():
        guard = Guard((), slow, seconds=0.1)
        waiting = [asyncio.ensure_future(guard.peer(f"slow{number}.example", 80)) for number in range(50)]
        good = await guard.peer("good.example", 80)
        assert await asyncio.to_thread(lambda: "read") == "read"
        return good, await asyncio.gather(*waiting, return_exceptions=True)

    try:
        good, others = asyncio.run(ask())
    finally:
        nobody.set()
    assert good.address == "93.184.216.34"
    assert {str(error) for error in others} == {f"no address for slow{n}.example within 0.1 s" for n in range(50)}


def test_unknown_names_and_networks():
    def fails(_):
        raise socket.gaierror("no such name")

    with pytest.raises(httpcore.ConnectError):
        peer("nobody.example", resolver=fails)
    with pytest.raises(DyadwireError, match=r"127\.0\.0\.0/8"):
        parse_networks(["127.0.0.0/99"])
