"""What `sql` must refuse. Each attempt is tried on a real lake, whose bytes must not change."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.ask.select_only import check_select
from dyadwire.pipelines.errors import DyadwireError

ATTEMPTS = (Path(__file__).parent / "cases" / "sql_attempts.txt").read_text(encoding="utf-8").splitlines()
QUESTIONS = (Path(__file__).parent / "cases" / "sql_questions.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def connection(lake: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """One for all: what an attempt changed in it, another would meet."""
    with connect(lake, locked=True, complete=True) as connection:
        yield connection


def checksum(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        digest.update(str(file).encode() + (file.read_bytes() if file.is_file() else b""))
    return digest.hexdigest()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_refuses_whatever_is_more_than_a_question(
    lake: Path, connection: duckdb.DuckDBPyConnection, tmp_path: Path, attempt: str
) -> None:
    before = checksum(lake)
    outside = tmp_path / "outside.csv"
    outside.write_text("secret\n1\n")
    sql = attempt.replace("{lake}", str(lake)).replace("{outside}", str(outside)).replace("\\n", "\n")
    with pytest.raises((DyadwireError, duckdb.Error)) as refusal:
        connection.execute(check_select(connection, sql)).fetchall()
    assert str(refusal.value).strip()
    assert checksum(lake) == before
    assert sorted(tmp_path.iterdir()) == [outside]


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_questions(connection: duckdb.DuckDBPyConnection, question: str) -> None:
    assert connection.execute(check_select(connection, question)).fetchall()


def test_views_can_not_be_replaced_by_a_statement_that_reads(lake: Path) -> None:
    with connect(lake, locked=True, complete=True) as connection:
        for attempt in (line.replace("\\n", "\n") for line in ATTEMPTS):
            with pytest.raises((DyadwireError, duckdb.Error)):
                connection.execute(check_select(connection, attempt)).fetchall()
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (11,)
