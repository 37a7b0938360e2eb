"""dyadwire collect: fetch feeds and their new pages into a spool."""

from __future__ import annotations

import click

from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.options import budget_options, network_options
from dyadwire.pipelines.errors import NothingCameError
from dyadwire.pipelines.messages import say


@click.command()
@click.argument("feeds", nargs=-1, metavar="FEEDS...")
@click.option("--spool", required=True, metavar="DIR|s3://…|gs://…", help="Where the segments go.")
@click.option("--store", metavar="FILE", help="The collector's memory, SQLite; by default a hidden file in the spool.")
@click.option("--every", "every", default="15m", show_default=True, help="Least time between polls of one feed.")
@click.option("--articles", multiple=True, metavar="FILE",
              help="Pages to fetch without a feed: one address a line, or a file of GDELT; repeatable.")  # fmt: skip
@click.option("--due", is_flag=True, help="Poll only feeds whose time has come.")
@network_options
@budget_options
def command(
    feeds: tuple[str, ...], spool: str, store: str | None, every: str, articles: tuple[str, ...], due: bool,
    allow_network: tuple[str, ...], contact: str | None, budgets: Budgets,
) -> None:  # fmt: skip
    """Fetch feeds and their new pages into a spool, for a later run.

    FEEDS are feed, OPML or sitemap addresses, or local files: OPML, or one address a line. Everything is stored as it
    came, in WARC files that `dyadwire run SPOOL` reads. Prints the new segments, one a line. After Ctrl-C or SIGTERM
    it asks for nothing more and keeps what came; the next run asks for the rest.
    """
    from dyadwire.pipelines.collect.into_lake import collect_to
    from dyadwire.pipelines.collect.report import unread
    from dyadwire.pipelines.collect.subscriptions import read_articles
    from dyadwire.pipelines.durations import parse_duration

    report, segments = collect_to(
        spool,
        feeds,
        store=store,
        shortest_seconds=parse_duration(every),
        due_only=due,
        articles=read_articles(articles),
        allow_networks=allow_network,
        contact=contact,
        budgets=budgets,
    )
    for segment in segments:
        say(str(segment))
    if report.stopped:
        raise click.Abort
    if report.unread:
        raise NothingCameError(unread(report.unread))
