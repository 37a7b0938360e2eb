"""dyadwire feeds: find and check feeds."""

from __future__ import annotations

import sys
from typing import Any

import click

from dyadwire.pipelines.ask.options import form_options
from dyadwire.pipelines.ask.printing import show
from dyadwire.pipelines.collect.options import network_options
from dyadwire.pipelines.messages import say


@click.group()
def command() -> None:
    """Find the feeds of a site; check a list of feeds."""


@command.command("find", short_help="Find the feeds of a site from one of its pages.")
@click.argument("url")
@network_options
def find(url: str, **options: Any) -> None:
    """Find the feeds of a site from one of its pages; prints their addresses, one a line, the likeliest first."""
    from dyadwire.pipelines.collect.feeds import as_answer, find_feeds

    checks = find_feeds(url, **options)
    show(as_answer(checks), "table", sys.stderr)
    for check in checks:
        say(check.url)


@command.command("check", short_help="Read every feed of a list once and compare them.")
@click.argument("lists", nargs=-1, required=True, metavar="OPML|URL...")
@network_options
@form_options
def check(lists: tuple[str, ...], form: str | None, **options: Any) -> None:
    """Read every feed of a list once: status, entries, newest, where it moved to, and which it is a duplicate of."""
    from dyadwire.pipelines.collect.feeds import as_answer, check_feeds

    show(as_answer(check_feeds(lists, **options)), form)
