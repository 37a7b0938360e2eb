"""`dyadwire verify`: prove a lake."""

from __future__ import annotations

import click


@click.command()
@click.option("--lake", required=True, help="Folder or object-store address of the lake.")
@click.pass_context
def command(ctx: click.Context, lake: str) -> None:
    """Check everything that a lake promises; one line a problem, exit code 1 where there is any.

    Manifests, checksums, columns, keys, books, months, files that nothing lists, and every count against a recount.
    """
    from pipelines.lake.verify import verify

    problems = 0
    for problem in verify(lake.rstrip("/")):
        problems += 1
        click.echo(problem)
    if problems:
        click.echo(f"{problems} problem{'s' if problems > 1 else ''}", err=True)
        ctx.exit(1)
    click.echo("sound", err=True)
