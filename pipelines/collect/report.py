"""Report a collecting pass: progress, the outcome of every request, and what was left for later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rich.console import Console

from dyadwire.pipelines.collect.addresses import NOT_PUBLIC, network_of
from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.pages import Left
from dyadwire.pipelines.collect.responses import FEED, NOT_MODIFIED, OK, PAGE
from dyadwire.pipelines.collect.to_spool import CollectReport
from dyadwire.pipelines.messages import plural, print_line
from dyadwire.schemas.records import Fetch
from dyadwire.transforms.text.formats.markup import drop_controls

GOOD = (OK, NOT_MODIFIED)  # outcomes of requests that brought what was asked for
_HOSTS = 3  # that are named of those with most left
_TOLD = 5  # lists of which something is told


def counting_fetches(tell: Callable[[str], None]) -> Callable[[Fetch], None]:
    """Return what counts requests as they end, and tells after each how many there were."""
    counts: Counter[str] = Counter()

    def count(fetch: Fetch) -> None:
        counts[f"{fetch.kind}s" if fetch.outcome in GOOD else "not usable"] += 1
        tell("collecting: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()))

    return count


def print_report(console: Console, report: CollectReport) -> None:
    """Print what became of every request: one line a kind."""
    for kind in ("list", "feed", "page"):
        outcomes = report.outcomes(kind)
        if outcomes:
            counts = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in outcomes.most_common())
            unchanged = sum(fetch.outcome in GOOD and fetch.new_entries == 0 for fetch in report.fetches)
            nothing = f"; nothing new in {unchanged:,} of them" if kind == FEED and unchanged else ""
            print_line(console, f"{kind}s: {counts}{nothing}")
    for told in list(_told_of_lists(report))[:_TOLD]:
        print_line(console, told)
    if report.left:
        print_line(console, left_line(report.left, report.budgets))
    for remedy in filter(None, (_remedy(report), _feed_of_a_page(report))):
        print_line(console, remedy)


def _told_of_lists(report: CollectReport) -> Iterator[str]:
    """Yield what is told of lists and feeds that were read, but not whole."""
    for fetch in report.fetches:
        if fetch.kind != PAGE and fetch.outcome in GOOD and fetch.error:
            yield drop_controls(f"{fetch.url}: {fetch.error}")


def left_line(left: Counter[Left], budgets: Budgets) -> str:
    """Return what a pass did not ask for in one line: how much of which hosts, and why."""
    kinds = {kind: sum(count for each, count in left.items() if each.kind == kind) for kind in (FEED, PAGE)}
    requests = " and ".join(plural(count, kind) for kind, count in kinds.items() if count)
    most = sorted(left.items(), key=lambda each: (-each[1], each[0]))
    both = all(kinds.values())
    hosts = [
        f"{plural(count, each.kind) if both else f'{count:,}'} of {drop_controls(each.host)}: "
        f"{budgets.words_for(each.reason)}"
        for each, count in most[:_HOSTS]
    ]
    hosts += [f"and {plural(len(most) - _HOSTS, 'other')}"] if len(most) > _HOSTS else []
    return f"not asked for, left for the next run: {requests} ({'; '.join(hosts)})"


def unread(count: int) -> str:
    """Return what is told where not one of so many feeds could be read."""
    return "the feed could not be read" if count == 1 else f"none of the {count} feeds could be read"


def _feed_of_a_page(report: CollectReport) -> str | None:
    """Return how to find the feed of an address that answered with something else, as that of a page does."""
    pages = [fetch.url for fetch in report.fetches if fetch.kind == FEED and fetch.outcome == "not_a_feed"]
    if not pages:
        return None
    return f"{drop_controls(pages[0])} is no feed: dyadwire feeds find looks for the feeds of a page or a site"


def _remedy(report: CollectReport) -> str | None:
    """Return how to open what was asked for and is not public; never for pages: those are a feed's wish."""
    errors = {
        fetch.error or "" for fetch in report.fetches if fetch.kind != "page" and fetch.outcome == "address_blocked"
    }
    private = [error for error in errors if error.endswith(NOT_PUBLIC)]
    if not private:
        return None
    if len(private) > 1:
        return f"{len(private)} addresses are not public; --allow-network CIDR opens those that you trust"
    network = network_of(private[0].removesuffix(NOT_PUBLIC).strip())
    return f"{private[0]}; --allow-network {network} opens it"
