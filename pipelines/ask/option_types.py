"""Types of option values: texts, dates and periods, amounts, integers, probabilities, files, lakes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import inf, isfinite
from numbers import Number
from typing import Any

import click

from dyadwire.pipelines.ask.completion import complete_lakes
from dyadwire.pipelines.ask.periods import EXAMPLES, Period, read_period, today
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.path import lake_path

# As much as any question wants, and less than a program's integers hold.
MOST, MOST_DAYS = 1_000_000_000, 36_500
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_MAGNITUDES = {"": 1, "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
_MAGNITUDES |= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = re.compile(rf"(-?\d{{1,30}}(?:\.\d{{1,30}})?(?:e\d{{1,2}})?)\s?({'|'.join(_MAGNITUDES)})")


class NamedFile(click.Path):
    """A file to be written: an option without a name would else pass for one that was not given."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; a usage error where it is empty or "-", which stands for no file elsewhere."""
        if not value:
            self.fail("name a file", param, ctx)
        if value == "-":
            self.fail("this is written to a file, never to standard output: name one", param, ctx)
        return super().convert(value, param, ctx)


class Text(click.ParamType[str]):
    """A text to look for: one of nothing would be found everywhere."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; a usage error where it is empty or blank."""
        if not str(value).strip():
            self.fail("it is empty: write a text to look for", param, ctx)
        return str(value)


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
            found = read_period(str(value), today())
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
            return value.date() if isinstance(value, datetime) else value
        found = Dates().read(value, param, ctx)
        name = param.name if param else None
        if found.back and name == "since":
            return min(found.first + timedelta(days=1), today())  # 0d has no date
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
        if isinstance(value, Number):
            return self._finite(value, param, ctx)
        if not isinstance(value, str):
            self.fail(f"{str(value)[:20]} is no amount", param, ctx)
        found = _AMOUNT.fullmatch(value.replace(",", "").strip().lower())
        if not found:
            self.fail(f"{value!r} is no number such as 1000, 5m, 2.5bn or 1tn", param, ctx)
        return float(found[1]) * _MAGNITUDES[found[2]]

    def _finite(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            found = float(value)
        except (OverflowError, TypeError):  # more than any news tells, or with an imaginary part
            found = inf
        if not isfinite(found):
            self.fail(f"{str(value)[:20]} is no amount", param, ctx)
        return value if isinstance(value, int) else found


class Whole(click.ParamType[int]):
    """A whole number from `least` to `most`; help does not tell a most that nobody asks for."""

    name = "N"

    def __init__(self, least: int = 1, most: int = MOST) -> None:
        self._range = click.IntRange(least, most)
        self._range.name = "integer"  # as errors call it, not a range of them

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number; a usage error where it is none, has a fraction, or is too small or large."""
        written: Any = value if isinstance(value, int | str) else str(value).removesuffix(".0")
        if not isinstance(value, int | str) and not written.lstrip("-").isdecimal():
            self.fail(f"{written[:20]} is not a valid integer.", param, ctx)
        return int(self._range.convert(written, param, ctx))


class Probability(click.FloatRange):
    """A number from 0 to 1."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number; a usage error where it is none, or not from 0 to 1."""
        found = float(super().convert(value, param, ctx))
        if found != found:  # nan is not below 0, and not above 1
            self.fail(f"{value} is no number from 0 to 1", param, ctx)
        return found


class ActClass(click.Choice[str]):
    """A class of acts, also as the columns that count it are called: verbal_conflict, or verbal-conflict."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the class; a usage error, which tells what was typed, where there is none of that name."""
        spelled = re.sub("[_-]", " ", str(value))
        return super().convert(spelled if spelled.lower() in self.choices else value, param, ctx)


class ActCode(click.Choice[str]):
    """A code of PLOVER, in any case; messages and completion have capitals, as answers do."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """Return the form in which codes are compared and listed."""
        return str(choice).upper()


class LakePath(click.ParamType[str]):
    """The path or address of a lake."""

    name = "LAKE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the one form of it; DyadwireError for what can be no lake."""
        lake = lake_path(value)
        if lake.lower().startswith("memory:"):  # which programs may use that ask what they wrote
            raise DyadwireError(f"{lake} is gone when the command ends: name a folder or an object-store address")
        if ctx and isinstance(ctx.obj, dict):
            ctx.obj["lake"] = lake  # for whoever tells of an error what it may come from
        return lake

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Complete the path of a lake."""
        return complete_lakes(ctx, param, incomplete)


def model_or_none(_ctx: click.Context, _param: click.Parameter, name: str) -> str | None:
    """Return the value of --model as everything else takes it: None for rules alone (a callback for click)."""
    return None if name == "none" else name
