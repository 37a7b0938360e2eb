"""`dyadwire compact`: merge small files."""

from __future__ import annotations

import click


@click.command()
@click.option("--lake", required=True, help="Folder or object-store address of the lake.")
def command(lake: str) -> None:
    """Merge small files into one sorted file a month and table. Rows, counts and stories stay as they are.

    It may be killed at any moment and run again. Inputs that were read before are still known.
    """
    from pipelines.lake.compact import compact

    done = compact(lake.rstrip("/"))
    click.echo(f"{done.before:,} files became {done.after:,}")
    for table, month in done.too_large:
        click.echo(f"left alone, too large to merge in memory: {table} of {month}", err=True)
