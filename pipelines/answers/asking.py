"""Options that every question shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from pipelines.errors import DyadwireError

LAKE_VARIABLE = "DYADWIRE_LAKE"
BY = ("day", "week", "month", "quarter", "year")


class Day(click.ParamType[date]):
    """A date, YYYY-MM-DD."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2026-11-25", param, ctx)


def lake_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lake."""
    option = click.option(
        "--lake", default="lake", show_default=True, envvar=LAKE_VARIABLE, show_envvar=True, help="The lake to ask."
    )
    return option(command)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json, --csv and --table; the command receives `form`: json, csv, table or None."""
    helps = {"table": "Print a table also where the output is no terminal.", "csv": "Print CSV.", "json": "Print JSON."}
    for name, told in helps.items():
        command = click.option(f"--{name}", "form", flag_value=name, default=None, help=told)(command)
    return command


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --since and --until, both inclusive."""
    command = click.option("--until", type=Day(), help="Last date, inclusive.")(command)
    return click.option("--since", type=Day(), help="First date, inclusive.")(command)


def plot_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --plot."""
    path = click.Path(dir_okay=False)
    return click.option("--plot", type=path, metavar="FILE", help="Draw it: .png, .svg or .html.")(command)


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since and until and since > until:
        raise DyadwireError(f"--since {since} is after --until {until}")
