"""Write the amount of a figure: as reported, with the unit or denominator that its own words leave out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dyadwire.pipelines.ask.places import lexicon_rows

_NUMBER = re.compile(r"^[\W\d]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[^\w\s.,:;+–—-]")  # $, %, °, \"
_BETWEEN = frozenset(("a", "an", "and", "between", "from", "of", "or", "to"))
_LONGEST = 100  # characters of a unit; a longer one is none of the lexicon
_BARE = ("", "%", "point", "time")  # units whose words are left out as often as not: an index, three times as many
_HEAD = re.compile(r"(?P<before>(?:.*?[ -])??)(?P<noun>\w+)(?P<after>(?: (?:of |per |squared|[A-Z]).*)?)")
_IN_WORDS = ("quantity", "duration", "percent")  # kinds whose units are words: of percent, percentage points
_SAME = ("head", "hertz", "horsepower", "lux")  # the ends of units that have no plural of their own
_SEVERAL = {"foot": "feet", "inch": "inches"}


def amount_of(row: dict[str, Any]) -> str:
    """Write an amount as reported, with its unit and denominator where the words of the amount do not hold them.

    Where texts are not kept, it is written from its value and unit.

    >>> amount_of({"surface": "$80", "value": 80.0, "per": "barrel"})
    '$80 a barrel'
    >>> amount_of({"surface": "3 bcm/y", "value": 3e9, "per": "year"})
    '3 bcm/y'
    >>> amount_of({"surface": "10.2 billion", "kind": "money", "unit": "USD", "currency": "USD", "per": None})
    '10.2 billion USD'
    >>> amount_of({"surface": None, "value": 2.4e11, "value_max": None, "unit": "USD", "per": None})
    '240 billion USD'
    """
    amount = _with_unit(row["surface"], row) if row["surface"] else _from_value(row)
    per = row["per"]
    if not per or per in amount or _own_unit(amount) in _rates():
        return amount
    if per == "capita" or per[0].isdigit():
        return f"{amount} per {per}"
    return f"{amount} {'an' if per.startswith(('a', 'e', 'i', 'o', 'hour')) else 'a'} {per}"


def _with_unit(amount: str, row: dict[str, Any]) -> str:
    """Add the unit that its sentence says of another amount: "from 3.9 percent to 4.1", 13.6 billion dollars and 10.2.

    >>> length, share = {"kind": "quantity", "unit": "metre"}, {"kind": "percent", "unit": "%"}
    >>> _with_unit("550,000", length), _with_unit("9m", length), _with_unit("4.1", share), _with_unit("a third", share)
    ('550,000 metres', '9m', '4.1%', 'a third')
    >>> _with_unit("3.6 billion dollar", {"kind": "money", "currency": "USD", "value": 3.6e9})  # surplus
    '3.6 billion dollars'
    """
    kind, unit = row.get("kind"), row.get("currency") or row.get("unit") or ""
    value = row.get("value")
    is_one = value is not None and abs(value) <= 1 and row.get("value_max") is None  # half a tonne, 0.5 tonne
    if kind == "money" and not is_one and amount.rpartition(" ")[2] in _single_coins():
        return f"{amount}s"
    if kind == "percent" and unit == "%" and amount[-1].isdigit():
        return f"{amount}%"
    if kind not in ("money", "quantity") or unit in _BARE or not _is_number(amount, letters=kind == "money"):
        return amount
    if kind == "money":
        return f"{amount} {unit}"
    return f"{amount} {unit if is_one else _several(unit)}"


def _is_number(amount: str, *, letters: bool) -> bool:
    """Tell whether an amount is a number alone, in digits or words; `letters` such as m and bn are magnitudes then."""
    words = {word.casefold() for word in _WORD.findall(amount)}
    return not _SIGNS.search(amount) and words <= _numbers(letters=letters)


def _from_value(row: dict[str, Any]) -> str:
    unit = row.get("currency") or row.get("unit") or ""
    ends = [number_in_words(value) for value in (row["value"], row.get("value_max")) if value is not None]
    if not ends:
        return "no finite value"
    amount = " to ".join(ends)
    if row.get("kind") in _IN_WORDS and unit != "%" and ends[-1] != "1":
        unit = _several(unit)
    return f"{amount}%" if unit == "%" else f"{amount} {unit}".rstrip()


def number_in_words(value: float) -> str:
    """Write a number as news does.

    >>> number_in_words(58400.0), number_in_words(2.5e9), number_in_words(0.5)
    ('58,400', '2.5 billion', '0.5')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.10g}"


def _several(unit: str) -> str:
    """Write several of a unit of the lexicon, which has it in the singular.

    >>> _several("cubic foot"), _several("barrel of oil equivalent"), _several("degree Celsius"), _several("tonne")
    ('cubic feet', 'barrels of oil equivalent', 'degrees Celsius', 'tonnes')
    """
    found = _HEAD.fullmatch(unit) if len(unit) <= _LONGEST else None
    if not found:
        return unit
    noun = found["noun"]
    several = noun if noun.endswith(_SAME) else _SEVERAL.get(noun, f"{noun}s")
    return f"{found['before']}{several}{found['after']}"


@cache
def _numbers(*, letters: bool) -> frozenset[str]:
    roles = ("vague",) if letters else ("vague", "letter")
    forms = (row["form"].casefold() for row in lexicon_rows("numbers") if row["role"] not in roles)
    return _BETWEEN.union(word for form in forms for word in _WORD.findall(form))


@cache
def _single_coins() -> frozenset[str]:
    """Return the words for one of a currency that have a plural: dollar and not yen."""
    forms = {row["form"] for row in lexicon_rows("currencies")}
    return frozenset(form for form in forms if f"{form}s" in forms and form.islower())


@cache
def _rates() -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in lexicon_rows("units") if row["per"])


def _own_unit(amount: str) -> str:
    last = amount.rpartition(" ")[2]
    return _NUMBER.sub("", last, count=1).casefold()
