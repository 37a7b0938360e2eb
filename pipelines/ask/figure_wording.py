"""Words for what a figure says: its claim and extent, what it is compared with, what it measures, which way it goes."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import Any

from dyadwire.pipelines.ask.places import lexicon_rows, name_of
from dyadwire.pipelines.ask.wording import BEFORE_A_TIME
from dyadwire.schemas.states import EXPECTED

AHEAD = ("target", "forecast", "plan")  # qualifiers of what is yet to be; the others read well before a number
_CONTINENTAL = ("African", "Arab", "Asian", "European")
# Words of a comparison read well behind "up" and "down". Others would be taken for when it rose: "up in 2003".
_COMPARES = re.compile(
    r"(?:from|compared|against|vs\.?|versus|above|below|over|since|between|on (?:an?|the|last)"
    r"|(\w+)[- ](?:on|over)[- ]\1)\b",  # year on year, quarter-on-quarter
    re.IGNORECASE,
)
_LONGEST = 3  # words of a country's name at the beginning of a measure: United Arab Emirates


def claim_of(row: dict[str, Any]) -> str:
    """Name what a figure that is yet to be is, behind its amount; nothing of one that is reported.

    >>> claim_of({"qualifier": "target", "state": "expected"}), claim_of({"qualifier": "at least", "state": "expected"})
    ('target', 'expected')
    >>> claim_of({"qualifier": "at least", "state": "reported"}), claim_of({"qualifier": None, "state": None})
    ('', '')
    """
    return row["qualifier"] if row["qualifier"] in AHEAD else EXPECTED if row["state"] == EXPECTED else ""


def extent_of(row: dict[str, Any]) -> str:
    """Name what a figure is not to be quoted without, before its amount: at least, about, record; else nothing."""
    return "" if row["qualifier"] in AHEAD else row["qualifier"] or ""


def flow_of(row: dict[str, Any]) -> str:
    """Write from where to where what a figure counts goes; nothing where that is not told.

    >>> flow_of({"origin": "CHN", "destination": "RUS"}), flow_of({"origin": None, "destination": None}), flow_of({})
    ('China → Russia', '', '')
    """
    origin, destination = row.get("origin"), row.get("destination")
    return f"{name_of(origin)} → {name_of(destination)}" if origin and destination else ""


def base_of(row: dict[str, Any]) -> str:
    """Write what a figure is compared with; nothing where that is not told.

    >>> base_of({"baseline_text": "from 2021"}), base_of({"baseline_text": "on a year earlier"})
    ('from 2021', 'on a year earlier')
    >>> base_of({"baseline_text": "in 2003"}), base_of({"baseline_text": "Friday"}), base_of({"baseline_text": None})
    ('compared with 2003', 'compared with Friday', '')
    >>> base_of({"baseline_text": "with 2019"}), base_of({"baseline_text": "quarter-on-quarter"})
    ('compared with 2019', 'quarter-on-quarter')
    >>> base_of({"baseline_text": "同比"}), base_of({"baseline_text": "sur un an"})
    ('on a year earlier', 'on a year earlier')
    """
    base = row["baseline_text"] or ""
    if _COMPARES.match(base):
        return base[0].lower() + base[1:]
    told = base and not any(map(str.isdigit, base))  # most bases are years: no lexicon is read for them
    if told and (unit := _earlier_abroad().get(base.lower().replace("’", "'"))):
        return "on the period before" if unit == "period" else f"on a {unit} earlier"
    return base and "compared with " + BEFORE_A_TIME.sub("", base)


@cache
def _earlier_abroad() -> dict[str, str]:
    """Return how other languages compare with what came before, in small letters, and its unit, mostly a year."""
    from dyadwire.transforms.text.languages.pack import CODES  # only where no English word says it

    rows = (row for code in CODES for row in lexicon_rows(f"languages/{code}/times") if row["kind"] == "year_earlier")
    return {form.lower(): row["value"] or "year" for row in rows for form in row["forms"].split("|")}


def is_change(row: dict[str, Any]) -> bool:
    """Tell a figure by which something rose or fell, "up 3 percent", from one to which it did, "3 percent, up"."""
    return row.get("role") == "change" and bool(row["direction"])


def way_of(row: dict[str, Any]) -> str:
    """Write which way a figure goes; nothing where that is not told, or where the figure itself is the word for it.

    >>> way_of({"direction": "up", "unit": "time", "surface": "doubled", "role": "change"})
    ''
    >>> way_of({"direction": "up", "unit": "time", "surface": "fivefold", "role": "change"})
    'up'
    >>> way_of({"direction": "down", "unit": "%", "surface": "half"}), way_of({"direction": None})
    ('down', '')
    """
    surface = row.get("surface") or ""
    is_verb = is_change(row) and row.get("unit") == "time" and surface.isalpha() and not surface.endswith("fold")
    return "" if is_verb else row["direction"] or ""


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
