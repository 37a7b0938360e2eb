"""Dates whose day and month could be exchanged: read as others in the column tell."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.run.plan import plan_batches, plan_opening
from dyadwire.transforms.read import slices
from dyadwire.transforms.read.plain_bytes import plain_records
from tests.pipelines.runs import article, here, write_lines

AMBIGUOUS = ["03/04/2026", "05/04/2026 10:30", "1/5/26"]


def table(path: Path, dates: list[str], first: int = 0) -> Path:
    records = [article(n, published_at=day) for n, day in enumerate(dates, first)]
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(records), path)
    elif path.suffix == ".csv":
        rows = [",".join(f'"{value}"' for value in each.values()) for each in records]
        path.write_text("\n".join([",".join(records[0]), *rows]) + "\n")
    else:
        write_lines(path, records)
    return path


def days_of(lake: Path) -> list[str | None]:
    with connect(str(lake), complete=True) as connection:
        question = "SELECT published_date::VARCHAR FROM articles ORDER BY length(url), url"
        return [day for (day,) in connection.execute(question).fetchall()]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
@pytest.mark.parametrize(
    ("tells", "days"),
    [
        ("25/04/2026", ["2026-04-03", "2026-04-05", "2026-05-01", "2026-04-25"]),
        ("4/25/26", ["2026-03-04", "2026-05-04", "2026-01-05", "2026-04-25"]),
    ],
)
def test_a_date_that_tells_its_order_tells_that_of_its_column(
    tmp_path: Path, kind: str, tells: str, days: list[str]
) -> None:
    given = table(tmp_path / f"in.{kind}", [*AMBIGUOUS, tells])
    ran = here("run", given, "--lake", tmp_path / "lake")
    assert ran.returncode == 0, ran.stderr
    assert "is first in dates such as 03/11/2026, as others of them tell" in ran.stderr
    assert days_of(tmp_path / "lake") == days


def test_dates_that_tell_different_orders_tell_none(tmp_path: Path) -> None:
    given = table(tmp_path / "in.csv", [*AMBIGUOUS, "25/04/2026", "4/25/2026"])
    assert {part.day_first for batch in plan_batches([str(given)]) for part in batch.slices} == {None}


def test_the_slice_that_opens_a_large_table_has_the_order_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dyadwire.pipelines.run.cut.LARGE_BYTES", 20_000)
    monkeypatch.setattr("dyadwire.pipelines.run.cut.OPENING_BYTES", 2_000)
    given = table(tmp_path / "in.csv", AMBIGUOUS * 100 + ["25/04/2026"])
    (opening,) = plan_opening([str(given)])
    assert opening == plan_batches([str(given)])[0]
    assert [part.day_first for part in opening.slices] == [True]


def test_the_order_that_a_file_tells_is_not_the_one_that_the_user_tells(tmp_path: Path) -> None:
    """Beside a file whose dates tell their order, another may tell none: --day-first reads that anew."""
    (plain,) = plan_batches([str(table(tmp_path / "a.csv", [*AMBIGUOUS, "25/04/2026"]))])
    assert plain.dates == {"day_first": "as each file tells"}


def test_dates_that_are_none_tell_no_order(tmp_path: Path) -> None:
    given = table(tmp_path / "in.csv", [*AMBIGUOUS, "31/02/2026"])
    assert {part.day_first for batch in plan_batches([str(given)]) for part in batch.slices} == {None}


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_a_packed_table_of_many_slices_is_unpacked_once_for_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("dyadwire.pipelines.run.cut.PACKED_SLICE_BYTES", 2_000)
    plain = table(tmp_path / f"in.{suffix}", [*AMBIGUOUS * 100, "25/04/2026"])
    packed = tmp_path / f"packed.{suffix}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    opened: list[object] = []
    monkeypatch.setattr(slices, "plain_records", lambda file: opened.append(file) or plain_records(file))
    parts = [part for batch in plan_batches([str(packed)]) for part in batch.slices]
    assert len(parts) > 10
    assert {part.day_first for part in parts} == {True}
    assert len(opened) == 2  # its first records, then all


def test_a_parquet_file_tells_the_order_of_all_its_row_groups(tmp_path: Path) -> None:
    records = [article(n, published_at=day) for n, day in enumerate([*AMBIGUOUS * 100, "4/25/2026"])]
    given = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(records), given, row_group_size=20)
    assert {part.day_first for batch in plan_batches([str(given)]) for part in batch.slices} == {False}
