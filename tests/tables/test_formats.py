"""Copies of a lake in other table formats count what the command counts, and what the page says of shortcuts is so."""

import json
import re
import shutil

import pytest

from tests.pipelines.runs import ROOT, dyadwire
from tests.tables.conftest import rows, run

PAGE = (ROOT / "infra" / "docs" / "howto" / "iceberg-delta.md").read_text()
FILES = dict(re.findall(r'(?ms)^```\w+ title="([^"]+)"\n(.*?)^```', PAGE))
# Reads the tables of one kind, as Arrow, and asks them what the page asks.
ASK = """
import sys, json, duckdb
from pathlib import Path
kind, folder = sys.argv[1:]
def table(name):
    if kind == "delta":
        from deltalake import DeltaTable
        return DeltaTable(f"{folder}/{name}").to_pyarrow_table()
    from pyiceberg.catalog.sql import SqlCatalog
    return SqlCatalog("news", uri=f"sqlite:///{folder}/catalog.sqlite").load_table(f"news.{name}").scan().to_arrow()
asked = duckdb.connect()
for name in ("outlet_days", "dyad_days"):
    asked.register(name, table(name))
print(json.dumps(asked.execute(Path("share.sql").read_text()).fetchall(), default=str))
"""


@pytest.fixture(scope="module")
def folder(lake, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    (folder / "views.sql").write_text(dyadwire("tables", "--views").stdout)
    (folder / "lake").symlink_to(lake)
    return folder


def follow(folder, script):
    """Run the page's command of a script and return what it printed: table → rows."""
    (command,) = re.findall(rf"(?m)^\$ (python {script} .+)$", PAGE)
    return {name: int(count) for name, count in map(str.split, run(*command.split(), cwd=folder).splitlines())}


def test_every_command_of_the_page_is_followed():
    assert set(re.findall(r"(?m)^\$ python (\S+)", PAGE)) | {"share.sql"} == set(FILES)
    assert len(re.findall(r"(?m)^\$ ", PAGE)) == len(FILES) - 1


def counted(lake, prefix=""):
    names = ("articles", "article_dyads", "figures", "outlet_days", "dyad_days")
    counts = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS n FROM {prefix}{name}" for name in names)
    return {row["name"]: int(row["n"]) for row in rows("sql", counts, lake=lake)}


@pytest.mark.parametrize(
    ("script", "kind", "at"), [("to_iceberg.py", "iceberg", "iceberg"), ("to_delta.py", "delta", "delta")]
)
def test_a_copy_says_what_trend_says(lake, folder, script, kind, at):
    assert follow(folder, script) == counted(lake)
    assert follow(folder, script) == counted(lake)  # once more: a copy is written anew, not added to
    told = json.loads(run("python", "-c", ASK, kind, at, cwd=folder))
    asked = rows("trend", "CHN", "RUS", "--by", "month", lake=lake)
    assert [row[:3] for row in told] == [
        [row["period"], int(row["articles"]), int(row["total_articles"])] for row in asked
    ]
    assert [row[3] for row in told] == pytest.approx([float(row["share"]) for row in asked])


def test_files_registered_in_place_hold_every_revision_until_they_are_replaced(lake, folder, tmp_path):
    mine = shutil.copytree(lake, tmp_path / "lake")
    shutil.copy(folder / "register.py", tmp_path)
    told = follow(tmp_path, "register.py")
    assert told["articles"] == counted(mine)["articles"] + 1
    assert dyadwire("verify", "--lake", mine).returncode == 0
    assert dyadwire("compact", "--lake", mine).returncode == 0
    look = "from pyiceberg.catalog.sql import SqlCatalog\n"
    look += "print(SqlCatalog('news', uri='sqlite:///registered/catalog.sqlite').load_table('as_written.articles').scan().to_arrow())"
    with pytest.raises(AssertionError, match="FileNotFoundError"):
        run("python", "-c", look, cwd=tmp_path)
    assert follow(tmp_path, "register.py")["articles"] == told["articles"]


def test_delta_in_place_counts_what_does_not_count_and_harms_the_lake(lake, tmp_path):
    mine = shutil.copytree(lake, tmp_path / "lake")
    convert = (
        "from deltalake import DeltaTable, Field, Schema, convert_to_deltalake\n"
        "month = Schema([Field('published_month', 'string')])\n"
        "convert_to_deltalake('lake/articles', partition_by=month, partition_strategy='hive')\n"
        "print(DeltaTable('lake/articles').count())"
    )
    assert int(run("python", "-c", convert, cwd=tmp_path)) == counted(lake)["articles"] + 1
    assert "_delta_log" in dyadwire("verify", "--lake", mine).stdout
