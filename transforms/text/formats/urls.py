"""Addresses as written, resolved, and the site that they belong to; `canonical_url` has the one form of each."""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_URL = 4096  # browsers and servers stop at 2,000 to 8,000 characters; beyond it an address is noise

_DEFAULT_PORTS = {"http": 80, "https": 443}
_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")


def http_url(link: str, base: str | None = None) -> str | None:
    """Resolve a link as written (relative to `base`) to an absolute http(s) URL; None for anything else.

    >>> http_url(" /a b ", "https://example.org/x")
    'https://example.org/a%20b'
    >>> http_url("java\\nscript:alert(1)", "https://example.org/") is None
    True
    """
    if len(link) > MAX_URL:
        return None
    link = _CONTROLS.sub(lambda gap: "%20" if gap[0].strip("\r\n\t\0") else "", link.strip("\x00 \t\r\n\xa0"))
    try:
        absolute = urljoin(base, link) if base else link
        parts = urlsplit(absolute)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or len(absolute) > MAX_URL:
        return None
    if _SURROGATE.search(absolute):  # JSON can hold half a character; no encoding can, and nobody can ask for it
        return None
    if "/." not in _plain_dots(parts.path):
        return absolute
    return urlunsplit(parts._replace(path=_without_dots(parts.path)))


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` segments as servers do, escaped ones too: what robots.txt is asked is what is requested.

    >>> _without_dots("/page/%2E%2e/private/./x.html")
    '/private/x.html'
    """
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        dots = _plain_dots(segment)
        if dots == "..":
            kept = kept[:-1]
        elif dots != ".":
            kept.append(segment)
    if segments and _plain_dots(segments[-1]) in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _plain_dots(path: str) -> str:
    return path.replace("%2e", ".").replace("%2E", ".")


def registered_domain(url: str) -> str:
    """Return the domain that somebody registered; the host with its port where it has none (an IP address, localhost).

    >>> registered_domain("https://edition.cnn.com/x"), registered_domain("http://127.0.0.1:8080/")
    ('cnn.com', '127.0.0.1:8080')
    """
    try:
        parts = urlsplit(url)
        host, port = host_name(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if host is None:
        return ""
    return registered(host) or (f"{host}:{port}" if port else host)


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses belong to one registered domain (or one host and port where there is none)."""
    return bool(registered_domain(one)) and registered_domain(one) == registered_domain(other)


@cache
def _suffixes() -> TLDExtract:
    """Load the list of public suffixes when the first host is asked for: it takes longer than most commands do."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)  # the snapshot it ships: never the network


@lru_cache(maxsize=4096)  # hosts repeat within a batch; outlets are thousands at most
def registered(host: str) -> str:
    """Return the domain of a host that somebody registered, or "" where it has none."""
    # Private suffixes count: each blog of blogspot.com is an outlet of its own, and none may speak for another.
    domain = _suffixes()(host, include_psl_private_domains=True).top_domain_under_public_suffix
    labels = host.split(".")
    if domain or len(labels) < 2 or labels[-1].isdigit() or host.startswith("["):
        return domain
    return ".".join(labels[-2:])  # the list's own rule for suffixes that it lacks


def host_name(host: str) -> str | None:
    """Return a host in lower case and ASCII; None where no address can have it."""
    host = host.rstrip(".").lower()
    if ":" in host:
        try:
            return f"[{ipaddress.IPv6Address(host.partition('%')[0])}]"
        except ValueError:
            return None
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError:
            return None
    return host if len(host) <= 253 and _HOST.fullmatch(host) and ".." not in host else None  # 253: the limit of DNS
