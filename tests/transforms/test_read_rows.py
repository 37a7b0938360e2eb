"""A few files of a lake are read as many are: the same rows, the same bytes when they are written, the same words."""

import pyarrow.parquet as pq
import pytest

from dyadwire.schemas.arrow import schema_of
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.storage import committed
from dyadwire.transforms.storage.committed import read_rows
from dyadwire.transforms.storage.errors import LakeReadError
from dyadwire.transforms.write.parquet import parquet_bytes
from tests.pipelines.committed import run_batch_of


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    lake = tmp_path_factory.mktemp("rows") / "lake"
    for numbers in (range(3), range(3, 6)):
        run_batch_of(lake, numbers)
    return lake


def files_of(lake, table):
    return [str(path) for path in sorted(lake.glob(f"{table}/*/*.parquet"))][: committed._FEW]


def as_many(monkeypatch, *asked):
    with monkeypatch.context() as patched:
        patched.setattr(committed, "_FEW", 0)
        return read_rows(*asked)


@pytest.mark.parametrize("table", TABLES)
def test_rows_and_what_is_written_of_them_are_the_same(lake, monkeypatch, table):
    names = schema_of(TABLES[table].record).names
    paths = files_of(lake, table)
    for columns in (names, names[::-1], list(TABLES[table].key)):
        few, many = read_rows(paths, table, columns), as_many(monkeypatch, paths, table, columns)
        assert few.equals(many, check_metadata=True)
        assert parquet_bytes(few, TABLES[table]) == parquet_bytes(many, TABLES[table])


def test_a_column_that_a_file_has_not_is_null(lake, monkeypatch, tmp_path):
    whole = pq.ParquetFile(files_of(lake, "articles")[0]).read()
    path = str(tmp_path / "part.parquet")
    pq.write_table(whole.drop_columns(["url"]), path)
    asked = ([path], "articles", ["article_id", "url"])
    assert read_rows(*asked).equals(as_many(monkeypatch, *asked))
    assert read_rows(*asked)["url"].null_count == whole.num_rows > 0


@pytest.mark.parametrize("content", [None, b"", b"PAR1"])
def test_what_cannot_be_read_is_told_in_the_same_words(lake, monkeypatch, tmp_path, content):
    path = tmp_path / "part.parquet"
    if content is not None:
        path.write_bytes(content)
    asked = ([files_of(lake, "articles")[0], str(path)], "articles", ["article_id"])
    told = []
    for read in (read_rows, lambda *given: as_many(monkeypatch, *given)):
        with pytest.raises(LakeReadError, match="cannot read articles: ") as refused:
            read(*asked)
        told.append(str(refused.value))
    assert told[0] == told[1]
    assert str(path) in told[0]
