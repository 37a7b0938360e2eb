"""`dyadwire extract`, as a user types it: what it says of texts that it can't read."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dyadwire.pipelines.commands.extract import FORMAT, command
from dyadwire.schemas.records import Act

GREEK = (
    "Η κυβέρνηση της Γερμανίας συζήτησε χθες με τη Γαλλία για τα σύνορα και το εμπόριο των δύο χωρών. "
    "Οι υπουργοί συμφώνησαν να συναντηθούν ξανά τον επόμενο μήνα, είπε ο εκπρόσωπος."
)


def extracted(given: bytes) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(command, ["--model", "none", "-"], input=given, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (b"", "no_text: it is empty"),
        (b" \n\n", "no_text: it is empty"),
        (b"\x7fELF\x02\x00\x00 Russia", "not_text: byte 6 is NUL"),
        ("Exporté en Chine".encode("latin-1"), "not_text: byte 7 is not UTF-8"),
        (
            b'{"id": 1, "txt": "Russia and China signed a deal on Monday."}',
            "no_text: neither 'text' nor 'title' is given",
        ),
    ],
)
def test_what_is_no_text_is_told_beside_its_record(given: bytes, error: str) -> None:
    (found,) = extracted(given)
    assert found["error"] == error
    assert found["figures"] == []


def test_each_line_of_json_lines_is_json_and_told_by_its_number() -> None:
    whole = b'{"text": "Russia and China signed a deal on Monday."}'
    found = extracted(b"\n".join([b"", whole, b"Trade grew.", b"null", b"", whole]))
    assert [each.get("error") for each in found] == [
        None,
        "bad_json: line 3: the line is not JSON: expecting value at character 1",
        "bad_json: line 4: an object was expected, not NoneType",
        None,
    ]


def test_json_lines_of_a_byte_order_mark_are_no_text() -> None:
    (found,) = extracted(b'\xef\xbb\xbf{"id": 7, "text": "Russia and China signed a deal on Monday."}\n')
    assert (found["id"], found["sentences"][0]["start"]) == (7, 0)


def test_blank_lines_before_a_text_count() -> None:
    (found,) = extracted(b"\n \nRussia and China signed a deal on Monday.\n")
    assert [each["start"] for each in found["countries"]] == [3, 14]


def test_a_text_or_title_has_no_error() -> None:
    for given in (
        b"Russia and China signed a deal on Monday.",
        b'{"text": "Russia and China signed a deal on Monday."}',
        b'{"title": "Russia and China sign a gas deal"}',
    ):
        (found,) = extracted(given)
        assert "error" not in found
        assert found["countries"] + found["title_countries"]


@pytest.mark.parametrize(
    "text", ["China met \ud800 Russia on Monday in Minsk.", "Китай встретил \udfff Россию в Минске."]
)
def test_half_a_character_costs_no_text_and_moves_no_offset(text: str) -> None:
    (found,) = extracted(json.dumps({"id": 1, "text": text, "title": text}).encode())
    assert "error" not in found
    assert len(found["countries"]) >= 2
    assert all(text[span["start"] : span["end"]] == span["surface"] for span in found["countries"])


@pytest.mark.parametrize(
    ("written", "id_"),
    [("NaN", None), ("1e999", None), ('"\\udc80"', None), ('["\\udc80"]', None), ("7", 7), ('{"a": 1}', {"a": 1})],
)
def test_an_id_that_json_can_not_hold_is_none(written: str, id_: Any) -> None:
    for rest in ('"text": "China met Russia."', '"text": 5'):
        (found,) = extracted(f'{{"id": {written}, {rest}}}'.encode())
        assert found["id"] == id_


def test_another_language_is_named() -> None:
    (found,) = extracted(GREEK.encode())
    assert (found["language"], found["countries"]) == ("el", [])


def test_a_reader_that_leaves_early_is_no_error() -> None:
    line = json.dumps({"text": "Russia met China. " * 500})
    extract = [sys.executable, "-m", "dyadwire.pipelines.cli", "extract", "--model", "none", "-"]
    with subprocess.Popen(
        extract, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as ran:
        assert ran.stdin
        assert ran.stdout
        assert ran.stderr
        ran.stdout.close()
        ran.stdin.write(f"{line}\n" * 3)
        ran.stdin.close()
        assert (ran.wait(timeout=120), ran.stderr.read()) == (0, "")


@pytest.mark.slow
def test_who_writes_a_line_may_wait_for_its_answer() -> None:
    command_line = [sys.executable, "-m", "dyadwire.pipelines.cli", "extract", "--model", "none", "-"]
    with subprocess.Popen(command_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        for number in range(2):
            process.stdin.write(b'{"id": "%d", "text": "China."}\n' % number)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
        assert process.wait() == 0


def test_the_help_names_every_field() -> None:
    (found,) = extracted(
        b"The European Union sanctioned Russia on Monday. "
        b"Trade between Russia and China rose 12 percent in 2024, Xi Jinping said."
    )
    filled = {name: rows for name, rows in found.items() if isinstance(rows, list) and not name.startswith("title_")}
    assert all(filled.values())
    assert {*found} <= {*re.findall(r'"(\w+)"', FORMAT)}
    assert {key for rows in filled.values() for row in rows for key in row} <= {*re.findall(r"\w+", FORMAT)}


def test_what_a_title_tells_stands_apart_with_offsets_of_its_own() -> None:
    record = {"text": "It fell last year.", "title": "Ghana's Mahama deports 80 Nigerians, says Bola Tinubu"}
    (found,) = extracted(json.dumps(record).encode())
    title = record["title"]
    (act,), (figure,) = found["title_acts"], found["title_figures"]
    assert (act["actor"], act["recipient"], act["code"]) == ("GHA", "NGA", "COERCE")
    assert title[slice(*(act["trigger"][at] for at in ("start", "end")))] == act["trigger"]["text"] == "deports"
    assert title[figure["start"] : figure["end"]] == figure["surface"] == "80"
    assert {title[one["start"] : one["end"]] for one in found["title_people"]} >= {"Bola Tinubu"}
    assert found["acts"] == found["figures"] == found["people"] == []


def test_acts_and_trifles_have_the_names_of_the_tables_and_their_older_ones() -> None:
    text = "Russia and China signed a deal on Monday. China will send Russia 20 engineers. Mr Li, 63, spoke in Beijing."
    (found,) = extracted(text.encode())
    older = {"status": "when", "act_class": "class"}
    assert {act["status"] for act in found["acts"]} == {"done", "planned"}
    assert found["events"] == [{older.get(name, name): value for name, value in act.items()} for act in found["acts"]]
    assert set(older) <= set(Act._fields)
    assert {figure["surface"]: figure["trivial"] for figure in found["figures"]} == {"20": False, "63": True}
    assert all(figure["trivial"] is figure["minor"] for figure in found["figures"])


def test_a_text_that_has_no_end_is_read_as_far_as_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Chinas Präsident Xi traf Russlands Präsidenten Putin am Montag in Moskau. "
    for module in ("dyadwire.pipelines.extraction", "dyadwire.transforms.text.article.limits"):
        monkeypatch.setattr(f"{module}.MAX_TEXT_CHARACTERS", 300)
    monkeypatch.setattr("dyadwire.pipelines.commands.extract._MOST_TEXT", 1204)
    for start in range(4):  # where what is read ends within a character, too
        (found,) = extracted(b"x" * start + (sentence * 50).encode())
        assert found["error"] == "too_long: of its text the first 300 characters are read"
        assert found["sentences"][-1]["end"] <= 300


def test_a_line_that_is_too_long_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("dyadwire.pipelines.extraction", "dyadwire.pipelines.commands.extract"):
        monkeypatch.setattr(f"{module}.MAX_DOCUMENT_BYTES", 60)
    good = b'{"id": 1, "text": "Russia and China signed a deal."}\n'
    for size in (43, 44, 45, 60, 61, 62, 119, 120, 121, 122, 123, 400):
        long = b'{"id": 2, "text": "%s"}\n' % (b"x" * size)
        found = extracted(good + long + good)
        assert [each.get("error") for each in found] == [None, "too_large: line 2: it has more than 60 bytes", None]
        (first, last) = extracted(long + good)
        assert (first["error"], last["id"]) == ("too_large: line 1: it has more than 60 bytes", 1)


def test_what_is_waited_for_is_said(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    patience = "import sys; from dyadwire.pipelines import waiting; waiting.PATIENCE = 0.2"
    code = f"{patience}; from dyadwire.pipelines.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "extract", "--model", "none", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as ran:
        assert ran.stderr
        assert ran.stderr.readline() == f"dyadwire: {pipe} is a pipe that nothing is written to yet\n"
        with pipe.open("w") as writer:
            writer.write("Russia and China signed a deal.")
            writer.flush()
            assert ran.stderr.readline().startswith(f"dyadwire: waits for {pipe} to end, as a text is read as a whole")
        assert ran.stdout
        assert json.loads(ran.stdout.read())["article_dyads"]
        assert ran.wait() == 0
