"""Options that every question shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import click

from dyadwire.pipelines.ask.completion import complete_lakes, complete_places
from dyadwire.pipelines.ask.periods import EXAMPLES, Period, read_period, today
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_path

LAKE_VARIABLE = "DYADWIRE_LAKE"
DEFAULT_MEMORY = "2GB"  # a question should not take the machine
# As much as any question wants, and less than a program's integers hold.
MOST, MOST_DAYS = 1_000_000_000, 36_500
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_MAGNITUDES = {"": 1, "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
_MAGNITUDES |= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = re.compile(rf"(-?\d{{1,30}}(?:\.\d{{1,30}})?(?:e\d{{1,2}})?)\s?({'|'.join(_MAGNITUDES)})")
BY = ("day", "week", "month", "quarter", "year")
ACT_CLASSES = (
    "cooperation",
    "conflict",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
    "all",  # cooperation and conflict
)


class NamedFile(click.Path):
    """A file to be written: an option without a name would else pass for one that was not given."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; a usage error where it is empty."""
        if not value:
            self.fail("name a file", param, ctx)
        return super().convert(value, param, ctx)


class Dates(click.ParamType[Period]):
    """A period, of a time that news can be of: each date is a row, and has neighbours. 7d is the last seven days."""

    name = "PERIOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read the period; a usage error where it is none."""
        if isinstance(value, Period):
            return value
        found = self.read(value, param, ctx)
        return Period(min(found.first + timedelta(days=1), today()), today()) if found.back else found

    def read(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read the period as it is written: of 7d the date seven days ago."""
        try:
            found = read_period(value, today())
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is not a date: write {EXAMPLES}", param, ctx)
        if not _FIRST <= found.first <= found.last <= _LAST:
            self.fail(f"{value} is no date to ask of: name one from {_FIRST} to {_LAST}", param, ctx)
        return found


class Day(click.ParamType[date]):
    """One end of a period, inclusive: of a month or another part of a date the first date, for --until the last.

    7d is seven days ago; for --since it is the last seven days, today being one of them.
    """

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date; a usage error where it is none."""
        if isinstance(value, date):
            return value
        found = Dates().read(value, param, ctx)
        name = param.name if param else None
        if found.back and name == "since":
            return found.first + timedelta(days=1)
        return found.last if name == "until" else found.first


class OneDay(Day):
    """One whole date: no part of one stands for it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date; a usage error where it is none, or more than one."""
        found = value if isinstance(value, Period | date) else Dates().read(value, param, ctx)
        if isinstance(found, date):
            return found
        if found.first != found.last:
            self.fail(f"{value!r} is more than one date: write one such as 2026-11-25", param, ctx)
        return found.first


class Amount(click.ParamType[float]):
    """A number with a magnitude, as news writes amounts: 5m, 2.5bn."""

    name = "NUMBER"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number; a usage error where it is none."""
        if isinstance(value, int | float):
            return value
        found = _AMOUNT.fullmatch(value.replace(",", "").strip().lower())
        if not found:
            self.fail(f"{value!r} is no number such as 1000, 5m, 2.5bn or 1tn", param, ctx)
        return float(found[1]) * _MAGNITUDES[found[2]]


class Whole(click.ParamType[int]):
    """A whole number from `least` to `most`; help does not tell a most that nobody asks for."""

    name = "N"

    def __init__(self, least: int = 1, most: int = MOST) -> None:
        self._range = click.IntRange(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number; a usage error where it is none, or too small or large."""
        return int(self._range.convert(value, param, ctx))


class Probability(click.FloatRange):
    """A number from 0 to 1."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number; a usage error where it is none, or not from 0 to 1."""
        found = float(super().convert(value, param, ctx))
        if found != found:  # nan is not below 0, and not above 1
            self.fail(f"{value} is no number from 0 to 1", param, ctx)
        return found


class LakePath(click.ParamType[str]):
    """The path or address of a lake."""

    name = "LAKE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the one form of it; DyadwireError for what can be no lake."""
        lake = lake_path(value)
        if lake.lower().startswith("memory:"):  # which programs may use that ask what they wrote
            raise DyadwireError(f"{lake} is gone when the command ends: name a folder or an object-store address")
        return lake

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete the path of a lake."""
        return complete_lakes(ctx, param, incomplete)


def lake_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lake."""
    option = click.option(
        "--lake",
        type=LakePath(),
        metavar="TEXT",
        default="lake",
        show_default=True,
        envvar=LAKE_VARIABLE,
        show_envvar=True,
        help="The lake to ask.",
    )
    return option(command)


def named_lake_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lake to a command that writes or proves one: it must be named."""
    told = "Folder or object-store address of the lake."
    return click.option("--lake", required=True, type=LakePath(), metavar="TEXT", help=told)(command)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json, --csv and --table; the command receives `form`: json, csv, table or None."""
    helps = {"table": "Print a table also where the output is no terminal.", "csv": "Print CSV.", "json": "Print JSON."}
    for name, told in helps.items():
        command = click.option(f"--{name}", "form", flag_value=name, default=None, help=told)(command)
    return command


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --since and --until, both inclusive."""
    command = click.option("--until", type=Day(), help="Last date, inclusive.")(command)
    told = "First date, inclusive: 2026-11-25, 2026-11, 2026, today, this-week; 7d: the last seven days."
    return click.option("--since", type=Day(), help=told)(command)


def pair_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the pair that is asked of; the command receives `places`, as `read_pair` takes them."""
    pair = "COUNTRY COUNTRY | PAIR"
    argument = click.argument("places", nargs=-1, required=True, metavar=pair, shell_complete=complete_places)
    return argument(command)


def on_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --on; `period_given` reads it."""
    told = "One date, week, month or year: the same as --since and --until."
    return click.option("--on", type=Dates(), help=told)(command)


def period_given(on: Period | None, since: date | None, until: date | None) -> tuple[date | None, date | None]:
    """Return the ends of what lies in --on, from --since and up to --until; DyadwireError where no date does."""
    check_period(since, until)
    if on:
        since, until = max(on.first, since or on.first), min(on.last, until or on.last)
        if since > until:
            raise DyadwireError("--on lies outside of what --since and --until name")
    return since, until


def limit_options(timeout: str = "5m") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --timeout, with this default, and --memory: written as `read_limits` of limits.py takes them."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        helps = {"memory": "Most memory that a question may take.",
                 "timeout": "Longest time until a question's last row, such as 30s, 15m or 2h; or none."}  # fmt: skip
        for (name, told), default in zip(helps.items(), (DEFAULT_MEMORY, timeout), strict=True):
            command = click.option(f"--{name}", default=default, show_default=True, help=told)(command)
        return command

    return add


def act_class_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --class, of which acts are counted, not articles, and --confidence, how likely they are at least."""
    command = confidence_option("with --class: acts that are")(command)
    return of_class_option("Count acts of this class, not articles")(command)


def of_class_option(told: str, default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --class; the command receives `of_class`."""
    help_ = f"{told}: {', '.join(ACT_CLASSES[:-1])}, or all."
    shown: dict[str, Any] = {"metavar": "CLASS", "default": default, "show_default": default is not None}
    return click.option("--class", "of_class", type=click.Choice(ACT_CLASSES), help=help_, **shown)


def plot_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --plot."""
    path = NamedFile(dir_okay=False)
    return click.option("--plot", type=path, metavar="FILE", help="Draw it: .png, .svg or .html.")(command)


def list_limit(read: int, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --limit to a list, of which so many are read in a terminal."""
    told = f"How many {what}.  [default: {read} in a terminal, else all]"
    return click.option("--limit", type=Whole(), help=told)


def confidence_option(told: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --confidence, the least probability of what a row tells."""
    help_ = f"Only {told} at least as likely as this, 0 to 1 (README: how good it is)."
    return click.option("--confidence", type=Probability(), metavar="P", help=help_)


def most_of(limit: int | None, read: int, form: str | None) -> int:
    """Return how many rows are asked for: as --limit says, else what is read in a terminal, or all."""
    from dyadwire.pipelines.ask.printing import as_in_terminal

    return limit or (read if as_in_terminal(form) else MOST)


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since and until and since > until:
        raise DyadwireError(f"--since {since} is after --until {until}")
