"""`dyadwire verify`: prove a lake."""

from __future__ import annotations

import click

from dyadwire.pipelines.ask.options import lake_option
from dyadwire.pipelines.messages import plural, say, tell


@click.command()
@lake_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON: what is wrong, and how much was checked.")
@click.pass_context
def command(ctx: click.Context, lake: str, as_json: bool) -> None:
    """Check everything that a lake promises; one line a problem, exit code 1 where there is any.

    Manifests, checksums, columns, keys, books, months, files that nothing lists, and every count against a recount.
    Others may write the lake meanwhile: what they have not finished is no problem.
    """
    from dyadwire.pipelines.lake.verify_while_written import prove

    problems, writer, checked = prove(lake)
    if as_json:
        from dyadwire.pipelines.ask.values import json_text

        told = {"sound": not problems, "problems": problems, "writer": writer or None, **checked.as_json()}
        click.echo(json_text(told))
    else:
        for problem in problems:
            say(problem)
        found = f"{plural(len(problems), 'problem')}; checked" if problems else "sound"
        tell(f"{found}: {checked}{f'; {writer} is writing it' if writer else ''}")
    ctx.exit(1 if problems else 0)
