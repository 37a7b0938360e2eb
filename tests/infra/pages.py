"""The pages of the documentation as a reader follows them: each command is run, what it prints stands below it."""

import contextlib
import http.server
import io
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import click
import yaml

from dyadwire.pipelines.cli import dyadwire as command
from dyadwire.pipelines.cli import main
from dyadwire.pipelines.run.beam_main import main as beam_main
from tests.pipelines.runs import ROOT

DOCS = ROOT / "infra" / "docs"
_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?: title=\"(?P<file>[^\"]+)\")?\n(?P<body>.*?)^```\n(?:\n?```text\n(?P<printed>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)
_COMMAND = re.compile(
    r"^\$ (?P<line>[^\n]*(?:\n> [^\n]*)*)\n(?P<printed>(?:(?!\$ )[^\n]*\n)*)", re.MULTILINE
)  # a shell asks for the rest of a command by >
_CUT = "…\n"  # below the first lines of what a command prints
_BEFORE = {"cd", "git", "make", "source"}  # what has been done where a test runs
_IN_TABLES = {"howto/dbt.md", "howto/iceberg-delta.md"}  # what tests/tables follows, in an environment of its own
_STAND_IN = "https://example.org"
_PORTS = ("8123", "8321")


def pages() -> dict[str, str]:
    """Return the text of every page that is written by hand, by its name, in the order of the contents."""
    listed = yaml.safe_load((ROOT / "infra" / "mkdocs.yml").read_text())["nav"]
    return {name: (DOCS / name).read_text() for name in _names(listed) if (DOCS / name).exists()}


def followed() -> dict[str, str]:
    """Return those whose commands are run here, with no more than the project needs."""
    return {name: text for name, text in pages().items() if name not in _IN_TABLES}


def _names(listed: Any) -> Iterator[str]:
    if isinstance(listed, str):
        yield listed
    else:
        for part in listed.values() if isinstance(listed, dict) else listed:
            yield from _names(part)


class Reader:
    """Follows pages in one folder. A server on loopback stands for example.org, free ports for those in pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("infra", "pipelines", "schemas"):
            (folder / name).symlink_to(ROOT / name)
        self._started: list[subprocess.Popen[str]] = []
        self._names: dict[str, Any] = {}
        served = partial(_Quiet, directory=str(ROOT / "tests" / "fixtures" / "example.org"))
        self._site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), served)
        threading.Thread(target=self._site.serve_forever, daemon=True).start()
        self._stands_for = {_STAND_IN: f"http://127.0.0.1:{self._site.server_port}"}
        self._stands_for |= {port: str(_free_port()) for port in _PORTS}

    def close(self) -> None:
        """End what was started, as Ctrl-C does."""
        self._site.shutdown()
        self._site.server_close()
        for process in self._started:
            process.send_signal(signal.SIGINT)
            process.wait(20)

    def follow(self, text: str) -> str:
        """Run what a page says to run, and return the page with what was printed; AssertionError where one failed."""
        self._names = {}
        with contextlib.chdir(self.folder), mock.patch.dict(os.environ, COLUMNS="80"):
            return _BLOCK.sub(self._block, text)

    def _block(self, block: re.Match[str]) -> str:
        if block["file"] and "--8<--" not in block["body"]:
            (self.folder / block["file"]).write_text(self._here(block["body"]))
        elif block["kind"] == "console":
            return f"```console\n{_COMMAND.sub(self._command, block['body'])}```\n"
        elif block["kind"] == "python":
            printed = self._printed(lambda: exec(block["body"], self._names))
            assert block["printed"] or not printed, f"prints what no text block shows:\n{block['body']}{printed}"
            if block["printed"]:
                return block[0].replace(block["printed"], printed)
        return block[0]

    def _command(self, asked: re.Match[str]) -> str:
        words = shlex.split(self._here(asked["line"].replace("\n> ", "\n").replace("\\\n", " ")))
        printed = self._run(words)
        shown = asked["printed"]
        if shown.endswith(_CUT):
            printed = "".join(printed.splitlines(keepends=True)[: shown.count("\n") - 1]) + _CUT
        return f"$ {asked['line']}\n" + (printed if shown else "")

    def _run(self, words: list[str]) -> str:
        if words[0] in _BEFORE:
            return ""
        if words[:3] == ["python", "-m", "http.server"]:
            self._start([sys.executable, *words[1:]])
            return ""
        if words[:3] == ["python", "-m", "dyadwire.pipelines.coverage"]:
            return self._printed(lambda: _succeed(words[3:], beam_main))
        assert words[0] == "dyadwire", f"no test runs {words[0]}"
        if words[1] in {"serve", "watch"}:
            self._start([sys.executable, "-m", "dyadwire.pipelines.cli", *words[1:]])
            return ""
        return self._dyadwire(words[1:])

    def _dyadwire(self, words: list[str]) -> str:
        words, into = (words[:-2], words[-1]) if words[-2] == ">" else (words, None)
        options = _options(words)
        if "--allow-network" in options and self._stands_for[_STAND_IN] in " ".join(words) + _texts(words):
            words = [*words, "--allow-network", "127.0.0.0/8"]
        if "--table" in options and into is None and not {"--csv", "--json"} & set(words):
            words = [*words, "--table"]  # as a terminal shows it
        if into is None:
            return self._printed(lambda: _succeed(words))
        (self.folder / into).write_text(self._printed(lambda: _succeed(words), io.StringIO()))
        return ""

    def _printed(self, work: Callable[[], Any], errors: io.StringIO | None = None) -> str:
        """Return what is printed meanwhile, without what is of this machine alone."""
        printed = io.StringIO()
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(errors or printed),
            warnings.catch_warnings(),
        ):
            warnings.filterwarnings("ignore", "Left out")  # it stands below what commands print, and beside Python's
            work()
        text = printed.getvalue().replace(f"{self.folder}/", "")
        for there, here in self._stands_for.items():
            text = text.replace(here, there)
        return "".join(line.rstrip() + "\n" for line in text.splitlines())

    def _here(self, text: str) -> str:
        for there, here in self._stands_for.items():
            text = text.replace(there, here)
        return text

    def _start(self, words: list[str]) -> None:
        """Start what runs until Ctrl-C, and wait until it answers."""
        self._started.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True))
        port = next(word for word in words if word in self._stands_for.values())
        for _ in range(300):
            with contextlib.suppress(OSError):
                assert urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).status == 200
                return
            time.sleep(0.1)
        raise AssertionError(f"does not answer: {words}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def _succeed(words: list[str], run: Callable[[list[str]], int] = main) -> None:
    assert run(words) == 0, f"failed: {shlex.join(words)}"


def _options(words: list[str]) -> set[str]:
    """Return the options that a command has."""
    context: click.Context = click.Context(command)
    named: click.Command | None = command
    for word in words:
        if not isinstance(named, click.Group):
            break
        named = named.get_command(context, word)
    assert named is not None, words
    return {spelled for option in named.params for spelled in option.opts}


def _texts(words: list[str]) -> str:
    """Return what the files that a command names hold."""
    return "".join(
        Path(word).read_text() for word in words if word.endswith((".opml", ".txt")) and Path(word).is_file()
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def refresh(folder: Path) -> None:
    """Write every page anew."""
    reader = Reader(folder)
    try:
        for name, text in followed().items():
            (DOCS / name).write_text(reader.follow(text))
    finally:
        reader.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        refresh(Path(made).resolve())
