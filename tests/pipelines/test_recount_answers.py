"""Answers about random small lakes equal a recount, in plain Python, of what the README says that they count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.figure_rows import FigureQuery
from dyadwire.pipelines.ask.left_out import LeftOut, left_out_of_pair
from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.questions import acts, articles, evidence, figures, top, trend
from dyadwire.pipelines.ask.subjects import read_subjects
from tests.pipelines.lakes import Newsdesk

LEFT = date(2020, 1, 31)  # the last day on which Britain was a member of the Union
DAYS = [LEFT + timedelta(days=n) for n in range(-3, 4)]
OUTLETS = {"one.example": "GBR", "two.example": "FRA", "three.example": "GBR"}
PAIRS = ("CHN-RUS", "EU-RUS", "FRA-GBR", "FRA-RUS", "GBR-RUS")
ASKED = (("EU", "RUS"), ("EU:members", "RUS"), ("GBR", "EU:members"))
CODES = {"CONSULT": "verbal cooperation", "AID": "material cooperation", "ACCUSE": "verbal conflict"}


def random_desk(dice: Random) -> Newsdesk:
    """Return articles with revisions, copies and no dates, of two languages or not analysed, and what is in them."""
    desk = Newsdesk()
    for outlet, home in OUTLETS.items():
        desk.collect(outlet, dice.sample(DAYS, 3), dice.choice(("complete", "partial")), home)
    for number in range(60):
        name, day, outlet = f"a{number:02}", dice.choice((*DAYS, None)), dice.choice([*OUTLETS])
        original = f"a{dice.randrange(number):02}" if number and day and dice.random() < 0.3 else None
        for revision in dice.sample(("r1", "r2"), dice.randint(1, 2)):
            key: dict[str, Any] = {"article_id": name, "revision": revision, "published_date": day}
            analysed = dice.random() < 0.7
            kept: dict[str, Any] = {"hour": dice.choice((None, 8, 9)), "language": dice.choice(("en", "en", "ru"))}
            about = dice.sample(PAIRS, dice.randint(0, 3)) if analysed else []
            desk.article(name, day, outlet, about, revision=revision, analysed=analysed, copy_of=original, **kept)
            if day:
                desk.mention(name, day, dice.choice(PAIRS), revision)
            for iso3 in dice.sample(("RUS", "GBR", "FRA"), dice.randint(0, 2)):
                desk.add("country_mentions", **key, iso3=iso3, kind=dice.choice(("name", "city")))
            for sentence in range(3):
                add_act(desk, dice, {**key, "sentence": sentence})
                add_figure(desk, dice, {**key, "sentence": sentence})
    return desk


def add_act(desk: Newsdesk, dice: Random, key: dict[str, Any]) -> None:
    code, sides = dice.choice([*CODES]), dice.sample(dice.choice(PAIRS[-2:]).split("-"), 2)
    ended = key["published_date"] and key["published_date"] - timedelta(days=dice.choice((0, 1, 3, 31, 32)))
    told = {"act_class": CODES[code], "mutual": dice.random() < 0.3, "status": dice.choice(("done", "done", "denied"))}
    of_time = {"period_end": dice.choice((None, None, ended)), "background": dice.choice((None, False, False, True))}
    of_time["period_start"] = dice.choice((None, of_time["period_end"]))
    of_time |= {"confidence": dice.choice((0.4999, 0.5, 0.9))}
    desk.add("acts", **key, actor=sides[0], recipient=sides[1], code=code, **told, **of_time)


def add_figure(desk: Newsdesk, dice: Random, key: dict[str, Any]) -> None:
    one, other = dice.choice(PAIRS).split("-")
    what = {
        "measure": dice.choice(("trade", "The trade", None)),
        "qualifier": dice.choice((None, "record", "forecast")),
    }
    amount = {"value": dice.choice((5.0, 6.0)), "kind": "percent", "unit": "%", "role": "level"}
    sure = {"trivial": dice.random() < 0.2, "confidence": dice.choice((0.4, 0.9))}
    desk.add("figures", **key, country_a=one, country_b=other, countries=(one, other), **what, **amount, **sure)


def is_of(place: str, code: str, day: date | None) -> bool:
    """Tell whether a code is what is asked of: of the Union's members France is one, Britain while it was."""
    members = ("FRA", "GBR") if day and day <= LEFT else ("FRA",)
    return code in members if place == "EU:members" else code == place


def are_of(places: tuple[str, ...], codes: Iterable[str], day: date | None) -> bool:
    """Tell whether a pair is what is asked of, or, of one place alone, has it as a side."""
    if len(places) == 1:
        return any(is_of(places[0], code, day) for code in codes)
    (one, other), (a, b) = places, codes
    return (is_of(one, a, day) and is_of(other, b, day)) or (is_of(one, b, day) and is_of(other, a, day))


def is_over(act: Any) -> bool:
    """Tell whether an act was over more than a month before the article that tells it."""
    return bool((act.period_end and act.period_end < act.published_date - timedelta(days=31)) or act.background)


