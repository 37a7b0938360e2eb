"""Words for people: names of columns and codes, headlines, measures and periods."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from dyadwire.pipelines.ask.languages import name_of_language
from dyadwire.pipelines.ask.places import lexicon_rows, name_of, pair_name
from dyadwire.pipelines.messages import clean
from dyadwire.schemas.dyad import BLOCS
from dyadwire.schemas.states import EXPECTED

AHEAD = ("target", "forecast", "plan")  # qualifiers of what is yet to be; the others read well before a number
_CONTINENTAL = ("African", "Arab", "Asian", "European")
# Words of a comparison read well behind "up" and "down". Others would be taken for when it rose: "up in 2003".
_COMPARES = re.compile(
    r"(?:from|compared|against|vs\.?|versus|above|below|over|since|between|on (?:an?|the|last)"
    r"|(\w+)[- ](?:on|over)[- ]\1)\b",  # year on year, quarter-on-quarter
    re.IGNORECASE,
)
_BEFORE_A_TIME = re.compile(r"^(?:than )?(?:(?:in|for|during|at|on|to|with) )?(?:the (?=\d{4}/))?", re.IGNORECASE)
_TWO_DIGITS = len("likely 0.00")
_DECADE = 10  # years
_OPENING = 90  # characters of a text that stand for its title; no word is cut where words have spaces
_LONGEST = 3  # words of a country's name at the beginning of a measure: United Arab Emirates
_SPELLED_OUT = frozenset(("ASEAN", "AUKUS", "BRICS", "NATO"))  # blocs that are read as words; of others stands "the EU"

# Columns → what people call them.
CALLED = {"iso3": "country", "full_name": "name", "dyad": "pair"}

# What a role has of names: roles are stored in small letters.
_IN_ROLES = (
    "African Union", "ASEAN", "AU Commission", "Brexit", "CIA", "Downing Street", "Duma", "EU", "Europe", "European",
    "European Central Bank", "European Commission", "European Council", "European Parliament", "European Union", "FBI",
    "Fed", "Federal Reserve", "FIFA", "House majority", "House minority", "House speaker", "IAEA", "ICC", "IMF",
    "Knesset", "Kremlin", "Lok Sabha", "lower house", "MEP", "Middle East", "MP", "NATO", "Northern Ireland", "OPEC",
    "Pentagon", "Senate", "State Department", "Taliban", "UEFA", "UN", "UNESCO", "United Nations", "upper house",
    "White House", "WHO", "World Bank", "WTO",
)  # fmt: skip
_NAMES_IN_ROLES = {name.lower(): name for name in _IN_ROLES}
_FIND_IN_ROLE = re.compile(rf"\b(?:{'|'.join(sorted(_NAMES_IN_ROLES, key=len, reverse=True))})\b")


def role_name(role: str) -> str:
    """Write a role as news does.

    >>> role_name("former imf managing director"), role_name("european commission president")
    ('former IMF managing director', 'European Commission president')
    """
    return _FIND_IN_ROLE.sub(lambda found: _NAMES_IN_ROLES[found[0]], clean(role))


# Columns of codes → what names a code.
CODED: dict[str, Callable[[str], str]] = dict.fromkeys(("iso3", "outlet_country", "source", "target"), name_of)
CODED |= {"language": name_of_language, "role": role_name, "dyad": lambda code: pair_name(*code.split("-"))}


def in_words(column: str, code: str | None) -> str:
    """Return the name of a code of a column; nothing for none.

    >>> in_words("iso3", "RUS"), in_words("language", "ru"), in_words("dyad", "CHN-RUS"), in_words("iso3", None)
    ('Russia', 'Russian', 'China–Russia', '')
    """
    return CODED[column](code) if code else ""


def in_text(name: str) -> str:
    """Write the name of a country or a bloc as it stands in a sentence.

    >>> [in_text(name) for name in ("United States", "African Union", "EU", "NATO members", "NATO", "France")]
    ['the United States', 'the African Union', 'the EU', 'the NATO members', 'NATO', 'France']
    """
    return f"the {name}" if name in _with_article() or name.endswith(" members") else name


@cache
def _with_article() -> frozenset[str]:
    blocs = map(name_of, BLOCS - _SPELLED_OUT)
    return frozenset(blocs).union(row["name"] for row in lexicon_rows("countries") if row["article"])


def headline(row: dict[str, Any]) -> str:
    """Return the title of an article; of one without, the beginning of its text where the row has it, else its address.

    >>> headline({"title": " ", "opening": "Talks  on gas", "url": None}), headline({"title": None, "url": "a.org/1"})
    ('“Talks on gas”', 'a.org/1')
    >>> headline({"title": "", "opening": "gas " * 30, "url": None})[-9:]
    'gas gas…”'
    """
    text = row.get("opening") or ""
    opening = " ".join(text.split())
    if len(text) > _OPENING:
        opening = (opening[:_OPENING].rpartition(" ")[0] or opening[:_OPENING]) + "…"
    title = (row["title"] or "").strip()
    return title or (f"“{opening}”" if opening else row["url"] or "(no title)")


def likely(row: dict[str, Any]) -> str:
    """Say how probable a figure or an act is; nothing where no probability is told.

    Digits are cut, not rounded: --confidence 0.95 leaves nothing out that says 0.95, and nothing is certain.

    >>> likely({"confidence": 0.948}), likely({"confidence": 1.0}), likely({"confidence": None})
    ('likely 0.94', 'likely 0.99', '')
    """
    return "" if row["confidence"] is None else f"likely {min(row['confidence'], 0.99):.6f}"[:_TWO_DIGITS]


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
    return base and "compared with " + _BEFORE_A_TIME.sub("", base)


@cache
def _earlier_abroad() -> dict[str, str]:
    """Return how other languages compare with what came before, in small letters, and its unit, mostly a year."""
    from dyadwire.transforms.text.languages.pack import CODES  # only where no English word says it

    rows = (row for code in CODES for row in lexicon_rows(f"languages/{code}/times") if row["kind"] == "year_earlier")
    return {form.lower(): row["value"] or "year" for row in rows for form in row["forms"].split("|")}


def is_change(row: dict[str, Any]) -> bool:
    """Tell a figure by which something rose or fell, "up 3 percent", from one to which it did, "3 percent, up"."""
    return row.get("role") == "change" and bool(row["direction"])


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


def period_name(row: dict[str, Any]) -> str:
    """Write a period as people do: 2023, July 2026, January to March 2024, 1980s, its two dates, or as it is told.

    >>> from datetime import date
    >>> period_name({"period_start": date(2026, 7, 1), "period_end": date(2026, 7, 31)})
    'July 2026'
    >>> period_name({"period_start": date(1980, 1, 1), "period_end": date(1989, 12, 31)})
    '1980s'
    >>> period_name({"period_start": None, "period_end": None, "period_text": "in fiscal year 2021"})
    'fiscal year 2021'
    """
    start, end = row["period_start"], row["period_end"]
    if start is None:
        return _BEFORE_A_TIME.sub("", row.get("period_text") or "")
    if end is None or end == start:
        return f"{start}"
    if start.day != 1 or end.day != calendar.monthrange(end.year, end.month)[1]:
        return f"{start} to {end}"
    return _of_years(start.year, end.year) if (start.month, end.month) == (1, 12) else _of_months(start, end)


def _of_years(first: int, last: int) -> str:
    if last - first == _DECADE - 1 and first % _DECADE == 0:
        return f"{first}s"
    return f"{first}" if first == last else f"{first} to {last}"


def _of_months(start: date, end: date) -> str:
    until = f"{end:%B} {end.year}"
    if start.year != end.year:
        return f"{start:%B} {start.year} to {until}"
    return until if start.month == end.month else f"{start:%B} to {until}"


@cache
def _names() -> frozenset[str]:
    aliases = {row["alias"] for row in lexicon_rows("country_aliases")}
    return frozenset(
        aliases.union(_CONTINENTAL, calendar.month_name[1:], (r["name"] for r in lexicon_rows("countries")))
    )


def pieces(text: str, marks: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Cut a text at its marks: (piece, name of the country it stands for, or nothing). Overlaps and strays are skipped.

    >>> list(pieces("In Moscow now", [{"start_char": 3, "end_char": 9, "iso3": "RUS"}]))
    [('In ', ''), ('Moscow', 'Russia'), (' now', '')]
    """
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark["start_char"], -mark["end_char"])):
        if at <= mark["start_char"] < mark["end_char"] <= len(text):
            if mark["start_char"] > at:
                yield clean(text[at : mark["start_char"]]), ""
            yield clean(text[mark["start_char"] : mark["end_char"]]), name_of(mark["iso3"])
            at = mark["end_char"]
    if at < len(text):
        yield clean(text[at:]), ""
