"""A scheduled run finds what is new of a spool by the lake alone."""

import gzip

import pytest

from dyadwire.pipelines.lake.compact import compact
from dyadwire.pipelines.lake.ingested_segments import record, taken_in
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.pipelines.run.plan import plan_batches
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.committed import committed_files, read_rows
from tests.pipelines.runs import tree

PAGE = (
    "<html><head><title>China and Russia sign pact {n}</title></head><body><article>"
    + "<p>China and Russia signed pact number {n} on Monday, and trade rose 5 percent, officials of both said.</p>" * 3
    + "</article></body></html>"
)


def segment(spool, hour, numbers):
    """Write a segment as the collector names it."""
    records = b""
    for n in numbers:
        body = PAGE.format(n=n).encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.outlet.example/{n}\r\n"
            f"WARC-Date: 2026-11-03T{hour:02d}:00:00Z\r\nDyadwire-Kind: page\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records += gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
    spool.mkdir(exist_ok=True)
    path = spool / f"20261103T{hour:02d}0000000000Z-000-{hour:012x}.warc.gz"
    path.write_bytes(records)
    return path


def committed_articles(lake):
    return read_rows(committed_files(str(lake), "articles"), "articles", ["article_id"])["article_id"].to_pylist()


def run(spool, lake):
    return run_pass(CoverageOptions(inputs=(str(spool),), lake=str(lake), model=None, only_new=True))


def cut_once_planned(monkeypatch, path):
    """Let each run that plans read half of a segment; return all of it."""
    whole = path.read_bytes()

    def plan_and_cut(*given, **named):
        batches = plan_batches(*given, **named)
        path.write_bytes(whole[: len(whole) // 2])
        return batches

    monkeypatch.setattr("dyadwire.pipelines.lake.ingested_segments.plan_batches", plan_and_cut)
    return whole


def test_each_segment_is_read_once(tmp_path):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    first = segment(spool, 1, range(3))
    assert run(spool, lake).kept == 3
    first.write_bytes(b"unreadable: it must not be opened again")
    segment(spool, 2, range(3, 5))
    assert (run(spool, lake).read, run(spool, lake).read) == (2, 0)
    assert list(verify(str(lake))) == []


def test_a_compaction_forgets_nothing(tmp_path):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    for hour in (1, 2):
        segment(spool, hour, range(hour * 10, hour * 10 + 3))
        run(spool, lake)
    before = taken_in(str(lake))
    assert len(before) == 2
    compact(str(lake))
    assert taken_in(str(lake)) == before


def test_what_was_planned_but_never_committed_is_planned_again(tmp_path):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    segment(spool, 1, range(3))
    record(str(lake), plan_batches([str(spool)]))
    assert taken_in(str(lake)) == frozenset()
    assert run(spool, lake).kept == 3


def test_a_segment_counts_only_when_all_batches_of_its_run_do(tmp_path):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    segment(spool, 1, range(3))
    run(spool, lake)
    second = segment(spool, 2, range(3, 5))
    third = segment(spool, 3, range(5, 7))
    record(str(lake), [*plan_batches([str(second)]), *plan_batches([str(third)])])
    run_pass(CoverageOptions(inputs=(str(second),), lake=str(lake), model=None))
    # The second is known by its own run, the third by none that is complete.
    assert {name[9:11] for name in taken_in(str(lake))} == {"01", "02"}


def test_a_segment_that_was_cut_while_it_was_read_is_read_again(tmp_path, monkeypatch):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    path = segment(spool, 1, range(3))
    whole = cut_once_planned(monkeypatch, path)
    assert run(spool, lake).failed
    assert taken_in(str(lake)) == frozenset()
    monkeypatch.undo()
    path.write_bytes(whole)
    segment(spool, 2, range(3, 5))
    run(spool, lake)
    assert len(taken_in(str(lake))) == 2
    assert run(spool, lake).read == 0
    assert sum(1 for _ in committed_articles(lake)) == 5


@pytest.mark.parametrize("only_new", [True, False])
def test_a_compaction_forgets_not_that_a_segment_was_cut(tmp_path, monkeypatch, only_new):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    path = segment(spool, 1, range(3))
    whole = cut_once_planned(monkeypatch, path)
    for hour in (1, 2):  # cut once more as it is read again
        path.write_bytes(whole)
        assert run(spool, lake).failed == 2
        other = segment(tmp_path / "other", hour + 10, range(hour * 10, hour * 10 + 2))
        run_pass(CoverageOptions(inputs=(str(other),), lake=str(lake), model=None))
        compact(str(lake))
        assert path.name not in taken_in(str(lake))
    monkeypatch.undo()
    path.write_bytes(whole)
    options = CoverageOptions(inputs=(str(spool),), lake=str(lake), model=None, only_new=only_new)
    assert run_pass(options).read == 3
    assert sum(1 for _ in committed_articles(lake)) == 7
    assert path.name in taken_in(str(lake))
    compact(str(lake))
    assert run(spool, lake).read == 0
    assert list(verify(str(lake))) == []
    before = tree(lake)
    run_pass(CoverageOptions(inputs=(str(spool),), lake=str(lake), model=None))
    assert tree(lake) == before


def test_failures_that_are_gone_stop_no_run(tmp_path):
    spool, lake = tmp_path / "spool", tmp_path / "lake"
    path = segment(spool, 1, range(3))
    path.write_bytes(path.read_bytes()[:-40])
    run(spool, lake)
    gone = list((lake / "failures").rglob("*.parquet"))
    assert gone
    for each in gone:
        each.unlink()
    segment(spool, 2, range(3, 5))
    run(spool, lake)
    assert len(taken_in(str(lake))) == 2


def test_other_files_are_never_passed_over(tmp_path):
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "archive.warc.gz").write_bytes(segment(tmp_path / "made", 1, range(3)).read_bytes())
    run(tmp_path / "spool", tmp_path / "lake")
    assert filesystem.glob(f"{tmp_path}/lake/_taken/*") == []
    before = tree(tmp_path / "lake")
    assert run(tmp_path / "spool", tmp_path / "lake").kept == 3
    assert tree(tmp_path / "lake") == before


@pytest.mark.parametrize("content", ["{", "[]", '{"batches": []}'])
def test_a_damaged_record_is_told(tmp_path, content):
    from dyadwire.pipelines.errors import DyadwireError

    filesystem.put(f"{tmp_path}/lake/_taken/x.json", content.encode())
    with pytest.raises(DyadwireError, match=r"x\.json is damaged"):
        taken_in(f"{tmp_path}/lake")
