import pytest

from pipelines import doctor
from pipelines.cli import main


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
