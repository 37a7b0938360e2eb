"""The README's console blocks: each command is run on the sample, and what it prints stands below it."""

import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

from tests.pipelines.runs import ROOT, dyadwire

README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n\$ dyadwire (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def refreshed(text: str, folder: Path) -> str:
    """Return the README with the output of every block as it is now; `folder` holds the lake `demo`."""

    def run(block: re.Match[str]) -> str:
        command = [str(folder / "demo") if word == "demo" else word for word in shlex.split(block["command"])]
        as_seen = [] if {"--csv", "--json"} & set(command) else ["--table"]  # what a terminal shows
        result = dyadwire(*command, *as_seen, env=os.environ | {"COLUMNS": "100"})
        output = result.stdout.replace(str(folder) + "/", "")
        return f"```console\n$ dyadwire {block['command']}\n{output.rstrip()}\n```"

    return _BLOCK.sub(run, text)


def main() -> int:
    """Write the README anew."""
    with tempfile.TemporaryDirectory() as folder:
        dyadwire("demo", "--lake", Path(folder) / "demo")
        README.write_text(refreshed(README.read_text(), Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
