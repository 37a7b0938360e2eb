"""`dyadwire forget`: takedowns and retention."""

from __future__ import annotations

from datetime import date

import click

from pipelines.answers.asking import Day
from pipelines.errors import DyadwireError


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--outlet", "outlets", multiple=True, metavar="DOMAIN", help="Every article of an outlet; repeatable.")
@click.option("--before", type=Day(), help="Every article published before this date.")
@click.option("--lake", required=True, help="Folder or object-store address of the lake.")
def command(urls: tuple[str, ...], outlets: tuple[str, ...], before: date | None, lake: str) -> None:
    """Remove articles for good, by URL, outlet or date, with every row made from them; counts are made anew.

    The same articles stay out when their input is read again. Pages below LAKE/_spool are kept as they came: remove
    the segments yourself where the law asks for it.
    """
    if not (urls or outlets or before):
        raise click.UsageError("name at least one URL, --outlet or --before")
    from pipelines.lake.forget import forget

    removed = forget(lake.rstrip("/"), urls=urls, outlets=outlets, before=before)
    click.echo(
        f"forgot {removed.articles:,} article{'' if removed.articles == 1 else 's'}, {removed.rows:,} rows in all"
    )
    if removed.missing:  # a takedown that was mistyped must not look done
        raise DyadwireError(f"no article of the lake has this address or outlet: {', '.join(removed.missing)}")
