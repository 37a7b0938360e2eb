"""A connection that makes views and macros as they are named answers as one that has them all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dyadwire.pipelines.ask import views
from dyadwire.pipelines.ask.limits import LimitedQuery
from dyadwire.pipelines.ask.query import connect, rows, stream
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.views import definitions
from tests.pipelines.lakes import small_lake

# What a macro is given, by the name of its argument; others have a default.
GIVEN = {
    "act_class": "'verbal conflict'",
    "acts_table": "'base.acts'", "at_confidence": "0.5", "at_least": "1000",
    "by": "'week'", "code": "'CONSULT'", "codes": "side_codes()", "counted": "'dyad_days'", "day": "DATE '2026-03-01'",
    "dyad": "'CHN-RUS'",
    "first_date": "DATE '2026-03-01'", "last_date": "DATE '2026-03-02'",
    "from_origin": "'CHN'", "to_destination": "'RUS'",
    "found": "'base.article_dyads'", "full_name": "'Ana Díaz'",
    "groups": "'act_groups'", "hint": "''", "in_state": "'reported'", "in_unit": "'USD'", "in_units": "['%']",
    "k": "2", "known": "'a, b'", "languages": "['en']", "least": "1000", "match": "'trade'", "measure": "'the trade'",
    "mutual": "false", "n": "3", "number": "2",
    "named": "'b'", "of_class": "'conflict'", "of_kind": "'money'", "of_topic": "'trade'", "one": "'CHN'",
    "other": "'EU:members'", "outlets": "[]", "p": "0.5", "per": "'day'",
    "period_end": "DATE '2025-12-31'", "period_from": "DATE '2025-01-01'", "period_to": "DATE '2025-12-31'",
    "place": "'RUS'", "places": "['RUS']",
    "published_at": "TIMESTAMPTZ '2026-03-01 09:00Z'",
    "published_date": "DATE '2026-03-01'",
    "qualifier": "'plan'", "side": "'CHN'", "state": "'expected'",
    "status": "'planned'", "table_name": "'base.acts'", "tied": "'base.figures'", "topic": "'trade'",
    "unit": "'barrel'",
    "what": "'letter'",
}  # fmt: skip
OF_RELATIONS = {
    "figures_once": "WITH reports AS (FROM figures_of('CHN-RUS')) FROM figures_once('reports')",
    "people_once": "WITH about AS (FROM people JOIN articles USING (article_id, revision)) FROM people_once('about')",
    "acts_as_told": "FROM acts_as_told('base.acts')",
    "counted_as_told": "WITH every AS (FROM acts_of_side('CHN')) FROM counted_as_told('act_groups', 'every')",
}
DATED = "FROM collected_days LEFT JOIN dyad_days USING (published_date, total_articles, total_originals)"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_lake(tmp_path_factory.mktemp("named") / "lake")


@pytest.fixture(scope="module")
def whole(lake: Path) -> duckdb.DuckDBPyConnection:
    return connect(lake, complete=True)


@pytest.fixture(scope="module")
def opened(lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(lake) as connection:
        yield connection


@pytest.fixture
def fresh(opened: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection as it is opened: what is made in it is undone, which takes a tenth of opening another."""
    waiting = {*views._WAITING[opened]}
    opened.execute("BEGIN")
    yield opened
    opened.execute("ROLLBACK")
    views._WAITING[opened] = waiting


def question(whole: duckdb.DuckDBPyConnection, name: str) -> str:
    """Ask a view, or a macro with what it takes."""
    if name == "by_period":
        return f"WITH dated AS ({DATED}) FROM by_period('dated')"
    if name in OF_RELATIONS:
        return OF_RELATIONS[name]
    if name == "rows_of":
        return "FROM rows_of('articles')"
    asked = "SELECT function_type, parameters FROM duckdb_functions() WHERE NOT internal AND function_name = ?"
    found = whole.execute(asked, [name]).fetchone()
    if found is None:
        return f"FROM {name}"
    kind, parameters = found
    given = [f'"{each}" := {GIVEN[each]}' for each in parameters if each in GIVEN]
    call = f"{name}({', '.join(given)})"
    return f"FROM {call}" if kind == "table_macro" else f"SELECT {call}"


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    columns, found = rows(connection, sql)
    return columns, sorted(map(repr, found))


@pytest.mark.parametrize("name", definitions().made)
def test_each_is_made_with_all_it_needs(
    fresh: duckdb.DuckDBPyConnection, whole: duckdb.DuckDBPyConnection, name: str
) -> None:
    sql = question(whole, name)
    assert answer(fresh, sql) == answer(whole, sql)


LISTED = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
MACROS = "SELECT function_name, macro_definition FROM duckdb_functions() WHERE NOT internal ORDER BY ALL"


def test_none_is_made_before_it_is_named_and_who_lists_them_sees_all(
    lake: Path, whole: duckdb.DuckDBPyConnection
) -> None:
    with connect(lake) as connection:
        assert connection.execute(MACROS).fetchall() == [
            found for found in whole.execute(MACROS).fetchall() if found[0] in ("rows_of", "state_of")
        ]
        for question in (LISTED, MACROS):
            assert answer(connection, question) == answer(whole, question)


def test_what_cannot_be_read_is_told_when_the_lake_is_opened(tmp_path: Path) -> None:
    lake = small_lake(tmp_path / "lake")
    for path in lake.glob("people/*/*.parquet"):
        path.write_bytes(b"PAR1")
    for complete in (False, True):
        with pytest.raises(DyadwireError, match=f"the lake .* is damaged .*verify --lake {lake}` tells"):
            connect(lake, complete=complete)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("FROM collected_dais", 'Did you mean "collected_days"?'),
        ("FROM movrs()", "movers"),
        ("SELECT dyad_c('CHN-RUS')", "dyad_a"),
        ("SELECT articels FROM dyad_days", '"articles"'),
    ],
)
def test_who_misspells_a_name_is_told_those_like_it(
    lake: Path, whole: duckdb.DuckDBPyConnection, sql: str, told: str
) -> None:
    said = set()
    with connect(lake, locked=True) as connection:
        for each in (whole, connection):
            with pytest.raises(DyadwireError) as refused:
                stream(each, sql, LimitedQuery(each))
            said.add(str(refused.value))
    assert len(said) == 1
    assert told in said.pop()


@pytest.mark.parametrize(
    "sql",
    ["SELECT count(*) FROM (DESCRIBE movers)", "FROM (SHOW TABLES)", "FROM information_schema.tables", "FROM pg_views"],
)
def test_whoever_looks_at_what_there_is_sees_all(lake: Path, whole: duckdb.DuckDBPyConnection, sql: str) -> None:
    found = []
    with connect(lake, locked=True) as connection:
        for each in (whole, connection):
            try:
                columns, found_here = stream(each, sql, LimitedQuery(each))
                found.append((columns, sorted(map(repr, found_here))))
            except DyadwireError as error:
                found.append(str(error))
    assert found[0] == found[1]
