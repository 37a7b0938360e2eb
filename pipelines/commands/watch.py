"""dyadwire watch: keep a lake up to date."""

from __future__ import annotations

import click

from pipelines.engine_options import engine_options


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option("--lake", required=True, metavar="DIR", help="Folder of the lake; made where there is none.")
@click.option(
    "--every", default="15m", show_default=True, help="Time between polls of a busy feed; quiet ones wait longer."
)
@click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="Addresses to fetch though not public; repeatable."
)
@click.option("--contact", metavar="URL|MAIL", help="Told to publishers in the User-Agent.")
@click.option("--health", metavar="DIR", help="Where health.json and metrics.prom go; by default LAKE/_watch.")
@engine_options
@click.option("--passes", type=int, hidden=True, help="Stop after so many passes.")
def command(
    feeds: tuple[str, ...], lake: str, every: str, allow_network: tuple[str, ...], contact: str | None,
    health: str | None, passes: int | None, keep_text: str, model: str, threshold: float,
) -> None:  # fmt: skip
    """Keep a lake up to date: poll what is due, again and again.

    FEEDS as for `dyadwire collect`. SIGTERM or Ctrl-C ends it: what is being asked for within seconds, a batch when it
    is done, or at once at the second signal. However it ends, nothing is lost or doubled: start it again. `dyadwire
    status --lake DIR` tells how it is doing.
    """
    from pipelines.wire.watching import watch_lake

    watch_lake(
        feeds,
        lake.rstrip("/"),
        every=every,
        allow_networks=allow_network,
        contact=contact,
        health=health,
        passes=passes,
        keep_text=keep_text,
        model=None if model == "none" else model,
        threshold=threshold,
    )
