"""The views in plain DuckDB, against counts worked out by hand for the lakes of tests/pipelines/lakes.py."""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import combinations, product
from math import comb
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask.act_rows import acts_between
from dyadwire.pipelines.ask.views import make_named, make_of_files
from dyadwire.pipelines.charts.figures import _same
from dyadwire.schemas import records, settled_records
from dyadwire.schemas.dyad import BLOCS
from dyadwire.schemas.tables import TABLES
from dyadwire.schemas.topics import TOPICS, topics_under
from dyadwire.schemas.views import views_sql
from dyadwire.transforms.text.decide.acts.codes import CLASSES
from tests.pipelines.lakes import Newsdesk, Rows, busy_lake, row, small_lake, write_lake

ONE_THREAD: Any = {"threads": 1}  # several would take longer to share such a lake than to ask it


def opened(lake: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config=ONE_THREAD)
    connection.execute(f"SET VARIABLE lake = '{lake}'")
    connection.execute((files("dyadwire.schemas") / "views.sql").read_text(encoding="utf-8"))
    return connection


class AsNamed:
    """A lake of one test, which names few of all views and macros: each is made as it is named, by its own statement.

    To make all takes longer than all that is asked of it; `opened` does, for lakes that many tests ask.
    """

    def __init__(self, lake: Path) -> None:
        self._connection = duckdb.connect(config=ONE_THREAD)
        self._connection.execute(f"SET VARIABLE lake = '{lake}'")
        make_of_files(self._connection)

    def execute(self, asked: str, *values: Any) -> duckdb.DuckDBPyConnection:
        make_named(self._connection, asked)
        return self._connection.execute(asked, *values)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return opened(small_lake(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return opened(busy_lake(tmp_path_factory.mktemp("busy")))


def column(connection: duckdb.DuckDBPyConnection | AsNamed, name: str, source: str) -> list[Any]:
    return [value for (value,) in connection.execute(f"SELECT {name} FROM {source}").fetchall()]


def test_counts_by_day_with_gaps_where_nothing_was_collected(small: duckdb.DuckDBPyConnection) -> None:
    source = "coverage('RUS-CHN')"
    assert column(small, "articles", source) == [2, 0, 1, 0, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "originals", source) == [1, 0, 1, 0, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "mentioned_articles", source)[:3] == [2, 1, 1]
    assert column(small, "total_articles", source) == [3, 1, 1, 1, None, None, 0, 1, 0, 1, 0, 0, 0, 0]
    assert column(small, "complete_days", source)[9] == 1
    assert column(small, "share", source)[:7] == [2 / 3, 0, 1, 0, None, None, None]


def test_weeks_start_on_monday_and_tell_how_much_was_collected(small: duckdb.DuckDBPyConnection) -> None:
    rows = small.execute("""SELECT period, days, collected_days, articles FROM coverage('CHN-RUS', by := 'week')""")
    assert rows.fetchall() == [(date(2026, 2, 23), 1, 1, 2), (date(2026, 3, 2), 7, 5, 2), (date(2026, 3, 9), 6, 6, 1)]


def test_a_period_before_all_collection_is_all_gaps(small: duckdb.DuckDBPyConnection) -> None:
    source = "coverage('CHN-RUS', since := '2025-01-01', until := '2025-01-03')"
    assert column(small, "articles", source) == [None, None, None]


def test_a_pair_never_seen_is_zero_where_collected(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage('BRA-PER', by := 'month')") == [0]


def test_a_revision_replaces_the_pairs_of_the_one_before(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "revision", "articles WHERE article_id = 'a7'") == ["r0"]
    assert column(small, "country_b", "article_dyads WHERE article_id = 'a7'") == ["RUS"]
    assert sorted(column(small, "country_b", "base.article_dyads WHERE article_id = 'a7'")) == ["RUS", "USA"]


def test_a_bloc_counts_an_article_about_two_members_once(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage_between('RUS', 'EU:members', by := 'month')") == [1]


def test_membership_is_dated(small: duckdb.DuckDBPyConnection) -> None:
    members = "members('EU') WHERE DATE '2019-06-01' BETWEEN valid_from AND valid_until"
    assert len(column(small, "iso3", members)) == 28
    assert "GBR" not in column(
        small, "iso3", "members('EU') WHERE DATE '2026-01-01' BETWEEN valid_from AND valid_until"
    )


@pytest.mark.parametrize(
    ("narrowed", "articles", "total", "collected"),
    [
        ("panel := true", 3, 5, 12),
        ("outlets := ['wire.example']", 2, 3, 5),
        ("outlet_countries := ['FRA']", 2, 3, 5),
        ("\"match\" := 'GAS deal'", 2, 8, 12),
        ("\"match\" := 'nowhere'", 0, 8, 12),
    ],
)
def test_narrowed_to_some_outlets_or_texts(
    small: duckdb.DuckDBPyConnection, narrowed: str, articles: int, total: int, collected: int
) -> None:
    source = f"coverage_between('CHN', 'RUS', by := 'month', {narrowed})"
    found = small.execute(f"SELECT articles, total_articles, collected_days FROM {source}").fetchall()
    assert found == [(articles, total, collected)]


def test_one_country_alone_counts_articles_that_name_it(small: duckdb.DuckDBPyConnection) -> None:
    assert column(small, "articles", "coverage_between('RUS', by := 'month')") == [3]


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("pair", ["CHN-RUS", "DEU-IND", "RUS-USA"])
def test_the_rollup_equals_a_recount(busy: duckdb.DuckDBPyConnection, pair: str, by: str) -> None:
    rollup = busy.execute(f"FROM coverage('{pair}', by := '{by}')").fetchall()
    one, other = pair.split("-")
    recount = busy.execute(f"SELECT * EXCLUDE (outlets) FROM coverage_between('{one}', '{other}', by := '{by}')")
    assert recount.fetchall() == rollup
    assert any(row[4] for row in rollup)


def test_blocs_equal_the_lexicon(small: duckdb.DuckDBPyConnection) -> None:
    text = (files("dyadwire.transforms.lexicon") / "blocs.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    listed = {(r["bloc"], iso3, r["since"], r["until"] or None) for r in rows for iso3 in r["members"].split()}
    found = small.execute(
        "SELECT bloc, iso3, valid_from::TEXT, nullif(valid_until, 'infinity')::TEXT FROM blocs"
    ).fetchall()
    assert set(found) == listed
    assert len(found) == len(listed)


def test_blocs_are_read_from_a_copy_with_line_ends_of_windows_too() -> None:
    def blocs(text: str) -> list[Any]:
        made = duckdb.connect(config=ONE_THREAD)
        made.execute(text[text.index("CREATE OR REPLACE VIEW blocs AS") :].partition(";")[0])
        return made.execute("FROM blocs").fetchall()

    assert blocs(views_sql().replace("\n", "\r\n")) == blocs(views_sql())


def test_codes_equal_the_lexicon(small: duckdb.DuckDBPyConnection) -> None:
    text = (files("dyadwire.transforms.lexicon") / "countries.csv").read_text(encoding="utf-8")
    listed = [r["iso3"] for r in csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))]
    assert column(small, "country_codes()", "range(1)") == [sorted(listed)]
    assert column(small, "bloc_codes()", "range(1)") == [sorted(BLOCS)]
    ((sides,),) = small.execute("SELECT list_sort(list_filter(side_codes(), lambda side: side LIKE '%:%'))").fetchall()
    assert sides == [f"{bloc}:MEMBERS" for bloc in column(small, "DISTINCT bloc", "blocs ORDER BY bloc")]


@pytest.mark.parametrize("pair", ["India-Pakistan", "XXX-YYY", "CHN", "CHN-CHN", "CHN-RUS-USA", ""])
def test_a_pair_that_does_not_exist_is_an_error_and_no_zero(small: duckdb.DuckDBPyConnection, pair: str) -> None:
    with pytest.raises(duckdb.Error, match=f"no such pair: '{pair}'"):
        small.execute(f"FROM coverage('{pair}')").fetchall()


@pytest.mark.parametrize(
    "macro", ["articles_of", "outlet_coverage", "evidence", "figures_of", "figure_trend", "people_of"]
)
def test_every_macro_refuses_a_pair_that_does_not_exist(small: duckdb.DuckDBPyConnection, macro: str) -> None:
    with pytest.raises(duckdb.Error, match="no such pair: 'India-Pakistan'"):
        small.execute(f"FROM {macro}('India-Pakistan')").fetchall()


def test_a_pair_is_checked_where_no_pair_has_a_row(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.collect("one.example", [date(2026, 3, 1)])
    connection = AsNamed(desk.write(tmp_path))
    assert column(connection, "articles", "coverage('chn-RUS')") == [0]
    with pytest.raises(duckdb.Error, match="no such pair"):
        connection.execute("FROM coverage('XXX-YYY')").fetchall()


def test_the_rollup_has_no_members_of_blocs_and_says_what_has(small: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(
        duckdb.Error, match=r"no such pair: 'EU:members-RUS'; .* for members of blocs see coverage_betw"
    ):
        small.execute("FROM coverage('EU:members-RUS')").fetchall()


def test_a_bloc_is_a_side_itself_and_its_members_are_others(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.collect("one.example", [day])
    desk.article("bloc", day, "one.example", ["EU-RUS"])
    desk.article("member", day, "one.example", ["DEU-RUS"])
    connection = AsNamed(desk.write(tmp_path))
    for dyad, article in (("EU-RUS", "bloc"), ("RUS-EU", "bloc"), ("EU:members-RUS", "member"), ("DEU-RUS", "member")):
        assert column(connection, "article_id", f"articles_of('{dyad}')") == [article]
    assert column(connection, "articles", "coverage('EU-RUS')") == [1]
    assert column(connection, "articles", "coverage_between('EU', 'RUS')") == [1]


def test_acts_before_the_polls_are_what_a_change_of_acts_is_measured_against(tmp_path: Path) -> None:
    desk, days = Newsdesk(), [date(2026, 3, day) for day in range(1, 15)]
    desk.collect("one.example", days[7:])
    for day, code in zip(days, ("AID", "ACCUSE") * 7, strict=True):
        desk.article(f"{day}", day, "one.example")
        key = {"article_id": f"{day}", "revision": "r1", "published_date": day, "status": "done", "confidence": 0.9}
        desk.add("acts", **key, actor="CHN", recipient="RUS", code=code, act_class="verbal conflict")
    connection = AsNamed(desk.write(tmp_path))
    assert column(connection, "min(published_date)", "calendar()") == [days[7]]
    assert connection.execute("SELECT recent, expected FROM act_movers(weeks := 1)").fetchall() == [(7, 7)]


def left_the_union(folder: Path) -> Path:
    """Write a lake of Britain's last day in the Union and the next, with an article about it and Russia, and acts."""
    desk, days = Newsdesk(), [date(2020, 1, 31), date(2020, 2, 1)]
    desk.collect("one.example", days)
    for name, day, code in zip(("member", "former"), days, ("AID", "ACCUSE"), strict=True):
        desk.article(name, day, "one.example", ["GBR-RUS", "FRA-GBR"])
        key = {"article_id": name, "revision": "r1", "published_date": day, "status": "done", "confidence": 0.9}
        for recipient in ("RUS", "FRA"):
            desk.add("acts", **key, actor="GBR", recipient=recipient, code=code, act_class="material cooperation")
    desk.mention("former", days[1], "FRA-RUS")
    return desk.write(folder)


def test_rankings_and_lists_take_a_former_member_for_one_only_while_it_was(tmp_path: Path) -> None:
    connection = AsNamed(left_the_union(tmp_path))
    asked = "FROM {}(side := 'EU:members') SELECT country_a || country_b, {} ORDER BY ALL"
    assert connection.execute(asked.format("top_dyads", "articles")).fetchall() == [("FRAGBR", 2), ("GBRRUS", 1)]
    assert connection.execute(asked.format("top_acts", "acts")).fetchall() == [("FRAGBR", 2), ("GBRRUS", 1)]
    assert connection.execute("SELECT article_id, about FROM evidence('EU:members-RUS')").fetchall() == [
        ("member", True),
        ("former", False),  # it names France and Russia, and is about Britain and Russia
    ]
    by_members = acts_between(connection, "EU:MEMBERS-GBR", None, None, once=False, limit=9, actor="EU:MEMBERS")[1]
    assert [row[0] for row in by_members] == ["member"]
    with pytest.raises(duckdb.Error, match="no such country or bloc: 'XXX'"):
        connection.execute("FROM top_dyads(side := 'XXX')").fetchall()


@pytest.mark.parametrize("places", ["'XXX'", "'CHN', 'XXX'", "'XXX', 'EU'"])
def test_a_place_that_does_not_exist_is_an_error(small: duckdb.DuckDBPyConnection, places: str) -> None:
    with pytest.raises(duckdb.Error, match="no such country or bloc: 'XXX'"):
        small.execute(f"FROM coverage_between({places})").fetchall()


@pytest.mark.parametrize("asked", ["coverage('CHN-RUS'", "coverage_between('CHN', 'RUS'"])
def test_an_unknown_period_is_told_with_those_there_are(small: duckdb.DuckDBPyConnection, asked: str) -> None:
    with pytest.raises(duckdb.Error, match="no such period: 'fortnight'; there are day, week, month, quarter and year"):
        small.execute(f"FROM {asked}, by := 'fortnight')").fetchall()


def test_every_table_of_an_empty_lake_answers(tmp_path: Path) -> None:
    connection = AsNamed(write_lake(tmp_path, {}))
    for table in TABLES:
        assert column(connection, "count(*)", table) == [0]
    assert column(connection, "articles", "coverage('CHN-RUS')") == []


def test_what_does_not_exist_is_an_error_in_a_lake_without_dates_too(tmp_path: Path) -> None:
    desk = Newsdesk()
    desk.article("a1", None, "one.example", ["CHN-RUS"])
    connection = AsNamed(desk.write(tmp_path))
    for asked, told in (
        ("coverage('XXX-YYY')", "no such pair: 'XXX-YYY'"),
        ("coverage('CHN-RUS', by := 'fortnight')", "no such period: 'fortnight'"),
        ("coverage_between('XXX')", "no such country or bloc: 'XXX'"),
        ("figures_of('CHN-RUS', from_origin := 'russia')", "no such country or bloc: 'russia'"),
        ("coverage_between('CHN', 'XXX')", "no such country or bloc: 'XXX'"),
        ("coverage_between('CHN', 'RUS', by := 'fortnight')", "no such period: 'fortnight'"),
        ("evidence('XXX-YYY')", "no such pair: 'XXX-YYY'"),
    ):
        with pytest.raises(duckdb.Error, match=told):
            connection.execute(f"FROM {asked}").fetchall()
    assert column(connection, "articles", "coverage('CHN-RUS')") == []
    asked_dates = "coverage('CHN-RUS', since := '2026-03-01', until := '2026-03-02')"
    assert column(connection, "articles", asked_dates) == [None, None]


def test_top_dyads_are_ordered_by_articles(small: duckdb.DuckDBPyConnection) -> None:
    found = small.execute("SELECT country_a, country_b, articles, share, originals, active_days FROM top_dyads()")
    assert found.fetchall() == [
        ("CHN", "RUS", 6, 6 / 9, 5, 4),
        ("CHN", "USA", 2, 2 / 9, 2, 2),
        ("DEU", "RUS", 1, 1 / 9, 1, 1),
        ("FRA", "RUS", 1, 1 / 9, 1, 1),
    ]
    dated = "SELECT articles, share, undated FROM top_dyads(since := '2026-03-01') LIMIT 1"
    assert small.execute(dated).fetchone() == (5, 5 / 8, 0)


def test_the_network_drops_light_edges(small: duckdb.DuckDBPyConnection) -> None:
    found = small.execute("SELECT source, target, weight FROM network(minimum := 2)").fetchall()
    assert found == [("CHN", "RUS", 6), ("CHN", "USA", 2)]


def test_outlets_lead_by_articles(small: duckdb.DuckDBPyConnection) -> None:
    columns = "outlet, outlet_country, articles, originals, share_of_pair, share_of_outlet"
    assert small.execute(f"SELECT {columns} FROM outlet_coverage('CHN-RUS')").fetchall() == [
        ("daily.example", "GBR", 4, 3, 4 / 6, 4 / 6),  # the undated one is in both numbers
        ("wire.example", "FRA", 2, 2, 2 / 6, 2 / 3),
    ]


def test_evidence_gives_each_sentence_of_the_current_revision_with_its_marks(small: duckdb.DuckDBPyConnection) -> None:
    found = small.execute("SELECT article_id, sentence, about, is_original, marks FROM evidence('CHN-RUS')").fetchall()
    assert [row[:4] for row in found] == [
        ("a8", 0, True, True),
        ("a7", 0, True, True),
        ("a5", 0, True, True),
        ("a2", 0, True, False),
        ("a1", 0, True, True),
        ("b1", 0, True, True),
        ("a4", 7, False, True),
    ]
    assert found[4][4] == [
        {"start_char": 0, "end_char": 6, "iso3": "RUS"},
        {"start_char": 11, "end_char": 16, "iso3": "CHN"},
    ]
    on = "evidence('CHN-RUS', since := '2026-03-03', until := '2026-03-03')"
    assert column(small, "article_id", on) == ["a5"]


def test_a_figure_of_many_outlets_is_one_row(small: duckdb.DuckDBPyConnection) -> None:
    found = small.execute(
        "SELECT value, unit, measure, articles, originals, outlets, first_date, last_date, outlet "
        "FROM figure_trend('CHN-RUS')"
    ).fetchall()
    assert found == [
        (240e9, "USD", "trade", 3, 2, 2, date(2026, 3, 1), date(2026, 3, 3), "wire.example"),
        (5.0, "%", "trade", 1, 1, 1, date(2026, 3, 10), date(2026, 3, 10), "wire.example"),
    ]
    assert column(small, "value", "figure_trend('CHN-RUS', measure := 'BILATERAL')") == [5.0]
    assert len(column(small, "value", "figures_of('CHN-RUS')")) == 4


def test_the_trade_between_two_is_one_measure_by_whatever_name(tmp_path: Path) -> None:
    names = ("trade", "The two-way trade", "trade turnover", "volume of trade", "trade deficit", "foreign trade")
    _figures_lake(tmp_path, [{"measure": name} for name in names])
    found = AsNamed(tmp_path).execute("SELECT measure, articles FROM figure_trend('CHN-IND')").fetchall()
    assert sorted(found) == [("foreign trade", 1), ("trade", 4), ("trade deficit", 1)]


def test_a_surplus_of_two_is_one_whether_it_is_called_that_of_their_trade_and_said_to_rise_or_not(
    tmp_path: Path,
) -> None:
    names = ("trade surplus", "surplus", "bilateral trade surplus", "budget surplus", "deficit")
    _figures_lake(tmp_path, [{"measure": name, "direction": way} for name in names for way in ("up", None)])
    found = AsNamed(tmp_path).execute("SELECT measure, direction, articles FROM figure_trend('CHN-IND')").fetchall()
    assert sorted(found) == [("budget surplus", "up", 2), ("deficit", "up", 2), ("surplus", "up", 6)]


def test_what_rises_in_one_report_and_falls_in_another_stays_told_apart(tmp_path: Path) -> None:
    _figures_lake(tmp_path, [{"measure": "trade", "direction": way} for way in ("up", "down", None)])
    assert len(column(AsNamed(tmp_path), "direction", "figure_trend('CHN-IND')")) == 3


HEADLINE = {"sentence": -1, "start_char": 3, "measure": "Contracts", "topic": "business"}
TOLD = {"sentence": 0, "measure": "contracts", "topic": "business", "kind": "money", "unit": None, "currency": "USD"}


# What a headline and its text tell otherwise than the same, and how many figures they are then.
HEADLINES: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    ({"value": 1.0}, {}, 2),
    ({"article_id": "f0", "start_char": 9, "measure": None}, {}, 2),  # of another article
    ({}, {}, 1),
    ({}, {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31), "qualifier": "about"}, 1),
    ({}, {"qualifier": "plan"}, 1),
    ({}, {"state": "expected"}, 1),
    ({"measure": "deficit"}, {}, 1),
    ({"topic": "exports", "measure": None}, {"measure": None}, 1),
    ({"direction": "up"}, {}, 1),
    ({"direction": "up"}, {"direction": "down"}, 2),
    ({"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}, {}, 2),  # the text tells less
    (
        {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)},
        {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)},
        2,
    ),
    ({"currency": "EUR"}, {}, 2),
    ({"per": "year"}, {}, 1),
    ({"origin": "IND", "destination": "CHN"}, {"origin": "CHN", "destination": "IND"}, 2),
    ({"kind": "count", "unit": "deals"}, {"kind": "count", "unit": "contracts"}, 1),
    ({"kind": "percent", "currency": None, "unit": "%"}, {"kind": "percent", "currency": None, "unit": "%"}, 1),
]


def test_a_headline_is_no_figure_of_its_own_where_the_text_tells_it(tmp_path: Path) -> None:
    """Each case is of a hundred of its own, in one lake."""
    told = []
    for number, (headline, text, _) in enumerate(HEADLINES):
        amount = TOLD | {"value": 100.0 * number + 10}
        told += [amount | text, amount | HEADLINE | {"article_id": f"f{2 * number}"} | headline]
    _figures_lake(tmp_path, told)
    rows = Counter(column(AsNamed(tmp_path), "floor(value / 100)", "figure_trend('CHN-IND')"))
    assert [rows[number] for number in range(len(HEADLINES))] == [rows for *_, rows in HEADLINES]


def test_the_first_report_of_a_date_is_that_of_the_earliest_hour(tmp_path: Path) -> None:
    desk, day, pair = Newsdesk(), date(2026, 3, 2), {"country_a": "CHN", "country_b": "RUS"}
    told = {"actor": "CHN", "recipient": "RUS", "code": "AID", "act_class": "material cooperation", "status": "done"}
    for name, outlet, hour in (("a", "alpha.example", 9), ("z", "zeta.example", 6)):
        desk.article(name, day, outlet, ["CHN-RUS"])
        at = datetime(2026, 3, 2, hour, tzinfo=UTC)
        desk.rows["articles"][-1] = desk.rows["articles"][-1]._replace(published_at=at)
        key: dict[str, Any] = {"article_id": name, "revision": "r1", "published_date": day}
        desk.add("acts", **key, **told, confidence=0.9)
        desk.add("figures", **key, **pair, value=5.0, kind="percent", unit="%", measure="trade")
    connection = AsNamed(desk.write(tmp_path))
    for source in ("act_groups", "figure_trend('CHN-RUS')", "counted_acts_of('CHN-RUS')"):
        assert column(connection, "outlet", source) == ["zeta.example"]


def _figures_lake(folder: Path, figures: list[dict[str, Any]], day: date = date(2026, 3, 1)) -> Newsdesk:
    """One article of one outlet a figure, in the order given, all about China and India."""
    desk = Newsdesk()
    given: dict[str, Any] = {"revision": "r1", "published_date": day, "country_a": "CHN", "country_b": "IND"}
    given |= {"value": 10.0, "kind": "percent", "unit": "%", "role": "level", "countries": ("CHN", "IND")}
    for number, figure in enumerate(figures):
        name = f"f{number}"
        desk.article(name, day, f"{name}.example", ["CHN-IND"])
        desk.add("figures", **given | {"article_id": name} | figure)
    desk.write(folder)
    return desk


@pytest.mark.slow
def test_figures_are_in_a_unit_in_the_singular_or_the_plural_or_by_the_hour(tmp_path: Path) -> None:
    told = [("tonne", None), ("barrel", "day"), ("kilometre per hour", None), ("kilometre", None)]
    _figures_lake(tmp_path, [{"unit": unit, "per": per, "kind": "quantity"} for unit, per in told])

    def found(units: str) -> list[Any]:
        return column(AsNamed(tmp_path), "article_id", f"(FROM figures_of('CHN-IND', {units}) ORDER BY article_id)")

    assert found("in_unit := 'tonnes'") == ["f0"]
    assert found("in_unit := 'Barrels'") == found("in_unit := 'barrels per day'") == ["f1"]
    assert found("in_unit := 'kilometres per hour'") == ["f2"]
    assert found("in_units := ['kilometre', 'barrel per day']") == ["f1", "f3"]


def test_a_figure_of_two_blocs_is_listed_once(tmp_path: Path) -> None:
    """China and India are a pair of BRICS and SCO since 2009 and, the sides exchanged, since 2017."""
    _figures_lake(tmp_path, [{"measure": "trade"}])
    assert column(AsNamed(tmp_path), "article_id", "figures_of('BRICS:members-SCO:members')") == ["f0"]


def test_a_figure_counts_for_a_bloc_only_while_both_are_members(tmp_path: Path) -> None:
    _figures_lake(tmp_path, [{"measure": "trade"}], day=date(2009, 1, 1))
    assert column(AsNamed(tmp_path), "article_id", "figures_of('BRICS:members-SCO:members')") == []


def test_equal_amounts_of_different_measures_or_claims_are_different_figures(tmp_path: Path) -> None:
    told = [("tariff on steel", None), ("The tariff  on steel", "record"), ("share of gas imports", None)]
    told += [("tariff on steel", "forecast"), (None, None)]
    _figures_lake(tmp_path, [{"measure": measure, "qualifier": qualifier} for measure, qualifier in told])
    found = AsNamed(tmp_path).execute("SELECT measure, qualifier, articles FROM figure_trend('CHN-IND')").fetchall()
    assert [row[1:] for row in found if row[2] > 1] == [("record", 2)]
    assert {row for row in found if row[2] == 1} == {
        ("share of gas imports", None, 1),
        ("tariff on steel", "forecast", 1),
        (None, None, 1),
    }


def test_what_is_yet_to_be_is_another_figure_though_either_is_at_least_so_much(tmp_path: Path) -> None:
    states = ["reported", "expected", None, "expected"]
    _figures_lake(tmp_path, [{"qualifier": "at least", "state": state} for state in states])
    found = AsNamed(tmp_path).execute("SELECT state, articles FROM figure_trend('CHN-IND')").fetchall()
    assert sorted(found) == [("expected", 2), ("reported", 2)]


def test_a_period_without_days_is_told_in_words(tmp_path: Path) -> None:
    _figures_lake(tmp_path, [{"period_text": None}, {"period_text": "in fiscal year 2021"}])
    found = (
        AsNamed(tmp_path).execute("SELECT period_text, period_start, articles FROM figure_trend('CHN-IND')").fetchall()
    )
    assert found == [("in fiscal year 2021", None, 2)]


def test_both_directions_are_figures_of_their_own_and_who_does_not_tell_is_of_the_one_told(tmp_path: Path) -> None:
    told = {"origin": "CHN", "destination": "IND"}
    turned = {"origin": "IND", "destination": "CHN"}
    one_way = [told | {"value": 5.0}, {"value": 5.0}]
    _figures_lake(tmp_path, [*one_way, told | {"value": 7.0}, turned | {"value": 7.0}, {"value": 7.0}])
    found = (
        AsNamed(tmp_path).execute("SELECT value, origin, destination, articles FROM figure_trend('CHN-IND')").fetchall()
    )
    assert sorted(found, key=repr) == [
        (5.0, "CHN", "IND", 2), (7.0, "CHN", "IND", 1), (7.0, "IND", "CHN", 1), (7.0, None, None, 1),
    ]  # fmt: skip


def test_figures_are_asked_for_by_where_they_come_from_and_go_to(tmp_path: Path) -> None:
    flows = [("CHN", "IND"), ("IND", "CHN"), (None, None)]
    _figures_lake(tmp_path, [{"origin": one, "destination": other} for one, other in flows])
    lake = AsNamed(tmp_path)
    assert column(lake, "article_id", "figures_of('CHN-IND', from_origin := 'CHN')") == ["f0"]
    for origin in ("chn", "IND", "ZAF", "QUAD:members", "BRICS:members"):
        column(lake, "article_id", f"figures_of('CHN-BRICS:members', from_origin := '{origin}')")  # no error
    assert column(lake, "article_id", "figures_of('CHN-IND', to_destination := 'CHN')") == ["f1"]


def test_states_are_asked_for_in_any_case(tmp_path: Path) -> None:
    _figures_lake(tmp_path, [{"state": state} for state in ("reported", "expected", None)])
    lake = AsNamed(tmp_path)
    for asked, found in (("Expected", ["f1"]), ("REPORTED", ["f0", "f2"])):
        assert sorted(column(lake, "article_id", f"figures_of('CHN-IND', in_state := '{asked}')")) == found


def test_figures_are_in_the_order_of_their_periods(tmp_path: Path) -> None:
    years = [date(2024, 1, 1), None, date(2022, 1, 1), date(2023, 1, 1)]
    _figures_lake(tmp_path, [{"measure": "trade", "period_start": start, "value": 1.0} for start in years])
    periods = column(AsNamed(tmp_path), "period_start", "figure_trend('CHN-IND')")
    assert periods == [date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1), None]


def test_a_measure_is_worded_alike_in_all_its_figures(tmp_path: Path) -> None:
    told = [("Trade", 1.0), ("trade", 2.0), ("the trade", 3.0), ("trade", 4.0), (None, 5.0)]
    _figures_lake(tmp_path, [{"measure": measure, "value": value} for measure, value in told])
    assert column(AsNamed(tmp_path), "measure", "figure_trend('CHN-IND')") == ["trade"] * 4 + [None]


def test_the_first_report_of_a_figure_is_one_report(tmp_path: Path) -> None:
    desk = _figures_lake(tmp_path, [{"measure": "trade"}, {"measure": "trade"}])
    desk.rows["articles"][0] = desk.rows["articles"][0]._replace(url=None)
    desk.write(tmp_path)
    found = AsNamed(tmp_path).execute("SELECT outlet, title, url, articles FROM figure_trend('CHN-IND')").fetchall()
    assert found == [("f0.example", "f0", None, 2)]


def test_the_first_report_of_an_act_is_one_report(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    told = {"actor": "CHN", "recipient": "RUS", "code": "AID", "act_class": "material cooperation", "status": "done"}
    for name in ("a0", "a1"):
        desk.article(name, day, f"{name}.example", ["CHN-RUS"])
        desk.add("acts", article_id=name, revision="r1", published_date=day, **told, confidence=0.9)
    desk.rows["articles"][0] = desk.rows["articles"][0]._replace(url=None)
    desk.write(tmp_path)
    found = AsNamed(tmp_path).execute("SELECT outlet, url, article_id, articles FROM act_groups").fetchall()
    assert found == [("a0.example", None, "a0", 2)]


DEAL = {"actor": "CHN", "recipient": "RUS", "code": "AGREE", "status": "done", "mutual": True, "confidence": 0.9}
IN_TITLE = {"sentence": -1, "code": "COOPERATE", "confidence": 0.7}


# What a headline and its text tell otherwise than DEAL and IN_TITLE, and how many acts they are then.
DEALS: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    ({"code": "CONCEDE"}, {}, 1),  # what was agreed
    ({"code": "CONCEDE", "actor": "RUS", "recipient": "CHN"}, {}, 1),
    ({}, {}, 1),  # of another class
    ({"code": "AGREE", "status": "planned"}, {}, 1),
    ({"code": "ASSAULT", "status": "planned"}, {"code": "ASSAULT"}, 2),  # to strike again
    ({"code": "CONSULT"}, {"code": "CONSULT", "status": "planned"}, 1),
    ({"mutual": False}, {"mutual": False, "code": "AID"}, 1),
    ({"mutual": False}, {"mutual": False, "code": "AID", "actor": "RUS", "recipient": "CHN"}, 2),
    ({"code": "CONSULT"}, {}, 2),  # a meeting is a deed beside what was agreed at it
    ({"code": "ACCUSE"}, {}, 2),
    ({"code": "SANCTION"}, {"code": "ACCUSE"}, 2),
    ({}, {"sentence": 1}, 2),
    ({}, {"status": "denied"}, 2),
    ({}, {"article_id": "of another"}, 2),
    ({}, {"confidence": 0.3}, 2),
    ({"code": "CONCEDE", "confidence": 0.4}, {"confidence": 0.45}, 1),
    ({}, {"background": True}, 2),
    ({"recipient": "USA"}, {}, 2),
]


def test_what_a_headline_tells_as_its_first_sentence_does_in_other_words_is_one_act(tmp_path: Path) -> None:
    """Each case is of a week of its own, in one lake."""
    desk = Newsdesk()
    for number, (headline, text, _) in enumerate(DEALS):
        name, day = f"{number}", date(2026, 3, 1) + timedelta(weeks=number)
        for article in (name, f"{name} of another"):
            desk.article(article, day, f"{article}.example", ["CHN-RUS"])
        for act in (DEAL | IN_TITLE | headline, DEAL | text):
            key = {"revision": "r1", "published_date": day, "sentence": 0, "act_class": CLASSES[act["code"]]}
            desk.add("acts", **key | act | {"article_id": f"{name} {act.get('article_id', '')}".strip()})
    acts = Counter(column(AsNamed(desk.write(tmp_path)), "split_part(article_id, ' ', 1)", "act_groups"))
    assert [acts[f"{number}"] for number in range(len(DEALS))] == [acts for *_, acts in DEALS]


def test_a_headline_that_the_text_tells_again_is_one_of_its_sentences(tmp_path: Path) -> None:
    desk, day = Newsdesk(), date(2026, 3, 1)
    desk.article("a", day, "a.example", ["CHN-RUS"])
    for act in (DEAL | IN_TITLE, DEAL, DEAL | {"code": "COOPERATE", "sentence": 7}):
        key = {"article_id": "a", "revision": "r1", "published_date": day, "sentence": 0}
        desk.add("acts", **key | {"act_class": CLASSES[act["code"]]} | act)
    desk.write(tmp_path)
    assert column(AsNamed(tmp_path), "sentences", "act_groups ORDER BY code") == [1, 2]


MEASURES = (
    "trade surplus|bilateral trade gap|trade deficit\n|trade imbalances|budget surplus|"
    "Trade deficit|the  trade\tdeficit|trade\u00a0deficit|\u00a0the trade |trade\u2003deficit|trade\x0bdeficit|Trades|"
    "the trades|an export|a stake|Its debt|their its debt|theatre|trade-off|trade\u2019s share|Two-way trade|"
    "trade turnovers|bilateral trade volume|the turnover of mutual trade|volume of trade|"
    "volume of trade\u00e9|trade volume\n|volume|"
)


@pytest.mark.parametrize("measure", MEASURES.split("|"))
def test_charts_fold_wordings_as_the_views_do(small: duckdb.DuckDBPyConnection, measure: str) -> None:
    (row,) = small.execute("SELECT same_measure(?)", [measure]).fetchall()
    assert row == (_same(measure),)


def test_of_equally_common_wordings_a_figure_has_the_first_reported(tmp_path: Path) -> None:
    told = [{"measure": "trade", "surface": f"{number} percent", "topic": number} for number in "ZYXWVUTSRQ"]
    desk = _figures_lake(tmp_path, told)
    desk.rows["figures"].reverse()
    desk.write(tmp_path)
    assert column(AsNamed(tmp_path), "surface || topic", "figure_trend('CHN-IND')") == ["Z percentZ"]


def test_what_two_batches_read_is_there_once(tmp_path: Path) -> None:
    """A row of each differs only in what is not its key, as when the same broken file is read the next day."""
    at = datetime(2026, 3, 1, 6, tzinfo=UTC)
    first, later = date(2026, 3, 1), date(2026, 4, 1)
    failures = [row(records.Failure, failure_id="x", fetched_date=day, uri="a.html") for day in (first, later)]
    fetches = [
        row(records.Fetch, fetched_date=first, url="https://a.example/", fetched_at=at, seconds=s) for s in (0.2, 0.1)
    ]
    lake = AsNamed(write_lake(tmp_path, {"failures": failures, "fetches": fetches}))
    assert column(lake, "fetched_date", "failures") == [first]
    assert column(lake, "seconds", "fetches") == [0.1]


def _archive(folder: Path, articles: dict[date, int]) -> AsNamed:
    given: dict[str, Any] = {"outlet": "o", "collected": "partial"}
    days = [row(settled_records.OutletDay, published_date=day, analysed=n, **given) for day, n in articles.items()]
    return AsNamed(write_lake(folder, {"outlet_days": days}))


def _people_lake(folder: Path, people: Iterable[tuple[str, str, str | None]]) -> AsNamed:
    """Write an article of one of two outlets, about France and Britain, for each name, country and role."""
    desk, day = Newsdesk(), date(2026, 3, 1)
    for number, (name, iso3, role) in enumerate(people):
        desk.article(f"a{number}", day, f"{number % 2}.example", ["FRA-GBR"])
        key = {"article_id": f"a{number}", "revision": "r1", "published_date": day, "mentions": 1}
        desk.add("people", **key, full_name=name, iso3=iso3, role=role)
    return AsNamed(desk.write(folder))


def test_a_monarch_is_one_however_much_of_the_name_an_article_gives(tmp_path: Path) -> None:
    named = [
        ("King Charles", "GBR"), ("Charles III", "GBR"),
        ("King Salman", "SAU"), ("Salman bin Abdulaziz", "SAU"), ("Salman bin Abdulaziz Al Saud", "SAU"),
        ("Queen Elizabeth", "GBR"), ("Elizabeth I", "GBR"), ("Elizabeth II", "GBR"),
        ("King Albert", "BEL"), ("Albert II", "MCO"),
    ]  # fmt: skip
    people = [*((*one, "monarch") for one in named), ("Charles Michel", "GBR", "president")]
    question = "SELECT full_name, iso3, articles, outlets FROM people_of('FRA-GBR')"
    found = _people_lake(tmp_path, people).execute(question).fetchall()
    assert found[:2] == [("Salman bin Abdulaziz Al Saud", "SAU", 3, 2), ("Charles III", "GBR", 2, 2)]
    apart = {"Queen Elizabeth", "Elizabeth I", "Elizabeth II", "King Albert", "Albert II", "Charles Michel"}
    assert {(name, articles) for name, _, articles, _ in found[2:]} == {(name, 1) for name in apart}


def test_a_name_is_one_however_its_capitals_hyphens_and_accents_are_set(tmp_path: Path) -> None:
    named = ["Mohammed bin Salman", "Mohammed Bin Salman", "Mohammed bin Salman", "Kim Jae-won", "Kim Jae Won"]
    named += ["Ali El-Din", "Ali al-Din", "José E. Díaz", "Jose E Diaz", "José E. Dias"]
    assert _people(tmp_path, [(name, None) for name in named]) == [
        ("Mohammed bin Salman", None, 3),
        ("Ali El-Din", None, 2),
        ("Jose E Diaz", None, 2),
        ("Kim Jae Won", None, 2),
        ("José E. Dias", None, 1),
    ]


def test_less_of_a_name_is_the_one_fuller_name_that_begins_so(tmp_path: Path) -> None:
    named = [
        ("Samia Suluhu", "TZA"), ("Samia Suluhu Hassan", "TZA"), ("Samia suluhu Hassan", "TZA"),
        ("Park Jin", "KOR"), ("Park Jin-woo", "KOR"), ("Luis Diaz", "COL"), ("Luis Diaz Gil", "MEX"),
        ("John Lee", "GBR"), ("John Lee Ray", "GBR"), ("John Lee Hay", "GBR"), ("Hay", "USA"), ("Hay Park", "USA"),
    ]  # fmt: skip
    people = [(*one, None) for one in named]
    found = _people_lake(tmp_path, people).execute("SELECT full_name, articles FROM people_of('FRA-GBR')").fetchall()
    assert found[0] == ("Samia Suluhu Hassan", 3)
    assert {name for name, articles in found if articles == 1} == {name for name, _ in named[3:]}


def _people(folder: Path, named: list[tuple[str, str | None]]) -> list[tuple[Any, ...]]:
    """Return names, roles and articles as asked of names and roles in articles, all of one country."""
    lake = _people_lake(folder, [(name, "GBR", role) for name, role in named])
    return lake.execute("SELECT full_name, role, articles FROM people_of('FRA-GBR')").fetchall()


def test_who_reigns_is_nobody_who_does_not(tmp_path: Path) -> None:
    reigning = [("King Juan Carlos", "monarch")] * 3 + [("Juan Carlos", "former monarch")]
    assert _people(tmp_path, [*reigning, ("Juan Carlos Ferrero", None)])[1:] == [
        ("Juan Carlos", "former monarch", 1),
        ("Juan Carlos Ferrero", None, 1),
    ]


def test_names_of_two_offices_stay_two(tmp_path: Path) -> None:
    named = [("Maria Silva", "mayor")] * 3 + [("Maria Silva Santos", "judge")]
    offices: list[tuple[str, str | None]] = [("Ana Lima", "former mayor"), ("Ana Lima Reis", "mayor")]
    untold: list[tuple[str, str | None]] = [("Rui Melo", None), ("Rui Melo Dias", "judge")]
    assert _people(tmp_path, [*named, *offices, *untold]) == [
        ("Maria Silva", "mayor", 3),
        ("Ana Lima Reis", "former mayor", 2),
        ("Rui Melo Dias", "judge", 2),
        ("Maria Silva Santos", "judge", 1),
    ]


def test_the_fuller_name_is_shown_in_its_commonest_spelling(tmp_path: Path) -> None:
    named: list[tuple[str, str | None]] = [("Samia Suluhu", None)] * 3 + [("Samia Suluhu Hassan", None)] * 2
    assert _people(tmp_path, [*named, ("Samia SULUHU Hassan", None)]) == [("Samia Suluhu Hassan", None, 6)]


def test_two_spellings_of_a_name_are_alike(tmp_path: Path) -> None:
    one = ("John Smith Jr.", "J.K. Rowe", "Ann O'Brien", "Lars Løkke", "Abd al-Rahman")
    other = ("John Smith Jr", "JK Rowe", "Ann OBrien", "Lars Lokke", "Abd El Rahman")
    assert [articles for *_, articles in _people(tmp_path, [(name, None) for name in one + other])] == [2] * 5


@pytest.mark.parametrize(("stray", "articles"), [(date(2099, 1, 1), 1), (date(1970, 1, 1), 1), (date(1970, 1, 1), 4)])
def test_a_stray_date_of_an_archive_opens_no_decades(tmp_path: Path, stray: date, articles: int) -> None:
    spring = {date(2026, 3, 1) + timedelta(days=n): 10 for n in range(0, 90, 2)}
    assert column(_archive(tmp_path, spring | {stray: articles}), "count(*)", "calendar()") == [89]


_AHEAD = {date(2098, 12, 31): 40, date(2099, 1, 1): 40}


@pytest.mark.parametrize(
    ("others", "dates"),
    [
        ({date(2020, 3, 1): 1, date(2020, 3, 4): 1}, (date(2020, 3, 1), date(2020, 3, 4))),
        ({}, (date(2098, 12, 31), date(2099, 1, 1))),  # all of the lake: it is the clock that errs
    ],
)
def test_dates_that_have_yet_to_come_open_no_period(
    tmp_path: Path, others: dict[date, int], dates: tuple[date, date]
) -> None:
    lake = _archive(tmp_path, others | _AHEAD)
    assert lake.execute("SELECT min(published_date), max(published_date) FROM calendar()").fetchall() == [dates]
    assert column(lake, "sum(total_articles)", "calendar(until := '2099-12-31')") == [sum((others | _AHEAD).values())]


def test_polls_are_believed_before_the_clock(tmp_path: Path) -> None:
    polled = [date(2020, 3, 1), *_AHEAD]
    days = [
        row(settled_records.OutletDay, outlet="o", published_date=day, collected="complete", analysed=1)
        for day in polled
    ]
    lake = AsNamed(write_lake(tmp_path, {"outlet_days": days}))
    assert column(lake, "max(published_date)", "calendar()") == [date(2099, 1, 1)]


def test_an_archive_keeps_its_thin_years(tmp_path: Path) -> None:
    years = {date(2010, 1, 1): 3, date(2014, 1, 1): 200, date(2014, 11, 1): 1, date(2026, 3, 1): 4}
    found = _archive(tmp_path, years).execute("SELECT min(published_date), max(published_date) FROM calendar()")
    assert found.fetchall() == [(date(2010, 1, 1), date(2026, 3, 1))]


@pytest.mark.parametrize(("archived", "first"), [(90, date(2016, 1, 1)), (30, date(2026, 3, 1))])
def test_a_week_of_polls_hides_no_archive(tmp_path: Path, archived: int, first: date) -> None:
    """Seven polled days hold 70 articles; an archive of ten years is the larger part of the lake, or is not."""
    polled = [date(2026, 3, 1) + timedelta(days=n) for n in range(7)]
    given: dict[str, Any] = {"outlet": "o", "analysed": 10}
    days = [row(settled_records.OutletDay, published_date=day, collected="complete", **given) for day in polled]
    years = [date(year, 1, 1) for year in range(2016, 2026)]
    given["analysed"] = archived // 10
    days += [row(settled_records.OutletDay, published_date=day, collected="partial", **given) for day in years]
    assert column(AsNamed(write_lake(tmp_path, {"outlet_days": days})), "min(published_date)", "calendar()") == [first]


def test_every_macro_answers_for_the_period_of_the_trend(small: duckdb.DuckDBPyConnection) -> None:
    """An article of 1999 lies outside it, and counts where it is asked for; an undated one counts where nothing is."""
    for macro in ("articles_of", "evidence", "people_of", "figures_of", "outlet_coverage"):
        assert column(small, "count(*)", f"{macro}('CHN-RUS')") != [0]
    for macro, usual in (("articles_of", 5), ("evidence", 6)):
        assert column(small, "count(*)", f"{macro}('CHN-RUS', since := '2026-03-01')") == [usual]
        for asked, more in (("'CHN-RUS'", "b1"), ("'CHN-RUS', since := '1999-01-01'", "b2")):
            found = column(small, "article_id", f"{macro}({asked})")
            assert len(found) == usual + 1
            assert {"b1", "b2"} & set(found) == {more}
    assert column(small, "sum(articles)", "outlet_coverage('CHN-RUS')") == [6]


def test_people_are_those_of_articles_about_the_pair(small: duckdb.DuckDBPyConnection) -> None:
    found = small.execute("SELECT full_name, role, iso3, articles, mentions, outlets FROM people_of('CHN-RUS')")
    assert found.fetchall() == [("Vladimir Putin", "president", "RUS", 3, 6, 2)]


@pytest.mark.parametrize(("k", "n", "p"), [(0, 10, 0.5), (3, 10, 0.5), (10, 10, 0.25), (40, 100, 0.3)])
def test_the_upper_tail_is_the_binomial_one(small: duckdb.DuckDBPyConnection, k: int, n: int, p: float) -> None:
    exact = sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))
    assert column(small, f"upper_tail({k}, {n}, {p})", "range(1)")[0] == pytest.approx(exact)


def _moving_lake(folder: Path, counts: dict[str, list[int]]) -> AsNamed:
    first = date(2026, 1, 1)
    span = len(next(iter(counts.values())))
    days = [first + timedelta(days=n) for n in range(span)]
    rows: Rows = {"outlet_days": [], "dyad_days": []}
    for at, day in enumerate(days):
        outlet = {"published_date": day, "outlet": "o", "collected": "complete", "articles": 100, "analysed": 100}
        rows["outlet_days"].append(row(settled_records.OutletDay, **outlet, originals=100))
        for pair, series in counts.items():
            dyad = {"country_a": pair[:3], "country_b": pair[4:], "articles": series[at], "originals": series[at]}
            rows["dyad_days"].append(row(settled_records.DyadDay, published_date=day, **dyad))
    return AsNamed(write_lake(folder, rows))


def test_movers_find_the_pair_that_rose_and_the_one_that_fell(tmp_path: Path) -> None:
    counts = {"CHN-RUS": [2] * 28 + [9] * 7, "FRA-USA": [6] * 28 + [1] * 7, "DEU-ITA": [4] * 35}
    found = _moving_lake(tmp_path, counts).execute(
        "SELECT country_a, recent, expected, round(ratio, 3), q <= 0.05 FROM movers() ORDER BY country_a"
    )
    assert found.fetchall() == [
        ("CHN", 63, 14.0, 4.5, True),
        ("DEU", 28, 28.0, 1.0, False),
        ("FRA", 7, 42.0, 0.167, True),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("burst", [1, 6])
def test_movers_rarely_cry_wolf(tmp_path: Path, burst: int) -> None:
    """Two hundred pairs that do not change, steady or in bursts: at most one in twenty is called a change."""
    dice = Random(11)
    codes = ["".join(c) for c in product("ABC", repeat=3)]
    pairs = [f"{a}-{b}" for a, b in combinations(codes, 2)][:200]
    counts = {pair: [burst * (dice.random() < 0.4 / burst) * 2 for _ in range(35)] for pair in pairs}
    called = column(_moving_lake(tmp_path, counts), "count(*)", "movers() WHERE q <= 0.05")
    assert called[0] <= len(pairs) / 20


def test_the_correction_of_movers_is_that_of_benjamini_and_hochberg(tmp_path: Path) -> None:
    counts = {"AAA-BBB": [2] * 28 + [4] * 7, "AAA-CCC": [2] * 28 + [4] * 7, "AAA-DDD": [2] * 28 + [3] * 7}
    found = _moving_lake(tmp_path, counts).execute("SELECT p, q FROM movers(minimum := 1)").fetchall()
    ordered = sorted(p for p, _ in found)
    for p, q in found:
        exact = min(other * len(ordered) / (place + 1) for place, other in enumerate(ordered) if other >= p)
        assert q == pytest.approx(min(1, exact))
    assert ordered[0] == ordered[1] < ordered[2]  # pairs that changed alike share a place, and it is the later one


def test_movers_of_an_empty_lake_are_none(tmp_path: Path) -> None:
    assert column(AsNamed(write_lake(tmp_path, {})), "p", "movers()") == []


def test_a_topic_and_what_is_part_of_it_are_the_same_in_sql(small: duckdb.DuckDBPyConnection) -> None:
    for topic in TOPICS:
        (found,) = small.execute("SELECT topics_under($topic)", {"topic": topic}).fetchone() or ((),)
        assert tuple(found) == topics_under(topic)
    assert small.execute("SELECT topics_under('Gold')").fetchone() == (["gold"],)
