"""One importable name: what `dyadwire` itself gives, and that nothing goes by another name."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

import dyadwire
from dyadwire.pipelines.errors import DyadwireError
from tests.pipelines.lakes import small_lake
from tests.pipelines.runs import ROOT
from tests.pipelines.runs import dyadwire as command

TEXT = "Trade between China and Russia rose 12 percent in 2024."
PARTS = ("pipelines", "schemas", "transforms")


def test_a_text_gives_what_the_command_prints():
    found = dyadwire.extract(TEXT, model=None)
    assert [dyad["dyad"] for dyad in found["article_dyads"]] == [["CHN", "RUS"]]
    (figure,) = found["figures"]
    assert (figure["value"], figure["unit"], figure["direction"]) == (12, "%", "up")
    assert "id" not in found


def test_a_title_and_a_date_are_read_too():
    import datetime

    found = dyadwire.extract("It fell last year.", title="Japan's debt", published_date=datetime.date(2024, 5, 1))
    assert [country["iso3"] for country in found["title_countries"]] == ["JPN"]


def test_a_model_that_is_not_there_is_told():
    with pytest.raises(DyadwireError, match="no spaCy pipeline 'none_such'"):
        dyadwire.extract(TEXT, model="none_such")


def test_a_lake_is_asked(tmp_path):
    small_lake(tmp_path)
    with dyadwire.open(tmp_path) as lake:
        assert lake.execute("SELECT sum(articles) > 0 FROM coverage('CHN-RUS', by := 'month')").fetchone() == (True,)
    with pytest.raises(DyadwireError, match="no lake at"):
        dyadwire.open(tmp_path / "none")


def test_the_views_are_those_of_the_command(tmp_path):
    small_lake(tmp_path)
    assert command("tables", "--views").stdout == dyadwire.views()
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE lake = '{tmp_path}'")
        connection.execute(dyadwire.views())
        assert connection.execute("SELECT count(*) > 0 FROM articles").fetchone() == (True,)


@pytest.mark.slow
def test_the_three_lines_of_the_readme_run(tmp_path):
    small_lake(tmp_path / "demo")
    (code,) = re.findall(r"## From Python\n```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    asked = re.search(r"lake\.sql\(.*\)", code)[0]
    code += f"print([dyad['dyad'] for dyad in found['article_dyads']], len({asked}.fetchall()) > 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[['CHN', 'RUS']] True\n", 0), done.stderr


def test_the_import_alone_loads_nothing_large():
    code = "import sys, dyadwire; print(*{'apache_beam', 'duckdb', 'numpy', 'pyarrow', 'spacy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_has_no_second_name(part):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {part}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"ImportError: {part} is imported as dyadwire.{part}"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_the_folder_on_top(part):
    assert os.path.samefile(Path(find_spec(f"dyadwire.{part}").origin).parent, ROOT / part)


# Code and commands in code, documents and settings. A folder of Beam's has the name of one of ours.
OLD_NAME = re.compile(r"(?:\bfrom|\bimport|-m) (?:pipelines|schemas|transforms)(?:\.\w| import\b)")
TEXTS = [
    path
    for folder in (*PARTS, "infra", "tests", "src")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".md", ".py", ".sh", ".toml", ".yaml"} and path.name != Path(__file__).name
]


def test_no_text_says_an_old_name():
    texts = [*TEXTS, *(ROOT / name for name in ("CONTRIBUTING.md", "Makefile", "README.md", "pyproject.toml"))]
    assert len(texts) > 400
    assert [path for path in texts if OLD_NAME.search(path.read_text(encoding="utf-8"))] == []


def is_starred(node):
    """Recognise `x in (…, *more)`."""
    told = isinstance(node, ast.Compare) and any(isinstance(operator, ast.In | ast.NotIn) for operator in node.ops)
    return told and any(isinstance(one, ast.Starred) for of in node.comparators for one in getattr(of, "elts", ()))


def test_the_engine_holds_nothing_that_mypyc_refuses():
    assert is_starred(ast.parse("x not in ('a', *more)", mode="eval").body)
    modules = sorted((ROOT / "transforms" / "text").rglob("*.py"))
    assert len(modules) > 200
    refused = [
        f"{path}:{node.lineno}"
        for path in modules
        for node in ast.walk(ast.parse(path.read_text()))
        if is_starred(node)
    ]
    assert refused == []
