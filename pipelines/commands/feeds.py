"""dyadwire feeds: find and check feeds."""

from __future__ import annotations

from typing import Any

import click

_network = click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="Addresses to fetch though not public; repeatable."
)
_contact = click.option("--contact", metavar="URL|MAIL", help="Told to publishers in the User-Agent.")


@click.group()
def command() -> None:
    """Find the feeds of a site; check a list of feeds."""


@command.command("find", short_help="Find the feeds of a site from one of its pages.")
@click.argument("url")
@_network
@_contact
def find(url: str, **options: Any) -> None:
    """Find the feeds of a site from one of its pages; prints their addresses, one a line, the likeliest first."""
    from pipelines.wire.feeds import find_feeds, print_checks

    checks = find_feeds(url, **options)
    print_checks(checks, error=True)
    for check in checks:
        click.echo(check.url)


@command.command("check", short_help="Read every feed of a list once and compare them.")
@click.argument("lists", nargs=-1, required=True, metavar="OPML|URL...")
@_network
@_contact
def check(lists: tuple[str, ...], **options: Any) -> None:
    """Read every feed of a list once: status, entries, newest, where it moved to, and which it is a duplicate of."""
    from pipelines.wire.feeds import check_feeds, print_checks

    print_checks(check_feeds(lists, **options))
