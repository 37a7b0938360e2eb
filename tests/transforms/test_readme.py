"""The code of transforms/README.md runs and prints what stands below it, and names what there is."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

README = (Path(__file__).parents[2] / "transforms" / "README.md").read_text()


def test_the_example_prints_what_it_says():
    code, output = re.search(r"```python\n(.*?)```\n```\n(.*?)```", README, re.DOTALL).groups()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stdout) == (0, output), done.stderr


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(dyadwire\.transforms\.\w+\.\w+)`", README))))
def test_every_transform_is_there(name):
    module, _, kind = name.rpartition(".")
    assert getattr(importlib.import_module(module), kind).expand
