from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.commands import sql, tables
from pipelines.errors import DyadwireError
from schemas.tables import TABLES
from tests.pipelines.lakes import small_lake


def test_answers_in_json_and_from_standard_input(tmp_path: Path) -> None:
    lake = str(small_lake(tmp_path))
    question = "SELECT count(*) AS n FROM article_dyads WHERE country_b = 'RUS'"
    for words, given in (([question], ""), (["-"], question)):
        ran = CliRunner().invoke(sql.command, [*words, "--lake", lake, "--json"], input=given, catch_exceptions=False)
        assert json.loads(ran.stdout) == [{"n": 9}]


def test_an_error_of_the_database_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DyadwireError) as told:
        CliRunner().invoke(
            sql.command, ["SELECT nope FROM articles", "--lake", str(small_lake(tmp_path))], catch_exceptions=False
        )
    assert "nope" in str(told.value)
    assert "\n" not in str(told.value)


def test_tables_lists_every_column_with_its_description() -> None:
    ran = CliRunner().invoke(tables.command, ["--json"], catch_exceptions=False)
    rows = json.loads(ran.stdout)
    assert {(row["table"], row["column"]) for row in rows if row["column"]} == {
        (table.name, name) for table in TABLES.values() for name in table.record._fields
    }
    assert {"coverage_between", "movers", "blocs"} <= {row["table"].partition("(")[0] for row in rows}
    assert all(row["description"] for row in rows)


def test_one_macro_is_told_with_its_columns() -> None:
    (row,) = json.loads(CliRunner().invoke(tables.command, ["people_of", "--json"], catch_exceptions=False).stdout)
    assert row["table"] == "people_of(dyad, since, until)"
    assert row["type"] == "macro"
    assert "mentions" in row["description"]


def test_an_unknown_table_is_refused() -> None:
    assert CliRunner().invoke(tables.command, ["nope"]).exit_code == 2