def on_days(rows: list[Any], *, old: bool) -> list[tuple[date, Any]]:
    """Return the acts of one kind with the day that each is of: told, of its article, or of the last one before it."""
    days: list[date | None] = []
    of_article: dict[Any, date] = {}
    rows = sorted(rows, key=lambda act: act.sentence)
    for act in rows:
        days.append(act.period_start or of_article.get((act.article_id, is_over(act))))
        if act.period_start:
            of_article[act.article_id, is_over(act)] = act.period_start
    told, known = [*filter(None, days)], []
    for day, act in zip(days, rows, strict=True):
        leads = act.published_date if old or act.sentence <= 1 else None
        known.append(day or (leads and (leads if old else last_of(told, leads, 2))))
    led = [*filter(None, known)]
    return [
        (day or last_of(led, act.published_date, 30 if act.code == "AID" else 7), act)
        for day, act in zip(known, rows, strict=True)
    ]


def last_of(days: Iterable[date], day: date, reach: int) -> date:
    """Return the last of some days up to one, so many days back, else that one."""
    return max((each for each in days if timedelta() <= day - each <= timedelta(days=reach)), default=day)


class Recount:
    """What is counted of the rows of a desk."""

    def __init__(self, desk: Newsdesk) -> None:
        self.desk, newest = desk, {}
        for article in sorted(desk.rows["articles"], key=lambda a: a.revision, reverse=True):
            held = newest.get(article.article_id)
            fetched = [a.fetched_at.timestamp() if a.fetched_at else 0.0 for a in (article, held or article)]
            newest[article.article_id] = article if fetched[0] >= fetched[1] else held
        self.articles: dict[str, Any] = newest

    def current(self, table: str) -> Iterator[Any]:
        return (row for row in self.desk.rows[table] if self.articles[row.article_id].revision == row.revision)

    def about(self, places: tuple[str, ...]) -> set[str]:
        """Return the articles about a pair, or those analysed that name a place otherwise than by a city."""
        if len(places) == 1:
            named = (m for m in self.current("country_mentions") if m.kind != "city")
            found = {m.article_id for m in named if is_of(places[0], m.iso3, m.published_date)}
            return {name for name in found if self.articles[name].analysed}
        pairs = ((d, (d.country_a, d.country_b)) for d in self.current("article_dyads"))
        return {d.article_id for d, pair in pairs if are_of((places[0], places[1]), pair, d.published_date)}

    def periods(self, places: tuple[str, ...], days: list[date], outlet: str | None, language: str | None) -> list[Any]:
        """Return articles, originals and those analysed of each day; null where nothing was collected."""
        found, about = [], self.about(places)
        writes = {a.outlet for a in self.desk.rows["articles"] if language in (None, a.language)}
        dated = {(a.published_date, a.outlet) for a in self.articles.values()} | set(self.desk.collected)
        asked = {(day, of) for day, of in dated if outlet in (None, of) and (of in writes or not language)}
        for day in days:
            held = [a for a in self.articles.values() if a.published_date == day and (day, a.outlet) in asked]
            held = [a for a in held if a.analysed and language in (None, a.language)]
            here = about & {a.article_id for a in held}
            counted = (len(here), len(here - self.desk.copies.keys()), len(held))
            found.append(counted if any(of_day == day for of_day, _ in asked) else (None, None, None))
        return found

    def acts(self, confidence: float, *, past: bool) -> list[dict[str, Any]]:
        """Return acts, each once: the same sides and code, on days or the next ones; anew each second date."""
        told: dict[Any, list[Any]] = defaultdict(list)
        for act in self.current("acts"):
            if act.published_date and act.confidence >= confidence and act.status != "denied":
                of_both = act.mutual or act.code == "CONSULT"
                sides = tuple(sorted((act.actor, act.recipient))) if of_both else (act.actor, act.recipient)
                told[sides, act.code, of_both, is_over(act) and not act.period_start].append(act)
        found = []
        for (sides, code, _, old), rows in told.items():
            runs: dict[date, list[Any]] = {}
            begin = before = date.min
            for on_day, act in sorted(on_days(rows, old=old), key=lambda dated: dated[0]):
                begin = on_day if on_day - before > timedelta(days=1) else begin
                before = on_day
                runs.setdefault(begin + timedelta(days=(before - begin).days // 2 * 2), []).append(act)
            for run in runs.values():
                day, sure = min(act.published_date for act in run), max(act.confidence for act in run)
                of_past = all(map(is_over, run))
                found.append({"sides": sides, "code": code, "day": day, "sure": sure, "past": of_past})
        return [act for act in found if act["past"] == past]

    def figures(self, places: tuple[str, ...], least: float) -> Counter[Any]:
        """Return how many dated articles and outlets tell each figure: a forecast is another, `record` a remark."""
        told: dict[Any, set[str]] = defaultdict(set)
        for row in self.current("figures"):
            of_pair = are_of(places, (row.country_a, row.country_b), row.published_date)
            if of_pair and row.published_date and not row.trivial and row.confidence >= least:
                measure = row.measure and row.measure.lower().removeprefix("the ")
                told[row.value, measure, row.qualifier == "forecast", *row.countries].add(row.article_id)
        counts = ((key, len(names), len({self.articles[name].outlet for name in names})) for key, names in told.items())
        return Counter((value, articles, outlets) for (value, *_), articles, outlets in counts)


def some(answer: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.named]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Recount, duckdb.DuckDBPyConnection]]:
    desk = random_desk(Random(1))
    with connect(desk.write(tmp_path_factory.mktemp("recount"))) as connection:
        yield Recount(desk), connection


