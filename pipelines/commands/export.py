"""`dyadwire export`: rows of a table, or the network, as a file for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dyadwire.pipelines.ask.completion import complete_tables
from dyadwire.pipelines.ask.option_types import NamedFile
from dyadwire.pipelines.ask.options import LIKELY_ENOUGH, lake_option, period_options
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import tell


@click.command()
@click.argument("table", shell_complete=complete_tables)
@click.option("-o", "--to", "target", type=NamedFile(dir_okay=False), required=True, metavar="FILE",
              help="The file to write: .csv, .jsonl, .parquet; .graphml for the network.")  # fmt: skip
@click.option("--like", type=click.Choice(("gdelt", "polecat")),
              help="Of acts: in the columns of these data, each act once however often it is told; without those that "
                   f"are undated, of the past, denied or less likely than {LIKELY_ENOUGH}. What is only planned "
                   "polecat tells in a column; in gdelt cooperation then has root 03, conflict no row.")  # fmt: skip
@lake_option
@period_options
def command(table: str, target: str, like: str | None, lake: str, since: date | None, until: date | None) -> None:
    """Write a TABLE (see dyadwire tables), or `network`, to a file: current revisions, dates inclusive."""
    from dyadwire.pipelines.ask.exports import WRITERS, write_rows
    from dyadwire.pipelines.ask.left_out import LeftOut, left_out_of_export
    from dyadwire.pipelines.ask.query import connect
    from dyadwire.schemas.tables import TABLES

    if table not in TABLES and table != "network":
        raise click.UsageError(f"no table {table!r}; there are: network, {', '.join(TABLES)}")
    if like and table != "acts":
        raise click.UsageError(f"--like writes acts: `dyadwire export acts --like {like}`")
    path = Path(target)
    if path.suffix not in WRITERS or (path.suffix == ".graphml" and table != "network"):
        endings = ", ".join(ending for ending in WRITERS if ending != ".graphml" or table == "network")
        raise DyadwireError(f"can't export {table} to {path.name}: the ending must be one of {endings}")
    with connect(lake) as connection:
        count = write_rows(connection, f"{table}_as_{like}" if like else table, path, since, until)
        left_out = left_out_of_export(connection, like, since, until) if like else LeftOut()
    for line in (f"wrote {count:,} rows to {target}", *left_out.notes_with("without --like every sentence is written")):
        tell(line)
