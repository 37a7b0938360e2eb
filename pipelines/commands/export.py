"""`dyadwire export`: rows of a table, or the network, as a file for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from pipelines.answers.asking import check_period, lake_option, period_options
from pipelines.errors import DyadwireError


@click.command()
@click.argument("table")
@click.option("-o", "--to", "target", type=click.Path(dir_okay=False), required=True, metavar="FILE",
              help="The file to write: .csv, .jsonl, .parquet; .graphml for the network.")  # fmt: skip
@lake_option
@period_options
def command(table: str, target: str, lake: str, since: date | None, until: date | None) -> None:
    """Write a TABLE (see dyadwire tables), or `network`, to a file: current revisions, dates inclusive."""
    check_period(since, until)
    from pipelines.answers.exports import WRITERS, write_rows
    from pipelines.answers.query import connect
    from schemas.tables import TABLES

    if table not in TABLES and table != "network":
        raise click.UsageError(f"no table {table!r}; there are: network, {', '.join(TABLES)}")
    path = Path(target)
    if path.suffix not in WRITERS or (path.suffix == ".graphml" and table != "network"):
        endings = ", ".join(ending for ending in WRITERS if ending != ".graphml" or table == "network")
        raise DyadwireError(f"can't export {table} to {path.name}: the ending must be one of {endings}")
    if "://" not in lake and path.resolve().is_relative_to(Path(lake).resolve()):
        raise DyadwireError(f"{target} is inside the lake, which holds only what the pipeline writes")
    with connect(lake) as connection:
        count = write_rows(connection, table, path, since, until)
    click.echo(f"wrote {count:,} rows to {target}", err=True)
