"""Read a site's robots.txt: what it allows, the delay that it asks for, and its sitemaps."""

from __future__ import annotations

from protego import Protego

MAX_ROBOTS = 512 * 1024  # bytes: what RFC 9309 asks readers to take at least; the rest is not read
MAX_DELAY = 60.0  # seconds; a longer Crawl-delay would keep a feed from being read at all


class Robots:
    """The rules of one robots.txt. Noise allows everything, as RFC 9309 has it."""

    def __init__(self, body: bytes) -> None:
        """Read the rules from the bytes of a robots.txt."""
        text = body[:MAX_ROBOTS].decode("utf-8-sig", "replace").replace("\0", "")
        try:
            self._rules = Protego.parse(text)
        except (ValueError, IndexError, OverflowError):
            self._rules = Protego.parse("")

    def allow(self, url: str, agent: str) -> bool:
        """Tell whether an agent (its product name) may read an address.

        >>> Robots(b"User-agent: *\\nDisallow: /private/").allow("https://example.org/private/x", "dyadwire")
        False
        """
        return bool(self._rules.can_fetch(url, agent))

    def delay_seconds(self, agent: str) -> float | None:
        """Return the delay between requests that the site asks of an agent, up to a minute; None where it asks none."""
        delay = self._rules.crawl_delay(agent)
        return min(float(delay), MAX_DELAY) if delay is not None and delay >= 0 else None

    def sitemaps(self) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that the site names."""
        return tuple(self._rules.sitemaps)
