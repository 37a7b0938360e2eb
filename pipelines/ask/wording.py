"""Words for people: names of columns and codes, headlines and periods."""

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

# What stands before a time in a text and is no part of its name.
BEFORE_A_TIME = re.compile(r"^(?:than )?(?:(?:in|for|during|at|on|to|with) )?(?:the (?=\d{4}/))?", re.IGNORECASE)
_TWO_DIGITS = len("likely 0.00")
_DECADE = 10  # years
_OPENING = 90  # characters of a text that stand for its title; no word is cut where words have spaces
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
        return BEFORE_A_TIME.sub("", row.get("period_text") or "")
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
