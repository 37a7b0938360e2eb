"""`dyadwire forget`: takedowns and retention."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from dyadwire.pipelines.ask.option_types import Day
from dyadwire.pipelines.ask.options import named_lake_option
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.messages import clean, say

if TYPE_CHECKING:
    from dyadwire.pipelines.lake.forget import Plan, Removed


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--outlet", "outlets", multiple=True, metavar="DOMAIN", help="Every article of an outlet; repeatable.")
@click.option("--article", "ids", multiple=True, metavar="ID",
              help="An article by its article_id, as where it has no URL; repeatable.")  # fmt: skip
@click.option("--before", type=Day(), help="What was published before this date; undated, what was fetched before it.")
@click.option("--undated", is_flag=True, help="With --before: also what has no date of any kind.")
@click.option("--spool", "spools", multiple=True, metavar="DIR|s3://…", help="A spool outside of the lake; repeatable.")
@click.option("--allow", "allowed", multiple=True, metavar="DOMAIN",
              help="Take in again what comes of an outlet that was removed; alone, and repeatable.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@named_lake_option
@click.pass_context
def command(
    ctx: click.Context, lake: str, urls: tuple[str, ...], outlets: tuple[str, ...], ids: tuple[str, ...],
    before: date | None, undated: bool, spools: tuple[str, ...], allowed: tuple[str, ...], dry_run: bool, yes: bool,
) -> None:  # fmt: skip
    """Remove articles for good, by URL, id, outlet or date, with every row made from them; counts are made anew.

    It says what it would remove, and asks. Pages and feeds below LAKE/_spool lose them as well, and the collector's
    memory. The same articles stay out when their input is read again; the lake keeps hashes of their addresses to know
    them by, of --outlet the outlet's name in small letters, and no words of what fails from then on. --allow takes that
    back for an outlet. Your own inputs, exports, reports and backups are yours to clean.
    """
    if allowed:
        if urls or outlets or ids or before or undated or spools or dry_run:
            raise click.UsageError("--allow goes alone")
        _allow(lake, allowed)
        return
    if not (urls or outlets or ids or before):
        raise click.UsageError("name at least one URL, --outlet, --article or --before")
    if undated and not before:
        raise click.UsageError("--undated goes with --before")
    from dyadwire.pipelines.lake.forget import forget, plan
    from dyadwire.pipelines.lake.forget_selection import ForgetRequest

    request = ForgetRequest(urls, outlets, before, undated, ids)
    if dry_run:
        _tell_planned(plan(lake, request, spools))
    elif yes or _agreed(plan(lake, request, spools).goes):
        _tell_removed(forget(lake, **request._asdict(), spools=spools))
    else:
        say("nothing was removed")
        ctx.exit(1)


def _tell_planned(planned: Plan) -> None:
    _tell(f"would remove {planned.goes or 'nothing'}", planned.stays)
    _refuse(planned.missing, planned.unknown)


def _tell_removed(removed: Removed) -> None:
    number = f"{removed.articles:,} article{'' if removed.articles == 1 else 's'}"
    spooled = f", and changed {removed.records:,} records of the spool" if removed.records else ""
    _tell(f"forgot {number}, {removed.rows:,} rows in all{spooled}", removed.stays)
    _refuse(removed.missing, removed.unknown)


def _allow(lake: str, outlets: tuple[str, ...]) -> None:
    from dyadwire.pipelines.lake.allow import allow

    allow(lake, outlets)
    say(f"articles of {', '.join(outlets)} are taken in from now on; those that were removed are not brought back")


def _refuse(missing: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    told = []
    if missing:
        told.append(f"no article of the lake has this address, which is kept out all the same: {', '.join(missing)}")
    if unknown:
        told.append(f"nothing of the lake is of this outlet or id, about which nothing is done: {', '.join(unknown)}")
    if told:  # a takedown that was mistyped must not look done
        raise DyadwireError("; ".join(told))


def _agreed(goes: str) -> bool:
    """Ask whether it may go; nothing needs no asking. DyadwireError where nobody can be asked."""
    if not goes:
        return True
    if not sys.stdin.isatty():
        raise DyadwireError(f"this would remove {goes}: nothing was done, as nobody can be asked here; add --yes")
    return click.confirm(clean(f"This removes {goes}, for good. Remove?"))


def _tell(done: str, stays: tuple[str, ...]) -> None:
    say(done)
    for sentence in stays:
        say(f"stays: {sentence}")
