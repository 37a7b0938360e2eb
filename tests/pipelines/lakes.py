"""Small lakes for the tests of questions: a few rows written as the pipeline does, their rollups recounted here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, get_type_hints

import pyarrow.parquet as pq

from dyadwire.schemas import records, settled_records
from dyadwire.schemas.arrow import to_table
from dyadwire.schemas.tables import TABLES, UNKNOWN_MONTH, month_of

Rows = dict[str, list[tuple[Any, ...]]]
_ZERO = {str: "", int: 0, float: 0.0, bool: False, tuple[str, ...]: (), tuple[int, ...]: ()}


def row(record: type, **values: Any) -> Any:
    """Return a record; what is not given is null, or empty where the column can't be null."""
    hints = get_type_hints(record)
    assert not set(values) - set(hints), f"{record.__name__} has no {sorted(set(values) - set(hints))}"
    return record(**{name: values.get(name, _ZERO.get(hint)) for name, hint in hints.items()})


def write_lake(lake: Path, rows: Rows) -> Path:
    """Write rows into month partitions, after an empty file in every table as the pipeline leaves it."""
    for table in TABLES.values():
        months = defaultdict(list, {UNKNOWN_MONTH: []})
        for one in rows.get(table.name, []):
            months[month_of(getattr(one, table.date_column))].append(one)
        for month, part in months.items():
            folder = lake / table.folder(month)
            folder.mkdir(parents=True, exist_ok=True)
            if part:
                pq.write_table(to_table(table.record, sorted(part, key=repr)), folder / "part-0.parquet")
            else:
                (folder / "part-empty.parquet").write_bytes(_without_rows(table.record))
    return lake


@cache
def _without_rows(record: type) -> bytes:
    """Return the file of no rows, which is most of what a small lake holds and the same in each."""
    pq.write_table(to_table(record, []), written := BytesIO())
    return written.getvalue()


class Newsdesk:
    """Collects articles by hand, then fills the rollups by a plain recount."""

    def __init__(self) -> None:
        self.rows: Rows = defaultdict(list)
        self.collected: dict[tuple[date, str], str] = {}
        self.copies: dict[str, str] = {}
        self.countries: dict[str, str | None] = {}

    def collect(self, outlet: str, days: Iterable[date], how: str = "complete", country: str | None = None) -> None:
        """Declare that an outlet was collected on these dates."""
        self.countries[outlet] = country
        self.collected.update({(day, outlet): how for day in days})

    def article(
        self,
        name: str,
        day: date | None,
        outlet: str,
        pairs: Iterable[str] = (),
        *,
        revision: str = "r1",
        hour: int | None = 9,
        text: str = "Plain words.",
        title: str = "",
        analysed: bool = True,
        copy_of: str | None = None,
        language: str | None = None,
    ) -> None:
        """Add one revision of an article that is about these pairs, each named in its first sentence."""
        key: dict[str, Any] = {"article_id": name, "revision": revision, "published_date": day}
        at = datetime(2026, 3, 1, hour, tzinfo=UTC) if hour is not None else None
        home = self.countries.get(outlet)
        url = f"https://{outlet}/{name}"
        more = {"outlet_country": home, "fetched_at": at, "analysed": analysed, "text": text, "url": url}
        more["language"] = language
        self._add("articles", records.Article, **key, outlet=outlet, title=title or name, **more)
        self._add("sentences", records.Sentence, **key, sentence=0, end_char=len(text), text=text)
        if copy_of:
            self.copies[name] = copy_of
        for pair in pairs:
            one, other = pair.split("-")
            self._add("dyad_mentions", records.DyadMention, **key, country_a=one, country_b=other, explicit=True)
            sides: dict[str, Any] = {"country_a": one, "country_b": other, "salience": 0.5, "sentences": 1}
            self._add("article_dyads", records.ArticleDyad, **key, **sides, first_sentence=0)

    def mention(self, name: str, day: date, pair: str, revision: str = "r1") -> None:
        """Add a sentence that names a pair which the article is not about."""
        one, other = pair.split("-")
        key: dict[str, Any] = {"article_id": name, "revision": revision, "published_date": day, "sentence": 7}
        self._add("dyad_mentions", records.DyadMention, **key, country_a=one, country_b=other, explicit=True)

    def country(self, name: str, day: date, iso3: str, surface: str, text: str, *, kind: str = "name") -> None:
        """Add the first mention of one country in the first sentence."""
        key: dict[str, Any] = {"article_id": name, "revision": "r1", "published_date": day}
        start = text.index(surface)
        span = {"start_char": start, "end_char": start + len(surface), "surface": surface}
        self._add("country_mentions", records.CountryMention, **key, **span, iso3=iso3, kind=kind)

    def add(self, table: str, **values: Any) -> None:
        """Add any other row."""
        self._add(table, TABLES[table].record, **values)

    def write(self, lake: Path) -> Path:
        """Settle and write."""
        current = _current(self.rows["articles"])
        self.rows["stories"] = [
            settled_records.Story(
                a.article_id, a.published_date, self.copies.get(a.article_id, a.article_id), original, None
            )
            for a in current.values()
            for original in (a.article_id not in self.copies,)
        ]
        self.rows["pair_articles"] = _pair_articles(current, self.rows, set(self.copies))
        self.rows["outlet_days"] = _outlet_days(current, self.collected, self.countries, set(self.copies))
        self.rows["dyad_days"] = _dyad_days(current, self.rows, set(self.copies))
        return write_lake(lake, self.rows)

    def _add(self, table: str, record: type, **values: Any) -> None:
        self.rows[table].append(row(record, **values))


