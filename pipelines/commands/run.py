"""dyadwire run: one bounded pass over feeds and files."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.option_types import LakePath, OneDay
from dyadwire.pipelines.collect.options import budget_options, network_options
from dyadwire.pipelines.run.engine_options import engine_options


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option(
    "--lake",
    required=True,
    type=LakePath(),
    metavar="TEXT",
    help="Folder or object-store address of the lake; made where there is none.",
)
@engine_options
@click.option(
    "--undated",
    type=OneDay(),
    help="Date of articles that give none: what an archive is of, or when it was made; not of those of before 1990.",
)
@click.option("--map", "fields", multiple=True, metavar="FIELD=NAME,…",
              help="What records call a field, where it can't be guessed: text=body,published_at=day.")  # fmt: skip
@click.option("--day-first/--month-first", "day_first", default=None,
              help="Which is first in records' dates such as 03/11/2026, which are none else.")  # fmt: skip
@click.option("--workers", type=int, default=1, show_default=True, help="Processes.")
@click.option("--only-new", is_flag=True, help="Pass over spool segments that the lake has taken in already.")
@network_options
@budget_options
def command(
    inputs: tuple[str, ...], lake: str, fields: tuple[str, ...], allow_network: tuple[str, ...], **rest: object
) -> None:
    """Read feeds and files once and add their articles to a lake.

    INPUT is a feed address, an OPML list, or a local feed, HTML page, plain text, table of articles (JSON Lines, JSON,
    CSV, TSV, Parquet), WARC file, any of them as .gz or .zst, a folder or a glob of these, or - for standard input.
    Usual names of columns are guessed, and told. What is on the network is first stored as it came, below LAKE/_spool,
    then read from there.
    Ctrl-C or SIGTERM ends the asking: what came by then is added to the lake, and the next run asks for the rest. Of
    files the batches that are done are kept, and the same command goes on after them.
    """
    from dyadwire.pipelines.run.inputs import read_map
    from dyadwire.pipelines.run.options import CoverageOptions
    from dyadwire.pipelines.run.passes import kept_message, run_pass

    options = CoverageOptions(
        inputs=inputs,
        lake=lake,
        allow_networks=allow_network,
        fields=read_map(fields),
        **rest,  # type: ignore[arg-type]
    )
    try:
        run_pass(options)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(kept_message(lake)) from None
