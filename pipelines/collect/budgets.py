"""Budgets of one pass: pages and seconds a feed, a host and in all. What exceeds them waits for the next pass."""

from __future__ import annotations

from dataclasses import dataclass, fields
from time import monotonic
from typing import NamedTuple

from dyadwire.pipelines.durations import write_duration
from dyadwire.pipelines.errors import DyadwireError

STOPPED = "stopped"  # by a signal
ASKED_TO_WAIT = "asked_to_wait"  # by the host, longer than a pass waits
TOO_MANY = "too_many"  # more pages of a feed wait than are remembered
_WORDS = {STOPPED: "stopped", ASKED_TO_WAIT: "it asks to wait", TOO_MANY: "more wait than are remembered"}


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """What one pass may cost, in pages and seconds. A host is a registered domain; an IP address with its port.

    A host that asks for a request a second gives some 150 pages in 5 minutes: more than nearly every feed lists.
    """

    feed_pages: int = 500
    host_pages: int = 500
    pass_pages: int = 10_000
    feed_seconds: float = 300.0
    host_seconds: float = 300.0
    pass_seconds: float = 900.0

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise DyadwireError(f"{flag_of(field.name)} must be above 0, not {getattr(self, field.name)}")

    def words_for(self, reason: str) -> str:
        """Return why pages were left, in words: the option that bounds them, or what else it was.

        >>> Budgets().words_for("host_seconds"), Budgets().words_for("feed_pages"), Budgets().words_for("stopped")
        ('beyond --host-time 5m', 'beyond --feed-pages 500', 'stopped')
        """
        if reason.endswith("_seconds"):
            return f"beyond {flag_of(reason)} {write_duration(getattr(self, reason))}"
        return f"beyond {flag_of(reason)} {getattr(self, reason)}" if reason.endswith("_pages") else _WORDS[reason]


def flag_of(budget: str) -> str:
    """Return the option that sets a budget.

    >>> flag_of("host_seconds"), flag_of("feed_pages")
    ('--host-time', '--feed-pages')
    """
    return "--" + budget.replace("_seconds", "-time").replace("_", "-")


class Permit(NamedTuple):
    """A page may be asked for until an instant of the monotonic clock; `reason` is the budget that ends then."""

    until: float
    reason: str


class Refusal(NamedTuple):
    """A page is not asked for in this pass: why, and how many seconds its host wants to be left alone."""

    reason: str
    seconds: float = 0.0


@dataclass
class _Share:
    """What is left of one budget."""

    name: str
    pages: int
    until: float


class Allowance:
    """What is left of the budgets of one pass. The time of a feed and of a host begins with their first page."""

    def __init__(self, budgets: Budgets) -> None:
        """Begin: the time of the pass runs from now."""
        self._budgets = budgets
        self._pass = _Share("pass", budgets.pass_pages, monotonic() + budgets.pass_seconds)
        self._feeds: dict[str, _Share] = {}
        self._hosts: dict[str, _Share] = {}
        self._closed: dict[str, Refusal] = {}

    @property
    def until(self) -> float:
        """Return when the pass is over, by the monotonic clock."""
        return self._pass.until

    def take(self, feed: str, host: str, authority: str) -> Permit | Refusal:
        """Take a page of a feed and a host out of the budgets; a refusal where one of them is used up.

        `authority`: the host with its port, as it is in the address.
        """
        if closed := self._closed.get(authority):
            return closed
        now, shares = monotonic(), self._shares(feed, host)
        for share in shares:
            if now >= share.until or share.pages <= 0:
                return Refusal(f"{share.name}_{'seconds' if now >= share.until else 'pages'}")
        for share in shares:
            share.pages -= 1
        first = min(shares, key=lambda share: share.until)
        return Permit(first.until, f"{first.name}_seconds")

    def give_back(self, feed: str, host: str) -> None:
        """Put a page back that was not asked for after all."""
        for share in self._shares(feed, host):
            share.pages += 1

    def close(self, authority: str, refusal: Refusal) -> None:
        """Ask for nothing more there: the next turn would come too late."""
        self._closed.setdefault(authority, refusal)

    def _shares(self, feed: str, host: str) -> tuple[_Share, ...]:
        budgets, now = self._budgets, monotonic()
        of_host = self._hosts.setdefault(host, _Share("host", budgets.host_pages, now + budgets.host_seconds))
        if not feed:  # pages of a list of articles are no feed's
            return self._pass, of_host
        of_feed = self._feeds.setdefault(feed, _Share("feed", budgets.feed_pages, now + budgets.feed_seconds))
        return self._pass, of_host, of_feed
