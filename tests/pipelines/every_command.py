"""Every command that works on a lake, so that a test can ask whether any of them ends in a traceback."""

from collections.abc import Callable
from pathlib import Path

from dyadwire.pipelines.cli import COMMANDS, main

PAIR = ("Russia", "China")
# Without a lake, on the network, with a prompt, or for good: other tests have them.
_ELSEWHERE = frozenset(
    {"collect", "watch", "feeds", "demo", "extract", "shell", "serve", "doctor", "run", "forget", "completion"}
)


def questions(lake: Path, out: Path) -> list[list[str]]:
    """Return the commands that read a lake."""
    asked: list[list[str | Path]] = [
        ["status"], ["trend", *PAIR], ["trend", *PAIR, "--by", "month"], ["trend", "Russia"], ["top"], ["top", "China"],
        ["movers"], ["figures", *PAIR], ["evidence", *PAIR], ["people", *PAIR], ["network"], ["tables", "articles"],
        ["acts", *PAIR], ["acts", "EU", "Russia", "--json"],
        ["articles", *PAIR], ["trend", *PAIR, "--json"], ["figures", *PAIR, "--csv"], ["evidence", *PAIR, "--json"],
        ["report", *PAIR, "-o", out / "pair.html"], ["report", "--all", "-o", out / "pages"],
        *(["sql", f"SELECT * FROM {table}", "--json"] for table in ("articles", "fetches", "failures", "figures")),
        *(["export", table, "-o", out / f"{table}.csv"] for table in ("articles", "figures", "fetches", "failures")),
        ["export", "network", "-o", out / "net.graphml"],
    ]  # fmt: skip
    without_lake = ("tables",)
    return [[*map(str, one), *(["--lake", str(lake)] if one[0] not in without_lake else [])] for one in asked]


def changes(lake: Path) -> list[list[str]]:
    """Return the commands that change a lake and leave its articles there, in an order that a user might take."""
    names = (
        ["verify"],
        ["compact"],
        ["verify"],
        ["reextract", "--model", "none"],
        ["migrate"],
        ["compact"],
        ["verify"],
    )
    return [[*name, "--lake", str(lake)] for name in names]


def works(ask: Callable[[list[str]], tuple[int, str]], arguments: list[str]) -> tuple[int, str]:
    """Run one command; AssertionError unless it does its work or says in a line why not."""
    code, told = ask(arguments)
    assert "Traceback" not in told, (arguments, told)
    assert code in (0, 1, 2), (arguments, code, told)
    if code == 2:
        assert len(told.strip().splitlines()) == 1, (arguments, told)
    return code, told


def asker(capfd: object) -> Callable[[list[str]], tuple[int, str]]:
    """Return what runs a command in this process: its exit code, and what it said of errors."""

    def ask(arguments: list[str]) -> tuple[int, str]:
        capfd.readouterr()  # type: ignore[attr-defined]
        code = main(arguments)
        said = capfd.readouterr()  # type: ignore[attr-defined]
        return code, said.err if code == 2 else said.out + said.err

    return ask


def all_commands() -> set[str]:
    """Return the commands that these lists must hold."""
    return set(COMMANDS) - _ELSEWHERE
