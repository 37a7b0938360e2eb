"""How a figure of the news is written in a line: its amount with the denominator, its measure as within a sentence."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import Any

from pipelines.answers.country_names import lexicon_rows

_CONTINENTAL = ("African", "Arab", "Asian", "European")
_NUMBER = re.compile(r"^[\W\d]+")
_LONGEST = 3  # words of a country's name at the beginning of a measure: United Arab Emirates


def amount_of(row: dict[str, Any]) -> str:
    """Write an amount as reported, with its denominator where the words of the amount do not hold it.

    >>> amount_of({"surface": "$80", "value": 80.0, "per": "barrel"})
    '$80 a barrel'
    >>> amount_of({"surface": "3 bcm/y", "value": 3e9, "per": "year"})
    '3 bcm/y'
    """
    amount, per = str(row["surface"] or row["value"]), row["per"]
    if not per or per in amount or _own_unit(amount) in _rates():
        return amount
    if per == "capita" or per[0].isdigit():
        return f"{amount} per {per}"
    return f"{amount} {'an' if per.startswith(('a', 'e', 'i', 'o', 'hour')) else 'a'} {per}"


def measure_of(row: dict[str, Any]) -> str:
    """Write a measure as within a sentence: a capital stays where it is that of a name, not of a sentence's beginning.

    >>> measure_of({"measure": "Trade", "text": "Trade fell."}), measure_of({"measure": "Indians", "text": None})
    ('trade', 'Indians')
    """
    measure = row["measure"] or ""
    first, _, rest = measure.partition(" ")
    is_plain = first[1:].islower() and not (rest[:1].isupper() and rest[1:2].islower())
    if not is_plain or _begins_with_name(measure) or _is_within(measure, row["text"] or ""):
        return measure
    return measure[0].lower() + measure[1:]


def _is_within(measure: str, text: str) -> bool:
    """Tell whether a sentence has the measure after other words; headlines, without a full stop, capitalise all."""
    before = text[: max(text.find(measure), 0)].rstrip(" \"'“‘(")
    return text.rstrip(" \"'”’)").endswith((".", "!", "?")) and before[-1:] not in ("", *".!?:;–—•|")


def _begins_with_name(measure: str) -> bool:
    words = re.split(r"['’ -]", measure, maxsplit=_LONGEST)
    return any(" ".join(words[:some]) in _names() for some in range(1, _LONGEST + 1))


@cache
def _names() -> frozenset[str]:
    aliases = {row["alias"] for row in lexicon_rows("country_aliases")}
    return frozenset(
        aliases.union(_CONTINENTAL, calendar.month_name[1:], (r["name"] for r in lexicon_rows("countries")))
    )


@cache
def _rates() -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in lexicon_rows("units") if row["per"])


def _own_unit(amount: str) -> str:
    last = amount.rpartition(" ")[2]
    return _NUMBER.sub("", last, count=1).casefold()
