"""The transform in other people's pipelines: in Python, and from Beam YAML by the provider file."""

import json
from datetime import date
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline as Pipeline
from apache_beam.yaml.yaml_transform import expand_pipeline

from dyadwire.schemas.records import Figure
from dyadwire.schemas.tables import TABLES
from dyadwire.transforms.extract.rows import ExtractRows, row_type
from dyadwire.transforms.storage.committed import committed_files, read_rows
from tests.pipelines.committed import run_batch_of
from tests.pipelines.runs import article

YAML = Path(__file__).parents[2] / "infra" / "yaml"
OF_ARTICLES = [name for name, table in TABLES.items() if "article_id" in table.key]


def write(rows, path):
    """Write what a step of a test's pipeline gives."""
    return (
        rows
        | f"As text {path.name}" >> beam.Map(lambda row: json.dumps(row._asdict()))
        | f"Write {path.name}" >> beam.io.WriteToText(str(path), shard_name_template="")
    )


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("table", ["article_dyads", "dyad_mentions", "figures", "country_mentions"])
def test_the_rows_are_those_of_a_lake(tmp_path, table):
    run_batch_of(tmp_path / "lake", range(3))
    names = list(TABLES[table].record._fields)
    stored = read_rows(committed_files(f"{tmp_path}/lake", table), table, names).to_pylist()
    given = [beam.Row(**article(n)) for n in range(3)]
    with Pipeline(runner="FnApiRunner") as pipeline:
        texts = pipeline | beam.Create(given)
        write((texts | ExtractRows(table=table))["rows"], tmp_path / "rows")
    plain = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} for row in stored
    ]
    assert sorted(read(tmp_path / "rows"), key=repr) == sorted(plain, key=repr) != []


def test_what_cannot_be_used_is_a_row_of_failures(tmp_path):
    with Pipeline(runner="FnApiRunner") as pipeline:
        texts = pipeline | beam.Create([beam.Row(text="", id="empty"), beam.Row(text="Words alone.", id="plain")])
        for name, rows in (texts | ExtractRows()).items():
            write(rows, tmp_path / name)
    assert [(row["uri"], row["stage"]) for row in read(tmp_path / "failures")] == [("empty", "parse_article")]
    assert read(tmp_path / "rows") == []


@pytest.mark.parametrize("table", OF_ARTICLES)
def test_every_table_has_a_schema_that_other_languages_know(table):
    from apache_beam.typehints.schemas import schema_from_element_type

    schema = schema_from_element_type(row_type(TABLES[table].record))
    assert [field.name for field in schema.fields] == list(TABLES[table].record._fields)
    assert not [field.name for field in schema.fields if field.type.HasField("logical_type")]


def test_nullable_columns_stay_so():
    from apache_beam.typehints.schemas import schema_from_element_type

    fields = {field.name: field.type for field in schema_from_element_type(row_type(Figure)).fields}
    assert (fields["article_id"].nullable, fields["currency"].nullable) == (False, True)


@pytest.mark.parametrize("table", ["fetches", "no_such_table"])
def test_other_tables_are_refused(table):
    with pytest.raises(ValueError, match=table):
        ExtractRows(table=table)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Beam's own, of the YAML front end
def test_the_yaml_example_runs(tmp_path, monkeypatch):
    texts = tmp_path / "texts.jsonl"
    texts.write_text("".join(json.dumps(article(n)) + "\n" for n in range(4)) + '{"text": ""}\n')
    monkeypatch.chdir(YAML)
    source = (YAML / "pairs.yaml").read_text()
    source = source.replace("{{ texts }}", str(texts)).replace("{{ pairs }}", f"{tmp_path}/pairs")
    with Pipeline(runner="FnApiRunner") as pipeline:
        expand_pipeline(pipeline, source)
    lines = [json.loads(line) for path in tmp_path.glob("pairs-*") for line in path.read_text().splitlines()]
    assert [(line["country_a"], line["country_b"]) for line in lines] == [("CHN", "RUS")] * 4
    assert all(0.4 <= line["salience"] <= 1 for line in lines)
