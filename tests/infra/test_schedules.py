"""Schedules of one machine say what the command takes, and systemd can read its units."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from dyadwire.pipelines.cli import dyadwire

INFRA = Path(__file__).parents[2] / "infra"
UNITS = sorted((INFRA / "systemd").iterdir())
COMMANDS = [
    *re.findall(r"(?m)^ExecStart=\S+/dyadwire (.+)$", "\n".join(unit.read_text() for unit in UNITS)),
    *re.findall(r"\$DYADWIRE (.+?) >>", (INFRA / "crontab").read_text()),
]


@pytest.mark.parametrize("line", COMMANDS)
def test_the_command_takes_what_it_is_given(line):
    name, *words = line.split()
    told = CliRunner().invoke(dyadwire, [name, "--help"]).output
    options = [word for word in words if word.startswith("--")]
    assert options
    assert all(re.search(rf"(?m)^\s+{option}\b", told) for option in options)


def test_there_is_a_command_in_each_service_and_the_crontab():
    assert len(COMMANDS) == 1 + sum(unit.suffix == ".service" for unit in UNITS)


def test_every_run_of_a_schedule_leaves_its_time_in_the_log():
    passes = [unit.read_text() for unit in UNITS if unit.suffix == ".service"]
    crontab = (INFRA / "crontab").read_text()
    assert all("Environment=DYADWIRE_LOG=json\n" in unit for unit in passes)
    assert crontab.index("\nDYADWIRE_LOG=json\n") < crontab.index("$DYADWIRE run")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_reads_the_units(tmp_path):
    for unit in UNITS:
        # The command is not installed where this runs.
        (tmp_path / unit.name).write_text(re.sub(r"/opt/dyadwire/\S+/dyadwire\b", "/bin/true", unit.read_text()))
    read = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))], capture_output=True, text=True
    )
    assert (read.returncode, read.stderr) == (0, "")


def test_a_timer_and_its_service_have_one_name():
    assert {unit.stem for unit in UNITS if unit.suffix == ".timer"} == {"dyadwire"}
    assert "Persistent=yes" in (INFRA / "systemd" / "dyadwire.timer").read_text()