def _current(articles: list[Any]) -> dict[str, Any]:
    oldest = datetime(1, 1, 1, tzinfo=UTC)
    # Sorted twice: the smallest revision wins among those fetched last.
    ordered = sorted(sorted(articles, key=lambda a: a.revision, reverse=True), key=lambda a: a.fetched_at or oldest)
    return {a.article_id: a for a in ordered}


def _pair_articles(current: dict[str, Any], rows: Rows, copies: set[str]) -> list[Any]:
    named: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for mention in rows["dyad_mentions"]:
        if mention.explicit and current[mention.article_id].revision == mention.revision:
            named[mention.article_id, mention.country_a, mention.country_b].add(mention.sentence)
    about = {
        (d.article_id, d.country_a, d.country_b)
        for d in rows["article_dyads"]
        if current[d.article_id].revision == d.revision
    }
    found = []
    for key in sorted(about | set(named)):
        name, one, other = key
        of = current[name]
        if of.published_date:
            sides = (of.published_date, one, other, name, of.revision, of.outlet)
            found.append(
                settled_records.PairArticle(*sides, key in about, name not in copies, tuple(sorted(named[key])))
            )
    return found


def _outlet_days(current: dict[str, Any], collected: Any, countries: Any, copies: set[str]) -> list[Any]:
    keys = set(collected) | {(a.published_date, a.outlet) for a in current.values() if a.published_date}
    days = []
    for day, outlet in sorted(keys):
        here = [a for a in current.values() if (a.published_date, a.outlet) == (day, outlet)]
        analysed = [a for a in here if a.analysed]
        originals = [a for a in analysed if a.article_id not in copies]
        how = collected.get((day, outlet), "partial")
        counts = (len(here), len(analysed), len(originals))
        days.append(settled_records.OutletDay(day, outlet, countries.get(outlet), how, *counts))
    return days


