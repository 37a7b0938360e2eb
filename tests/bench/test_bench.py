from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dyadwire.pipelines.ask.query import connect
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_quietly
from dyadwire.transforms.text import extract as front
from dyadwire.transforms.text.formats.articles import parse_page
from dyadwire.transforms.text.formats.feeds import parse_feed
from tests.bench.adopt import adopt
from tests.bench.big_lake import generate
from tests.bench.comparison import MEMORY, RATE, Group, Result, Row, Side, _result, keys
from tests.bench.engine import PARTS
from tests.bench.floors import fallen, load_floors
from tests.bench.lakes import weigh
from tests.bench.subject import AbsentError, Subject
from tests.bench.texts import articles, feed, in_rounds, lines, page


def test_no_two_generated_texts_are_alike_and_each_is_the_same_again() -> None:
    made = list(articles(200))
    assert len({record["text"] for record in made}) == len({record["url"] for record in made}) == 200
    assert list(articles(50, first=150)) == made[150:]
    one, other = (records for records, _ in zip(in_rounds(5, "news"), range(2), strict=False))
    assert one + other == made[:10]


def test_texts_have_their_length_and_their_density_of_digits() -> None:
    shares = {}
    for density in ("news", "figures"):
        texts = [record["text"] for record in articles(60, density)]
        assert 3300 <= sum(map(len, texts)) / 60 <= 3500
        shares[density] = sum(map(str.isdigit, "".join(texts))) / sum(map(len, texts))
    assert shares["figures"] > 2 * shares["news"] > 0


def test_pages_and_feeds_hold_the_articles() -> None:
    records = list(articles(3))
    for record in records:
        assert parse_page(page(record), record["url"]).text.split() == f"{record['title']} {record['text']}".split()
    assert [entry.link for entry in parse_feed(feed(records), "").entries] == [record["url"] for record in records]


def test_each_part_of_the_engine_is_one_that_it_calls() -> None:
    watched = {name for names in PARTS.values() for name in names}
    assert watched <= set(vars(front))


def test_every_row_has_a_floor_and_no_floor_is_without_its_row() -> None:
    assert len(keys()) == len(set(keys()))
    assert set(load_floors()) == set(keys())


def test_a_ratio_below_its_floor_is_told_and_one_within_the_slack_is_not() -> None:
    floors = {"fell": 2.0, "holds": 2.0, "rose": 2.0, "not installed": 2.0, "gone": 2.0}
    ratios = {"fell": 1.69, "holds": 1.71, "rose": 9.0, "not installed": None, "new": 0.1}
    assert fallen(ratios, floors) == ["fell: 1.69, its floor is 2", "gone: is not measured any more"]


def test_ratios_are_above_one_where_the_own_side_is_ahead() -> None:
    heard = [{"a": {"seconds": 1.0, "peak": 10.0}, "b": {"seconds": seconds, "peak": 40.0}} for seconds in (2, 3, 9)]
    rate, memory = Row(Side("own", "a"), Side("peer", "b")), Row(Side("own", "a"), Side("peer", "b"), MEMORY)
    group = Group("g", "news", 6, 3, (rate, memory))
    assert _result(group, rate, heard, {})[2:5] == (6.0, 2.0, 3.0)
    assert _result(group, memory, heard, {}).ratio == 4.0
    assert _result(group, rate, heard, {"b": "no b"}) == Result("g", rate, absent="not installed: no b")
    assert rate.kind is RATE


def test_a_subject_answers_and_one_that_is_not_installed_is_absent() -> None:
    with Subject("tests.bench.peers:feedparser") as subject:
        answer = subject.ask(list(articles(2)))
    assert answer["seconds"] > 0
    assert answer["peak"] > 0
    with pytest.raises(AbsentError, match="quantulum3"):
        Subject("tests.bench.peers:quantulum3", sys.executable)
    with pytest.raises(AbsentError, match="nowhere"):
        Subject("tests.bench.peers:quantulum3", "/nowhere/python")


def test_a_generated_lake_takes_new_articles_of_months_that_it_has(tmp_path: Path) -> None:
    lake, given = tmp_path / "lake", tmp_path / "new.jsonl"
    generate(lake, years=1, mentions_a_day=50)
    assert adopt(lake) == 12
    given.write_bytes(lines(list(articles(3, characters=200, since=datetime(2016, 12, 1, tzinfo=UTC)))))
    assert run_quietly(CoverageOptions(inputs=(str(given),), lake=str(lake))).kept == 3
    with connect(lake, complete=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (366 * 10 + 3,)
    weighed = weigh(lake)
    assert weighed["bytes"] == weighed["text bytes"] + weighed["other bytes"]
    assert weighed["text bytes"] > 0