Lake = tuple[Recount, duckdb.DuckDBPyConnection]


@pytest.mark.parametrize("places", [("EU:members", "RUS"), ("RUS",), ("EU:members",)], ids="-".join)
def test_trends(lake: Lake, places: tuple[str, ...]) -> None:
    recount, connection = lake
    subject, days = read_subjects(("-".join(places),)), DAYS[1:-1]
    within: dict[str, Any] = {"since": days[0], "until": days[-1]}
    for outlet, language in ((None, None), ("one.example", None), (None, "ru")):
        of = {"outlets": (outlet,) if outlet else (), "languages": (language,) if language else ()}
        told = trend.ask(connection, subject, by="day", **within, **of)
        counted = recount.periods(places, days, outlet, language)
        assert some(told, "articles", "originals", "total_articles") == counted
        assert some(told, "share") == [(count / total if total else None,) for count, _, total in counted]
    whole, split = (trend.ask(connection, subject, by="year", **within, split=by) for by in (None, "language"))
    for column in ("articles", "originals", "total_articles"):
        assert sum(value or 0 for (value,) in some(split, column)) == sum(
            value or 0 for (value,) in some(whole, column)
        )


@pytest.mark.parametrize("places", [*ASKED[1:], ("RUS",), ("EU:members",)], ids="-".join)
def test_lists_have_what_is_counted(lake: Lake, places: tuple[str, ...]) -> None:
    recount, connection = lake
    (subject,), within = read_subjects(("-".join(places),)), (DAYS[0], DAYS[-1])
    about = recount.about(places)
    dated = {name for name in about if recount.articles[name].published_date}
    assert sorted(some(articles.ask(connection, subject, *within), "article_id")) == sorted((name,) for name in dated)
    every = some(articles.ask(connection, subject), "article_id")
    assert {name for (name,) in every} - dated == {name for name in about if not recount.articles[name].published_date}
    if not subject.other:
        named = "it" if places == ("RUS",) else "one of them"
        reasons = [why for (why,) in some(articles.ask(connection, subject), "why")]
        assert {why.rpartition(" name")[2].removeprefix("s ").strip() for why in reasons if "sentence" in why} == {
            named
        }
    told = evidence.ask(connection, subject, *within, counted=True)
    assert {name for (name,) in some(told, "article_id")} == dated
    for least in (0.0, 0.9):
        query = FigureQuery(subject, since=within[0], until=within[1], confidence=least)
        told = figures.ask(connection, query)[0]
        assert Counter(some(told, "value", "articles", "outlets")) == recount.figures(places, least)


@pytest.mark.parametrize("place", [None, "EU:members"])
def test_rankings(lake: Lake, place: str | None) -> None:
    recount, connection = lake
    counted, acted = Counter[str](), Counter[str]()
    for row in recount.current("article_dyads"):
        sides, day = (row.country_a, row.country_b), row.published_date
        if day and (not place or any(is_of(place, side, day) for side in sides)):
            counted["-".join(sides)] += 1
    for act in recount.acts(0.5, past=False):
        if not place or any(is_of(place, side, act["day"]) for side in act["sides"]):
            acted["-".join(sorted(act["sides"]))] += 1
    within = {"since": DAYS[0], "until": DAYS[-1]}
    assert dict(some(top.ask(connection, place, **within), "dyad", "articles")) == counted
    assert dict(some(top.ask(connection, place, **within, of_class="all"), "dyad", "acts")) == acted


@pytest.mark.parametrize("places", ASKED[1:], ids="-".join)
def test_acts_are_counted_once_and_the_others_told(lake: Lake, places: tuple[str, str]) -> None:
    recount, connection = lake
    (subject,), within = read_subjects(("-".join(places),)), (DAYS[0], DAYS[-1])

    def of_pair(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [act for act in found if are_of(places, act["sides"], act["day"])]

    for confidence in (None, 0.9):
        told = of_pair(recount.acts(confidence or 0.5, past=False))
        listed = acts.ask(connection, subject, None, None, None, confidence, *within, once=True)
        assert Counter(some(listed, "code", "published_date")) == Counter((act["code"], act["day"]) for act in told)
        periods = trend.ask(
            connection, [subject], by="year", since=within[0], until=within[1], of_class="all", confidence=confidence
        )
        assert sum((one or 0) + (other or 0) for one, other in some(periods, "cooperation", "conflict")) == len(told)
    past = [act for act in of_pair(recount.acts(0, past=True)) if act["sure"] >= 0.5]
    unlikely = [act for act in of_pair(recount.acts(0, past=False)) if act["sure"] < 0.5]
    assert left_out_of_pair(connection, subject.code, within) == LeftOut(len(past), len(unlikely))
