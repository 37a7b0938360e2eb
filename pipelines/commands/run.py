"""dyadwire run: one bounded pass over feeds and files."""

from __future__ import annotations

import click

from pipelines.engine_options import engine_options


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--lake", required=True, help="Folder or object-store address of the lake; made where there is none.")
@engine_options
@click.option("--workers", type=int, default=1, show_default=True, help="Processes.")
@click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="Addresses to fetch though not public; repeatable."
)
@click.option("--only-new", is_flag=True, help="Pass over spool segments that the lake has taken in already.")
@click.option("--contact", metavar="URL|MAIL", help="Told to publishers in the User-Agent.")
def command(inputs: tuple[str, ...], lake: str, model: str, allow_network: tuple[str, ...], **rest: object) -> None:
    """Read feeds and files once and add their articles to a lake.

    INPUT is a feed address, an OPML list, or a local feed, HTML page, plain text, JSON Lines or WARC file, a folder
    or a glob of these. What is on the network is first stored as it came, below LAKE/_spool, then read from there.
    """
    from pipelines.options import CoverageOptions
    from pipelines.passes import run_pass

    options = CoverageOptions(
        inputs=inputs,
        lake=lake.rstrip("/"),
        model=None if model == "none" else model,
        allow_networks=allow_network,
        **rest,  # type: ignore[arg-type]
    )
    run_pass(options)
