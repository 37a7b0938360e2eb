"""Find the units and currencies that a user names as figures have them: km/h, barrels a day, euros."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from dyadwire.pipelines.ask.places import lexicon_rows

_PER = re.compile(r"(.*\S)\s+(?:per|an?)\s+(\S.*)", re.IGNORECASE)
_CUTOFF, _MOST_NEAR, _LONGEST = 0.82, 3, 100
_PARTS = ("hundredth", "letter")  # of a currency: figures have the currency


class Unit(NamedTuple):
    """A unit asked for: as written, the units and currencies it names, and what a word of others may begin with."""

    asked: str
    names: tuple[str, ...] = ()
    word: str | None = None

    @property
    def notes(self) -> list[str]:
        """Say what was read, where something else was written."""
        plain = {form.casefold() for name in self.names for form in (name, f"{name}s")}
        is_plain = len(self.names) < 2 and (not plain or self.asked.casefold() in plain)
        return [] if is_plain else [f"{self.asked} is read as {' or '.join(self.names)}."]


def read_unit(text: str) -> Unit:
    """Read a unit by its name, singular or plural, or its symbol, or a currency by its code, name or sign.

    A word that names neither may be what is counted: troops.

    >>> read_unit("km/h").names, read_unit("barrels a day").names, read_unit("€").names, read_unit("pounds").names
    (('kilometre per hour',), ('barrel per day',), ('EUR',), ('GBP', 'pound'))
    >>> read_unit("km").word, read_unit("metres").word, read_unit("troops")
    (None, 'metre', Unit(asked='troops', names=(), word='troops'))
    """
    written = " ".join(text.split())
    names = _called(written) or _rate(written)
    word = _words().get(written.casefold(), None if names else written)
    return Unit(written, names, word)


def near_units(text: str, others: Iterable[str | None]) -> list[str]:
    """Return a few units that are written much like a text, of the lexicon and others: one form of each.

    >>> near_units("tonnez", ()), near_units("troopz", ["troops", None]), near_units("troops", ())
    (['tonne'], ['troops'], [])
    """
    forms = {form.casefold(): form for form in (*_forms(), *filter(None, others))}
    near = difflib.get_close_matches(text[:_LONGEST].casefold(), forms, n=_MOST_NEAR, cutoff=_CUTOFF)
    named = {_forms().get(forms[form], (form,)): forms[form] for form in reversed(near)}
    return list(reversed(named.values()))


def _called(written: str) -> tuple[str, ...]:
    """Return what a form names: mW in its own case, else in any."""
    return _forms().get(written) or _forms_in_any_case().get(written.casefold(), ())


def _rate(written: str) -> tuple[str, ...]:
    found = _PER.fullmatch(written)
    if not found:
        return ()
    return tuple(f"{name} per {per}" for name in _called(found[1]) for per in _called(found[2]) or (found[2].lower(),))


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for form, name in _named():
        forms[form] = tuple(sorted({name, *forms.get(form, ())}))
    return forms


@cache
def _forms_in_any_case() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for form, names in _forms().items():
        forms[form.casefold()] = tuple(sorted({*names, *forms.get(form.casefold(), ())}))
    return forms


def _named() -> Iterator[tuple[str, str]]:
    """Yield each form with its unit, or with its currency where no country decides which that is."""
    for row in lexicon_rows("units"):
        name = f"{row['unit']} per {row['per']}" if row["per"] else row["unit"]
        yield from ((row["form"], name), (row["unit"], row["unit"]))
    for row in lexicon_rows("currencies"):
        if not row["country"] and row["style"] not in _PARTS:
            yield row["form"], row["currency"]


@cache
def _words() -> dict[str, str]:
    """Map the forms that are words to the unit; one of figures may hold it beside others, as cubic metre does."""
    return {row["form"].casefold(): row["unit"] for row in lexicon_rows("units") if row["style"] == "word"}
