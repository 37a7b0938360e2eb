"""Options of every command that asks the network: what it may reach, who it says it is, how much a pass may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from dyadwire.pipelines.collect.budgets import Budgets, flag_of
from dyadwire.pipelines.durations import parse_duration, write_duration
from dyadwire.pipelines.errors import DyadwireError

_HELP = {
    "feed_pages": "Most pages of one feed that a pass asks for; the rest is the next pass's.",
    "host_pages": "Most pages of one host (registered domain) that a pass asks for.",
    "pass_pages": "Most pages that a pass asks for in all.",
    "feed_seconds": "How long a pass asks for pages of one feed.",
    "host_seconds": "How long a pass asks for pages of one host.",
    "pass_seconds": "How long a pass asks for anything.",
}


class _Duration(click.ParamType[float]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return parse_duration(value)
        except DyadwireError as error:
            self.fail(str(error), param, ctx)


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --allow-network and --contact."""
    command = click.option("--contact", metavar="URL|MAIL", help="Told to publishers in the User-Agent.")(command)
    own = "Addresses to fetch though not public, without delay, as your own; repeatable."
    return click.option("--allow-network", multiple=True, metavar="CIDR", help=own)(command)


def budget_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add one option for each budget of a pass; the command gets them as `budgets`."""

    @wraps(command)
    def with_budgets(**options: Any) -> Any:
        given = {field.name: options.pop(field.name) for field in fields(Budgets)}
        return command(budgets=Budgets(**given), **options)

    decorated: Callable[..., Any] = with_budgets
    for field in reversed(fields(Budgets)):
        decorated = _option(field.name, field.default)(decorated)
    return decorated


def _option(name: str, default: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    counted = name.endswith("_pages")
    kind = click.IntRange(1) if counted else _Duration()
    written = default if counted else write_duration(default)
    return click.option(flag_of(name), name, type=kind, default=written, show_default=True, help=_HELP[name])
