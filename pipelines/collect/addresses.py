"""Decide which addresses may be connected to: a name is resolved and checked, and only that result is dialled."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

import httpcore
from httpcore import AnyIOBackend, AsyncNetworkBackend, AsyncNetworkStream

from dyadwire.pipelines.errors import DyadwireError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str], Sequence[str]]
OnConnect = Callable[[str, int], None]

NOT_PUBLIC = "is not a public address"
WEB_PORTS = (80, 443)
_FRESH = 300.0  # seconds that a look-up serves: hosts move, and those that were not found may be there again
_LOOK_UP_SECONDS = 20.0  # the system's own resolver gives up after some 10 to 30
_LOOK_UPS = 64  # at once; each is a thread
FIRST_USER_PORT = 1024  # below it, other ports than the web's belong to mail, shells and the like

# Special purposes that some versions of Python still call global. The last address is public by its range, but on Azure
# it is each machine's way to its host, which hands out settings with secrets; other clouds keep theirs where none is.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "168.63.129.16/32",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # the half of an interface before the IPv4 address: RFC 5214


class BlockedAddressError(Exception):
    """An address that must not be connected to."""


class Peer(NamedTuple):
    """Where a host was found: the checked address, and whether it is the operator's own network."""

    address: str
    own: bool


def parse_networks(written: Iterable[str]) -> tuple[Network, ...]:
    """Read networks in CIDR form; DyadwireError names the one that is none."""
    networks = []
    for network in written:
        try:
            networks.append(ipaddress.ip_network(network.strip()))
        except ValueError as error:
            raise DyadwireError(f"--allow-network {network}: {error}; write for example 127.0.0.0/8") from error
    return tuple(networks)


def network_of(address: str) -> str:
    """Return the smallest network in CIDR form that opens an address; for this machine all that lead to it.

    >>> network_of("127.0.0.1"), network_of("10.1.2.3"), network_of("::1")
    ('127.0.0.0/8', '10.1.2.3/32', '::1/128')
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    return "127.0.0.0/8" if found.version == 4 and found.is_loopback else str(ipaddress.ip_network(found))


def embedded_address(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address leads to (mapped, compatible, 6to4, Teredo, NAT64, ISATAP), or
    itself.

    >>> embedded_address(ipaddress.ip_address("::ffff:127.0.0.1"))
    IPv4Address('127.0.0.1')
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    tunnelled = address in _NAT64 or int(address) >> 32 & 0xFFFFFFFF in _ISATAP
    if tunnelled or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Tell whether an address is somebody's on the open internet: not private, local, shared, multicast or reserved."""
    inner = embedded_address(address)
    site_local = isinstance(inner, ipaddress.IPv6Address) and inner.is_site_local
    special = inner.is_private or inner.is_multicast or inner.is_reserved or inner.is_link_local or inner.is_unspecified
    listed = any(inner in network for network in _SPECIAL)
    return inner.is_global and not special and not site_local and not listed


def check_address(written: str, port: int, allowed: Sequence[Network]) -> Peer:
    """Return the peer for an address that may be connected to; BlockedAddressError for any other."""
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError as error:
        raise BlockedAddressError(f"{written} is no address") from error
    inner = embedded_address(address)
    if any(candidate in network for network in allowed for candidate in (address, inner)):
        return Peer(str(address), own=True)
    if not is_public(address):
        raise BlockedAddressError(f"{written} {NOT_PUBLIC}")
    if port not in WEB_PORTS and port < FIRST_USER_PORT:
        raise BlockedAddressError(f"port {port} is not the web's")
    return Peer(str(address), own=False)


def resolve(host: str) -> Sequence[str]:
    """Ask the system for the addresses of a host; OSError where it has none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)))


class Guard:
    """Resolves each host once in a while. What is dialled is always what was checked, never a second answer."""

    def __init__(
        self, allowed: Sequence[Network] = (), resolver: Resolve = resolve, seconds: float = _LOOK_UP_SECONDS
    ) -> None:
        self._allowed = allowed
        self._resolve = resolver
        self._seconds = seconds
        self._threads = asyncio.Semaphore(_LOOK_UPS)
        self._peers: dict[tuple[str, int], tuple[float, asyncio.Task[Peer]]] = {}

    async def peer(self, host: str, port: int) -> Peer:
        """Return where to connect for a host; BlockedAddressError if any of its addresses is not allowed."""
        key = (host.lower().strip("[]").rstrip("."), port)
        if key not in self._peers or time.monotonic() - self._peers[key][0] > _FRESH:
            self._peers[key] = time.monotonic(), asyncio.ensure_future(self._look_up(*key))
        return await asyncio.shield(self._peers[key][1])

    async def _look_up(self, host: str, port: int) -> Peer:
        try:
            found = await self._found(host)
        except TimeoutError as error:
            raise httpcore.ConnectError(f"no address for {host} within {self._seconds:g} s") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address for {host}: {error}") from error
        if not found:
            raise httpcore.ConnectError(f"no address for {host}")
        # A host with one forbidden address among others is an attempt, or will do as one.
        peers = [check_address(address, port, self._allowed) for address in found]
        return next((peer for peer in peers if "." in peer.address), peers[0])

    async def _found(self, host: str) -> Sequence[str]:
        """Look a host up in a thread of its own: the system may take long over names that nobody answers for.

        The threads that read feeds and unpack bodies must not wait for those, nor the end of a pass.
        """
        await self._threads.acquire()
        loop = asyncio.get_running_loop()
        found: asyncio.Future[Sequence[str]] = loop.create_future()

        def tell(answer: Sequence[str], error: Exception | None) -> None:
            self._threads.release()
            if not found.done():
                found.set_exception(error) if error else found.set_result(answer)

        def look_up() -> None:
            answer: Sequence[str] = ()
            failed: Exception | None = None
            try:
                answer = self._resolve(host)
            except Exception as error:
                failed = error
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(tell, answer, failed)

        threading.Thread(target=look_up, daemon=True).start()
        async with asyncio.timeout(self._seconds):
            return await found


class GuardedBackend(AsyncNetworkBackend):
    """Dials only addresses that the guard checked; tells each one to `on_connect`."""

    def __init__(self, guard: Guard, on_connect: OnConnect | None = None) -> None:
        self._guard = guard
        self._on_connect = on_connect
        self._inner = AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Connect to the checked address of a host."""
        peer = await self._guard.peer(host, port)
        if self._on_connect:
            self._on_connect(peer.address, port)
        return await self._inner.connect_tcp(peer.address, port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
