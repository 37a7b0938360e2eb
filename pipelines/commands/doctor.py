"""`dyadwire doctor`: check this installation."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.option_types import LakePath, model_or_none
from dyadwire.pipelines.messages import say


@click.command()
@click.option(
    "--lake", type=LakePath(), metavar="TEXT", default="lake", show_default=True, help="Where the lake is, or will be."
)
@click.option(
    "--model",
    default="none",
    show_default=True,
    metavar="NAME|none",
    callback=model_or_none,
    help="Trained pipeline to try.",
)
@click.pass_context
def command(ctx: click.Context, lake: str, model: str | None) -> None:
    """Check Python, packages, model, disk and write access, and run one article all the way. Exit code 1 if unwell."""
    from dyadwire.pipelines.doctor import examine

    unwell = False
    for check in examine(lake, model):
        unwell |= not check.well
        say(f"{'ok ' if check.well else 'NOT'}  {check.part}: {check.found}")
        if check.mend:
            say(f"     mend: {check.mend}")
    ctx.exit(1 if unwell else 0)
