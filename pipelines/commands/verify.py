"""`dyadwire verify`: prove a lake."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.options import lake_option
from dyadwire.pipelines.messages import say, tell


@click.command()
@lake_option
@click.pass_context
def command(ctx: click.Context, lake: str) -> None:
    """Check everything that a lake promises; one line a problem, exit code 1 where there is any.

    Manifests, checksums, columns, keys, books, months, files that nothing lists, and every count against a recount.
    Others may write the lake meanwhile: what they have not finished is no problem.
    """
    from dyadwire.pipelines.lake.verify_while_written import prove

    problems, writer = prove(lake)
    for problem in problems:
        say(problem)
    beside = f"; {writer} is writing it" if writer else ""
    if problems:
        tell(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}{beside}")
        ctx.exit(1)
    tell(f"sound{beside}")
