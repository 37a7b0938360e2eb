"""dyadwire status: how a watched lake is doing."""

from __future__ import annotations

import click
from click.core import ParameterSource

from dyadwire.pipelines.ask.options import lake_option


@click.command()
@lake_option
@click.option(
    "--spool",
    metavar="DIR",
    help="The spool that `dyadwire collect` fills, in place of a lake; with --lake, how much of it the lake lacks.",
)
@click.option("--json", "as_lines", is_flag=True, help="Print JSON.")
@click.option("--prometheus", is_flag=True, help="Print the text format of Prometheus.")
@click.option("--all", "everything", is_flag=True, help="List every feed that is not healthy, not the first 20.")
@click.pass_context
def command(
    ctx: click.Context, lake: str, spool: str | None, as_lines: bool, prometheus: bool, everything: bool
) -> None:
    """Show how feeds and batches of a watched lake are doing, or the feeds of a spool.

    Feeds are healthy, new (never polled), late (overdue), failing (with the reason) or retired (the site says gone).
    """
    from dyadwire.pipelines.collect.health import read_health, read_spool_health
    from dyadwire.pipelines.collect.print_health import print_health

    named = ctx.get_parameter_source("lake") is not ParameterSource.DEFAULT
    health = read_health(lake) if spool is None else read_spool_health(spool, lake if named else None)
    if as_lines or prometheus:
        from dyadwire.pipelines.collect.health_forms import as_json, as_prometheus

        click.echo(as_json(health) if as_lines else as_prometheus(health), nl=False)
    else:
        print_health(health, None if everything else 20)
