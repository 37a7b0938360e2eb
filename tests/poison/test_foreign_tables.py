"""Parquet files of other programs whose values or footers lie: each costs itself, and never the run."""

import io
import struct
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dyadwire.pipelines.run.cut import cut
from dyadwire.transforms.read.record_files import read_delimited, read_parquet
from dyadwire.transforms.read.slices import read_slice
from dyadwire.transforms.text.formats.documents import Document, Slice, UnusableError
from dyadwire.transforms.text.formats.json_records import read_article

ROWS, MOST_SLICES = 100, 1000
NO_ROWS = "a group of no columns, or of fewer rows than none"
NOT_THERE = "row 100 and the next ones, of which it tells, are not there"


def written(columns: dict[str, pa.Array | list[str]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="none", use_dictionary=False, store_schema=False)
    return out.getvalue()


def number(value: int) -> bytes:
    """Write a whole number as footers do: by groups of seven bits, its sign the lowest bit."""
    rest, found = (value << 1) ^ (value >> 63), bytearray()
    while rest > 127:
        found.append(rest & 127 | 128)
        rest >>= 7
    return bytes([*found, rest])


def lying(rows: int, weight: int) -> bytes:
    """Return a file of a hundred rows whose footer tells of `rows`, of `weight` bytes."""
    content = written({"title": [f"China and Russia, {n}" for n in range(ROWS)]})
    (size,) = struct.unpack("<I", content[-8:-4])
    true = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0)
    before = b"\x16" + number(true.total_byte_size) + b"\x16" + number(ROWS)
    footer = content[-8 - size : -8]
    assert footer.count(before) == 1
    footer = footer.replace(before, b"\x16" + number(weight) + b"\x16" + number(rows))
    return content[: -8 - size] + footer + struct.pack("<I", len(footer)) + b"PAR1"


def read(path: Path, content: bytes) -> tuple[list[Document], list[str]]:
    path.write_bytes(content)
    slices = list(islice(cut(str(path), path.name), MOST_SLICES))
    assert len(slices) < MOST_SLICES
    found = [each for part in slices for each in read_slice(part.slice)]
    kept = [each for each in found if isinstance(each, Document)]
    return kept, [str(each) for each in found if isinstance(each, UnusableError)]


@pytest.mark.parametrize(
    ("rows", "weight", "kept", "told"),
    [
        (2**62, 5, ROWS, NOT_THERE),
        (2**62, 2**62, ROWS, NOT_THERE),
        (2**40, 2**40, ROWS, NOT_THERE),
        (10**9, 2**62, 0, "of more than 20000000 bytes each"),
        (ROWS, -(2**62), ROWS, ""),
        (-5, 9000, 0, NO_ROWS),
    ],
)
def test_what_a_footer_tells_may_be_no_truth(tmp_path: Path, rows: int, weight: int, kept: int, told: str) -> None:
    found, failed = read(tmp_path / "a.parquet", lying(rows, weight))
    assert len(found) == kept
    assert bool(failed) == bool(told)
    assert all(told in line or "which it tells, are not there" in line for line in failed)


def test_a_text_that_is_not_utf_8_and_an_instant_of_no_calendar_cost_no_row(tmp_path: Path) -> None:
    texts = [b"In der K\xfcche sprachen China und Ru\xdfland.", b"China met Russia.", b"\xff\xfe\x00"]
    offsets = [0]
    for text in texts:
        offsets.append(offsets[-1] + len(text))
    pieces = (pa.array(offsets, pa.int32()).buffers()[1], pa.py_buffer(b"".join(texts)))
    broken = pa.StringArray.from_buffers(len(texts), *pieces)
    instants = pa.array([2**62, 1_760_000_000_000_000, -(2**62)], pa.timestamp("us", "UTC"))
    titles = ["Talks", "More talks", "No talks"]
    content = written({"title": titles, "text": broken, "published_at": instants})
    found, failed = read(tmp_path / "a.parquet", content)
    articles = [read_article(each.body or b"") for each in found]
    assert failed == []
    assert [each.title for each in articles] == titles
    assert articles[0].text == "In der Küche sprachen China und Rußland."
    assert [each.published_at for each in articles] == [None, "2025-10-09T08:53:20+00:00", None]


