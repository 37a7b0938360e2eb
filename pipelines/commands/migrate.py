"""`dyadwire migrate`: bring a lake of an earlier version up to date."""

from __future__ import annotations

import click


@click.command()
@click.option("--lake", required=True, help="Folder or object-store address of the lake.")
def command(lake: str) -> None:
    """Bring a lake that an earlier dyadwire wrote to the newest schema version.

    It may be killed at any moment and run again; until it ends, questions about the lake are refused.
    """
    from pipelines.lake.migrate import migrate
    from schemas.tables import SCHEMA_VERSION

    done = migrate(lake.rstrip("/"))
    if done.version == SCHEMA_VERSION:
        click.echo(f"the lake has schema version {done.version} already")
        return
    click.echo(f"schema version {done.version} became {SCHEMA_VERSION}")
    if done.renewed:
        click.echo(f"{done.renewed:,} articles were signed anew from their texts")
    if done.dropped:
        click.echo(f"{done.dropped:,} articles without a stored text count as originals from now on", err=True)
