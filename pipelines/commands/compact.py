"""`dyadwire compact`: merge small files."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.options import named_lake_option


@click.command()
@named_lake_option
def command(lake: str) -> None:
    """Merge small files into one sorted file a month and table. Rows, counts and stories stay as they are.

    It may be killed at any moment and run again. Inputs that were read before are still known.
    """
    from dyadwire.pipelines.lake.compact import compact

    done = compact(lake)
    became = f"{done.before:,} files became {done.after:,}"
    click.echo(became if done.after < done.before else f"nothing to merge in {done.before:,} files")
    for table, month in done.too_large:
        click.echo(f"left alone, too large to merge in memory: {table} of {month}", err=True)
