"""`dyadwire verify`: prove a lake."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.options import lake_option
from dyadwire.pipelines.messages import say


@click.command()
@lake_option
@click.pass_context
def command(ctx: click.Context, lake: str) -> None:
    """Check everything that a lake promises; one line a problem, exit code 1 where there is any.

    Manifests, checksums, columns, keys, books, months, files that nothing lists, and every count against a recount.
    """
    from dyadwire.pipelines.lake.verify import verify

    problems = 0
    for problem in verify(lake):
        problems += 1
        say(problem)
    if problems:
        click.echo(f"{problems} problem{'s' if problems > 1 else ''}", err=True)
        ctx.exit(1)
    click.echo("sound", err=True)
