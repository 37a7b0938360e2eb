"""A segment that a takedown took something out of is whole by its seal; damage before or after it is told."""

from datetime import UTC, datetime

import pytest

from dyadwire.pipelines.collect.forget_spool import scrub
from dyadwire.pipelines.collect.responses import OK, Response
from dyadwire.pipelines.collect.seal import is_whole, without_seal
from dyadwire.pipelines.collect.spool import Spool
from dyadwire.pipelines.lake.inventory import problems_of_files
from dyadwire.transforms.read.archives import read_records
from dyadwire.transforms.storage.block_list import Forgotten
from dyadwire.transforms.text.article.identity import address_id
from dyadwire.transforms.text.formats.documents import Slice
from tests.pipelines.damaged import flip, truncate

AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
URLS = tuple(f"https://outlet.example/{name}" for name in ("one", "two", "three"))


def gone(*urls):
    return Forgotten(frozenset(map(address_id, urls)))


@pytest.fixture
def segment(tmp_path):
    """A segment of three pages in the spool of a lake."""
    folder = tmp_path / "_spool"
    folder.mkdir()
    spool = Spool(folder, AT)
    for url in URLS:
        spool.keep_response(Response(url, url, OK, AT, 200, (), f"<html>{url}</html>".encode()), "page")
    (path,) = spool.close()
    return path


def whole(path):
    return is_whole(str(path), path.read_bytes())


def told(path):
    return [line for line in problems_of_files(str(path.parents[1]), ()) if line.startswith("_spool/")]


def pages(path):
    """Return the addresses of the pages that a run reads of a segment; a failure as it is."""
    part = Slice(str(path), path.name, "warc", 0, path.stat().st_size)
    return [getattr(found, "url", found) for found in read_records(part)]


def test_what_a_takedown_left_is_whole_and_read_as_before(segment):
    assert scrub(str(segment.parent), gone(URLS[0])).records == 1
    assert (whole(segment), told(segment), pages(segment)) == (True, [], list(URLS[1:]))


def test_another_takedown_seals_anew(segment):
    scrub(str(segment.parent), gone(URLS[0]))
    once = segment.read_bytes()
    assert scrub(str(segment.parent), gone(URLS[0])).records == 0
    assert segment.read_bytes() == once
    assert scrub(str(segment.parent), gone(*URLS)).records == 2
    assert (whole(segment), pages(segment)) == (True, [])
    assert without_seal(str(segment), segment.read_bytes()).startswith(b"\x1f\x8b")  # the requests are told still


@pytest.mark.parametrize("damage", [flip, truncate], ids=["flipped", "cut"])
def test_damage_is_told_after_a_takedown(segment, damage):
    scrub(str(segment.parent), gone(URLS[0]))
    damage(segment)
    assert not whole(segment)
    assert len(told(segment)) == 1


def test_a_record_that_is_lost_breaks_the_seal(segment):
    before = segment.read_bytes()
    scrub(str(segment.parent), gone(URLS[0]))
    after = segment.read_bytes()
    left = without_seal(str(segment), after)
    assert before.endswith(left)
    segment.write_bytes(after[len(left) :])
    assert not whole(segment)


def test_a_seal_hides_no_damage_from_before(segment):
    flip(segment)
    scrub(str(segment.parent), gone(URLS[0]))
    assert not whole(segment)
    assert len(told(segment)) == 1