def _dyad_days(current: dict[str, Any], rows: Rows, copies: set[str]) -> list[Any]:
    def kept(table: str) -> list[Any]:
        return [r for r in rows[table] if current[r.article_id].revision == r.revision and r.published_date]

    keys = {(r.published_date, r.country_a, r.country_b) for r in kept("dyad_mentions") + kept("article_dyads")}
    days = []
    for key in sorted(keys):
        mentions = [m for m in kept("dyad_mentions") if (m.published_date, m.country_a, m.country_b) == key]
        about = {d.article_id for d in kept("article_dyads") if (d.published_date, d.country_a, d.country_b) == key}
        analysed = [a for a in current.values() if a.published_date == key[0] and a.analysed]
        days.append(
            settled_records.DyadDay(
                *key,
                sentences=len({(m.article_id, m.sentence) for m in mentions}),
                mentioned_articles=len({m.article_id for m in mentions if m.explicit}),
                articles=len(about),
                originals=len(about - copies),
                outlets=len({current[name].outlet for name in about}),
                total_articles=len(analysed),
                total_originals=len([a for a in analysed if a.article_id not in copies]),
                total_outlets=len({a.outlet for a in analysed}),
            )
        )
    return days


def small_lake(lake: Path) -> Path:
    """Write the lake of the tests: 1 to 14 March 2026, nothing collected on the 5th and 6th.

    Russia-China articles by date: 1st 2 (one is a copy), 2nd 0, 3rd 1, 4th 0, 8th 1 (revised; the old revision was
    about China-USA), 10th 1 (partly collected). Besides: one undated, one from 1999, one in a language not analysed.
    """
    desk = Newsdesk()
    march = [date(2026, 3, 1) + timedelta(days=n) for n in range(14)]
    desk.collect("daily.example", [d for d in march if d.day not in (5, 6)], country="GBR")
    desk.collect("wire.example", [d for d in march if d.day <= 4], country="FRA")
    desk.collect("wire.example", [date(2026, 3, 10)], how="partial", country="FRA")
    desk.article("a1", march[0], "wire.example", ["CHN-RUS"], text="Russia and China signed a gas deal on Monday.")
    desk.article("a2", march[0], "daily.example", ["CHN-RUS"], copy_of="a1", text="Russia and China signed a gas deal.")
    desk.article("a3", march[0], "daily.example", ["DEU-RUS", "FRA-RUS"], text="Russia wrote to Germany and France.")
    desk.article("a4", march[1], "daily.example", ["CHN-USA"], text="China met the United States.")
    desk.article("a5", march[2], "daily.example", ["CHN-RUS", "CHN-USA"], text="China, Russia and the US spoke.")
    desk.article("a6", march[3], "wire.example", text="A quiet day.")
    desk.article("a7", march[7], "daily.example", ["CHN-USA"], revision="r1", hour=9, text="An early version.")
    desk.article("a7", march[7], "daily.example", ["CHN-RUS"], revision="r0", hour=11, text="China warned Russia.")
    desk.article("a8", march[9], "wire.example", ["CHN-RUS"], text="Russia sold oil to China.")
    desk.article("a9", march[9], "daily.example", text="Ein Bericht.", analysed=False)
    desk.article("b1", None, "daily.example", ["CHN-RUS"], text="An undated piece on Russia and China.")
    desk.article("b2", date(1999, 1, 5), "daily.example", ["CHN-RUS"], text="An old piece on Russia and China.")
    desk.mention("a4", march[1], "CHN-RUS")
    deal = "Russia and China signed a gas deal on Monday."
    for name, iso3, surface, text in (
        ("a1", "RUS", "Russia", deal),
        ("a1", "CHN", "China", deal),
        ("a2", "RUS", "Russia", deal),
        ("a2", "CHN", "China", deal),
        ("a3", "RUS", "Russia", "Russia wrote to Germany and France."),
    ):
        desk.country(name, march[0], iso3, surface, text)
    _add_figures_and_people(desk, march)
    agreed = {"act_class": "verbal cooperation", "mutual": True, "surface": "signed", "start_char": 17, "end_char": 23}
    sides = {"actor": "CHN", "recipient": "RUS", "status": "done", "confidence": 0.9}
    for name in ("a1", "a2"):
        key = {"article_id": name, "revision": "r1", "published_date": march[0]}
        desk.add("acts", **key, **sides, **agreed, code="AGREE")
    key = {"article_id": "a7", "revision": "r0", "published_date": march[7]}
    desk.add("acts", **key, **sides, code="THREATEN", act_class="verbal conflict")
    return desk.write(lake)