def test_what_is_broken_behind_a_slice_is_not_read_for_it(tmp_path: Path) -> None:
    title = b"China and Russia, 99"
    content = written({"title": [f"China and Russia, {n}" for n in range(ROWS)]})
    whole = struct.pack("<I", len(title)) + title
    assert content.count(whole) == 1
    (tmp_path / "a.parquet").write_bytes(content.replace(whole, b"\xff" * 4 + title))
    parts = [Slice(str(tmp_path / "a.parquet"), "a.parquet", "parquet", *ends) for ends in ((0, 40), (40, ROWS))]
    first, last = (list(read_parquet(part, most=500)) for part in parts)
    assert [type(each) for each in first] == [Document] * 40
    assert [str(each) for each in last if isinstance(each, UnusableError)] != []


def test_of_texts_as_categories_the_large_one_alone_is_too_large(tmp_path: Path) -> None:
    texts = [f"China and Russia met {n} times." for n in range(ROWS)]
    texts[7] = "China" * 200
    table = pa.table({"title": ["Talks"] * ROWS, "text": pa.array(texts).dictionary_encode()})
    assert table["text"].nbytes > 3 * 500
    pq.write_table(table, tmp_path / "a.parquet")
    part = Slice(str(tmp_path / "a.parquet"), "a.parquet", "parquet", 0, ROWS)
    found = list(read_parquet(part, most=500))
    assert [n for n, each in enumerate(found) if isinstance(each, UnusableError)] == [7]
    kept = [read_article(each.body or b"").text for each in found if isinstance(each, Document)]
    assert kept == texts[:7] + texts[8:]


def test_names_that_are_not_utf_8_are_a_failure(tmp_path: Path) -> None:
    content = written({"title": ["China and Russia"], "names": ["Li"]})
    found, failed = read(tmp_path / "a.parquet", content.replace(b"names", b"n\xff\xfees"))
    assert found == []
    assert ["UTF-8" in line or "utf-8" in line for line in failed] == [True]


def test_a_column_of_which_a_footer_lies_ends_no_process(tmp_path: Path) -> None:
    """What is wrong with one column's numbers ends the process in pyarrow where the column's metadata are asked for."""
    optional, required = b"%\x02\x18\x05title", b"%\x00\x18\x05title"
    content = written({"title": ["China and Russia"]})
    assert content.count(optional) == 1
    (tmp_path / "a.parquet").write_bytes(content.replace(optional, required))
    told = "from tests.poison.test_foreign_tables import read; import pathlib, sys; path = pathlib.Path(sys.argv[1]);"
    told += "print(read(path, path.read_bytes()))"
    command = [sys.executable, "-c", told, str(tmp_path / "a.parquet")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, "a.parquet: " in ran.stdout) == (0, True), ran.stderr[-500:]


def test_names_that_are_longer_than_what_is_read_of_them_are_one_failure(tmp_path: Path) -> None:
    names = "url,title," + ",".join(f"column{number}" for number in range(30_000))
    content = f"{names}\n{'a,b,' + ',' * 29_999}\n".encode() * 2
    (tmp_path / "a.csv").write_bytes(content)
    slices = [Slice(str(tmp_path / "a.csv"), "a.csv", "csv", *ends) for ends in ((0, 300_000), (300_000, len(content)))]
    told = [list(read_delimited(part, [content[part.start : part.end]], most=10**6)) for part in slices]
    assert [[str(each) for each in found] for found in told] == [
        ["a.csv: its line of names has more than 262,144 bytes"],
        [],
    ]
