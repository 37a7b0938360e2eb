"""Rows by how likely they are: of a list of figures or acts those at least as likely as was asked for."""

import json
import math
import re
from itertools import groupby
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import dyadwire
from dyadwire.pipelines.cli import main
from tests.pipelines.web_pages import client_of, said

pytestmark = pytest.mark.usefixtures("kept_open")


@pytest.fixture
def lake(demo: tuple[Path, CompletedProcess[str]]) -> str:
    return str(demo[0])


def listed(command: str, lake: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    assert main([command, "Russia", "China", "--lake", lake, "--json", *options]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(("command", "each"), [("figures", "each"), ("acts", "")])
def test_lists_those_that_are_likely_enough_alone(
    command: str, each: str, lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [f"--{each}"] if each else []
    every = listed(command, lake, capsys, *options)
    likely = [row for row in every if (row["confidence"] or 0) >= 0.9]
    assert 0 < len(likely) < len(every)
    assert listed(command, lake, capsys, *options, "--confidence", "0.9") == likely
    for client in client_of(Path(lake)):
        page = json.loads(said(client, f"/pair/CHN-RUS/{command}.json?confidence=0.9{f'&{each}=1' if each else ''}"))
        assert page["rows"] == likely[:100]


def test_every_figure_of_a_pair_says_how_likely_it_is_its(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    opened = dyadwire.open(lake)
    english = "FROM figures JOIN articles USING (article_id, revision) WHERE language = 'en' AND NOT trivial"
    columns = "len(countries) = 0, count(*), count(confidence), min(confidence), max(confidence)"
    asked = f"SELECT {columns} {english} GROUP BY ALL"
    for is_nobodys, all_of_them, sure, least, most in opened.sql(asked).fetchall():
        assert sure == 0 if is_nobodys else sure == all_of_them
        assert is_nobodys or 0 < least <= most <= 1
    assert len(opened.figures("Russia", "China", each=True, confidence=0.9).fetchall()) == len(
        listed("figures", lake, capsys, "--each", "--confidence", "0.9")
    )


@pytest.mark.parametrize(("command", "each"), [("figures", ""), ("figures", "each"), ("acts", "")])
def test_each_that_is_listed_says_how_likely_it_is(
    command: str, each: str, lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [f"--{each}"] if each else []
    found = listed(command, lake, capsys, *options, "--limit", "100")
    told = [f"likely {min(row['confidence'], 0.99):.9f}"[:11] for row in found if row["confidence"] is not None]
    assert len(set(told)) > 20
    assert main([command, "Russia", "China", "--lake", lake, "--table", "--limit", "100", *options]) == 0
    printed = re.findall(r"likely 0\.\d\d", " ".join(capsys.readouterr().out.split()))
    assert printed == (told_once(found, told) if command == "acts" else told)
    for client in client_of(Path(lake)):
        address = f"/pair/CHN-RUS/{command}" + ("?each=1" if each else "")
        headings = re.findall(r'class="heading">(.*?)</p>', said(client, address))
        shown = [likely[0] for heading in headings if (likely := re.findall(r"likely 0\.\d\d", heading))]
        assert shown[: len(told)] == told


def told_once(acts: list[dict[str, Any]], told: list[str]) -> list[str]:
    """Return what is told of acts in a terminal, where neighbours that read alike share a heading: title and text."""
    keys = ("url", "actor", "recipient", "mutual", "code", "status", "period_text", "past")
    headings = [(one, *(act[key] for key in keys)) for act, one in zip(acts, told, strict=True)]
    return [one for one, *_ in (heading for heading, _ in groupby(headings))]


def test_the_report_says_how_likely_each_figure_is(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = sum(row["confidence"] is not None for row in listed("figures", lake, capsys)[:100])
    for client in client_of(Path(lake)):
        page = said(client, "/pair/CHN-RUS")
        assert page.count('<p class="figure"') == 100
        assert len(re.findall(r'class="figure"[^\n]*<small>likely 0\.\d\d</small></p>', page)) == told > 80


@pytest.mark.parametrize("probability", ["2", "-0.1", "nan", "likely", math.inf])
def test_what_is_no_probability_is_refused(probability: Any, lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["acts", "Russia", "China", "--lake", lake, f"--confidence={probability}"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ["trend", "Russia", "China", "--by", "year"],
        ["top"],
        ["network"],
        ["movers", "--all", "--minimum", "1", "--until", "2026-09-27"],
    ],
)
def test_counts_of_acts_take_those_that_are_likely_enough(
    command: list[str], lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked, counts = [*command, "--class", "all", "--lake", lake, "--json"], []
    for options in (["--confidence", "0"], [], ["--confidence", "0.5"], ["--confidence", "0.8"]):
        assert main([*asked, *options]) == 0
        found = json.loads(capsys.readouterr().out)
        counts.append(
            sum(row[name] or 0 for row in found for name in ("acts", "weight", "recent", "conflict") if name in row)
        )
    every, by_itself, from_half, likely = counts
    assert 0 < likely < from_half == by_itself < every
    assert main([*command, "--confidence", "0.9", "--lake", lake]) == 2
    assert "goes with --class" in capsys.readouterr().err
