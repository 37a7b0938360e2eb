"""dyadwire watch: keep a lake up to date."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.option_types import LakePath
from dyadwire.pipelines.collect.budgets import Budgets
from dyadwire.pipelines.collect.options import budget_options, network_options
from dyadwire.pipelines.run.engine_options import engine_options


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option(
    "--lake", required=True, type=LakePath(), metavar="DIR", help="Folder of the lake; made where there is none."
)
@click.option(
    "--every", default="15m", show_default=True, help="Time between polls of a busy feed; quiet ones wait longer."
)
@network_options
@budget_options
@click.option("--health", metavar="DIR", help="Where health.json and metrics.prom go; by default LAKE/_watch.")
@engine_options
@click.option("--passes", type=int, hidden=True, help="Stop after so many passes.")
def command(
    feeds: tuple[str, ...], lake: str, every: str, allow_network: tuple[str, ...], contact: str | None,
    health: str | None, passes: int | None, keep_text: str, model: str | None, threshold: float, budgets: Budgets,
) -> None:  # fmt: skip
    """Keep a lake up to date: poll what is due, again and again.

    FEEDS as for `dyadwire collect`. A pass takes no longer than the time between polls, a minute at least. SIGTERM or
    Ctrl-C ends it, as soon as what came by then is in the lake; the second one at once. However it ends, nothing is
    lost or doubled: start it again. `dyadwire status --lake DIR` tells how it is doing.
    """
    from dyadwire.pipelines.collect.watch_lake import watch_lake

    watch_lake(
        feeds,
        lake,
        every=every,
        allow_networks=allow_network,
        contact=contact,
        budgets=budgets,
        health=health,
        passes=passes,
        keep_text=keep_text,
        model=model,
        threshold=threshold,
    )
