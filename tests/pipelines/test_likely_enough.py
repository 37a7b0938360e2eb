"""Counts of acts take those that are likely enough, all alike, and lists of what is counted have just those."""

import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dyadwire
from dyadwire.pipelines.ask.options import LIKELY_ENOUGH
from tests.pipelines.asking import ACTS_LEFT_OUT
from tests.pipelines.runs import here
from tests.pipelines.told_acts import AID, made

pytestmark = pytest.mark.slow


def test_what_is_likely_enough_is_the_same_number_everywhere(demo: tuple[Path, CompletedProcess[str]]) -> None:
    with dyadwire.open(demo[0]) as opened:
        assert opened.sql("SELECT likely_enough()::DOUBLE").fetchall() == [(LIKELY_ENOUGH,)]


@pytest.mark.filterwarnings(ACTS_LEFT_OUT)
@pytest.mark.parametrize(
    ("of_class", "confidence", "within"),
    [
        ("all", None, {}),
        ("all", 0, {"until": "2026-10-05"}),
        ("verbal cooperation", None, {"since": "2026-09-22", "until": "2026-10-05"}),
    ],
)
def test_all_counts_of_acts_agree(
    demo: tuple[Path, CompletedProcess[str]], of_class: str, confidence: float | None, within: dict[str, str]
) -> None:
    with dyadwire.open(demo[0]) as opened:
        asked: dict[str, Any] = {"of_class": of_class, "confidence": confidence}
        ranked = {row["dyad"]: row["acts"] for row in listed(opened.top(**asked, **within))}
        edges = listed(opened.network(**asked, **within))
        columns = ("cooperation", "conflict") if of_class == "all" else (of_class.replace(" ", "_"),)
        for dyad, acts in [*ranked.items()][:3]:
            months = listed(opened.trend(dyad, by="month", **asked, **within))
            assert sum(row[column] or 0 for row in months for column in columns) == acts
            once = listed(opened.acts(dyad, once=True, **asked, **within))
            assert len(once) == acts
            assert all(row["confidence"] >= (LIKELY_ENOUGH if confidence is None else confidence) for row in once)
            between = [edge for edge in edges if {edge["source"], edge["target"]} == set(dyad.split("-"))]
            assert sum(edge["weight"] for edge in between) - between[0]["mutual"] == acts
    assert ranked


@pytest.mark.filterwarnings(ACTS_LEFT_OUT)
def test_what_moves_is_what_is_counted_in_the_same_days(demo: tuple[Path, CompletedProcess[str]]) -> None:
    with dyadwire.open(demo[0]) as opened:
        for confidence in (None, 0):
            asked: dict[str, Any] = {"of_class": "all", "confidence": confidence}
            moved = listed(opened.movers(until="2026-09-27", everything=True, minimum=1, **asked))
            counted = listed(opened.top(since="2026-09-21", until="2026-09-27", **asked))
            recent = {row["dyad"]: row["recent"] for row in moved if row["recent"]}
            assert recent == {row["dyad"]: row["acts"] for row in counted} != {}


def listed(found: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.to_arrow_table().to_pylist()
    return rows


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of one act that is told on two days, and is doubtful on the first."""
    folder = tmp_path_factory.mktemp("doubted")
    days = [("one.example", "2026-03-02"), ("two.example", "2026-03-03")]
    lake = made(folder, [(outlet, day, f"{AID} Lorries were seen on {day}, and rain.") for outlet, day in days])
    return with_confidence(lake, folder / "doubted", {"2026-03-02": 0.3, "2026-03-03": 0.75})


def with_confidence(lake: Path, copy: Path, by_day: dict[str, float]) -> Path:
    """Copy a lake, its acts as likely as is told for the date of their article."""
    shutil.copytree(lake, copy)
    for path in copy.glob("acts/*/part-*.parquet"):
        table = pq.ParquetFile(path).read()
        likely = [by_day[str(day)] for day in table.column("published_date").to_pylist()]
        at = table.column_names.index("confidence")
        field = table.schema.field("confidence")
        pq.write_table(table.set_column(at, field, pa.array(likely, field.type)), path)
    return copy


@pytest.mark.filterwarnings("ignore:(Left out|No act|No such act)")
def test_an_act_is_counted_by_its_likely_sentences_alone(doubted: Path) -> None:
    with dyadwire.open(doubted) as opened:
        for confidence, told in ((None, ("2026-03-03", 0.75, 1)), (0, ("2026-03-02", 0.3, 2)), (0.8, None)):
            found = listed(opened.acts("TUR", "SYR", once=True, confidence=confidence))
            shown = [(str(row["published_date"]), pytest.approx(row["confidence"]), row["outlets"]) for row in found]
            assert shown == ([told] if told else [])
        assert len(opened.acts("TUR", "SYR")) == 2  # each sentence, however likely


def test_sql_counts_likely_acts_and_with_zero_all(doubted: Path) -> None:
    given = {"": "2026-03-03", "at_confidence := NULL": "2026-03-03", "at_confidence := 0": "2026-03-02"}
    with dyadwire.open(doubted) as opened:
        for how, day in given.items():
            for counted in (f"acts_counted({how})", f"acts_counted_of('SYR-TUR', {how})".replace(", )", ")")):
                dates = opened.sql(f"SELECT first_date::VARCHAR, sentences FROM {counted}").fetchall()
                assert dates == [(day, 1 if day == "2026-03-03" else 2)]
        assert opened.sql("SELECT SQLDATE FROM acts_as_gdelt").fetchall() == [(20260303,)]
        assert opened.sql('SELECT "Event Date"::VARCHAR FROM acts_as_polecat').fetchall() == [("2026-03-03",)]


def test_python_is_warned_of_acts_that_are_not_likely_enough(tmp_path: Path) -> None:
    lake = made(tmp_path, [("one.example", "2026-03-02", f"{AID} Lorries were seen at the border, and it rained.")])
    with dyadwire.open(with_confidence(lake, tmp_path / "doubted", {"2026-03-02": 0.4})) as opened:
        told = "Left out: 1 act less likely than 0.5 (confidence=0 counts them)."
        with pytest.warns(UserWarning, match=re.escape(told)):
            assert listed(opened.top(of_class="all")) == []
        with pytest.warns(UserWarning, match=re.escape(told)):
            assert listed(opened.acts("TUR", "SYR", once=True)) == []
        assert [row["acts"] for row in listed(opened.top(of_class="all", confidence=0))] == [1]


@pytest.mark.parametrize("like", ["gdelt", "polecat"])
def test_an_export_says_which_acts_the_columns_of_others_leave_out(doubted: Path, tmp_path: Path, like: str) -> None:
    lake = with_confidence(doubted, tmp_path / "lake", {"2026-03-02": 0.3, "2026-03-03": 0.4})

    def told(asked: Path, *more: str) -> list[str]:
        target = tmp_path / "acts.csv"
        return here("export", "acts", "--lake", asked, "-o", target, *more).stderr.splitlines()[1:]

    left_out = "Left out: 1 act less likely than 0.5 (without --like every sentence is written)."
    assert told(lake, "--like", like, "--until", "2026-03-02") == [left_out]
    assert told(lake, "--like", like, "--since", "2026-03-03") == told(lake) == told(doubted, "--like", like) == []
    assert "less likely than 0.5" in " ".join(here("export", "--help").stdout.split())
