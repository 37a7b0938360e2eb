from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dyadwire.pipelines.ask import query
from dyadwire.pipelines.ask.printing import distinct
from dyadwire.pipelines.commands import sql, tables
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.schemas.tables import TABLES
from tests.pipelines.runs import ROOT


def test_answers_in_json_and_from_standard_input(lake: Path) -> None:
    question = "SELECT count(*) AS n FROM article_dyads WHERE country_b = 'RUS'"
    for words, given in (([question], ""), (["-"], question)):
        ran = CliRunner().invoke(
            sql.command, [*words, "--lake", str(lake), "--json"], input=given, catch_exceptions=False
        )
        assert json.loads(ran.stdout) == [{"n": 9}]


@pytest.mark.parametrize("form", ["--json", "--csv", "--table"])
def test_columns_of_one_name_are_told_apart(lake: Path, form: str) -> None:
    words = ["SELECT 10 AS n, 20 AS n, 30 AS n_2, 40 AS n", "--lake", str(lake), form]
    printed = CliRunner().invoke(sql.command, words, catch_exceptions=False).stdout
    if form == "--json":
        assert json.loads(printed) == [{"n": 10, "n_3": 20, "n_2": 30, "n_4": 40}]
    else:
        assert [number for number in ("10", "20", "30", "40") if number in printed] == ["10", "20", "30", "40"]


def test_json_is_what_python_writes_of_all_rows(lake: Path) -> None:
    for question, rows in {
        "SELECT range AS n, 'é' AS t FROM range(3)": [{"n": n, "t": "é"} for n in range(3)],
        "SELECT 1 AS n WHERE false": [],
        "SELECT [1.5, NULL, 'nan'::DOUBLE] AS n, MAP {DATE '2026-01-02': 2.50} AS m": [
            {"n": [1.5, None, None], "m": {"2026-01-02": 2.5}}
        ],
    }.items():
        printed = (
            CliRunner().invoke(sql.command, [question, "--lake", str(lake), "--json"], catch_exceptions=False).stdout
        )
        assert printed == json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.slow
def test_a_table_has_so_many_rows_and_says_so(lake: Path) -> None:
    words = ["SELECT range AS n FROM range(10001)", "--lake", str(lake), "--table"]
    printed = CliRunner().invoke(sql.command, words, catch_exceptions=False).stdout
    assert "9,999" in printed
    assert "The first 10,000 rows" in printed
    assert not [line for line in printed.splitlines() if line.strip() == "10,000"]


def test_an_error_of_the_database_is_one_line(lake: Path) -> None:
    with pytest.raises(DyadwireError) as told:
        CliRunner().invoke(sql.command, ["SELECT nope FROM articles", "--lake", str(lake)], catch_exceptions=False)
    assert "nope" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_column_of_other_tables_is_told_with_them(lake: Path) -> None:
    told = CliRunner().invoke(sql.command, ["SELECT text FROM acts", "--lake", str(lake)])
    having = "; text is a column of articles, sentences, evidence, acts_of, figures_of, figure_trend"
    assert str(told.exception).endswith(having)
    other = CliRunner().invoke(sql.command, ["SELECT price FROM acts", "--lake", str(lake)])
    assert "is a column" not in str(other.exception)


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
    assert row["table"] == "people_of(dyad, since, until, languages)"
    assert row["type"] == "macro"
    assert "mentions" in row["description"]


def test_tables_takes_a_lake_as_other_commands_do() -> None:
    ran = CliRunner().invoke(tables.command, ["articles", "--lake", "any", "--csv"])
    assert (ran.exit_code, ran.stdout.splitlines()[0]) == (0, "table,column,type,description"), ran.output


def test_an_unknown_table_is_refused() -> None:
    assert CliRunner().invoke(tables.command, ["nope"]).exit_code == 2


