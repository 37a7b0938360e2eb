"""The file for BI tools, made as its page says, is read by the driver of Superset and says what `trend` says."""

import json
import re
import subprocess
import sys

import pytest

from tests.pipelines.runs import ROOT
from tests.tables.conftest import rows, run

PAGE = (ROOT / "infra" / "docs" / "howto" / "bi.md").read_text()
ASK = """
import json, sys
from sqlalchemy import create_engine, text
address, question = sys.argv[1:]
with create_engine(address).connect() as connection:
    print(json.dumps([list(row) for row in connection.execute(text(question))], default=str))
"""


@pytest.fixture(scope="module")
def address(lake, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bi")
    (folder / "demo").symlink_to(lake)
    (code,) = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    (told,) = re.findall(r"`(duckdb:/\S+)`", PAGE)
    return told.replace("/path", str(folder))


def ask(address, question):
    return json.loads(run("python", "-c", ASK, address, question))


def test_a_share_by_sqlalchemy_is_that_of_trend(lake, address):
    (question,) = re.findall(r"(?ms)^```sql title=\"share\"\n(.*?)^```", PAGE)
    asked = rows("trend", "CHN", "RUS", "--by", "month", lake=lake)
    told = ask(address, question)
    assert [row[:3] for row in told] == [
        [row["period"], int(row["articles"]), int(row["total_articles"])] for row in asked
    ]
    assert [row[3] for row in told] == pytest.approx([float(row["share"]) for row in asked])


def test_the_address_only_reads(address):
    with pytest.raises(AssertionError, match="read-only"):
        ask(address, "CREATE TABLE mine (a INTEGER)")
