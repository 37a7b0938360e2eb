import dataclasses
from datetime import date

import duckdb
import pytest

from pipelines.cli import main
from pipelines.lake import reextract as module
from pipelines.lake.reextract import EXTRACTED, reextract
from pipelines.lake.verify import verify
from pipelines.options import CoverageOptions
from pipelines.passes import run_pass
from tests.pipelines.runs import article, tree, write_lines
from transforms.extract_coverage import Engine
from transforms.text.rows import Settings

SETTINGS = Settings("full", 0.4, None)


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
