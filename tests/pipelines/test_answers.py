from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from dyadwire.pipelines.ask import printing
from dyadwire.pipelines.ask.answer import Answer
from dyadwire.pipelines.ask.printing import clean, show


def printed(answer: Answer, form: str) -> str:
    out = io.StringIO()
    show(answer, form, out)
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        " =1+1",
        "\n=1+1",
        "\u200b=1+1",
        "\x00 @x",
        "\t1",
        "\r-2",
        "\xa0+1",
        "＝1",
        " ＋1",
        "－1",
        "\u3000＠x",
        "﹦1",
        "−1",
        "\r\t＝1",
    ],
)
def test_blanks_in_front_hide_no_formula(text: str) -> None:
    out = printed(Answer(("a",), [(text,)]), "csv")
    assert next(csv.reader(out.splitlines(keepends=True)[1:]))[0].startswith("'")


def test_a_csv_cell_keeps_its_lines() -> None:
    assert printed(Answer(("a",), [("one\ntwo\tthree",)]), "csv") == 'a\n"one\ntwo\tthree"\n'


@pytest.mark.parametrize("form", ["csv", "plain"])
@pytest.mark.parametrize("value", [8_765_432.0, 171_943_210_987.0, 0.4810126582278481, 12345678.25, -1e-7, 1e300])
def test_a_number_loses_no_digit_on_its_way_to_a_program(form: str, value: float) -> None:
    (_, cell) = printed(Answer(("value",), [(value,)]), form).split()
    assert float(cell) == value


def test_json_reads_back_what_was_written() -> None:
    hostile = {"title": "a\x1b[2Jb\x07\u202ec\x9bd\u200f\x7f\\ – Türkiye"}
    assert json.loads(printed(Answer(("row",), [(hostile,)]), "json")) == [{"row": hostile}]


def test_a_csv_cell_is_never_a_formula_and_a_number_never_text() -> None:
    text = printed(Answer(("a", "b"), [("=1+1", -1.5), ("@x", 2), ("-2", None), ("plain", 0)]), "csv")
    assert text == "a,b\n'=1+1,-1.5\n'@x,2\n'-2,\nplain,0\n"


@pytest.mark.parametrize("form", ["table", "plain", "csv", "json"])
def test_control_characters_never_reach_a_terminal(form: str) -> None:
    text = printed(Answer(("title",), [("a\x1b[2Jb\x07\u202ec\x9bd\x7f\r",)], title="t\x1b]0;x\x07"), form)
    assert not set(text) & set("\x1b\x07\u202e\x9b\x7f\r")


def test_markup_of_the_terminal_library_is_text() -> None:
    assert "[red]warm[/red]" in printed(Answer(("[b]title",), [("[red]warm[/red]",)]), "table")


def test_json_keeps_types_and_nulls() -> None:
    answer = Answer(("day", "n", "share"), [(date(2026, 3, 1), 2, None), (date(2026, 3, 2), 0, float("nan"))])
    assert json.loads(printed(answer, "json")) == [
        {"day": "2026-03-01", "n": 2, "share": None},
        {"day": "2026-03-02", "n": 0, "share": None},
    ]


def test_plain_is_one_line_a_row() -> None:
    assert printed(Answer(("a", "b"), [("x\ty\nz", True)]), "plain") == "a\tb\nx y z\ttrue\n"


def test_a_gap_differs_from_zero_in_a_table() -> None:
    lines = printed(Answer(("articles",), [(0,), (None,)], bar="articles"), "table").splitlines()
    assert lines[-2].strip() == "0"
    assert lines[-1].strip() == "–"


def test_clean_leaves_letters_alone() -> None:
    assert clean("Türkiye – 中国 “quoted”") == "Türkiye – 中国 “quoted”"


def test_a_table_longer_than_anybody_reads_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_MOST_IN_TABLE", 2)
    answer = Answer(("n",), [(10,), (20,), (30,)], notes=("Told.",))
    lines = printed(answer, "table").splitlines()
    assert lines[-4:] == ["10", "20", "The first 2 rows; --json, --csv and a pipe have all.", "Told."]
    assert printed(answer, "csv").split() == ["n", "10", "20", "30"]


@pytest.mark.parametrize("form", ["json", "csv", "plain", None])
def test_a_program_is_told_why_there_are_no_rows(capsys: pytest.CaptureFixture[str], form: str | None) -> None:
    show(Answer(("n",), [], notes=("Nothing was collected.",)), form)
    assert capsys.readouterr().err == "dyadwire: Nothing was collected.\n"
    show(Answer(("n",), [(1,)], notes=("Something was.",)), form)
    show(Answer(("n",), [], notes=("Nothing was collected.",)), "table")
    assert capsys.readouterr().err == ""
