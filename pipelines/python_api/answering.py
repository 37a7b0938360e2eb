"""What all questions from Python share: options read as the command reads them, answers as relations of DuckDB."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar

import click
import duckdb

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.options import Options, in_period
from dyadwire.pipelines.ask.views import make_named
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.pages.words import each_reworded, reworded

Day = str | date | None
# Columns that an answer has beside those of its macro, as DuckDB names types.
_MADE = {
    "dyad": "VARCHAR",
    "language": "VARCHAR",
    "outlet_country": "VARCHAR",
    "outlets": "BIGINT",
    "pair": "VARCHAR",
    "why": "VARCHAR",
    "opening": "VARCHAR",
}
_MEAN = "_mean"
_PLACES = Parameter.VAR_POSITIONAL
_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_KEYWORDS = {"all": "everything", "class": "of_class", "language": "languages", "min": "least"}
_SWITCHES = ("all", "panel")  # which are True where others have values
_KEYWORDS |= {"outlet": "outlets", "outlet-country": "outlet_countries"}


def question(options: Options) -> Callable[[Callable[_Asked, _Answer]], Callable[_Asked, _Answer]]:
    """Return what lets a question refuse a keyword that it lacks in a line that names the right one (TypeError)."""

    def hinting(ask: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
        known = [name for name, one in signature(ask).parameters.items() if name != "self" and one.kind != _PLACES]

        @wraps(ask)
        def asked(*places: _Asked.args, **given: _Asked.kwargs) -> _Answer:
            for name in given.keys() - known:
                raise TypeError(f"{ask.__name__}() has no keyword {name!r}{_instead(name, known, options)}")
            for name in [name for name, value in given.items() if value is None]:
                del given[name]  # as if it were not given, where the default is not None
            _refuse_no_places(ask.__name__, [*places[1:], *([given["place"]] if "place" in given else [])])
            try:
                return ask(*places, **given)
            except DyadwireError as error:  # an option is told by its keyword
                error.args = (reworded(str(error), _keyword),)
                raise

        return asked

    return hinting


def _refuse_no_places(asked: str, places: Sequence[object]) -> None:
    """Raise DyadwireError of places that are no texts, as a missing value is none; `top` asks of no place by None."""
    for place in places:
        if not isinstance(place, str) and (place is not None or asked != "top"):
            like = f'lake.{asked}("Russia")' if asked == "top" else f'lake.{asked}("Russia", "China")'
            raise DyadwireError(f"{asked} takes names of places, as {like}, not {place!r:.80}")


def _instead(name: str, known: list[str], options: Options) -> str:
    """Say which keyword is meant: that of the option of this name, or one that is written alike; else all there are."""
    option = f"--{name.strip('_').replace('_', '-')}"
    meant = [str(one.name) for one in options.params if option in one.opts and one.name in known]
    alike = meant or difflib.get_close_matches(name[:100], known, n=1, cutoff=0.75)
    return f": did you mean {alike[0]}?" if alike else f"; it has {', '.join(known)}"


class Answering:
    """A connection to a lake, whose answers become relations."""

    _asked: duckdb.DuckDBPyConnection  # which makes views and macros as they are named
    _types: dict[str, dict[str, str]]  # of the columns of each macro, by its call

    def _answered(self, answer: Answer, macro: str, notes: Iterable[str] = ()) -> duckdb.DuckDBPyRelation:
        """Make a relation of an answer, with its columns of the types of a macro; warn of what programs are told."""
        # Here all rows come, unless a limit is given; articles without a date are told below the answers of commands.
        warn([*answer._replace(more=(), undated=()).for_programs, *notes])
        return self._relation(answer.columns, answer.rows, macro)

    def _relation(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], macro: str) -> duckdb.DuckDBPyRelation:
        """Make a relation of rows; each column is of the type that the macro gives it, also where all is null."""
        import pyarrow as pa

        types = _MADE | self._types_of(macro)
        kinds = ", ".join(f'NULL::{"DOUBLE" if name.endswith(_MEAN) else types[name]} AS "{name}"' for name in columns)
        schema = self._asked.sql(f"SELECT {kinds}").to_arrow_table().schema
        arrays = [
            pa.array(values, type=field.type) for field, values in zip(schema, _turned(rows, columns), strict=True)
        ]
        return self._asked.from_arrow(pa.Table.from_arrays(arrays, schema=schema))

    def _types_of(self, macro: str) -> dict[str, str]:
        """Return the types of a macro's columns by name: bound once, which for figures takes a fifth of the answer."""
        if macro not in self._types:
            question = f"FROM {macro} LIMIT 0"
            make_named(self._asked, question)
            like = self._asked.sql(question)
            self._types[macro] = dict(zip(like.columns, map(str, like.types), strict=True))
        return self._types[macro]


def _turned(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(len(columns))]


def read_options(options: Options, **given: Any) -> dict[str, Any]:
    """Read values as the command of a question reads its options; DyadwireError where it would refuse one.

    What lies in `on`, `since` and `until` comes as the last two.
    """
    named = {option.name: option for option in options.params}
    context = click.Context(click.Command(None))
    _refuse_no_values({name: value for name, value in given.items() if not named[name].multiple})
    try:
        several = {name: each_of(value) if named[name].multiple else value for name, value in given.items()}
        read = {name: named[name].type_cast_value(context, value) for name, value in several.items()}
    except click.UsageError as error:
        raise DyadwireError(error.format_message()) from error
    return in_period(read)


def _refuse_no_values(given: dict[str, Any]) -> None:
    """Raise DyadwireError of what is no value: several where one is taken, bytes, or the NaN of a missing one.

    A type that takes any text would look for what Python writes of it.
    """
    for name, value in given.items():
        if (isinstance(value, Iterable) and not isinstance(value, str)) or value != value:
            raise DyadwireError(f"{name} takes one value, not {value!r:.80}")


def each_of(given: Any) -> tuple[str, ...]:
    """Return several names as they are given; a lone one is one name, not its letters, and None is none.

    >>> each_of("bbc.co.uk"), each_of(["ru", "zh"]), each_of(None)
    (('bbc.co.uk',), ('ru', 'zh'), ())
    """
    if given is None:
        return ()
    lone = isinstance(given, str) or not isinstance(given, Iterable)
    return tuple(map(str, (given,) if lone else given))  # a number is refused as a name that there is not


def warn(notes: list[str]) -> None:
    """Warn whoever asked the question of how it was read; options are told by their keywords."""
    if notes:
        told = each_reworded(dict.fromkeys(notes), lambda text: reworded(text, _keyword))
        warnings.warn(told, stacklevel=5)  # above `question`


def _keyword(option: str, number: str) -> str:
    """Write an option, and the number after it if there is one, as Python gives it."""
    keyword = _KEYWORDS.get(option, option.replace("-", "_"))
    value = "True" if option in _SWITCHES else number.strip()
    return f"{keyword}={value}" if value else keyword
