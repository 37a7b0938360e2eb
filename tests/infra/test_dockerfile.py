"""The image's recipe: parsed, because no image can be built in a test."""

import fnmatch
import importlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

ROOT = Path(__file__).parents[2]
LINES = DockerfileParser(path=str(ROOT / "infra")).structure


def stages():
    """Return the instructions of each stage by its name; the stage that another begins with comes first."""
    found, name = {}, ""
    for line in LINES:
        if line["instruction"] == "FROM":
            base, _, name = line["value"].partition(" AS ")
            found[name] = list(found.get(base, []))
        elif name:
            found[name].append((line["instruction"], line["value"]))
    return found


def last(stage, instruction):
    return [value for name, value in stages()[stage] if name == instruction][-1]


def copied():
    for stage in stages().values():
        for instruction, value in stage:
            if instruction == "COPY" and not value.startswith("--from"):
                *sources, _ = value.split()
                yield from sources


@pytest.mark.parametrize("source", sorted(set(copied())))
def test_what_is_copied_is_there_and_not_ignored(source):
    assert (ROOT / source).exists()
    ignore = (ROOT / "infra" / "Dockerfile.dockerignore").read_text().split()
    assert any(fnmatch.fnmatch(source, line[1:]) for line in ignore if line.startswith("!"))


@pytest.mark.parametrize("stage", ["worker", "command"])
def test_images_run_as_an_ordinary_user(stage):
    assert last(stage, "USER") == "dyadwire"


def test_only_dataflow_is_root_for_a_reason_that_is_told():
    assert last("dataflow", "USER") == "root"
    comment = next(line["content"] for line in LINES if "as root" in line["content"])
    assert comment.startswith("# Dataflow")


def test_the_default_image_is_the_command():
    assert list(stages())[-1] == "command"
    assert json.loads(last("command", "ENTRYPOINT")) == ["dyadwire"]


def test_workers_start_beams_boot():
    assert json.loads(last("worker", "ENTRYPOINT")) == json.loads(last("dataflow", "ENTRYPOINT"))
    assert last("worker", "ENTRYPOINT") == '["/opt/apache/beam/boot"]'


def test_versions_are_pinned():
    (locked,) = re.findall(r"(?m)^apache-beam(?:\[\w+\])?==([\d.]+)", (ROOT / "infra" / "requirements.txt").read_text())
    assert f"beam_python3.11_sdk:{locked}@sha256:" in stages()["built"][2][1]
    installs = [value for instruction, value in stages()["built"] if instruction == "RUN" and "-r " in value]
    assert all("--require-hashes" in value for value in installs)
    assert not [line for line in LINES if line["instruction"] == "ADD" or ":latest" in line["value"]]


def test_bases_are_given_by_digest_and_nothing_else_is_taken():
    bases = [line["value"].partition(" AS ")[0] for line in LINES if line["instruction"] == "FROM"]
    assert set(bases) == {"${LAUNCHER}", "${BEAM}", "built"}
    assert [line["value"] for line in LINES if line["instruction"] == "ARG"][:2] == ["BEAM", "LAUNCHER=scratch"]
    (check,) = [value for name, value in stages()["built"] if name == "RUN" and "$BEAM" in value]
    digest = "@sha256:" + "0" * 64
    beam = "apache/beam_python3.11_sdk:2.77.0"
    for given, launcher, taken in [
        (beam + digest, "scratch", True),
        ("mirror.example/" + beam + digest, "gcr.io/x/launcher" + digest, True),
        (beam, "scratch", False),
        ("apache/beam_python3.11_sdk:2.76.0" + digest, "scratch", False),
        ("", "scratch", False),
        (beam + digest, "gcr.io/x/launcher:latest", False),
    ]:
        ran = subprocess.run(["sh", "-c", check], env={"BEAM": given, "LAUNCHER": launcher}, capture_output=True)
        assert (ran.returncode == 0) == taken, (given, launcher)


def test_the_image_has_the_versions_that_were_tested():
    pinned = [
        dict(re.findall(r"(?m)^([a-z0-9-]+)(?:\[[\w,]+\])?==([^ ;]+)", path.read_text()))
        for path in (ROOT / "requirements.txt", ROOT / "infra" / "requirements.txt")
    ]
    tested, image = pinned
    assert {name: image[name] for name in tested.keys() & image.keys()} == {
        name: tested[name] for name in tested.keys() & image.keys()
    }


def test_entry_points_import():
    for module in re.findall(r"python -m (dyadwire\.pipelines\.\w+)", "\n".join(line["content"] for line in LINES)):
        assert importlib.import_module(module).main
    assert importlib.import_module("apache_beam.runners.worker.sdk_worker_main").main
    launched = last("dataflow", "ENV").partition("=")[2]
    assert launched == "/opt/dyadwire/dataflow_template/launch.py"
    assert f"COPY infra/dataflow_template/launch.py {launched}" in {line["content"].strip() for line in LINES}
