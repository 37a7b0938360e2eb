"""The parameters of a page: the options of its question, in an address as on the command line, with the same errors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import click

from dyadwire.pipelines.ask.options import Options, in_period
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.pages.words import NONE_CHOSEN, for_page, label_of

LONGEST = 1_000  # characters of a value
_PROMPT = re.compile(r"\s*\(repeatable\)|\s*\[default: [^\]]*\]")  # of a command line alone
_YES, _NO = ("1", "on", "true", "yes"), ("", "0", "off", "false", "no")


class Field(NamedTuple):
    """One field of a form: how it is called in the address and for people, its kind, and what stands in it."""

    name: str
    label: str
    help: str
    kind: str
    value: Any
    choices: Sequence[str] = ()
    default: str = ""  # what holds where nothing stands in it; of choices the one that is marked
    none: str = "any"  # of choices, what is said where none is chosen


def read_parameters(
    options: Options,
    names: Sequence[str],
    given: Mapping[str, list[str]],
    more: Sequence[str] = (),
    elsewhere: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, Any]:
    """Read the values of a page's parameters, by the names that the question has for them.

    `names` are options of the question without their dashes, `more` what the page reads itself. DyadwireError for any
    other that has a value, with the pages that have it, by their names in `elsewhere`, and for what the command would
    refuse.
    """
    _refuse(given, (*names, *more), elsewhere)
    context, read = click.Context(click.Command(None)), {}
    for name in names:
        option = _option(options, name)
        try:
            read[str(option.name)] = option.type_cast_value(context, _value(option, name, given.get(name, [])))
        except click.UsageError as error:
            raise DyadwireError(" ".join(error.format_message().split())) from error
    return in_period(read)


def fields(options: Options, names: Sequence[str], given: Mapping[str, list[str]]) -> list[Field]:
    """Return the fields of a form for these options, filled with what was asked: one a value of several."""
    found = []
    for name in names:
        option, values = _option(options, name), given.get(name, [""])
        shown = [value for value in values if value] or [""] if option.multiple else values[-1:]
        found += [_field(option, name, value) for value in shown]
    return found


def read_number(given: Mapping[str, list[str]], name: str, most: int) -> int:
    """Read a number from 1 to `most`, 1 where none is given; DyadwireError for anything else."""
    text = given.get(name, ["1"])[-1] or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise DyadwireError(f"{name} takes a number from 1 to {most:,}")
    return int(text)


def _refuse(given: Mapping[str, list[str]], names: Sequence[str], elsewhere: Mapping[str, Sequence[str]]) -> None:
    for name, values in given.items():
        if name not in names and any(values):  # a form sends its empty fields, too
            others = [page for page, its in elsewhere.items() if name in its]
            there = f"; {' and '.join(others)} of this pair {'have' if others[1:] else 'has'} it" if others else ""
            raise DyadwireError(f"this page has no parameter {name[:40]!r}; it has {', '.join(names)}{there}")
        if any(len(value) > LONGEST for value in values):
            raise DyadwireError(f"{name} has more than {LONGEST:,} characters")


def _option(options: Options, name: str) -> click.Option:
    return next(one for one in options.params if isinstance(one, click.Option) and f"--{name}" in one.opts)


def _value(option: click.Option, name: str, values: list[str]) -> Any:
    asked = [value for value in values if value]
    if option.is_flag:
        word = values[-1].lower() if values else ""
        if word not in _YES + _NO:
            raise DyadwireError(f"{name} takes 1 or nothing, not {word[:40]!r}")
        return word in _YES
    if option.multiple:
        return asked
    return asked[-1] if asked else _default(option)


def _default(option: click.Option) -> Any:
    return option.default if isinstance(option.default, str | int | float) else None


def _field(option: click.Option, name: str, value: str) -> Field:
    help_text = for_page(_PROMPT.sub("", option.help or ""))
    choices = [str(choice) for choice in option.type.choices] if isinstance(option.type, click.Choice) else []
    label = label_of(name, choices)
    if option.is_flag:
        return Field(name, label, help_text, "flag", value.lower() in _YES)
    default = str(_default(option) or "")
    if choices:
        return Field(name, label, help_text, "choice", value or default, choices, default, NONE_CHOSEN.get(name, "any"))
    return Field(name, label, help_text, "text", value, default=default)
