"""Options that questions share, and what holds those of one question together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, wraps
from typing import Any

import click

from dyadwire.pipelines.ask.completion import complete_places
from dyadwire.pipelines.ask.option_types import MOST, ActClass, Dates, Day, LakePath, NamedFile, Probability, Whole
from dyadwire.pipelines.ask.periods import EXAMPLES, Period
from dyadwire.pipelines.errors import DyadwireError

LAKE_VARIABLE = "DYADWIRE_LAKE"
DEFAULT_MEMORY = "2GB"  # a question should not take the machine
BY = ("day", "week", "month", "quarter", "year")
LIKELY_ENOUGH = 0.5  # from which on counts take acts: likely_enough() of views.sql
ACT_CLASSES = (
    "cooperation",
    "conflict",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
    "all",  # cooperation and conflict
)


class Options:
    """The options of a question, in order: they decorate its command, and pages and Python read values by them."""

    def __init__(self, *decorators: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        self._decorators = decorators

    def __call__(self, command: Callable[..., Any]) -> Callable[..., Any]:
        """Add them to a command."""
        for decorate in reversed(self._decorators):
            command = decorate(command)
        return command

    @cached_property
    def params(self) -> list[click.Parameter]:
        """The options themselves."""
        return click.command()(self(lambda: None)).params


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
    help_text = "Folder or object-store address of the lake."
    return click.option("--lake", required=True, type=LakePath(), metavar="TEXT", help=help_text)(command)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json, --csv and --table; the command receives `form`: json, csv, table or None."""
    helps = {"table": "Print a table also where the output is no terminal.", "csv": "Print CSV.", "json": "Print JSON."}
    for name, help_text in helps.items():
        command = click.option(f"--{name}", "form", flag_value=name, default=None, help=help_text)(command)
    return command


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --since and --until, both inclusive, and --on; the command receives `since` and `until`."""
    command = click.option("--until", type=Day(), help="Last date, inclusive.")(command)
    help_text = f"First date, inclusive: {EXAMPLES}; 7d: the last seven days."
    return on_option(click.option("--since", type=Day(), help=help_text)(command))


def subject_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the pair or side that is asked of; the command receives `places`, as `read_subject` takes them."""
    written = "SIDE [SIDE] | PAIR"
    return click.argument("places", nargs=-1, required=True, metavar=written, shell_complete=complete_places)(command)


def question_command(options: Options) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that puts a question with these options about a pair, or one side alone, to a lake.

    It takes a form to answer in.
    """

    def made(command: Callable[..., Any]) -> click.Command:
        return click.command()(subject_argument(lake_option(options(form_options(command)))))

    return made


def on_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --on to a command that has --since and --until: it receives what lies in all three as `since` and `until`."""

    @wraps(command)
    def within(*given: Any, **named: Any) -> Any:
        return command(*given, **in_period(named))

    help_text = "One date, week, month or year: the same as --since and --until."
    return click.option("--on", type=Dates(), help=help_text)(within)


def in_period(read: dict[str, Any]) -> dict[str, Any]:
    """Return values of options with `since` and `until` as `period_given` has them, and without `on`.

    Those of a question that takes no period stay as they are.
    """
    if "since" not in read:
        return read
    since, until = period_given(read.get("on"), read["since"], read["until"])
    others = {name: value for name, value in read.items() if name != "on"}
    return others | {"since": since, "until": until}


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
        for (name, help_text), default in zip(helps.items(), (DEFAULT_MEMORY, timeout), strict=True):
            command = click.option(f"--{name}", default=default, show_default=True, help=help_text)(command)
        return command

    return add


def act_class_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --class, of which acts are counted, not articles, and --confidence, how likely they are at least."""
    command = confidence_option("with --class: acts that are", of_acts=True)(command)
    return of_class_option("Count acts of this class, not articles")(command)


def of_class_option(what: str, default: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --class; the command receives `of_class`."""
    help_ = f"{what}: {', '.join(ACT_CLASSES[:-1])}, or all."
    shown: dict[str, Any] = {"metavar": "CLASS", "default": default, "show_default": default is not None}
    return click.option("--class", "of_class", type=ActClass(ACT_CLASSES, case_sensitive=False), help=help_, **shown)


def plot_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --plot."""
    path = NamedFile(dir_okay=False)
    return click.option("--plot", type=path, metavar="FILE", help="Draw it: .png, .svg or .html.")(command)


def list_limit(read: int, what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --limit to a list, of which so many are read in a terminal."""
    help_text = f"How many {what}.  [default: {read} in a terminal, else all]"
    return click.option("--limit", type=Whole(), help=help_text)


def confidence_option(what: str, *, of_acts: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds --confidence, the least probability of what a row tells: acts are counted with one anyway."""
    counted = f"; acts are counted from {LIKELY_ENOUGH} on, with 0 all of them" if of_acts else ""
    help_ = f"Only {what} at least as likely as this, 0 to 1{counted} (README: how good it is)."
    return click.option("--confidence", type=Probability(), metavar="P", help=help_)


def most_of(limit: int | None, read: int, form: str | None) -> int:
    """Return how many rows are asked for: as --limit says, else what is read in a terminal, or all."""
    from dyadwire.pipelines.ask.printing import as_in_terminal

    return limit or (read if as_in_terminal(form) else MOST)


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since and until and since > until:
        raise DyadwireError(f"--since {since} is after --until {until}")