def _add_figures_and_people(desk: Newsdesk, march: list[date]) -> None:
    trade: dict[str, Any] = {"value": 240e9, "value_text": "240000000000", "kind": "money", "unit": "USD"}
    trade |= {"currency": "USD", "value_usd": 240e9, "country_a": "CHN", "country_b": "RUS", "surface": "$240 billion"}
    trade |= {"measure": "trade", "role": "level", "countries": ("CHN", "RUS"), "evidence": "clause"}
    for name, day in (("a1", march[0]), ("a2", march[0]), ("a5", march[2])):
        key: dict[str, Any] = {"article_id": name, "revision": "r1", "published_date": day}
        desk.add("figures", **key, **trade)
        desk.add("figures", **key, **(trade | {"start_char": 20, "value": 3.0, "trivial": True, "surface": "three"}))
        person = {"full_name": "Vladimir Putin", "role": "president", "iso3": "RUS", "mentions": 2}
        desk.add("people", **key, **person)
    rise = trade | {
        "value": 5.0,
        "value_text": "5",
        "kind": "percent",
        "unit": "%",
        "currency": None,
        "value_usd": None,
    }
    rise |= {
        "surface": "5 percent",
        "role": "change",
        "direction": "up",
        "measure": "bilateral trade",
        "state": "expected",
        "start_char": 40,
    }
    desk.add("figures", article_id="a8", revision="r1", published_date=march[9], **rise)


def busy_lake(lake: Path, days: int = 60, a_day: int = 12) -> Path:
    """Write a lake of regular coverage: `a_day` articles a day over four outlets, pairs as dice with a seed fall."""
    desk = Newsdesk()
    dates = [date(2026, 1, 1) + timedelta(days=n) for n in range(days)]
    outlets = [f"outlet{n}.example" for n in range(4)]
    pairs = ["-".join(pair) for pair in combinations(("CHN", "DEU", "IND", "RUS", "USA"), 2)]
    for outlet in outlets:
        desk.collect(outlet, [d for d in dates if d.day != 20], country="GBR")
    dice = Random(3)
    number = 0
    for day in dates:
        for n in range(a_day if day.day != 20 else 0):
            number += 1
            pair = dice.choices(pairs, weights=range(len(pairs), 0, -1))[0]
            desk.article(f"n{number:05}", day, outlets[n % 4], [pair], text=f"The governments of {pair} met again.")
    return desk.write(lake)


def hostile_lake(lake: Path) -> Path:
    """Write a lake whose every text tries to be more than text."""
    desk = Newsdesk()
    day = date(2026, 3, 1)
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202e{{ 7 * 7 }}"
    outlet = "\"><img src=x onerror=alert(1)>'"
    desk.collect(outlet, [day], country="GBR")
    desk.article("x1", day, outlet, ["CHN-RUS"], text=markup, title=markup)
    desk.rows["articles"][0] = desk.rows["articles"][0]._replace(url="javascript:alert(1)", extractor=markup)
    key: dict[str, Any] = {"article_id": "x1", "revision": "r1", "published_date": day, "country_a": "CHN"}
    desk.add("figures", **key, country_b="RUS", value=1.0, kind="count", unit=markup, measure=markup, surface=markup)
    desk.add("people", **{k: key[k] for k in list(key)[:3]}, full_name=markup, role=markup, iso3="RUS", mentions=1)
    desk.country("x1", day, "RUS", "alert", markup)
    sides = {"actor": "RUS", "recipient": "CHN", "code": "AID", "act_class": "material cooperation", "surface": markup}
    desk.add(
        "acts", **{k: key[k] for k in list(key)[:3]}, **sides, status="done", confidence=0.5, start_char=0, end_char=3
    )
    return desk.write(lake)
