"""dyadwire feeds: find and check feeds."""

from __future__ import annotations

import sys
from typing import Any

import click

from pipelines.answers.asking import form_options
from pipelines.answers.printing import show

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
    from pipelines.wire.feeds import as_answer, find_feeds

    checks = find_feeds(url, **options)
    show(as_answer(checks), "table", sys.stderr)
    for check in checks:
        click.echo(check.url)


@command.command("check", short_help="Read every feed of a list once and compare them.")
@click.argument("lists", nargs=-1, required=True, metavar="OPML|URL...")
@_network
@_contact
@form_options
def check(lists: tuple[str, ...], form: str | None, **options: Any) -> None:
    """Read every feed of a list once: status, entries, newest, where it moved to, and which it is a duplicate of."""
    from pipelines.wire.feeds import as_answer, check_feeds

    show(as_answer(check_feeds(lists, **options)), form)