NESTED = "SELECT " + "[" * 700 + "1" + "]" * 700


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (NESTED.encode(), "nested too deeply"),
        (b"SELECT " + b"1+" * 20_000 + b"1", "depth"),
        (b"SELECT '\xff'", "not UTF-8"),
        (b"x" * 1_000_001, "at most 1,000,000 characters"),
        (b"", "exactly one statement"),
    ],
    ids=["nested", "long", "bytes", "endless", "empty"],
)
def test_odd_statements_are_refused_in_a_line(lake: Path, given: bytes, told: str) -> None:
    command = [sys.executable, "-m", "dyadwire.pipelines.cli", "sql", "-", "--lake", str(lake)]
    ran = subprocess.run(command, input=given, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert (ran.returncode, ran.stdout) == (2, b"")
    (line,) = ran.stderr.decode().splitlines()
    assert told in line


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("people_once('/etc/passwd')", "view or WITH, not '/etc/passwd'; of countries ask people_of or people_of_side"),
        ("people_once('RUS')", "takes the name of a table, view or WITH, not 'RUS'"),
        ("people_once('base.nix')", "takes the name of a table, view or WITH, not 'base.nix'"),
        ("people_once('none.parquet')", "takes the name of a table, view or WITH, not 'none.parquet'"),
        ("movers(days := 'a')", "movers can't take these arguments; it takes until := NULL, days := 7"),
        ("newest_of('acts') JOIN nowhere USING (article_id)", "Table with name nowhere does not exist"),
        ("evidence()", "evidence can't take these arguments; it takes dyad, since := NULL"),
        ("evidence(5)", "evidence can't take these arguments"),
        ("evidence('CHN-RUS', sinc := '2026-01-01')", "evidence can't take these arguments"),
        ("evidence('CHN-RUS', languages := 'en')", "evidence takes lists in brackets, such as languages := ['en']"),
        ("evidence_of_side('CHN-RUS')", "no such country or bloc: 'CHN-RUS'"),
        ("evidence('CHN')", "no such pair: 'CHN'"),
    ],
)  # fmt: skip
def test_a_wrong_argument_of_a_macro_is_told_by_what_it_takes(lake: Path, call: str, told: str) -> None:
    ran = CliRunner().invoke(sql.command, [f"FROM {call}", "--lake", str(lake)])
    assert told in str(ran.exception)
    assert "\n" not in str(ran.exception)


def test_who_may_read_files_is_told_what_a_macro_takes_too(lake: Path) -> None:
    with query.connect(lake) as connection, pytest.raises(DyadwireError, match=r"view or WITH, not 'none\.parquet'"):
        query.rows(connection, "FROM people_once('none.parquet')")


def test_many_columns_of_one_name_are_told_apart_at_once() -> None:
    names = distinct(["n"] * 50_000)
    assert (len(set(names)), names[-1]) == (50_000, "n_50000")


@pytest.mark.parametrize(
    "statement", ["SELEC 1", "SELECT foo\nFROM articles", "SELECT relational_sentences FROM articles"]
)
def test_what_is_refused_is_told_without_a_pointer_to_its_line(lake: Path, statement: str) -> None:
    with pytest.raises(DyadwireError) as refused:
        CliRunner().invoke(sql.command, [statement, "--lake", str(lake)], catch_exceptions=False)
    told = str(refused.value)
    assert "LINE" not in told
    assert "^" not in told
    assert re.search(r"SELEC|foo|; relational_sentences is a column of article_dyads", told)


def test_a_broken_file_that_the_asker_names_is_no_damage_of_the_lake(lake: Path, tmp_path: Path) -> None:
    (tmp_path / "own.parquet").write_bytes(b"no table" * 9)
    with query.connect(lake) as connection:
        for name, told in (("own", "^Invalid Input Error: No magic bytes"), ("none", "^IO Error: No files found")):
            with pytest.raises(DyadwireError, match=told):
                query.rows(connection, f"FROM '{tmp_path}/{name}.parquet'")
