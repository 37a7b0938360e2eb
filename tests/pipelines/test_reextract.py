import dataclasses
from datetime import date

import duckdb
import pytest
from apache_beam.utils.shared import Shared

from dyadwire.pipelines.cli import main
from dyadwire.pipelines.lake import reextract as module
from dyadwire.pipelines.lake.reextract import EXTRACTED, reextract
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import DEFAULT_THRESHOLD, CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.transforms.extract import coverage, provenance
from dyadwire.transforms.extract.coverage import Engine
from dyadwire.transforms.extract.provenance import extractor_name
from dyadwire.transforms.text.article.table_rows import Settings
from tests.pipelines.runs import article, tree, write_lines

SETTINGS = Settings("full", DEFAULT_THRESHOLD, None)


class NewEngine(Engine):
    """The same rules under another name, and blind to people."""

    def __init__(self, model):
        super().__init__(model)
        self.name = "newer"

    def analyse(self, article, settings):
        made = super().analyse(article, settings)
        return made._replace(rows=made.rows | {"people": [], "figures": made.rows["figures"][:1]})


def ask(lake, question):
    return duckdb.sql(question.format(lake=lake)).fetchall()


def rows_of(lake, table, columns="* EXCLUDE (extractor)"):
    return ask(lake, f"SELECT {columns} FROM '{{lake}}/{table}/*/*.parquet' ORDER BY ALL")


@pytest.fixture
def lake(lake_of):
    return lake_of(range(1, 6), range(4, 9))


def test_the_same_extractor_changes_nothing(lake):
    before = tree(lake)
    assert reextract(str(lake), SETTINGS) == (0, 0)
    assert tree(lake) == before


def test_another_threshold_alone_is_enough(lake):
    assert reextract(str(lake), SETTINGS._replace(threshold=0.1)) == (8, 0)
    assert {row for (row,) in rows_of(lake, "article_dyads", "threshold")} == {0.1}
    assert list(verify(str(lake))) == []


def test_every_row_is_of_the_new_extractor(lake, monkeypatch):
    monkeypatch.setattr(module, "Engine", NewEngine)
    figures = len(rows_of(lake, "figures", "*"))
    assert reextract(str(lake), SETTINGS) == (8, 0)
    assert {name for (name,) in rows_of(lake, "articles", "extractor")} == {"newer"}
    assert len(rows_of(lake, "articles", "*")) == len(rows_of(lake, "figures", "*")) == 8 < figures
    assert list(verify(str(lake))) == []
    assert reextract(str(lake), SETTINGS) == (0, 0)


def test_back_again_gives_the_rows_of_before(lake, monkeypatch):
    tables = [name for name in EXTRACTED if name != "articles"] + ["dyad_days", "outlet_days", "stories"]
    before = {name: rows_of(lake, name, "*") for name in tables} | {"articles": rows_of(lake, "articles")}
    with monkeypatch.context() as patch:
        patch.setattr(module, "Engine", NewEngine)
        reextract(str(lake), SETTINGS)
    reextract(str(lake), SETTINGS)
    assert {name: rows_of(lake, name, "*") for name in tables} | {"articles": rows_of(lake, "articles")} == before


def test_a_change_made_undone_and_made_again_counts_once(lake):
    pairs = {}
    for threshold in (0.1, 0.4, 0.1):
        assert reextract(str(lake), SETTINGS._replace(threshold=threshold)) == (8, 0)
        assert list(verify(str(lake))) == []
        assert rows_of(lake, "article_dyads", "*") == pairs.setdefault(threshold, rows_of(lake, "article_dyads", "*"))


def test_articles_before_a_date_are_left(lake, monkeypatch):
    monkeypatch.setattr(module, "Engine", NewEngine)
    assert reextract(str(lake), SETTINGS, date(2026, 10, 5)) == (5, 0)
    assert len(ask(lake, "SELECT 1 FROM '{lake}/articles/*/*.parquet' WHERE extractor = 'newer'")) == 5
    assert list(verify(str(lake))) == []


def test_a_higher_threshold_reaches_the_counts(lake, monkeypatch):
    monkeypatch.setattr(module, "Engine", NewEngine)
    assert sum(n for (n,) in rows_of(lake, "dyad_days", "articles")) == 8
    reextract(str(lake), SETTINGS._replace(threshold=1.0))
    assert sum(n for (n,) in rows_of(lake, "dyad_days", "articles")) < 8
    assert list(verify(str(lake))) == []


def test_articles_without_stored_text_stay_and_are_told(tmp_path, monkeypatch):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    options = CoverageOptions(inputs=(str(given),), lake=str(tmp_path / "lake"), model=None)
    run_pass(dataclasses.replace(options, keep_text="none"))
    monkeypatch.setattr(module, "Engine", NewEngine)
    before = tree(tmp_path / "lake")
    assert reextract(options.lake, SETTINGS) == (0, 3)
    assert tree(tmp_path / "lake") == before


def test_the_command(lake, capsys):
    assert main(["reextract", "--lake", str(lake), "--model", "none"]) == 0
    assert capsys.readouterr().out == "0 articles extracted again\n"


@pytest.mark.slow
def test_a_constant_of_the_engine_tells_old_rows_from_new(tmp_path, monkeypatch):
    given = write_lines(tmp_path / "in.jsonl", [article(n) for n in range(3)])
    options = CoverageOptions(inputs=(str(given),), lake=str(tmp_path / "lake"), model=None)
    run_pass(options)
    before = tree(tmp_path / "lake")
    run_pass(options)
    assert tree(tmp_path / "lake") == before
    monkeypatch.setattr(provenance, "_own", lambda: "another")  # what a changed constant makes of it: test_provenance
    monkeypatch.setattr(coverage, "_ENGINE", Shared())  # as a process of the changed code would load it
    run_pass(options)
    ((name,),) = ask(options.lake, "SELECT DISTINCT extractor FROM '{lake}/articles/*/*.parquet'")
    assert name == extractor_name(None)
    assert "+another+" in name
    assert reextract(options.lake, options.settings) == (0, 0)
    monkeypatch.undo()
    assert reextract(options.lake, options.settings) == (3, 0)
    assert list(verify(options.lake)) == []
