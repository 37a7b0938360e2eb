"""`dyadwire migrate`: bring a lake of an earlier version up to date."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.options import named_lake_option


@click.command()
@named_lake_option
def command(lake: str) -> None:
    """Bring a lake that an earlier dyadwire wrote to the newest schema version, and mend dates that can't be true.

    It may be killed at any moment and run again; until it ends, questions about a lake of an older version are refused.
    """
    from dyadwire.pipelines.lake.migrate import migrate
    from dyadwire.schemas.tables import SCHEMA_VERSION

    done = migrate(lake)
    if done.version == SCHEMA_VERSION:
        click.echo(f"the lake has schema version {done.version} already")
    else:
        click.echo(f"schema version {done.version} became {SCHEMA_VERSION}")
    if done.renewed:
        click.echo(f"{done.renewed:,} articles were signed anew from their texts")
    if done.dropped:
        click.echo(f"{done.dropped:,} articles without a stored text count as originals from now on", err=True)
    if done.repaired.articles:
        outcome = "have their true date now, or none; `dyadwire reextract` reads them anew by it"
        click.echo(f"{done.repaired.articles:,} articles whose date was before 1990 or after 2099 {outcome}")
    if done.repaired.fetches:
        click.echo(f"{done.repaired.fetches:,} requests of such a time were dropped", err=True)
