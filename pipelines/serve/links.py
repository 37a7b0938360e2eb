"""Addresses of pages, and links from a count to the list of the articles or acts that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from dyadwire.pipelines.ask.options import ACT_CLASSES
from dyadwire.pipelines.ask.periods import next_period
from dyadwire.pipelines.ask.subjects import Subject
from dyadwire.pipelines.pages.html import LISTS, Site
from dyadwire.pipelines.serve.questions import Question

SITE = Site((*LISTS, ("sql", "SQL")), live=True)
KEPT = ("on", "since", "until", "language")  # from page to page
Given = Mapping[str, list[str]]
# Columns that count articles, and with what the page of articles lists those alone.
_ARTICLES: dict[str, dict[str, Any]] = {
    "articles": {}, "originals": {"originals": 1}, "recent": {"originals": 1}, "weight": {},
}  # fmt: skip
_ACTS = ("acts", "recent", "weight")
_WAYS = {"from": "actor", "to": "recipient"}  # of columns such as conflict_from
COUNTING = ("index", "movers", "network", "outlets", "trend")  # pages with such columns
_UNLISTED = ("outlet-country", "panel")  # of a trend: no list of articles is narrowed so


class PageRequest(NamedTuple):
    """A page that is asked for: its question and pair, its parameters, and its form: html (empty), json or csv."""

    name: str
    question: Question
    subject: Subject | None
    given: Given
    form: str

    @property
    def address(self) -> str:
        """The page as `Site.to` takes it, without its form."""
        if self.is_of_country:
            return self.of
        return f"{self.of}/{self.name}" if self.of else self.name

    @property
    def of(self) -> str:
        """The page of its pair or country, in the same way; nothing where it is of all pairs."""
        return address_of(self.subject) if self.subject else ""

    @property
    def is_of_country(self) -> bool:
        """It is the page that a country has, with its pairs and how much it is in the news."""
        return self.subject is not None and self.name == "index"

    def to(self, form: str = "", **other: Any) -> str:
        """Return the address of the page with other parameters, or in another form."""
        return SITE.to(self.address + (f".{form}" if form else ""), **{**self.given, **other})


def address_of(subject: Subject) -> str:
    """Return the page of a pair or country as `Site.to` takes it."""
    return f"{'pair' if subject.other else 'country'}/{subject.code}"


class Links(NamedTuple):
    """What a page was asked (`given`, as in its address), by which step its periods go, and the dates it counts."""

    site: Site
    given: Mapping[str, list[str]]
    of: str = ""  # the page of the pair or country that all rows are of; else each row has its own pair
    by: str = ""
    dates: tuple[date | None, date | None] = (None, None)

    def to(self, column: str, row: dict[str, Any]) -> str:
        """Return the address of what a cell counts; nothing where it counts nothing, or no page lists just that."""
        if not row[column]:
            return ""
        of_class = self.given.get("class", [""])[-1]
        page, asked = ("acts", self._acts(column, row, of_class)) if of_class else ("articles", _articles(column, row))
        if asked is None or (not of_class and self._is_unlisted):
            return ""
        of = self.of or f"pair/{row.get('dyad') or '-'.join(sorted((row['source'], row['target'])))}"
        return self.site.to(f"{of}/{page}", **{**self._within(row), **asked})

    @property
    def _is_unlisted(self) -> bool:
        return any(any(self.given.get(name, [])) for name in _UNLISTED)

    def _acts(self, column: str, row: dict[str, Any], of_class: str) -> dict[str, Any] | None:
        side, _, way = column.rpartition("_")
        named = side if way in _WAYS else column.replace("_", " ")
        if column not in _ACTS and named not in ACT_CLASSES:
            return None
        asked = {"class": of_class if column in _ACTS else named, "confidence": self.given.get("confidence", [""])[-1]}
        ways = {_WAYS[way]: self.of.rpartition("/")[2]} if way in _WAYS else {"actor": row.get("source")}
        return asked | ways | {"once": 1}

    def _within(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the time of a count: that of its row or its page; where neither tells one, what was asked for."""
        asked = {name: self.given.get(name) for name in ("on", "since", "until", "language", "outlet", "match")}
        first, last = self.dates
        if not (first and last):
            return asked
        if self.by:
            start = row["starts"]
            first, last = max(first, start), min(last, next_period(start, self.by) - timedelta(days=1))
        return asked | {"since": first, "until": last}


def _articles(column: str, row: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the page of articles is asked with; None where it lists no such articles."""
    is_of_home = "outlet_country" in row and "outlet" not in row
    if column not in _ARTICLES or is_of_home:
        return None
    part = {name: row[name] for name in ("language", "outlet") if name in row}
    return _ARTICLES[column] | part
