"""`dyadwire reextract`: extract stored texts again."""

from __future__ import annotations

from datetime import date

import click

from dyadwire.pipelines.ask.option_types import Day
from dyadwire.pipelines.ask.options import named_lake_option
from dyadwire.pipelines.run.engine_options import model_option
from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD


@click.command()
@named_lake_option
@click.option("--since", type=Day(), help="Only articles published on this date or later.")
@model_option
@click.option("--threshold", type=click.FloatRange(0, 1), default=DEFAULT_THRESHOLD, show_default=True,
              help="Salience, 0 to 1, from which a pair counts as the article's.")  # fmt: skip
def command(lake: str, since: date | None, model: str | None, threshold: float) -> None:
    """Extract stored texts again, after an upgrade or with another model, and count anew.

    Only articles that another extractor made are done; run it again after an interruption. Texts must have been kept
    in full (run --keep-text full); the rest stays as it was, and is counted.
    """
    from dyadwire.pipelines.lake.reextract import reextract
    from dyadwire.pipelines.run.options import CoverageOptions

    options = CoverageOptions(inputs=(lake,), lake=lake, model=model, threshold=threshold)
    done = reextract(options.lake, options.settings, since)
    click.echo(f"{done.articles:,} articles extracted again")
    if done.without_text:
        click.echo(f"{done.without_text:,} left as they were: their texts are not stored", err=True)
